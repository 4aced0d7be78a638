"""Forgetting, for whoever asks for it: a server's moderators, whoever runs the bot, or a backup that is put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from data.films.catalogue import Catalogue
from data.polls import Poll, Polls
from data.polls.own_ballots import ballots_of
from data.rights.members import Members
from data.rights.own_data import Document, OwnData
from data.rights.servers import Servers
from data.storage import LONG_SECONDS, Storage, erasures
from data.storage.erasures import Erasure
from data.votes.collection import Votes
from data.warnings.personal_lists import PersonalLists


class Rights:
    """`rights.forget_member(member_id)`. What is begun and not ended is gone on with by asking again."""

    def __init__(
        self,
        storage: Storage,
        catalogue: Catalogue,
        now: Callable[[], dt.datetime],
        *,
        votes: Votes,
        polls: Polls,
        personal_lists: PersonalLists,
    ) -> None:
        self._storage = storage
        self._now = now
        self._servers = Servers(storage, catalogue, now)
        self._members = Members(storage, now, votes=votes, polls=polls, personal_lists=personal_lists)

    async def of_member(self, member_id: int) -> dict[str, int]:
        """How much is kept of a member in all servers, by `table.column`, of what there is."""
        return await self._members.count(member_id)

    async def open_polls_of(self, member_id: int) -> list[Poll]:
        """The open polls of all servers that a member has a ballot in."""
        async with self._storage.reading(LONG_SECONDS) as connection:
            return [one.poll async for one in ballots_of(connection, member_id) if one.poll.is_open]

    async def export_member(self, member_id: int) -> Document:
        """Everything that is kept of a member, in plain words, for that member alone."""
        async with self._storage.reading(LONG_SECONDS) as connection:
            return await OwnData(connection, member_id).read(self._now())

    async def forget_member(self, member_id: int) -> dict[str, int]:
        """Delete what is a member's, in all servers, for good; how much it was, as `of_member`.

        What they wrote and decided for a server stays there, as a former member's.

        Raises:
            ValueError: that is nobody's id.
            StorageFault: it was not ended; what is gone stays gone. Ask again.
        """
        return await self._members.forget(member_id)

    async def of_server(self, server_id: int) -> dict[str, int]:
        """How many rows are a server's, by the name of their table, of those tables that have any."""
        return await self._servers.count(server_id)

    async def forget_server(self, server_id: int) -> dict[str, int]:
        """Delete everything that is a server's, for good; how much that was, as `of_server`.

        The shared library's reviews stay, and so does that a film is known by its title.

        Raises:
            ValueError: it is the shared library.
            StorageFault: it was not ended; what is gone stays gone. Ask again.
        """
        return await self._servers.forget(server_id)

    async def repeat(self, done_before: Sequence[Erasure]) -> None:
        """Erase again what was erased before, as where a backup from before that is put back."""
        for erasure in done_before:
            if erasure.kind == erasures.SERVER:
                await self._servers.forget(erasure.subject_id, erasure.erased_at)
            elif erasure.kind == erasures.MEMBER:
                await self._members.forget(erasure.subject_id, erasure.erased_at)
