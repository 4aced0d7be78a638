"""Discord's limits of the commands that a bot registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.loopback.limits import of_choices

_CHAT, _GROUPS = 1, {1, 2}


def of_commands(commands: list[dict[str, Any]]) -> list[str]:
    """What is wrong with all that is registered at once."""
    chat = [command for command in commands if command.get("type", _CHAT) == _CHAT]
    wrong = [f"{len(chat)} commands"] if len(chat) > 100 else []
    names = [(command.get("type", _CHAT), command["name"]) for command in commands]
    if len(set(names)) != len(names):
        wrong.append("two commands of one name")
    for command in commands:
        wrong += _of_one(command, typed=command.get("type", _CHAT) == _CHAT)
    return wrong


def _of_one(one: dict[str, Any], *, typed: bool = True) -> Iterator[str]:
    if not 1 <= len(one["name"]) <= 32 or (typed and not re.fullmatch(r"[-_'\w]+", one["name"])):
        yield f"a command or option named {one['name']!r}"
    if typed and not 1 <= len(one.get("description") or "") <= 100:
        yield f"{one['name']}: a description of {len(one.get('description') or '')} characters"
    options = one.get("options") or []
    if len(options) > 25:
        yield f"{one['name']}: {len(options)} options"
    required = [bool(option.get("required")) for option in options if option["type"] not in _GROUPS]
    if required != sorted(required, reverse=True):
        yield f"{one['name']}: a required option after one that is not"
    yield from of_choices(one.get("choices") or ())
    for option in options:
        yield from _of_one(option)
