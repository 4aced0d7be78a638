"""What is posted of new and revised reviews: one as a card, several as a list. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cogs.reviews.lines import answer_line, brief_facts
from cogs.ui.cards import MARKS, UNJUDGED, Card
from cogs.ui.language import _, counted
from cogs.ui.outbox import custom_ids
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape, fit
from cogs.warnings.lines import glance
from cogs.warnings.questions import answered_line
from data.models import StoredReview
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.covering import covered

_MOST_BUTTONS = 5
_MENTIONED = re.compile(r"<@(\d+)>")
_MARK = re.compile(r"film:\d+:review:a(\d+)")


@dataclass(frozen=True)
class News:
    """One review as it is announced. `waited` is how many members had asked for it."""

    stored: StoredReview
    is_new: bool
    waited: int = 0


def announcement_card(announcement_id: int, news: Sequence[News], cap: Cap = EVERYTHING, *, mentions: str = "") -> Card:
    """The message of an announcement. Its first button carries the announcement's id, by which it is found again."""
    card = _one(announcement_id, news[0], cap) if len(news) == 1 else _several(announcement_id, news)
    if mentions:
        card.text(mentions)
    return card


def mentions(role_id: int | None, member_ids: Sequence[int]) -> str:
    """A line that mentions the role that the server named, and who asked and wants to be mentioned."""
    asked = ", ".join(f"<@{member_id}>" for member_id in member_ids)
    said = (f"<@&{role_id}>" if role_id else "", _("asked for by {members}").format(members=asked) if asked else "")
    return _small(" · ".join(filter(None, said)))


def mentioned_ids(components: Sequence[Any]) -> Iterator[int]:
    """The members whom a message's components mention, by the line of `mentions` alone."""
    for component in components:
        yield from (int(found) for found in _MENTIONED.findall(getattr(component, "content", "")))
        yield from mentioned_ids(getattr(component, "children", ()))


def announcement_ids(components: Sequence[Any]) -> Iterator[int]:
    """The ids of the announcements that a message's components are of."""
    found = (_MARK.fullmatch(custom_id) for custom_id in custom_ids(components))
    return (int(mark[1]) for mark in found if mark)


def _one(announcement_id: int, news: News, cap: Cap) -> Card:
    review, film_id = covered(news.stored.review, cap), news.stored.film_id
    card = Card(review.verdict.tier if review.verdict else None)
    kind = _("-# 🆕 New review") if news.is_new else _("-# ✏️ Revised review")
    facts = brief_facts(review.film)
    card.text("\n".join(filter(None, (kind, f"## {escape(review.film.label)}", answer_line(review, cap), facts))))
    if review.blurb:
        card.text(escape(review.blurb))
    card.text(f"{glance(review.warnings, cap)}\n{answered_line(review)}")
    if news.waited:
        card.text(_small(_asked(news.waited)))
    card.row(
        _open(announcement_id, film_id, _("Read the review")),
        button(Press("film", film_id, "summary"), _("Summary"), emoji="📖"),
        button(Press("film", film_id, "warnings"), _("Warnings"), emoji="⚠️"),
    )
    return card


def _several(announcement_id: int, news: Sequence[News]) -> Card:
    card = Card()
    card.text(f"## 🗞️ {_numbers(news)}")
    card.text(fit([_line(one) for one in news], 3000, _("-# and {count} more: ask with /review")))
    first, *others = news[:_MOST_BUTTONS]
    card.row(
        _open(announcement_id, first.stored.film_id, choice_name(first.stored.review.film.label, 80)),
        *(
            button(
                Press("film", one.stored.film_id, "review"), choice_name(one.stored.review.film.label, 80), emoji="🎬"
            )
            for one in others
        ),
    )
    return card


def _numbers(news: Sequence[News]) -> str:
    """`2 new reviews and 1 revised review`"""
    number = sum(one.is_new for one in news)
    new = counted(number, "{count} new review", "{count} new reviews")
    revised = counted(len(news) - number, "{count} revised review", "{count} revised reviews")
    if number == len(news):
        return new
    return _("{new} and {revised}").format(new=new, revised=revised) if number else revised


def _open(announcement_id: int, film_id: int, label: str) -> PressButton:
    return button(Press("film", film_id, "review", f"a{announcement_id}"), label, emoji="🎬")


def _line(news: News) -> str:
    review = news.stored.review
    mark = MARKS[review.verdict.tier] if review.verdict else UNJUDGED
    said = [] if news.is_new else [_("revised")]
    said += [_asked(news.waited)] if news.waited else []
    title = f"{mark} **{escape(review.film.label)}**"
    return f"{title} — {', '.join(said)}" if said else title


def _asked(waited: int) -> str:
    return counted(waited, "{count} member asked for it", "{count} members asked for it")


def _small(text: str) -> str:
    return f"-# {text}" if text else ""
