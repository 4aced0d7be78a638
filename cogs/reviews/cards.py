"""The card of a review and that of its verdict. Pure: models in, layout out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui

from cogs.ui.cards import MARKS, Card
from cogs.ui.presses import Press, PressButton, button
from cogs.ui.text import bar, counted, escape, fit, shorten
from cogs.votes.tallies import vote_buttons, votes_lines
from data import durations
from data.models import ContentWarning, Film, Review, Severity, StoredReview, Tally
from data.polls import PollResult
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.listing import arrange

_BAR_LENGTH = 5  # leaves room for the heading beside it on a phone
_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD)


def review_card(
    stored: StoredReview,
    tally: Tally,
    server_verdict: PollResult | None = None,
    *,
    can_vote: bool = True,
    cap: Cap = EVERYTHING,
    note: str | None = None,
) -> Card:
    """The answer to `/review`: everything about a film that spoils nothing, and the way to the rest.

    `cap` is what the channel shows of warnings; `note` is what only the asker may read, on a card only they see.
    """
    review = stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    _add_head(card, review)
    card.text(verdict_line(review))
    if review.sections:
        card.text(criteria(review, longest=450 if note else 900))
    if review.audience:
        card.text(f"**Who it is for** {shorten(escape(review.audience), 400)}")
    card.line()
    if note:
        card.text(note)
    card.text(warning_labels(review.warnings, longest=450 if note else 700, cap=cap))
    card.line()
    card.text(votes_lines(review, tally, server_verdict))
    if can_vote:
        card.row(*vote_buttons(stored.film_id, "review"))
    card.row(*part_buttons(stored.film_id))
    return card


def verdict_card(
    stored: StoredReview,
    tally: Tally,
    server_verdict: PollResult | None = None,
    *,
    can_vote: bool = True,
    note: str | None = None,
) -> Card:
    """The answer to `/verdict`: the judgement and the score of each criterion, without the reasons."""
    review = stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    card.text(f"## {escape(review.film.label)}\n{verdict_line(review)}")
    if note:
        card.text(note)
    if review.overview:
        card.text(shorten(escape(review.overview), 1500))
    if review.sections:
        card.text(criteria(review, longest=1200))
    card.text(votes_lines(review, tally, server_verdict))
    if can_vote:
        card.row(*vote_buttons(stored.film_id, "verdict"))
    card.row(
        button(Press("film", stored.film_id, "verdict"), "The reasons", emoji="⚖️"),
        button(Press("film", stored.film_id, "review"), "Whole review", emoji="🎬"),
    )
    return card


def _add_head(card: Card, review: Review) -> None:
    film = review.film
    head = f"## {escape(film.label)}"
    if film.original_title and film.original_title != film.title:
        head += f"\n-# {escape(film.original_title)}"
    blurb = f"{escape(review.blurb)}\n" if review.blurb else ""
    texts = [head, f"{blurb}-# {facts_line(film)}" if facts_line(film) else blurb]
    if film.poster_url:
        poster = ui.Thumbnail[Any](film.poster_url, description=f"Poster of {film.label}"[:256])
        card.box.add_item(ui.Section(*filter(None, texts), accessory=poster))
    else:
        for text in filter(None, texts):
            card.text(text)


def facts_line(film: Film) -> str:
    """Who made it, when, how long it is: one line of small print."""
    released = film.releases[-1] if film.releases else None  # the last is where it can be seen now
    facts = [
        f"by {_few(film.directors)}" if film.directors else "",
        _few(film.genres),
        _few(film.languages),
        durations.short(dt.timedelta(minutes=film.runtime_minutes)) if film.runtime_minutes else "",
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


def warning_labels(warnings: tuple[ContentWarning, ...], longest: int, cap: Cap = EVERYTHING) -> str:
    """What the film has, strongest first, and has not, without detail; labels that spoil are only counted."""
    if not warnings:
        return "⚠️ **Warnings** Not recorded yet, which does not mean that there is nothing."
    listing = arrange(warnings, cap)
    lines = list(_by_severity(listing.present)) or ["nothing that can be named here"]
    if listing.absent:
        lines.append(shorten(f"**None of:** {_topics(listing.absent)}", 200))
    if folded := len(listing.folded):
        lines.append(f"-# and {folded} more that {'give' if folded > 1 else 'gives'} the plot away")
    if listing.held_back:
        lines.append(f"-# and {counted(listing.held_back, 'that is', 'that are')} stronger than this channel shows")
    return fit(["⚠️ **Warnings**", *lines], longest, "-# and more under Warnings")


def _by_severity(warnings: tuple[ContentWarning, ...]) -> Iterator[str]:
    for severity in _STRONGEST_FIRST:
        if here := [w for w in warnings if w.severity is severity]:
            yield shorten(f"**{(severity or 'strength not stated').capitalize()}:** {_topics(here)}", 400)


def _topics(warnings: Iterable[ContentWarning]) -> str:
    return ", ".join(dict.fromkeys(escape(w.topic) for w in warnings))


def part_buttons(film_id: int) -> list[PressButton]:
    """The row that opens the rest, each part for the asker alone."""
    parts = (
        ("summary", "Summary", "📖"),
        ("warnings", "Warnings", "⚠️"),
        ("verdict", "Verdict", "⚖️"),
        ("cast", "Cast", "🎭"),
        ("similar", "More like this", "🎞️"),
    )
    return [
        button(Press("film", film_id, verb), label, emoji=emoji, style=discord.ButtonStyle.primary)
        for verb, label, emoji in parts
    ]
