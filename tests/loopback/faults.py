"""The table of what goes wrong, armed by a test: which request, which of its calls, and what happens to it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import struct
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

_LONGEST_HANG = 60.0
_BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>"


@dataclass(eq=False)
class Fault:
    """`path` is a pattern in which `*` is one part, as in `/channels/*/messages`; without query or `/api/v10`."""

    method: str
    path: str
    nth: int = 1
    """The first matching request that it hits, counted from when it was armed."""
    times: int = 1
    status: int = 0
    """Answer with this status instead of doing what was asked. 0: do it."""
    code: int = 0
    retry_after: float = 0.0
    everywhere: bool = False
    """Of a 429: the limit of all requests together."""
    html: bool = False
    """Answer as the proxy before Discord does when Discord is down."""
    reset: Literal["", "before", "after"] = ""
    """Cut the connection, before or after it was done what was asked."""
    delay: float = 0.0
    """Seconds on the way, before Discord sees it."""
    held: bool = False
    """On the way until `release` is set; then it is done."""
    hang: bool = False
    """Never answer, until `release` is set; it was not done then."""
    unheard: bool = False
    """It is done, but the answer stays on the way until `release` is set."""
    seen: int = 0
    hits: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, path: str) -> bool:
        """Whether this request is the one; counts it."""
        pattern = re.escape(self.path).replace(r"\*", "[^/]+")
        if method != self.method or not re.fullmatch(pattern, path):
            return False
        self.seen += 1
        hit = self.nth <= self.seen < self.nth + self.times
        self.hits += hit
        return hit

    async def before(self, request: web.Request) -> web.StreamResponse | None:
        """What happens before it is done; None if it is done all the same."""
        await asyncio.sleep(self.delay)
        if self.held or self.hang:
            await self._until_released()
        if self.hang or self.reset == "before":
            return cut(request)
        return self._answer() if self.status else None

    async def after(self, request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
        """What becomes of the answer once it is done."""
        if self.unheard:
            await self._until_released()
        return cut(request) if self.unheard or self.reset == "after" else response

    async def _until_released(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.release.wait(), _LONGEST_HANG)

    def _answer(self) -> web.Response:
        if self.html:
            return web.Response(body=_BAD_GATEWAY, status=self.status, headers={"Content-Type": "text/html"})
        body: dict[str, object] = {"message": f"{self.status}: a fault", "code": self.code}
        headers = {"Content-Type": "application/json"}
        if self.status == 429:
            body |= {"retry_after": self.retry_after, "global": self.everywhere}
            headers |= {"Via": "1.1 google", "Retry-After": str(self.retry_after)}
        return web.Response(body=json.dumps(body).encode(), status=self.status, headers=headers)


class Faults:
    """Those that are armed. None are, unless a test arms one."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def arm(self, fault: Fault) -> Fault:
        """From now on; its `hits` say whether it came to pass."""
        self.armed.append(fault)
        return fault

    def disarm(self) -> None:
        """From now on everything goes well; what hangs is let go."""
        for fault in self.armed:
            fault.release.set()
        self.armed.clear()

    def hit_by(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, the first armed first."""
        return next((fault for fault in self.armed if fault.matches(method, path)), None)


def cut(request: web.Request) -> web.Response:
    """Reset the connection, as a broken one is: without a word."""
    if request.transport is not None:
        raw = request.transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)  # goes nowhere; aiohttp wants one
