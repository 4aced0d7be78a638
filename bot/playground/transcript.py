"""What is in a message: as Discord gets it, as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import discord

from cogs.ui.language import _, counted


def payload(reply: Any) -> dict[str, Any]:
    """A message as Discord would get it."""
    return {
        "content": reply.content,
        "flags": reply.flags.value,
        "embeds": [embed.to_dict() for embed in reply.embeds],
        "components": [c if isinstance(c, dict) else c.to_dict() for c in reply.components],
        "attachments": [{"filename": file.filename, "size": file.size} for file in reply.attachments],
    }


def readable(message: dict[str, Any]) -> str:
    """A `payload` as lines of text, its buttons and selects in square brackets."""
    private = discord.MessageFlags._from_value(message["flags"]).ephemeral
    lines = [*([_("(only you see this)")] if private else []), *([message["content"]] if message["content"] else [])]
    files = [
        counted(file["size"], "(file: {name}, {count} byte)", "(file: {name}, {count} bytes)", name=file["filename"])
        for file in message["attachments"]
    ]
    return "\n".join([*lines, *_lines(message["components"]), *files])


def _lines(components: Sequence[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        inner = component.get("components", ())
        labels = [f"[{button['label']}]" for button in inner if button.get("label")]
        labels += [f"[{one.get('placeholder', _('Choose'))} ▾]" for one in inner if one.get("options")]
        if "content" in component:
            yield component["content"]
        elif labels:
            yield " ".join(labels)
        else:
            yield from _lines(inner)


def buttons(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every button that can be pressed, however deep it is nested."""
    for component in components:
        if component.get("custom_id") and component.get("label"):
            yield component
        yield from buttons(component.get("components", ()))
        yield from buttons([component["accessory"]] if component.get("accessory") else ())


def is_called(label: str, name: str) -> bool:
    """Whether a button says a name, in whatever case, or the name and how many votes it has."""
    return bool(re.fullmatch(rf"{re.escape(name)}( [\d,]+)?", label, re.IGNORECASE))


def options(components: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every option of every select, behind the select it is of."""
    for component in components:
        for option in component.get("options", ()):
            yield component, option
        yield from options(component.get("components", ()))
