"""A film's tally in words, and the buttons to vote with: parts of every card that can be voted on."""

from __future__ import annotations

from discord.utils import format_dt

from cogs.ui.cards import MARKS
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import counted, escape
from data.models import Review, Tally, Tier
from data.polls import PollResult
from data.votes.statistics import members_verdict


def votes_lines(review: Review, tally: Tally, server_verdict: PollResult | None) -> str:
    """What the review, the members and the server's last poll say, side by side."""
    critics = f"**Critics** {escape(str(review.verdict))} · " if review.verdict else ""
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
