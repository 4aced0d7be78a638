"""A film's page: everything that a card about a film shows, read at one moment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, bindparam, select

from data.errors import NotFound, Reason
from data.films.known import KnownFilm, KnownFilms
from data.models import SHARED_LIBRARY, Review, StoredReview, Tally
from data.polls.models import PollResult
from data.polls.rows import has_results, last_verdict
from data.requests.collection import waiting_column
from data.reviews import revisions
from data.storage import Storage
from data.votes.tallies import tally_columns, tally_of
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.channel_caps import cap_columns, cap_in
from data.warnings.covering import covered
from data.warnings.personal import PersonalList
from data.warnings.personal_lists import list_columns, list_in


@dataclass(frozen=True)
class FilmPage:
    """A film as somebody in some channel meets it. `guild_id` is that of the shared library in a direct message."""

    stored: StoredReview
    """Of a film that nobody reviewed for this server, its facts alone, under the id 0."""
    guild_id: int = SHARED_LIBRARY
    tally: Tally = field(default_factory=Tally)
    server_verdict: PollResult | None = None
    """The last poll here that came to a verdict or a tie."""
    cap: Cap = EVERYTHING
    """How much of its warnings the channel shows; `stored` has no words of what it holds back."""
    personal: PersonalList = field(default_factory=PersonalList)
    """The list of whoever asks. What a card says of it is for them alone."""
    known: KnownFilm | None = None
    """What is known of a film without a review."""
    waiting: int = 0
    """How many members asked here for a review of a film that has none."""

    @property
    def film_id(self) -> int:
        """The film."""
        return self.stored.film_id

    @property
    def reviewed(self) -> bool:
        """Whether there is a review, or the film is only known."""
        return bool(self.stored.id)

    @property
    def in_server(self) -> bool:
        """Whether it is asked for in a server, where members vote and speak."""
        return self.guild_id != SHARED_LIBRARY


class FilmPages:
    """Reads pages: one statement, and one more where polls were held."""

    def __init__(self, storage: Storage, known: KnownFilms) -> None:
        self._storage = storage
        self._known = known
        guild: Any = bindparam("guild")
        film: Any = bindparam("film")
        beside: list[Any] = [
            *tally_columns(guild, film),
            *cap_columns(guild, bindparam("channel")),
            *list_columns(bindparam("member")),
            has_results(guild, film).label("has_results"),
        ]
        self._query: Select[Any] = revisions.newest_query(film, guild).add_columns(*beside)
        self._of_known: Select[Any] = select(*beside, waiting_column(guild, film))

    async def read(
        self, film_id: int, guild_id: int, channel_id: int = 0, member_id: int = 0, *, age_restricted: bool = False
    ) -> FilmPage:
        """The page of a film that is known, or has a published review that the server sees. Nobody asks as member 0.

        Raises:
            NotFound: there is none, or not any more.
        """
        asked = {"film": film_id, "guild": guild_id, "channel": channel_id, "member": member_id}
        async with self._storage.reading() as connection:
            row = (await connection.execute(self._query, asked)).first()
            stored, known = revisions.published_from(row) if row else None, None
            if stored is None:
                if (known := self._known.get(film_id)) is None:
                    raise NotFound(Reason.NO_REVIEW)
                stored = StoredReview(id=0, film_id=film_id, review=Review(film=known.facts))
                row = (await connection.execute(self._of_known, asked)).one()
            assert row is not None
            verdict = await last_verdict(connection, guild_id, film_id) if row.has_results else None
        cap = cap_in(row, guild_id, age_restricted=age_restricted)
        if cap != EVERYTHING:  # in a thread, since the first look at a review takes some 60 ms
            stored = stored.model_copy(update={"review": await asyncio.to_thread(covered, stored.review, cap)})
        waiting = row.waiting if known else 0
        return FilmPage(stored, guild_id, tally_of(row), verdict, cap, list_in(row), known, waiting)
