"""A film's page: everything that a card about a film shows, read at one moment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, bindparam

from data.errors import NotFound, Reason
from data.models import SHARED_LIBRARY, StoredReview, Tally
from data.polls.models import PollResult
from data.polls.rows import has_results, last_verdict
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
    guild_id: int = SHARED_LIBRARY
    tally: Tally = field(default_factory=Tally)
    server_verdict: PollResult | None = None
    """The last poll here that came to a verdict or a tie."""
    cap: Cap = EVERYTHING
    """How much of its warnings the channel shows; `stored` has no words of what it holds back."""
    personal: PersonalList = field(default_factory=PersonalList)
    """The list of whoever asks. What a card says of it is for them alone."""

    @property
    def film_id(self) -> int:
        """The film."""
        return self.stored.film_id

    @property
    def in_server(self) -> bool:
        """Whether it is asked for in a server, where members vote and speak."""
        return self.guild_id != SHARED_LIBRARY


class FilmPages:
    """Reads pages: one statement, and one more where polls were held."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        guild: Any = bindparam("guild")
        film: Any = bindparam("film")
        self._query: Select[Any] = revisions.newest_query(film, guild).add_columns(
            *tally_columns(guild, film),
            *cap_columns(guild, bindparam("channel")),
            *list_columns(bindparam("member")),
            has_results(guild, film).label("has_results"),
        )

    async def read(
        self, film_id: int, guild_id: int, channel_id: int = 0, member_id: int = 0, *, age_restricted: bool = False
    ) -> FilmPage:
        """The page of a film with a published review that the server sees. Nobody asks as member 0.

        Raises:
            NotFound: there is none, or not any more.
        """
        asked = {"film": film_id, "guild": guild_id, "channel": channel_id, "member": member_id}
        async with self._storage.reading() as connection:
            row = (await connection.execute(self._query, asked)).first()
            if row is None or not (stored := revisions.published_from(row)):
                raise NotFound(Reason.NO_REVIEW)
            verdict = await last_verdict(connection, guild_id, film_id) if row.has_results else None
        cap = cap_in(row, guild_id, age_restricted=age_restricted)
        if cap != EVERYTHING:  # in a thread, since the first look at a review takes some 60 ms
            stored = stored.model_copy(update={"review": await asyncio.to_thread(covered, stored.review, cap)})
        return FilmPage(stored, guild_id, tally_of(row), verdict, cap, list_in(row))
