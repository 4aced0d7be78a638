"""The films a server can ask for by title: those of the shared library and its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy import and_, select

from data.films import SMALLEST_ID
from data.models import SHARED_LIBRARY, Film, ReviewState, StoredReview
from data.storage import Storage
from data.storage.tables import reviews, revisions
from data.titles import Match, Outcome, TitleIndex

_ID_DIGITS = len(str(SMALLEST_ID))
_MOST_SUGGESTIONS = 5
_CLOSEST = 3


@dataclass(frozen=True)
class FilmChoice:
    """A film as a person picks it: by title and year."""

    film_id: int
    label: str


@dataclass(frozen=True)
class Finding:
    """What a typed title means: one film for sure, or suggestions, which are mere neighbours if not `likely`."""

    film: FilmChoice | None = None
    suggestions: tuple[FilmChoice, ...] = ()
    likely: bool = True


@dataclass(frozen=True)
class CataloguedFilm:
    """What the title index reads of a film."""

    id: int
    title: str
    year: int | None
    alt: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    popularity: float | None = None

    @classmethod
    def of(cls, film_id: int, film: Film) -> CataloguedFilm:
        """The film of a review, under the library's id."""
        other = (film.original_title,) if film.original_title else ()
        actors = tuple(c.actor for c in film.characters if c.actor)
        return cls(film_id, film.title, film.year, (*other, *film.alternative_titles), film.directors, actors)

    @property
    def choice(self) -> FilmChoice:
        """Title and year with the id behind them."""
        return FilmChoice(self.id, f"{self.title} ({self.year})" if self.year else self.title)


@dataclass
class _Shelf:
    """The films of one library, by id and by title."""

    films: dict[int, CataloguedFilm] = field(default_factory=dict)
    index: TitleIndex = field(default_factory=TitleIndex)
    hidden: set[int] = field(default_factory=set)
    """Films whose review this library withdrew: it covers the shared one."""
    revisions: dict[int, int] = field(default_factory=dict)
    """Of what was put here since, so that an older revision that comes late changes nothing."""


class Catalogue:
    """Finds films by title. One title index for the shared library, a small one more per server that has its own."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._shelves: dict[int, _Shelf] = {}
        self._loading = asyncio.Lock()

    async def find(self, guild_id: int, text: str) -> Finding:
        """What a person means who typed `text`, or picked a completion, whose value is the film's id."""
        shelves = await self._seen_by(guild_id)
        if text.isdecimal() and len(text) >= _ID_DIGITS:
            film = _film(shelves, int(text))
            return Finding(film.choice) if film else Finding(likely=False)
        matches = _search(shelves, text, _MOST_SUGGESTIONS)
        choices = tuple(film.choice for m in matches if (film := _film(shelves, m.film_id)))
        if matches and matches[0].outcome is Outcome.SURE:
            return Finding(choices[0])
        return Finding(suggestions=choices) if choices else Finding(suggestions=_closest(shelves, text), likely=False)

    async def complete(self, guild_id: int, typed: str, limit: int = 25) -> list[FilmChoice]:
        """Films to offer while a title is typed, best first; the newest films before anything is typed."""
        shelves = await self._seen_by(guild_id)
        if typed.strip():
            matches = _search(shelves, typed, limit)
            return [film.choice for m in matches if (film := _film(shelves, m.film_id))]
        newest = sorted(_visible(shelves).values(), key=lambda film: (-(film.year or 0), film.title))
        return [film.choice for film in newest[:limit]]

    async def by_title(self, guild_id: int, title: str, year: int | None) -> FilmChoice | None:
        """The film that a recommendation names, if the library has it under just that title and year."""
        shelves = await self._seen_by(guild_id)
        for match in _search(shelves, title, _MOST_SUGGESTIONS):
            film = _film(shelves, match.film_id)
            if film and film.title.casefold() == title.casefold() and (year is None or film.year == year):
                return film.choice
        return None

    async def labels(self, guild_id: int, film_ids: Iterable[int]) -> dict[int, str]:
        """Title and year of those of the films that a server sees."""
        shelves = await self._seen_by(guild_id)
        films = {film_id: _film(shelves, film_id) for film_id in film_ids}
        return {film_id: film.choice.label for film_id, film in films.items() if film}

    async def put(self, *stored: StoredReview) -> None:
        """Follow reviews that were saved: list the published, drop the others, keep hidden what was withdrawn."""
        async with self._loading:  # a shelf that is just being read may miss what was committed meanwhile
            for one in stored:
                shelf = self._shelves.get(one.guild_id)
                if shelf and shelf.revisions.get(one.film_id, 0) <= one.review.revision:
                    _put(shelf, one)

    async def size(self, guild_id: int) -> int:
        """How many films a server can ask for."""
        return len(_visible(await self._seen_by(guild_id)))

    async def _seen_by(self, guild_id: int) -> list[_Shelf]:
        """The server's own shelf first, then the shared one."""
        return [await self._shelf(scope) for scope in dict.fromkeys((guild_id, SHARED_LIBRARY))]

    async def _shelf(self, guild_id: int) -> _Shelf:
        if shelf := self._shelves.get(guild_id):
            return shelf
        async with self._loading:
            if guild_id not in self._shelves:
                self._shelves[guild_id] = await self._read_shelf(guild_id)
        return self._shelves[guild_id]

    async def _read_shelf(self, guild_id: int) -> _Shelf:
        current = and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision)
        query = (
            select(reviews.c.film_id, reviews.c.state, revisions.c.document)
            .join(revisions, current)
            .where(reviews.c.guild_id == guild_id, reviews.c.state != ReviewState.DRAFT)
        )
        async with self._storage.reading() as connection:
            rows = (await connection.execute(query)).all()
        films = [
            CataloguedFilm.of(row.film_id, Film.model_validate(row.document["film"]))
            for row in rows
            if row.state == ReviewState.PUBLISHED
        ]
        hidden = {row.film_id for row in rows if row.state == ReviewState.WITHDRAWN}
        return _Shelf({film.id: film for film in films}, TitleIndex(films), hidden)


def _put(shelf: _Shelf, stored: StoredReview) -> None:
    """List a published review, drop another, and cover the shared one with a withdrawn one."""
    film_id, state = stored.film_id, stored.review.state
    shelf.revisions[film_id] = stored.review.revision
    if state is ReviewState.PUBLISHED:
        film = CataloguedFilm.of(film_id, stored.review.film)
        shelf.films[film_id] = film
        shelf.index.add(film)
    elif shelf.films.pop(film_id, None):
        shelf.index.remove(film_id)
    (shelf.hidden.add if state is ReviewState.WITHDRAWN else shelf.hidden.discard)(film_id)


def _visible(shelves: Sequence[_Shelf]) -> dict[int, CataloguedFilm]:
    """Every film that is seen, by its id: the first shelf wins over, or hides, what the next one has."""
    films: dict[int, CataloguedFilm] = {}
    for shelf in reversed(shelves):
        films = {film_id: film for film_id, film in films.items() if film_id not in shelf.hidden} | shelf.films
    return films


def _film(shelves: Sequence[_Shelf], film_id: int) -> CataloguedFilm | None:
    for shelf in shelves:
        if film_id in shelf.films or film_id in shelf.hidden:
            return shelf.films.get(film_id)
    return None


def _search(shelves: Sequence[_Shelf], text: str, limit: int) -> list[Match]:
    """The shelves' matches as one list; a film on both counts by what the first says of it."""
    own: set[int] = set()
    matches: list[Match] = []
    for shelf in shelves:
        found = shelf.index.search(text, limit)
        matches += [match for match in found if match.film_id not in own]
        own |= shelf.films.keys() | shelf.hidden if len(shelves) > 1 else set()
    best_first = sorted(matches, key=lambda match: -match.score)[:limit]
    rivals = [match for match in best_first if match.outcome is Outcome.SURE]
    if len(rivals) > 1 and rivals[0].score == rivals[1].score:  # two films of one name, one on each shelf
        return [Match(m.film_id, m.score, m.title, Outcome.UNSURE) for m in best_first]
    return best_first


def _closest(shelves: Sequence[_Shelf], text: str) -> tuple[FilmChoice, ...]:
    """Neighbours to offer when nothing is likely: the nearest by letters."""
    titles = {film.choice: film.title.casefold() for film in _visible(shelves).values()}
    near = process.extract(text[:100].casefold(), titles, scorer=fuzz.ratio, limit=_CLOSEST)
    return tuple(choice for _, _, choice in near)
