"""A known film: what is told of it without a review. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.models import Film

_POPULARITY = {1: 1.0, 2: 0.8, 3: 0.72, 4: 0.66, 5: 0.59}
"""What the title engine takes a rank for. It was trained where half of all films lie below 0.6, without initials."""


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """The facts of a film; all but title and year may be missing. `rank` goes from 1, the most asked for, to 5."""

    id: int
    title: str
    year: int
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    original_title: str = ""
    other_titles: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 codes."""
    minutes: int | None = None
    rating: str = ""
    rank: int = 5
    ids: Mapping[str, str] | None = None
    """Its ids in other databases, by `imdb`, `tmdb`, `wikidata` and `letterboxd`."""
    reviewed = False

    @property
    def alt(self) -> tuple[str, ...]:
        """All its other titles."""
        return (*filter(None, (self.original_title,)), *self.other_titles)

    @property
    def popularity(self) -> float:
        """Its rank as the title engine knows it, in 0..1."""
        return _POPULARITY[self.rank]

    @property
    def label(self) -> str:
        """Title and year."""
        return f"{self.title} ({self.year})"

    @property
    def facts(self) -> Film:
        """What a card shows and a review begins with."""
        ids = self.ids or {}
        return Film(
            title=self.title,
            year=self.year,
            original_title=self.original_title or None,
            alternative_titles=self.other_titles,
            directors=self.directors,
            genres=self.genres,
            languages=self.languages,
            runtime_minutes=self.minutes,
            content_rating=self.rating or None,
            imdb_id=ids.get("imdb"),
            tmdb_id=int(ids["tmdb"]) if "tmdb" in ids else None,
            wikidata_id=ids.get("wikidata"),
        )
