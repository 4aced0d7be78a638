"""A bot that has all its commands and never goes online, for what the shell asks of it."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.client import Marquee
from data.library import Library


class _Idle(Marquee):
    async def setup_hook(self) -> None:
        """Called after login, if there is one: nothing goes on by itself."""
        await self.load()


@asynccontextmanager
async def idle_bot() -> AsyncIterator[Marquee]:
    """With an empty library of its own, so that the real one is left alone. `load` it or log it in."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'none.db'}"
        async with Library.open(address, with_starter=False) as library, _Idle(library) as bot:
            yield bot
