"""A review in single lines: its facts, its verdict, its criteria. Pure; other topics' cards show them too."""

from __future__ import annotations

import datetime as dt

from cogs.ui import dates
from cogs.ui.cards import MARKS
from cogs.ui.text import bar, escape, fit, shorten
from data.models import Film, Review

_BAR_LENGTH = 5  # leaves room for the heading beside it on a phone


def facts_line(film: Film) -> str:
    """Who made it, when, how long it is: one line of small print."""
    released = film.releases[-1] if film.releases else None  # the last is where it can be seen now
    facts = [
        f"by {_few(film.directors)}" if film.directors else "",
        _few(film.genres),
        _few(film.languages),
        dates.short(dt.timedelta(minutes=film.runtime_minutes)) if film.runtime_minutes else "",
        escape(film.content_rating or ""),
        f"{escape(released.where)} {released.date.year}" if released and released.where else "",
    ]
    return shorten(" · ".join(filter(None, facts)), 400)


def _few(names: tuple[str, ...], most: int = 3) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(escape(name) for name in names[:most]) + more


def verdict_line(review: Review) -> str:
    """`🟡 **Mixed** (Divisive)`"""
    if not review.verdict:
        return "*No verdict yet*"
    author = f" — {escape(review.author)}" if review.author else ""
    return f"### {MARKS[review.verdict.tier]} {_verdict(review)}\n-# The review's verdict{author}"


def _verdict(review: Review) -> str:
    return escape(str(review.verdict))


def criteria(review: Review, longest: int) -> str:
    """Each section's heading under its bar."""
    lines = [
        f"`{bar(s.percentage, _BAR_LENGTH)}` {escape(s.heading)}"
        if s.percentage is not None
        else f"`no score` {escape(s.heading)}"
        for s in review.sections
    ]
    return fit(lines, longest, "-# and {count} more under Verdict")
