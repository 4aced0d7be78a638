"""Announcements that go on to the servers that follow a channel. Discord takes ten an hour of each channel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds for which whatever else is to be posted waits."""


class Onward:
    """Keeps hold of what Discord lets wait."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._going: set[asyncio.Task[None]] = set()

    async def send(self, publishing: Coroutine[Any, Any, object], channel_id: int) -> None:
        """Let a message of a channel go onward. It stands where it is all the same if Discord does not take it.

        discord.py waits out the limit by itself, five times at the most. It is left to that and never cancelled in
        between, which could leave every other request waiting; but nothing else waits for it.
        """
        task = asyncio.create_task(_send(publishing, channel_id), name="publishing onward")
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        _done, waiting = await asyncio.wait({task}, timeout=self._patience)
        if waiting:
            log.info("An announcement in channel %s goes onward later: Discord takes ten an hour.", channel_id)


async def _send(publishing: Coroutine[Any, Any, object], channel_id: int) -> None:
    try:
        await publishing
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.info("An announcement in channel %s did not go onward: %s", channel_id, error)
