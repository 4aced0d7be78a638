"""The films a server can ask for by title: those of the shared library and its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterable, Sequence
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
_LONGEST_TYPED = 100
_LONGEST_SENTENCE = 500  # spotting in that much takes about a millisecond, so the event loop can do it itself
_POSSIBLE = 0.1
"""A match less likely than that, or than a tenth of the best one's likelihood, is not worth a question."""


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

    def by_id(self, film_id: Hashable) -> CataloguedFilm | None:
        """A film of this library."""
        return self.films.get(film_id) if isinstance(film_id, int) else None


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
        sure = [match for match in matches if match.outcome is Outcome.SURE]
        if len(sure) == 1:  # several are films of one name, to be told apart by their years
            return Finding(_choices(shelves, sure)[0])
        likely = [match for match in matches if match.score >= max(_POSSIBLE, matches[0].score * _POSSIBLE)]
        suggestions = (*_choices(shelves, likely), *_containing(shelves, text))
        if suggestions:
            return Finding(suggestions=tuple(dict.fromkeys(suggestions))[:_MOST_SUGGESTIONS])
        return Finding(suggestions=_closest(shelves, text), likely=False)

    async def complete(self, guild_id: int, typed: str, limit: int = 25) -> list[FilmChoice]:
        """Films to offer while a title is typed, best first; the newest films before anything is typed."""
        shelves = await self._seen_by(guild_id)
        if typed.strip():
            found = (*_choices(shelves, _search(shelves, typed, limit)), *_containing(shelves, typed))
            return list(dict.fromkeys(found))[:limit]
        return [film.choice for film in _newest_first(shelves)[:limit]]

    async def spot(self, guild_id: int, text: str) -> list[FilmChoice]:
        """The films that a running text names, in the order they are named."""
        shelves = await self._seen_by(guild_id)
        spans = [span for shelf in shelves for span in shelf.index.spot(text[:_LONGEST_SENTENCE])]
        named = [_film(shelves, span.film_id) for span in sorted(spans, key=lambda span: span.start)]
        return list(dict.fromkeys(film.choice for film in named if film))

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
        """Follow reviews that were saved: list the published, drop the others."""
        for one in stored:
            shelf = self._shelves.get(one.guild_id)
            if shelf is None:
                continue  # not loaded yet; it will be read as it is then
            if one.review.state is ReviewState.PUBLISHED:
                film = CataloguedFilm.of(one.film_id, one.review.film)
                shelf.films[one.film_id] = film
                shelf.index.add(film)
            elif shelf.films.pop(one.film_id, None):
                shelf.index.remove(one.film_id)

    async def size(self, guild_id: int) -> int:
        """How many films a server can ask for."""
        return len({film_id for shelf in await self._seen_by(guild_id) for film_id in shelf.films})

    async def _seen_by(self, guild_id: int) -> list[_Shelf]:
        """The server's own shelf first, then the shared one."""
        return [await self._shelf(scope) for scope in dict.fromkeys((guild_id, SHARED_LIBRARY))]

    async def _shelf(self, guild_id: int) -> _Shelf:
        if shelf := self._shelves.get(guild_id):
            return shelf
        async with self._loading:
            if guild_id not in self._shelves:
                films = {film.id: film async for film in self._published(guild_id)}
                for index in TitleIndex.build_in_chunks(films.values()):
                    await asyncio.sleep(0)  # a large library must not stop everybody else meanwhile
                    if index is not None:
                        self._shelves[guild_id] = _Shelf(films, index)
        return self._shelves[guild_id]

    async def _published(self, guild_id: int) -> AsyncIterator[CataloguedFilm]:
        current = and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision)
        query = (
            select(reviews.c.film_id, revisions.c.document)
            .join(revisions, current)
            .where(reviews.c.guild_id == guild_id, reviews.c.state == ReviewState.PUBLISHED)
        )
        async with self._storage.reading() as connection:
            for row in await connection.execute(query):
                yield CataloguedFilm.of(row.film_id, Film.model_validate(row.document["film"]))


def _film(shelves: Sequence[_Shelf], film_id: Hashable) -> CataloguedFilm | None:
    return next((film for shelf in shelves if (film := shelf.by_id(film_id))), None)


def _choices(shelves: Sequence[_Shelf], matches: Iterable[Match]) -> list[FilmChoice]:
    return [film.choice for match in matches if (film := _film(shelves, match.film_id))]


def _newest_first(shelves: Sequence[_Shelf]) -> list[CataloguedFilm]:
    films = {film_id: film for shelf in reversed(shelves) for film_id, film in shelf.films.items()}
    return sorted(films.values(), key=lambda film: (-(film.year or 0), film.title))


def _search(shelves: Sequence[_Shelf], text: str, limit: int) -> list[Match]:
    """The shelves' matches as one list, of about equal ones the newest first; a film on both counts as on the first."""
    own: set[int] = set()
    matches: list[Match] = []
    for shelf in shelves:
        matches += [match for match in shelf.index.search(text, limit) if match.film_id not in own]
        own |= shelf.films.keys()

    def rank(match: Match) -> tuple[float, int, float]:
        film = _film(shelves, match.film_id)
        return -round(match.score, 1), -(film.year if film and film.year else 0), -match.score

    return sorted(matches, key=rank)[:limit]


def _containing(shelves: Sequence[_Shelf], text: str) -> list[FilmChoice]:
    """Films with words in their titles that begin as the typed ones do, the newest first.

    The title engine rightly takes `city` or `love` for no title; in a library of reviews they may still be meant.
    """
    typed = text[:_LONGEST_TYPED].casefold().split()
    if not typed:
        return []
    return [
        film.choice
        for film in _newest_first(shelves)
        if all(any(word.startswith(begun) for word in film.title.casefold().split()) for begun in typed)
    ]


def _closest(shelves: Iterable[_Shelf], text: str) -> tuple[FilmChoice, ...]:
    """Neighbours to offer when nothing is likely: the nearest by letters."""
    titles = {film.choice: film.title.casefold() for shelf in shelves for film in shelf.films.values()}
    near = process.extract(text[:_LONGEST_TYPED].casefold(), titles, scorer=fuzz.ratio, limit=_CLOSEST)
    return tuple(choice for _, _, choice in near)
