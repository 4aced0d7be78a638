"""Pictures of our own that go with a card: drawn once, uploaded with the message, and kept when it is edited."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from typing import Protocol

import discord

_MOST_KEPT = 500
"""Pictures that are remembered, of some 4 kB each."""


class Drawing(Protocol):
    """A small picture that is drawn when a card is sent, and uploaded with it."""

    @property
    def name(self) -> str:
        """The file's name, another one for every picture that looks otherwise."""

    @property
    def description(self) -> str:
        """What it shows, for whoever does not see it."""

    def png(self) -> bytes:
        """The picture itself."""


class Gallery:
    """What was drawn, the picture that was not asked for the longest forgotten first.

    Drawing is computing for some milliseconds, for which nobody else should wait, so it is done in a thread.
    """

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, bytes] = OrderedDict()

    async def file(self, drawing: Drawing) -> discord.File:
        """A picture as a file to upload."""
        png = self._drawn.get(drawing.name)
        if png is None:
            png = self._drawn[drawing.name] = await asyncio.to_thread(drawing.png)
        self._drawn.move_to_end(drawing.name)
        if len(self._drawn) > _MOST_KEPT:
            self._drawn.popitem(last=False)
        return discord.File(io.BytesIO(png), drawing.name)
