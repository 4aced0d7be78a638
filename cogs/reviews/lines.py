"""A review in single lines: its facts, its answer, what argues for it. Pure; other topics' cards show them too."""

from __future__ import annotations

import datetime as dt

from cogs.ui import dates
from cogs.ui.cards import MARKS
from cogs.ui.language import N_, _, counted
from cogs.ui.terms import judgement
from cogs.ui.text import bar, escape, fit, shorten
from cogs.votes.tallies import members_line
from cogs.warnings.lines import strong_ones
from data.models import Film, Review, Section, SectionKind, Tally
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.covering import COVER

ARGUES = {
    SectionKind.HIGHLIGHTS: N_("What works"),
    SectionKind.ON_THE_FENCE: N_("What divides"),
    SectionKind.LOW_POINTS: N_("What fails"),
}
"""What the sections of a kind argue, as their heading says it."""
_NO_VOTES = Tally()
_BAR_LENGTH = 5


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


def brief_facts(film: Film) -> str:
    """What one chooses by, in small print: who made it, how long it is, from which age on; as far as it is known."""
    facts = [
        _few(film.directors, most=1),
        dates.short(dt.timedelta(minutes=film.runtime_minutes)) if film.runtime_minutes else "",
        escape(film.content_rating or ""),
    ]
    said = shorten(" · ".join(filter(None, facts)), 300)
    return f"-# {said}" if said else ""


def _few(names: tuple[str, ...], most: int = 3) -> str:
    first = ", ".join(escape(name) for name in names[:most])
    if len(names) <= most:
        return first
    return counted(len(names) - most, "{named} and {count} more", "{named} and {count} more", named=first)


def answer_line(review: Review, cap: Cap = EVERYTHING, tally: Tally = _NO_VOTES) -> str:
    """`🔶 **Mixed · Divisive** — ⚠️ 8 strong warnings, 1 folded — 👥 71 % of 34 say Positive`, as far as it is known."""
    members = f"👥\u00a0{members_line(tally)}" if tally.total else ""
    return " — ".join(filter(None, (verdict_line(review), strong_ones(review.warnings, cap), members)))


def verdict_line(review: Review) -> str:
    """`🔶 **Mixed · Divisive**`; nothing without a verdict."""
    return f"{MARKS[review.verdict.tier]} **{escape(judgement(review.verdict))}**" if review.verdict else ""


def arguments(review: Review, longest: int, *, every: bool = False) -> str:
    """What works, divides and fails: headings with their score behind them, the most telling of each kind or all."""
    lines = []
    for kind, argues in ARGUES.items():
        sections = [section for section in review.sections if section.kind is kind]
        shown = sections if every else _most_telling(kind, sections)
        lines += [f"-# **{_(argues)}** {escape(section.heading)}{score(section)}" for section in shown]
    return fit(lines, longest, _("-# and {count} more under More…"))


def score(section: Section) -> str:
    """The bar of a section's score, as it stands behind the heading; nothing without one."""
    return "" if section.percentage is None else f" `{bar(section.percentage, _BAR_LENGTH)}`"


def _most_telling(kind: SectionKind, sections: list[Section]) -> list[Section]:
    """The best highlight, the worst low point, else the first; of those whose heading the channel shows, if any."""
    sections = [section for section in sections if section.heading != COVER] or sections
    scores = [section.percentage for section in sections if section.percentage is not None]
    if not scores or kind is SectionKind.ON_THE_FENCE:
        return sections[:1]
    wanted = max(scores) if kind is SectionKind.HIGHLIGHTS else min(scores)
    return [section for section in sections if section.percentage == wanted][:1]
