"""The bot as cogs know it: whoever handles an interaction finds in its client the library, and what cogs share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.admission import Admission
from cogs.ui.command_links import CommandLinks
from cogs.ui.drawings import Gallery
from cogs.ui.fair_use import FairUse
from data.errors import TooOften
from data.library import Library

REFUSAL_SECONDS = 0.7
"""Before somebody is refused: a program that goes on as soon as it is answered goes on as slowly as a person."""

_Service = TypeVar("_Service")


class Host(commands.AutoShardedBot):
    """A client with the library in it."""

    def __init__(
        self,
        library: Library,
        *,
        edits_every: float = 2.0,
        fair_use: FairUse | None = None,
        pictures: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.library = library
        self.edits_every = edits_every
        """The shortest time in seconds between two edits of one message; a pretend Discord has no limit."""
        self.admission = Admission()
        """Who is at work."""
        self.fair_use = fair_use or FairUse()
        """How often who was."""
        self.command_links = CommandLinks()
        """Commands as one can press them."""
        self.gallery = Gallery() if pictures else None
        """Pictures of titles; None where there are to be none."""
        self._services: dict[type, Any] = {}

    @asynccontextmanager
    async def let_in(self, member_id: int) -> AsyncIterator[None]:
        """Where whoever presses, types, submits or mentions comes in.

        Raises:
            TooOften: they did so too often.
            Busy, StorageUnavailable: as `Admission.place`.
        """
        self.admission.remember()
        try:
            self.fair_use.act(member_id)
            async with self.admission.place(member_id):
                yield
        except TooOften:
            await asyncio.sleep(REFUSAL_SECONDS)
            raise

    def provide(self, service: object) -> None:
        """Let handlers find a service, such as the keeper of polls, by its class."""
        self._services[type(service)] = service

    def service(self, kind: type[_Service]) -> _Service:
        """What was provided under a class."""
        found: _Service = self._services[kind]
        return found

    def command_group(self, name: str) -> app_commands.Group:
        """A group of commands that an extension loaded earlier brought along, to add one's own to."""
        group = self.tree.get_command(name)
        assert isinstance(group, app_commands.Group), f"the extension with /{name} comes first in bot.client.EXTENSIONS"
        return group


Interaction = discord.Interaction[Host]
