"""A line of the doctor's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How something is."""

    WELL = "✓"
    WARNING = "!"
    BROKEN = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and the next step where it is not well."""

    mark: Mark
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


def well(text: str) -> Finding:
    """Nothing to do."""
    return Finding(Mark.WELL, text)


def warning(text: str) -> Finding:
    """It works, and should be looked at."""
    return Finding(Mark.WARNING, text)


def broken(text: str) -> Finding:
    """It keeps the bot, or a part of it, from working."""
    return Finding(Mark.BROKEN, text)
