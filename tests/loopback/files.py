"""The host of files: what people upload and the bot reads, and the other way round. Told to, it is slow or hangs."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.loopback.limits import Upload
from tests.loopback.state import snowflake

_CHUNKS = 20
_LONGEST_HANG = 60.0


@dataclass(eq=False, repr=False)
class Hosted:
    """A file, and how it is handed out."""

    name: str
    data: bytes
    url: str
    size: int
    """What Discord says it has, in bytes."""
    hang: bool = False
    slow: float = 0.0
    """Seconds over which it trickles."""
    status: int = 200
    fetched: int = 0
    id: str = ""

    def payload(self) -> dict[str, Any]:
        """As Discord tells of an attachment."""
        return {
            "id": self.id, "filename": self.name, "size": self.size, "url": self.url, "proxy_url": self.url,
            "content_type": "application/octet-stream",
        }  # fmt: skip


class Files:
    """Every file by its id."""

    def __init__(self) -> None:
        self.address = ""
        self.hosted: dict[str, Hosted] = {}
        self.letting_go = asyncio.Event()

    def add(self, name: str, data: bytes, *, size: int | None = None, **how: Any) -> Hosted:
        """Host a file. `size` may lie; see `Hosted` for the rest."""
        number = snowflake()
        url = f"{self.address}/files/{number}/{name}"
        file = Hosted(name, data, url, len(data) if size is None else size, id=number, **how)
        self.hosted[number] = file
        return file

    def keep(self, body: dict[str, Any], uploads: Iterable[Upload]) -> list[dict[str, Any]] | None:
        """The attachments of a message after a body: those it names that are there, and what came with it."""
        if "attachments" not in body and not uploads:
            return None
        kept = [self.hosted[one["id"]].payload() for one in body.get("attachments") or () if one["id"] in self.hosted]
        return kept + [self.add(upload.name, upload.data).payload() for upload in uploads]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /files/{id}/{name}."""
        file = self.hosted.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404)
        file.fetched += 1
        if file.hang:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.letting_go.wait(), _LONGEST_HANG)
            return web.Response(status=504)
        if not file.slow:
            return web.Response(body=file.data, status=file.status)
        response = web.StreamResponse(status=file.status)
        await response.prepare(request)
        step = max(1, -(-len(file.data) // _CHUNKS))
        for start in range(0, len(file.data), step):
            await asyncio.sleep(file.slow / _CHUNKS)
            await response.write(file.data[start : start + step])
        return response
