"""Dates, years and running times as pages write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?\s*,?\s+(?P<year2>\d{{4}})\b"
    r"|\b(?P<year3>\d{4})[-/.](?P<month3>\d{1,2})[-/.](?P<day3>\d{1,2})\b"
    r"|\b(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year4>(?:\d{4}|\d{2}))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s*[:–—-]?\s*\((?P<place>[^()]{2,100})\)|\s*(?:[:–—-]|on|in)\s+(?P<named>[A-Z][\w+ ]{1,40})")
_HOURS = re.compile(r"(?P<hours>\d{1,3})\s*(?:hours?|hrs?|h)\b\.?", re.IGNORECASE)
_MINUTES = re.compile(r"(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|m)\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::\d\d)?\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, where the film came out on it, and whether its day and month could be the other way round."""

    date: dt.date
    where: str | None
    ambiguous: bool
    end: int


def dates_in(text: str) -> list[FoundDate]:
    """Every date of a text; `9/13/2019` is read with the month first, as such pages write it."""
    found = []
    for match in _DATE.finditer(text[:2000]):
        year, month, day, ambiguous = _numbers(match.groupdict())
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        place = _PLACE.match(text, match.end())
        where = (place["place"] or place["named"]).strip() if place else None
        found.append(FoundDate(date, where, ambiguous, place.end() if place else match.end()))
    return found


def _numbers(groups: dict[str, str]) -> tuple[int, int, int, bool]:
    if groups["month"]:
        return int(groups["year"]), _MONTHS[groups["month"].lower()], int(groups["day"]), False
    if groups["month2"]:
        return int(groups["year2"]), _MONTHS[groups["month2"].lower()], int(groups["day2"]), False
    if groups["year3"]:
        return int(groups["year3"]), int(groups["month3"]), int(groups["day3"]), False
    first, second, year = int(groups["first"]), int(groups["second"]), int(groups["year4"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if first > 12:
        return year, second, first, False
    return year, first, second, second <= 12 and first != second


def minutes_in(text: str) -> int | None:
    """A running time in minutes, of `1 Hour, 49 Minutes`, `1h 49m`, `1:49` or `109 min`."""
    hours, clock = _HOURS.search(text), _CLOCK.search(text)
    if hours:
        minutes = _MINUTES.search(text, hours.end())
        rest = int(minutes["minutes"]) if minutes and int(minutes["minutes"]) < 60 else 0
        return int(hours["hours"]) * 60 + rest or None
    minutes = _MINUTES.search(text)
    if minutes:
        return int(minutes["minutes"]) or None
    if clock:
        return int(clock["hours"]) * 60 + int(clock["minutes"]) or None
    return int(text) or None if re.fullmatch(r"\d{2,3}", text.strip()) else None
