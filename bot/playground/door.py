"""Whether the playground is open already, where, and how it is begun anew."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import aiohttp

from bot.playground.browser import NAME
from cogs.ui.language import _
from data.errors import CannotStart
from data.storage.addresses import file_of, url_of
from data.storage.files import DatabaseFile

_PATIENCE = aiohttp.ClientTimeout(total=3)
_KEPT = ("-wal", "-shm", ".note", ".messages.json", ".page")
"""How the names of files begin that belong to a playground's database, after its own."""


def beside(address: str, ending: str) -> Path | None:
    """A file beside the playground's database; None beside a PostgreSQL."""
    path = file_of(url_of(address))
    return path.with_name(f"{path.name}.{ending}") if path else None


async def running_page(address: str, port: int) -> str | None:
    """The address of the page that is open already, None if there is none.

    Raises:
        CannotStart: another program has the port.
    """
    noted = beside(address, "page")
    if noted and noted.exists():
        url = noted.read_text(encoding="utf-8").strip()
        if await _is_ours(url):
            return url
    if port and await _is_taken(port):
        raise CannotStart(
            _(
                "Port {port} is in use by another program. Close that, or set MARQUEE_PLAYGROUND_PORT in .env to "
                "another number; 0 takes any that is free."
            ).format(port=port)
        )
    return None


async def _is_ours(url: str) -> bool:
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(url) as answer:
            return NAME in await answer.text()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


async def _is_taken(port: int) -> bool:
    try:
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@contextlib.contextmanager
def note(address: str, url: str) -> Iterator[None]:
    """Note where the page is for as long as it is open. The address lets whoever has it in, so only its owner reads."""
    path = beside(address, "page")
    if path is None:
        yield
        return
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(url)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def begin_anew(address: str) -> None:
    """Delete all that was done in the playground.

    Raises:
        CannotStart: it is kept in a PostgreSQL.
        StorageUnavailable: it is open.
    """
    path = file_of(url_of(address))
    if path is None:
        raise CannotStart(_("Only a playground in a file can be begun anew: empty the PostgreSQL database yourself."))
    if not path.exists():
        return
    DatabaseFile.claim(path, 0.0, lost=True).release()
    for ending in ("", *_KEPT):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
