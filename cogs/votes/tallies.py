"""A film's tally in words, and the buttons to vote with: parts of every card that can be voted on."""

from __future__ import annotations

from discord.utils import format_dt

from cogs.ui.cards import MARKS, UNJUDGED
from cogs.ui.language import _, counted
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from data.models import Tally, Tier
from data.polls import PollResult
from data.votes.statistics import members_verdict


def members_line(tally: Tally) -> str:
    """`71 % of 34 say Positive`; no share and no "divisive" where there are too few votes for them."""
    verdict = members_verdict(tally)
    if verdict is None:
        return _("no votes yet. Seen it? Give yours.")
    tier = term(verdict.tier)
    if verdict.share is None:
        said = counted(verdict.votes, "{verdict}, {count:,} vote", "{verdict}, {count:,} votes", verdict=tier)
    else:
        said = _("{share}\u00a0% of {votes:,} say {verdict}").format(
            share=verdict.share, votes=verdict.votes, verdict=tier
        )
    return _("{opinion} · Divisive").format(opinion=said) if verdict.divisive else said


def mark_of(tally: Tally) -> str:
    """The shape of what members say; a small square where nobody has voted."""
    verdict = members_verdict(tally)
    return MARKS[verdict.tier] if verdict else UNJUDGED


def poll_line(result: PollResult | None) -> str:
    """What the server's last poll came to, told apart from standing votes; nothing without one.

    Of few opinions it is a poll's result and not the server's verdict.
    """
    if result is None:
        return ""
    said = _("🗳️ **Poll** {verdict} · of {date}, {opinions}")
    if result.speaks_for_server:
        said = _("🗳️ **Server verdict** {verdict} · poll of {date}, {opinions}")
    return said.format(
        verdict=" / ".join(f"{MARKS[tier]} {term(tier)}" for tier in result.leaders),
        date=format_dt(result.poll.ends_at, "D"),
        opinions=counted(result.count.tally.total, "{count:,} opinion", "{count:,} opinions"),
    )


def vote_buttons(film_id: int, card: str, tally: Tally) -> list[PressButton]:
    """The row to vote with, which says how many did, and to take a vote back.

    `card` names the card that the row is on: review or verdict.
    """
    votes = [
        button(
            Press("film", film_id, "vote", f"{tier.name.lower()}.{card}"),
            f"{term(tier)} {tally.count(tier):,}" if tally.total else term(tier),
            emoji=MARKS[tier],
        )
        for tier in Tier
    ]
    return [*votes, button(Press("film", film_id, "vote", f"none.{card}"), _("Take back"), emoji="↩️")]
