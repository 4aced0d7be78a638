"""A wire to a database that can be cut and joined again, as a network or a restarting server does it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass
class Wire:
    """From a port of this machine to a PostgreSQL that listens at a socket in a folder."""

    socket: str
    whole: bool = True
    refused: int = 0
    """How often somebody came while it was cut."""
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """Break every connection, and let no other one through."""
        self.whole = False
        for end in self._ends:
            end.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if not self.whole:
            self.refused += 1
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_unix_connection(self.socket)
        self._ends |= {writer, there_writer}
        await asyncio.gather(_carry(reader, there_writer), _carry(there_reader, writer))
        self._ends -= {writer, there_writer}


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(2**16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def wire_to(address: str) -> AsyncIterator[tuple[Wire, str]]:
    """The wire, and the address of the same database at its near end."""
    parts = urlsplit(address)
    (folder,) = parse_qs(parts.query)["host"]
    wire = Wire(f"{folder}/.s.PGSQL.5432")
    server = await asyncio.start_server(wire.serve, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    try:
        yield wire, f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}"
    finally:
        wire.cut()
        server.close()
        await server.wait_closed()
