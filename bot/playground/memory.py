"""What is kept of the pretend Discord between two starts: the channel's messages, and how far its time is ahead."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import json
import logging
from pathlib import Path
from typing import Any

from simcord.backend import Backend
from simcord.backend.models import Message

from data.library import utc_now

log = logging.getLogger(__name__)

_MOST = 50
"""Messages that are kept: as many as the page shows at once."""

_FORMAT = 1
_LEFT_OUT = {"allowed_mentions", "poll", "stickers", "system_metadata"}
"""Of a message: what Marquee posts never has, and what only counts while it is sent."""


class PretendTime:
    """The time in the playground: the real one, moved on by what was let pass."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        """The time, with its zone."""
        return utc_now() + self.ahead


class Memory:
    """A file beside the playground's database; without one nothing is kept."""

    def __init__(self, path: Path | None, time: PretendTime) -> None:
        self._path = path
        self._time = time
        self._written = ""
        self._messages: list[dict[str, Any]] = []

    def read(self) -> None:
        """Set the time, before anything is dated; what cannot be read is begun anew."""
        if not self._path or not self._path.exists():
            return
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept["format"] == _FORMAT:
                self._time.ahead = dt.timedelta(seconds=kept["ahead"])
                self._messages = kept["messages"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("What was in the channel could not be read from %s: %s", self._path, error)

    def put_back(self, backend: Backend, channel_id: int) -> int:
        """Post again, under the same ids, what was there; how much that is."""
        there = backend.messages.setdefault(channel_id, {})
        names = {field.name for field in dataclasses.fields(Message)} - _LEFT_OUT
        for kept in self._messages:
            if set(kept["message"]) != names:  # another release of simcord wrote it
                continue
            message = Message(**kept["message"])
            there[backend.reserve_id(message.id)] = message
            for url, data in kept["files"].items():
                backend.cdn._blobs[url] = base64.b64decode(data)
        return len(there)

    def keep(self, backend: Backend, channel_id: int) -> None:
        """Write down what everybody can see in the channel; answers for one person end with the process."""
        if not self._path:
            return
        public = [one for one in backend.messages.get(channel_id, {}).values() if not one.is_ephemeral]
        kept = [_kept(backend, message) for message in public[-_MOST:]]
        text = json.dumps({"format": _FORMAT, "ahead": self._time.ahead.total_seconds(), "messages": kept})
        if text != self._written:
            fresh = self._path.with_name(f"{self._path.name}.new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self._path)
            self._written = text


def _kept(backend: Backend, message: Message) -> dict[str, Any]:
    said = {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}
    files = {file["url"]: backend.cdn.get(file["url"]) for file in message.attachments}
    return {
        "message": {name: value for name, value in said.items() if name not in _LEFT_OUT} | {"reactions": []},
        "files": {url: base64.b64encode(data).decode() for url, data in files.items() if data},
    }
