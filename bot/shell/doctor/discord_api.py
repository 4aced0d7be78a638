"""Asking Discord with the bot's token, gently: one question at a time, waiting where it says so. Nothing but GET."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from discord.http import HTTPClient

from bot.proxies import Proxies

_PATIENCE = aiohttp.ClientTimeout(total=20)
_MOST_WAITS = 5
_LONGEST_WAIT = 30.0
_SERVERS_A_PAGE = 200


class Refused(Exception):
    """Discord answers, and not with what was asked for."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


class Api:
    """`await api.get("/users/@me")`; `date` is what Discord's clock said last."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base
        self.date: dt.datetime | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, base: str, token: str, proxies: Proxies) -> AsyncIterator[Api]:
        """For a block."""
        agent = HTTPClient(asyncio.get_running_loop()).user_agent  # Discord turns away who does not say what it is
        headers = {"authorization": (b"Bot " + token.encode()).decode(), "user-agent": agent}
        connector = proxies.connector()
        async with aiohttp.ClientSession(headers=headers, timeout=_PATIENCE, connector=connector) as session:
            yield cls(session, base)

    async def get(self, path: str) -> Any:
        """What is there.

        Raises:
            Refused: it is not, or the bot may not see it.
            aiohttp.ClientError, TimeoutError: Discord cannot be reached.
        """
        for _ in range(_MOST_WAITS):
            async with self._session.get(self._base + path) as response:
                if said := response.headers.get("date"):
                    self.date = parsedate_to_datetime(said)
                if response.status == 200:
                    return await response.json()
                if response.status != 429:
                    raise Refused(response.status)
                wait = float(response.headers.get("retry-after", 1))
            await asyncio.sleep(min(wait, _LONGEST_WAIT))
        raise Refused(429)

    async def servers(self) -> list[dict[str, Any]]:
        """Every server that the bot is in, each with what the bot may do there."""
        found: list[dict[str, Any]] = []
        while True:
            after = found[-1]["id"] if found else "0"
            page = await self.get(f"/users/@me/guilds?limit={_SERVERS_A_PAGE}&after={after}")
            found += page
            if len(page) < _SERVERS_A_PAGE:
                return found
