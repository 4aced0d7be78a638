"""`python -m bot …` as a process of its own, begun at once: forked from one that has read everything (`forking.py`)."""

from __future__ import annotations

import asyncio
import atexit
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.environment import environment

ROOT = Path(__file__).parents[1]


def run(words: tuple[str, ...], env: Mapping[str, str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with _asked_for(words, env, folder, out.fileno(), err.fileno()) as connection, connection.makefile() as lines:
            _pid, status = lines.readline(), int(lines.readline())
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(list(words), status, out.read().decode(), err.read().decode())


class Process:
    """One that goes on, as `asyncio.subprocess.Process` is one."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, ended: asyncio.Task[int]) -> None:
        self.pid = pid
        self.stdout: asyncio.StreamReader | None = stdout
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """How it ended; minus the signal that killed it."""
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        """To it alone."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """How it ended."""
        return await asyncio.shield(self._ended)


async def start(words: tuple[str, ...], env: Mapping[str, str], folder: Path = ROOT) -> Process:
    """Start it; what it says and what it complains of come in one stream."""
    reading, writing = os.pipe()
    stdout = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(reading, "rb")
    )
    connection = _asked_for(words, env, folder, writing, writing)
    os.close(writing)
    lines, line_out = await asyncio.open_unix_connection(sock=connection)
    pid = int(await lines.readline())
    return Process(pid, stdout, asyncio.create_task(_ended(lines, line_out)))


async def _ended(lines: asyncio.StreamReader, line_out: asyncio.StreamWriter) -> int:
    status = int(await lines.readline())
    line_out.close()
    return status


def _asked_for(words: tuple[str, ...], env: Mapping[str, str], folder: Path, out: int, err: int) -> socket.socket:
    """A connection that tells first the process's number, then how it ended."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(_address())
    request = {"words": words, "environment": dict(env), "folder": str(folder)}
    socket.send_fds(connection, [json.dumps(request).encode() + b"\n"], [out, err])
    return connection


@functools.cache
def _address() -> str:
    """Where the process that forks listens; there is one for all tests of this process, and it ends with them."""
    folder = tempfile.mkdtemp(prefix="marquee-")
    address = f"{folder}/forking"
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.forking", address]
    forking = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment())
    assert forking.stdout
    assert forking.stdout.readline() == b"ready\n"

    def end() -> None:
        forking.communicate()
        shutil.rmtree(folder)

    atexit.register(end)
    return address
