"""The films a server can ask for by title: those of the shared library, its own, and all that are known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from data.deadlines import seconds_left
from data.errors import Reason, StorageFault, TooSlow
from data.films.changes import MOST_FOLLOWED, changes, changes_after
from data.films.finding import Finding, in_talk, spot
from data.films.finding import find as finding_of
from data.films.known import KnownFilm, KnownFilms
from data.films.seen import Seen
from data.films.shelves import CataloguedFilm, FilmChoice, Shelf
from data.films.steps import in_steps
from data.models import SHARED_LIBRARY, Review, StoredReview
from data.storage import ANSWER_SECONDS, Storage, generations

__all__ = ["Catalogue", "FilmChoice", "Finding"]

_READING_SECONDS = 30.0
"""For reading a whole library, which is done once; whoever asks meanwhile waits as long as for any answer."""
_MOST_SHELVES = 3_000
"""Libraries of servers kept in memory. Of more, those that were asked longest ago are read anew when asked again."""

_NOTHING_KNOWN = KnownFilms()


class Catalogue:
    """Finds films by title. One title index for the shared library, a small one more per server that has its own."""

    def __init__(self, storage: Storage, *, is_shared: bool = False, known: KnownFilms | None = None) -> None:
        self._storage = storage
        self.known = KnownFilms() if known is None else known
        """The films that can be asked for without a review of them."""
        self._is_shared = is_shared
        """Whether other processes may write the database."""
        self._shelves: dict[int, Shelf] = {}
        """Those asked longest ago first."""
        self._loading: dict[int, asyncio.Task[Shelf]] = {}
        self._meanwhile: dict[int, list[StoredReview]] = {}
        """What was saved while a shelf was being read, which the reading may have missed."""

    async def find(self, guild_id: int, text: str, *, reviewed: bool = False) -> Finding:
        """What a person means who typed `text`, or picked a completion, whose value is the film's id.

        With `reviewed` only films with a review that the server sees are looked at.
        """
        finding = await self._find(guild_id, text, reviewed=reviewed)
        if finding.film is None and await self._freshened(guild_id):
            return await self._find(guild_id, text, reviewed=reviewed)
        return finding

    async def meant(self, guild_id: int, text: str, *, reviewed: bool = False) -> FilmChoice | None:
        """The film that `find` is sure of, for whoever has no use for suggestions: to find none is a long search."""
        found = finding_of(await self._seen_by(guild_id, reviewed=reviewed), text)
        if (isinstance(found, list) or found.film is None) and await self._freshened(guild_id):
            found = finding_of(await self._seen_by(guild_id, reviewed=reviewed), text)
        return None if isinstance(found, list) else found.film

    async def _find(self, guild_id: int, text: str, *, reviewed: bool) -> Finding:
        seen = await self._seen_by(guild_id, reviewed=reviewed)
        found = finding_of(seen, text)
        if isinstance(found, Finding):
            return found
        return Finding(suggestions=await asyncio.to_thread(seen.closest, text, found), likely=False)

    async def complete(self, guild_id: int, typed: str, limit: int = 25, *, reviewed: bool = False) -> list[FilmChoice]:
        """Films to offer while a title is typed, best first; the newest reviewed ones before anything is typed."""
        seen = await self._seen_by(guild_id, reviewed=reviewed)
        if not typed.strip():
            return seen.newest(limit)
        if linked := seen.linked(typed):
            return [linked]
        return seen.complete(typed, limit)

    async def spot(self, guild_id: int, text: str) -> list[FilmChoice]:
        """The films that a running text names, in the order they are named."""
        return spot(await self._seen_by(guild_id), text)

    async def named_in_talk(self, guild_id: int, text: str) -> Finding:
        """As `find`, for a message that may be mere talk: what it does not name by its title has to be like that."""
        finding = await self.find(guild_id, text)
        return in_talk(await self._seen_by(guild_id), text, finding)

    async def by_title(self, guild_id: int, title: str, year: int | None) -> FilmChoice | None:
        """The film that a recommendation names, if there is one of just that title and year."""
        return (await self._seen_by(guild_id)).named(title, year)

    async def recommended(self, guild_id: int, review: Review) -> dict[str, FilmChoice]:
        """A review's recommendations that have a card, by label."""
        named = [(one.label, await self.by_title(guild_id, one.title, one.year)) for one in review.recommendations]
        return {label: choice for label, choice in named if choice}

    async def has(self, guild_id: int, film_id: int) -> bool:
        """Whether a server sees a review of the film."""
        return (await self._seen_by(guild_id, reviewed=True)).reviewed(film_id) is not None

    async def only_known(self, guild_id: int, film_id: int) -> KnownFilm | None:
        """A film that is known and of which the server sees no review."""
        return (await self._seen_by(guild_id)).only_known(film_id)

    async def namesakes(self, guild_id: int, film_id: int) -> list[FilmChoice]:
        """Other films of a film's title; of one that is only known its sequels too."""
        seen = await self._seen_by(guild_id)
        known = seen.only_known(film_id)
        film = known or seen.reviewed(film_id)
        same = seen.namesakes(film.title, film_id) if film else []
        return list(dict.fromkeys((*same, *(seen.sequels(known.title) if known else ()))))

    async def labels(self, guild_id: int, film_ids: Iterable[int]) -> dict[int, str]:
        """Title and year of those of the films that a server can ask for."""
        seen = await self._seen_by(guild_id)
        films = {film_id: seen.choice(film_id) for film_id in film_ids}
        return {film_id: film.label for film_id, film in films.items() if film}

    async def put(self, *stored: StoredReview) -> None:
        """Follow reviews that were saved: list the published, drop the others, keep hidden what was withdrawn."""
        for one in stored:
            if shelf := self._shelves.get(one.guild_id):
                _put(shelf, one)
            if one.guild_id in self._meanwhile:
                self._meanwhile[one.guild_id].append(one)

    async def forget(self, guild_id: int) -> None:
        """Drop what was read of a library that is no more."""
        if loading := self._loading.get(guild_id):
            await asyncio.wait({loading})
        self._shelves.pop(guild_id, None)

    async def size(self, guild_id: int) -> int:
        """How many reviews a server sees."""
        return len((await self._seen_by(guild_id, reviewed=True)).every_reviewed())

    def prepare(self) -> None:
        """Begin to read the shared library, before somebody asks."""
        if SHARED_LIBRARY not in self._shelves:
            self._reading(SHARED_LIBRARY)

    async def compare(self, *guild_ids: int) -> bool:
        """Catch up with the libraries, of these or of all that were read, whose generation is another than was known.

        Whether there were any.
        """
        async with self._storage.reading() as connection:
            now = await generations.every(connection, guild_ids or None)
        stale = [one for one, shelf in self._shelves.items() if now.get(one, 0) != max(0, shelf.generation)]
        mine = [one for one in (*stale, *self._loading) if not guild_ids or one in guild_ids]
        await self.catch_up(*mine)
        return bool(mine)

    async def catch_up(self, *guild_ids: int) -> None:
        """Read what others changed in these libraries, if they were read before; nothing else of them."""
        for guild_id in guild_ids:
            if loading := self._loading.get(guild_id):
                await asyncio.wait({loading})  # it may have looked before the change
            if shelf := self._shelves.get(guild_id):
                await self._catch_up(guild_id, shelf)

    async def _catch_up(self, guild_id: int, shelf: Shelf) -> None:
        async with self._storage.reading() as connection:
            now = (await generations.every(connection, (guild_id,))).get(guild_id, 0)
            changed = await changes_after(connection, guild_id, shelf.generation)
        if now < shelf.generation or len(changed) == MOST_FOLLOWED:  # restored from a backup, or much of it new
            await asyncio.shield(self._reading(guild_id))  # while the shelf of before answers
            return
        for change in changed:
            shelf.put(change.film, change.state, change.revision)
        shelf.generation = max([now, *(change.generation for change in changed)])

    async def _freshened(self, guild_id: int) -> bool:
        """Whether others changed what a server sees, which is read then: asked before somebody is told of no film."""
        if not self._is_shared:
            return False
        try:
            return await self.compare(guild_id, SHARED_LIBRARY)
        except StorageFault:  # what is known is the best answer
            return False

    async def _seen_by(self, guild_id: int, *, reviewed: bool = False) -> Seen:
        shelves = [await self._shelf(scope) for scope in dict.fromkeys((guild_id, SHARED_LIBRARY))]
        if reviewed:
            return Seen(shelves, _NOTHING_KNOWN)
        return Seen(shelves, self.known)

    async def _shelf(self, guild_id: int) -> Shelf:
        if shelf := self._shelves.pop(guild_id, None):
            self._shelves[guild_id] = shelf  # the last asked for
            return shelf
        try:
            async with asyncio.timeout(seconds_left(ANSWER_SECONDS)):
                return await asyncio.shield(self._reading(guild_id))  # it serves others too, and goes on
        except TimeoutError:
            raise TooSlow(Reason.LIBRARY_BEING_READ) from None

    def _reading(self, guild_id: int) -> asyncio.Task[Shelf]:
        """The one task that reads a library."""
        if guild_id not in self._loading:
            self._loading[guild_id] = loading = asyncio.create_task(self._load(guild_id))
            loading.add_done_callback(lambda task: task.cancelled() or task.exception())  # if nobody waits any more
        return self._loading[guild_id]

    async def _load(self, guild_id: int) -> Shelf:
        self._meanwhile[guild_id] = []
        try:
            shelf = await self._read_shelf(guild_id)
            for one in self._meanwhile[guild_id]:
                _put(shelf, one)
            self._shelves[guild_id] = shelf
            self._drop_unused()
        finally:
            del self._loading[guild_id], self._meanwhile[guild_id]
        return shelf

    def _drop_unused(self) -> None:
        """Whoever holds a dropped one goes on with it; only what is on a shelf is kept up with changes."""
        while len(self._shelves) > _MOST_SHELVES:
            del self._shelves[next(one for one in self._shelves if one != SHARED_LIBRARY)]

    async def _read_shelf(self, guild_id: int) -> Shelf:
        shelf = Shelf()
        async with self._storage.reading(_READING_SECONDS) as connection:
            async for page in changes(connection, guild_id):
                for change in page:
                    shelf.note(change.film, change.state, change.revision)
                    shelf.generation = change.generation
        await in_steps(shelf.build())
        return shelf


def _put(shelf: Shelf, stored: StoredReview) -> None:
    review = stored.review
    shelf.put(CataloguedFilm.of(stored.film_id, review.film), review.state, review.revision)
