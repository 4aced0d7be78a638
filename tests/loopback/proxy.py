"""A proxy as networks have them: it takes whole addresses, passes bytes on, and notes for whom."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import yarl


@dataclass(eq=False)
class NetworkProxy:
    """On 127.0.0.1. `asked` are the first lines of what came, `passwords` what each said to be let through."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    passwords: set[str] = field(default_factory=set)

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[NetworkProxy]:
        """For a block."""
        proxy = cls()
        server = await asyncio.start_server(proxy._serve, "127.0.0.1", 0)
        proxy.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield proxy

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A connection: where it leads is told by its first request."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            first, *lines = head.decode().split("\r\n")
            self.asked.append(first)
            headers = {name.casefold(): value for name, _, value in (line.partition(": ") for line in lines)}
            self.passwords.add(headers.get("proxy-authorization", ""))
            target = yarl.URL(f"//{first.split()[1]}" if first.startswith("CONNECT") else first.split()[1])
            behind, onward = await asyncio.open_connection(target.host, target.port)
            onward.write(head)
            await asyncio.gather(self._pass_on(reader, onward), self._pass_on(behind, writer))
        writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while block := await reader.read(65_536):
                if asked := re.match(rb"[A-Z]+ \S+ HTTP/1.1", block):  # one more on the same connection
                    self.asked.append(asked[0].decode())
                writer.write(block)
                await writer.drain()
        writer.close()
