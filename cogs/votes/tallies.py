"""A film's tally in words, and the buttons to vote with: parts of every card that can be voted on."""

from __future__ import annotations

from discord.utils import format_dt

from cogs.ui.cards import MARKS
from cogs.ui.language import _, counted
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.terms import judgement, term
from cogs.ui.text import escape
from data.models import Review, Tally, Tier
from data.polls import PollResult
from data.votes.statistics import members_verdict


def votes_lines(review: Review, tally: Tally, server_verdict: PollResult | None) -> str:
    """What the review, the members and the server's last poll say, side by side."""
    sides = [_("**Members** {opinions}").format(opinions=members_line(tally))]
    if review.verdict:
        sides.insert(0, _("**Critics** {verdict}").format(verdict=escape(judgement(review.verdict))))
    lines = [" · ".join(sides)]
    if tally.total:
        lines.append(f"-# {' · '.join(f'{MARKS[tier]} {tally.count(tier):,}' for tier in Tier)}")
    if server_verdict:
        tiers = " / ".join(f"{MARKS[tier]} {term(tier)}" for tier in server_verdict.leaders)
        opinions = counted(server_verdict.count.tally.total, "{count} opinion", "{count} opinions")
        lines.append(
            _("**Server verdict** {verdict} · poll of {date}, {opinions}").format(
                verdict=tiers, date=format_dt(server_verdict.poll.ends_at, "D"), opinions=opinions
            )
        )
    return "\n".join(lines)


def members_line(tally: Tally) -> str:
    """`Positive, 71 %, 34 votes`; no share and no "divisive" where there are too few votes for them."""
    verdict = members_verdict(tally)
    if verdict is None:
        return _("no votes yet. Seen it? Give yours.")
    tier = _("{verdict} (Divisive)") if verdict.divisive else "{verdict}"
    share = f", {verdict.share} %" if verdict.share is not None else ""
    votes = counted(verdict.votes, "{count} vote", "{count} votes")
    return f"{tier.format(verdict=term(verdict.tier))}{share}, {votes}"


def vote_buttons(film_id: int, card: str) -> list[PressButton]:
    """The row to vote with, and to take a vote back. `card` names the card that the row is on: review or verdict."""
    votes = [
        button(Press("film", film_id, "vote", f"{tier.name.lower()}.{card}"), term(tier), emoji=MARKS[tier])
        for tier in Tier
    ]
    return [*votes, button(Press("film", film_id, "vote", f"none.{card}"), _("Take back"), emoji="↩️")]
