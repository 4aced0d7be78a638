"""Why Discord would not send a command, for whoever typed it: simcord says it for whoever programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import simcord

from cogs.ui.language import _

_MODERATORS_ONLY = "default-member-permissions"
"""The word with which simcord says that a command is shown to moderators only."""


def refusal(command: str, options: Mapping[str, dict[str, Any]], error: simcord.SetupError) -> str:
    """What is wrong with a command as it was typed, in a sentence; `options` as Discord is told of them."""
    if _MODERATORS_ONLY in str(error):
        return _("/{command} is for moderators, and Discord does not show it to others. Be Morgan to use it.").format(
            command=command
        )
    name = getattr(error, "option", None) or ""
    if getattr(error, "code", "") == "option-required":
        return _("/{command} goes on with the {option}. Write it behind it.").format(command=command, option=name)
    return _bounds(name, options.get(name, {})) or _("Discord would not send that: {why}").format(why=error)


def _bounds(name: str, option: Mapping[str, Any]) -> str:
    """What an option takes, where that can be said in a few words."""
    if choices := option.get("choices"):
        return _("{option} is one of: {choices}.").format(
            option=name, choices=", ".join(choice["name"] for choice in choices)
        )
    if "max_length" in option:
        return _("{option} is at most {most} characters long.").format(option=name, most=option["max_length"])
    if "min_value" in option and "max_value" in option:
        return _("{option} is a number from {least} to {most}.").format(
            option=name, least=option["min_value"], most=option["max_value"]
        )
    return ""
