"""Being told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stop_event() -> Iterator[asyncio.Event]:
    """An event that is set on SIGINT or SIGTERM, instead of the process being torn out of what it does."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        for number in numbers:
            loop.add_signal_handler(number, stop.set)
    except NotImplementedError:  # Windows: Ctrl+C arrives as KeyboardInterrupt
        yield stop
        return
    try:
        yield stop
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
