"""Cards: a review and its votes as a fresh layout. Pure: models in, layout out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui
from discord.utils import format_dt

from cogs.ui.picks import PickSelect
from cogs.ui.presses import Press, PressButton, button
from cogs.ui.text import bar, counted, duration, escape, fit, shorten
from data.models import ContentWarning, Film, Review, Severity, StoredReview, Tally, Tier
from data.polls import PollResult
from data.votes.statistics import members_verdict
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.listing import arrange

MARKS = {Tier.POSITIVE: "🟢", Tier.MIXED: "🟡", Tier.NEGATIVE: "🔴"}
COLOURS = {Tier.POSITIVE: 0x3BA55D, Tier.MIXED: 0xF0B232, Tier.NEGATIVE: 0xED4245}
_NEUTRAL = 0x80848E
_BAR_LENGTH = 5  # leaves room for the heading beside it on a phone

_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD)


class Card(ui.LayoutView):
    """A layout that never times out and is never sent twice; it holds only buttons that carry their own state."""

    def __init__(self, tier: Tier | None = None, *, colour: int = _NEUTRAL) -> None:
        super().__init__(timeout=None)
        self.box: ui.Container[Any] = ui.Container(accent_colour=COLOURS[tier] if tier else colour)
        self.add_item(self.box)

    def text(self, content: str) -> None:
        """Add a paragraph."""
        self.box.add_item(ui.TextDisplay(content))

    def line(self) -> None:
        """Add a separating line."""
        self.box.add_item(ui.Separator())

    def row(self, *items: PressButton | PickSelect) -> None:
        """Add a row of up to five buttons, or of one select."""
        row: ui.ActionRow[Any] = ui.ActionRow()
        for one in items:
            row.add_item(one)
        self.box.add_item(row)


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
        duration(film.runtime_minutes) if film.runtime_minutes else "",
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


def votes_lines(review: Review, tally: Tally, server_verdict: PollResult | None) -> str:
    """What the review, the members and the server's last poll say, side by side."""
    critics = f"**Critics** {_verdict(review)} · " if review.verdict else ""
    lines = [f"{critics}**Members** {members_line(tally)}"]
    if tally.total:
        lines.append(f"-# {' · '.join(f'{MARKS[tier]} {tally.count(tier):,}' for tier in Tier)}")
    if server_verdict:
        tiers = " / ".join(f"{MARKS[tier]} {tier}" for tier in server_verdict.leaders)
        when = format_dt(server_verdict.poll.ends_at, "D")
        opinions = counted(server_verdict.count.tally.total, "opinion", "opinions")
        lines.append(f"**Server verdict** {tiers} · poll of {when}, {opinions}")
    return "\n".join(lines)


def members_line(tally: Tally) -> str:
    """`Positive, 71 %, 34 votes`; no share and no "divisive" where there are too few votes for them."""
    verdict = members_verdict(tally)
    if verdict is None:
        return "no votes yet. Seen it? Give yours."
    tier = f"{verdict.tier} (Divisive)" if verdict.divisive else str(verdict.tier)
    share = f", {verdict.share} %" if verdict.share is not None else ""
    return f"{tier}{share}, {counted(verdict.votes, 'vote', 'votes')}"


def vote_buttons(film_id: int, card: str) -> list[PressButton]:
    """The row to vote with, and to take a vote back. `card` names the card that the row is on: review or verdict."""
    votes = [
        button(Press("film", film_id, "vote", f"{tier.name.lower()}.{card}"), tier.value, emoji=MARKS[tier])
        for tier in Tier
    ]
    return [*votes, button(Press("film", film_id, "vote", f"none.{card}"), "Take back", emoji="↩️")]


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
