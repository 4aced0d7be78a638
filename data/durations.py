"""Durations as people type them, to the minute. Pure. What `cogs.ui.dates` shows can be typed again."""

from __future__ import annotations

import datetime as dt
import re

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_MOST_PARTS = 10

_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_PART = rf"({_NUMBER})\s*(w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?)"
_PARTS = re.compile(rf"(?:{_PART}[\s,]*)+", re.IGNORECASE)
_HOURS = re.compile(_NUMBER)


def parse(text: str) -> dt.timedelta | None:
    """`36` (hours), `90 minutes`, `1d 12h`, `2 weeks`; None if it is no duration."""
    typed = text.strip()
    if _HOURS.fullmatch(typed):
        typed += "h"
    if not _PARTS.fullmatch(typed):
        return None
    parts = re.findall(_PART, typed, re.IGNORECASE)[:_MOST_PARTS]
    minutes = sum(float(number.replace(",", ".")) * _MINUTES[unit[0].lower()] for number, unit in parts)
    return dt.timedelta(minutes=round(minutes))
