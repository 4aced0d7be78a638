"""The bot as its own process: started, waited for, stopped, killed, and what it logged."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import processes
from tests.environment import environment
from tests.loopback.clock import until
from tests.loopback.server import Loopback
from tests.loopback.state import TOKEN

ROOT = Path(__file__).parents[2]
HURRIED = {"MARQUEE_FAIR_USE": "false"}
"""A setting for the few who act without a pause in the place of many."""
_START = 30.0
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(eq=False, repr=False)
class BotProcess:
    """`python -m bot run`, and all it wrote."""

    discord: Loopback
    process: asyncio.subprocess.Process | processes.Process
    lines: list[str] = field(default_factory=list)
    reading: asyncio.Task[None] | None = None

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        return "".join(self.lines)

    async def read(self) -> None:
        """Take down what it writes, to the end."""
        assert self.process.stdout
        async for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace"))

    async def connected(self, seconds: float = _START) -> None:
        """Wait until it is connected and knows its servers."""
        up = self.discord.gateway.ready
        assert await until(lambda: up.is_set() or self.ended, seconds), f"not connected:\n{self.log}"
        assert not self.ended, f"it ended:\n{self.log}"

    async def ready(self, seconds: float = _START) -> None:
        """Wait until it is connected and has told Discord of its commands."""
        await self.connected(seconds)
        assert await until(lambda: self.discord.rest.commands or self.ended, seconds), f"no commands:\n{self.log}"
        assert not self.ended, f"it ended:\n{self.log}"

    async def logs(self, text: str, seconds: float = 5.0) -> None:
        """Wait until it has written this."""
        assert await until(lambda: text in self.log, seconds), f"{text!r} is not in the log:\n{self.log}"

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self.process.returncode is not None

    async def stop(self, seconds: float = 10.0) -> int:
        """SIGTERM, and wait; the exit code."""
        if not self.ended:
            self.process.send_signal(signal.SIGTERM)
        return await self.end(seconds)

    async def end(self, seconds: float = 10.0) -> int:
        """Wait until it ends by itself; the exit code."""
        assert await until(lambda: self.ended, seconds), f"it does not end:\n{self.log}"
        await self._read_out()
        return await self.process.wait()

    async def kill(self) -> None:
        """SIGKILL: no time to tidy up."""
        if not self.ended:
            self.process.kill()
        await self.process.wait()
        await self._read_out()

    async def _read_out(self) -> None:
        if self.reading:
            await self.reading

    def assert_no_traceback(self) -> None:
        """What goes wrong is told in sentences."""
        assert "Traceback" not in self.log, self.log
        assert TOKEN not in self.log

    async def assert_stops_cleanly(self) -> None:
        """SIGTERM ends it at once, with 0, and without a traceback in all it ever wrote."""
        assert await self.stop() == 0, self.log
        self.assert_no_traceback()

    def cpu(self) -> float:
        """Seconds of processor it has used. On Linux."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND

    def memory(self) -> int:
        """Bytes it holds in memory. On Linux."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@asynccontextmanager
async def running(
    discord: Loopback,
    database: str,
    folder: Path,
    *,
    python: str = sys.executable,
    module: str = "bot",
    words: tuple[str, ...] = ("run",),
    settings: Mapping[str, str] = {},
    cold: bool = False,
) -> AsyncIterator[BotProcess]:
    """Start it on a database, in a folder without an .env; a setting of "" is not set. It is killed at the end.

    `cold` starts Python anew, which takes a second or two longer.
    """
    usual = {
        "PYTHONPATH": str(ROOT),
        "MARQUEE_DATABASE": database,
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_URL": discord.address,
        "DISCORD_GATEWAY_URL": discord.gateway.address,
    }
    env = environment(**usual | dict(settings))
    if (python, module, cold) == (sys.executable, "bot", False):
        process: asyncio.subprocess.Process | processes.Process = await processes.start(words, env, folder)
    else:
        pipe, both = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
        command = (python, "-m", module, *words)
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=env, stdout=pipe, stderr=both)
    bot = BotProcess(discord, process)
    bot.reading = asyncio.create_task(bot.read())
    try:
        yield bot
    finally:
        await bot.kill()
