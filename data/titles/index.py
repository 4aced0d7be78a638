"""A small title index: every title of every film, compared as text without accents, case and articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from rapidfuzz import fuzz, process

_LONGEST_QUERY = 200
_SURE = 0.84
_POSSIBLE = 0.6
_LEAD = 0.06
_ARTICLES = re.compile(r"^(the|a|an|la|le|les|el|der|die|das) ")
_YEAR = re.compile(r"\(?\b(18|19|20)\d\d\b\)?\s*$")


class TitledFilm(Protocol):
    """What the index reads of a film. Everything but `id` and `title` may be None or empty."""

    @property
    def id(self) -> int:
        """The film's id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def year(self) -> int | None:
        """The year it came out."""

    @property
    def alt(self) -> Sequence[str]:
        """Other titles."""


class Outcome(StrEnum):
    """Whether a match may be answered with, or has to be asked about first."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Match:
    """A film that a query may mean: `score` in 0..1, and the title that matched."""

    film_id: int
    score: float
    title: str
    outcome: Outcome


def normalise(text: str) -> str:
    """Lower case, no accents, no punctuation, no leading article."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    words = " ".join(kept.replace(" s ", "s ").split())
    return _ARTICLES.sub("", words) or words


class TitleIndex:
    """Films by title. `search` compares with all of them: made for libraries of some thousand films."""

    def __init__(self, films: Iterable[TitledFilm] = ()) -> None:
        self._titles: dict[tuple[int, str], str] = {}
        self._years: dict[int, int | None] = {}
        for film in films:
            self.add(film)

    def add(self, film: TitledFilm) -> None:
        """Put a film in, in place of any with the same id."""
        self.remove(film.id)
        self._years[film.id] = film.year
        for title in (film.title, *(film.alt or ())):
            self._titles[film.id, title] = normalise(title)

    def remove(self, film_id: int) -> None:
        """Take a film out; one that is not in is no error."""
        if self._years.pop(film_id, self) is self:
            return
        self._titles = {key: text for key, text in self._titles.items() if key[0] != film_id}

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """The films a query may mean, best first; empty when none is near."""
        query = query[:_LONGEST_QUERY]
        wanted = _YEAR.search(query)
        bare = _YEAR.sub("", query) if wanted and wanted.start() else query
        text, year = normalise(bare), int(re.sub(r"\D", "", wanted[0])) if wanted and wanted.start() else None
        if not text:
            return []
        found = process.extract(text, self._titles, scorer=_similarity, limit=limit * 5, score_cutoff=_POSSIBLE)
        best: dict[int, tuple[float, str]] = {}
        for _, score, (film_id, title) in found:
            film_year = self._years[film_id]
            off = min(abs(film_year - year), 3) * 0.05 if year and film_year else 0.0
            if score - off > best.get(film_id, (0.0, ""))[0]:
                best[film_id] = (score - off, title)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], -(self._years[item[0]] or 0)))
        return _with_outcomes(ranked[:limit])


def _with_outcomes(ranked: list[tuple[int, tuple[float, str]]]) -> list[Match]:
    matches = []
    for place, (film_id, (score, title)) in enumerate(ranked):
        rival = ranked[1][1][0] if place == 0 and len(ranked) > 1 else 0.0
        sure = place == 0 and score >= _SURE and score - rival >= _LEAD
        matches.append(Match(film_id, round(score, 4), title, Outcome.SURE if sure else Outcome.UNSURE))
    return matches


def _similarity(query: Any, title: Any, /, *, score_cutoff: float | None = None) -> float:
    """Edit similarity of the letters, or how well the query begins the title, as a share in 0..1."""
    letters, title_letters = query.replace(" ", ""), title.replace(" ", "")
    whole = fuzz.ratio(letters, title_letters) / 100
    begun = fuzz.ratio(letters, title_letters[: len(letters)]) / 100 if len(letters) >= 3 else 0.0
    return max(whole, begun * 0.83)
