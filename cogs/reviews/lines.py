"""A review in single lines: its facts, its verdict, its criteria. Pure; other topics' cards show them too."""

from __future__ import annotations

import datetime as dt

from cogs.ui import dates
from cogs.ui.cards import MARKS
from cogs.ui.language import _, counted
from cogs.ui.terms import judgement
from cogs.ui.text import bar, escape, fit, shorten
from data.models import Film, Review

_BAR_LENGTH = 5  # leaves room for the heading beside it on a phone


def facts_line(film: Film) -> str:
    """Who made it, when, how long it is: one line of small print."""
    released = film.releases[-1] if film.releases else None  # the last is where it can be seen now
    facts = [
        _("by {directors}").format(directors=_few(film.directors)) if film.directors else "",
        _few(film.genres),
        _few(film.languages),
        dates.short(dt.timedelta(minutes=film.runtime_minutes)) if film.runtime_minutes else "",
        escape(film.content_rating or ""),
        f"{escape(released.where)} {released.date.year}" if released and released.where else "",
    ]
    return shorten(" · ".join(filter(None, facts)), 400)


def _few(names: tuple[str, ...], most: int = 3) -> str:
    first = ", ".join(escape(name) for name in names[:most])
    if len(names) <= most:
        return first
    return counted(len(names) - most, "{named} and {count} more", "{named} and {count} more", named=first)


def verdict_line(review: Review) -> str:
    """`🟡 **Mixed** (Divisive)`"""
    if not review.verdict:
        return _("*No verdict yet*")
    author = f" — {escape(review.author)}" if review.author else ""
    whose = _("-# The review's verdict")
    return f"### {MARKS[review.verdict.tier]} {escape(judgement(review.verdict))}\n{whose}{author}"


def criteria(review: Review, longest: int) -> str:
    """Each section's heading under its bar."""
    lines = [
        f"`{bar(s.percentage, _BAR_LENGTH)}` {escape(s.heading)}"
        if s.percentage is not None
        else f"`{_('no score')}` {escape(s.heading)}"
        for s in review.sections
    ]
    return fit(lines, longest, _("-# and {count} more under Verdict"))
