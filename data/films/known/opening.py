"""Has the films of some files at hand: mapped as they lie there, or built first, while everybody is answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from data.films.known.arrays import MappedFilms, parts_of
from data.films.known.building import Read, command, put
from data.films.known.folder import Folder, content_of
from data.films.steps import in_steps
from data.titles.texts import Arrays

log = logging.getLogger(__name__)

SMALL = 2 << 20
"""Files of up to so many bytes, ten thousand films, are built in the event loop in some tenths of a second; to start a
process takes longer."""
_HOME = Path(__file__).parents[3]


async def opened(folder: Folder, sources: Sequence[Path], read: Read) -> MappedFilms | None:
    """The films of these files as they are now. What `folder.current()` has can be asked meanwhile.

    Where nothing can be kept, a few films are built in memory, of each process for itself; of many there are those of
    before, or none, and the log says so.

    Raises:
        OSError: one of the files cannot be read.
    """
    content = await asyncio.to_thread(content_of, sources)
    await asyncio.to_thread(folder.tidy)
    if folder.content() == content and (films := folder.current()):
        return films
    if not is_small(sources):
        return await _built_apart(folder, sources, read)
    arrays = await _built_here(sources, read)
    try:
        films = await asyncio.to_thread(put, folder, content, lambda: iter([arrays]))
    except OSError as error:
        films = None
        log.warning("known films cannot be kept in %s, and are in memory instead: %s", folder.root, error)
    return films or MappedFilms(arrays)


def is_small(sources: Sequence[Path]) -> bool:
    """Whether the films of these files are so few that they are built in the event loop."""
    return sum(path.stat().st_size for path in sources if path.exists()) <= SMALL


async def _built_here(sources: Sequence[Path], read: Read) -> Arrays:
    arrays: Arrays = {}
    await in_steps(arrays.update(part) for part in parts_of(read(sources)))
    return arrays


async def _built_apart(folder: Folder, sources: Sequence[Path], read: Read) -> MappedFilms | None:
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command(read, folder, sources), cwd=_HOME, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        reason = (said.decode(errors="replace").strip().splitlines() or [f"exit status {process.returncode}"])[-1]
        log.warning("known films could not be built into %s, and stay as they were: %s", folder.root, reason)
    else:
        log.info("known films were built in %.0f s", time.monotonic() - began)
    return folder.current()
