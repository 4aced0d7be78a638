"""Durations as people type and read them, to the minute. Pure. What is shown can be typed again."""

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


def short(duration: dt.timedelta) -> str:
    """`1 h 33 min`"""
    hours, rest = divmod(_whole_minutes(duration), 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def long(duration: dt.timedelta) -> str:
    """`36 hours`, `1.5 hours`; `1 h 40 min` where that is plainer."""
    minutes = _whole_minutes(duration)
    if minutes < 60 or minutes % 15:
        return short(duration)
    return "1 hour" if minutes == 60 else f"{minutes / 60:g} hours"


def _whole_minutes(duration: dt.timedelta) -> int:
    return round(duration / dt.timedelta(minutes=1))
