"""A process that has read all of Marquee, and forks: what is forked is `python -m bot …`, without the time of reading.

Each is a process of its own, with its own environment, folder, outputs and signals. `processes.py` asks for it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
from typing import Any, NoReturn

LARGEST_REQUEST = 1 << 20


def _read_everything() -> None:
    """Every module that a command may need, and what is computed once a process."""
    for package in ("bot", "cogs", "data"):
        there = importlib.import_module(package)
        for module in pkgutil.walk_packages(there.__path__, f"{package}."):
            if ".migrations." not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    for name in ("bot.__main__", "sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.asyncpg"):
        importlib.import_module(name)
    from data import starter, taxonomy
    from data.films import known

    taxonomy.prepare()
    known.load()
    starter.read(starter.files())


def _take(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    data, fds, _flags, _address = socket.recv_fds(connection, LARGEST_REQUEST, 2)
    while not data.endswith(b"\n"):
        data += connection.recv(LARGEST_REQUEST)
    return json.loads(data), fds


def _watch(connection: socket.socket, pid: int) -> NoReturn:
    """Tell the process's number and, when it has ended, how."""
    connection.sendall(b"%d\n" % pid)
    _pid, status = os.waitpid(pid, 0)
    with contextlib.suppress(OSError):  # whoever asked may be gone
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(request: dict[str, Any], fds: list[int]) -> None:
    """Look like a process that was just started."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(fds[0], 1)
    os.dup2(fds[1], 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for fd in fds:
        os.close(fd)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.argv = ["bot", *request["words"]]
    del sys.modules["bot.__main__"]  # it is about to be run, and was imported for what it imports


def serve(address: str) -> None:
    """Fork for everyone who asks, until the input is closed; returns in what was forked, which then is the bot."""
    _read_everything()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        while True:
            if sys.stdin in select.select([listener, sys.stdin], [], [])[0]:
                sys.exit()
            connection, _ = listener.accept()
            with connection:
                request, fds = _take(connection)
                if not os.fork():
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    if pid := os.fork():
                        _watch(connection, pid)
                    break
            for fd in fds:
                os.close(fd)
    _become(request, fds)


if __name__ == "__main__":
    serve(sys.argv[1])
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
