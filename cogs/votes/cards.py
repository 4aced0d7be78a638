"""Rankings, and a member's own votes."""

from __future__ import annotations

from cogs.ui.cards import MARKS, Card
from cogs.ui.pager import Pager
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape, shorten
from cogs.votes.tallies import members_line
from data.votes.collection import OwnVote
from data.votes.statistics import VOTES_FOR_SHARES, Order, RankedFilm

_TITLES = {
    Order.BEST: "Best liked",
    Order.WORST: "Least liked",
    Order.MOST_DIVISIVE: "Most divisive",
    Order.MOST_VOTED: "Most voted on",
}
_HOW = {
    Order.BEST: "by the lower bound of Wilson's 95 % interval for the share of Positive",
    Order.WORST: "by the lower bound of Wilson's 95 % interval for the share of Negative",
    Order.MOST_DIVISIVE: "by the lower bound of Wilson's 95 % interval for the smaller of the two camps",
    Order.MOST_VOTED: "by the number of votes",
}
_MOST_BUTTONS = 5
_VOTES_A_PAGE = 12


def top_card(order: Order, ranked: list[tuple[str, RankedFilm]]) -> Card:
    """A ranking, by label, with the way to its first films."""
    card = Card()
    lines = [
        f"{place}. **{escape(shorten(label, 120))}** — {members_line(film.tally)}"
        for place, (label, film) in enumerate(ranked, 1)
    ]
    card.text(
        f"### {_TITLES[order]} here\n" + ("\n".join(lines) or "Not enough votes yet. Vote under any film's card.")
    )
    rule = f"Ranked {_HOW[order]}" + ("." if order is Order.MOST_VOTED else f", from {VOTES_FOR_SHARES} votes on.")
    card.text(f"-# {rule}")
    if ranked:
        first = ranked[:_MOST_BUTTONS]
        card.row(*(button(Press("film", film.film_id, "review"), choice_name(label, 80)) for label, film in first))
    return card


def own_votes_card(votes: list[tuple[str, OwnVote]], page: int) -> Card:
    """A member's own votes, by label, for that member's eyes."""
    card = Card()
    lines = [f"{MARKS[vote.tier]} {escape(shorten(label, 120))}" for label, vote in votes]
    content = ["\n".join(lines[start : start + _VOTES_A_PAGE]) for start in range(0, len(lines), _VOTES_A_PAGE)]
    pager = Pager(content or ["None yet. Vote under any film's card."], page)
    card.text(f"### Your votes here\n{pager.here}")
    if pager.several:
        card.text(f"-# {pager.place.capitalize()}. Change a vote, or take it back, on the film's card.")
    pager.add_to(card, lambda to: Press("my", 0, "votes", str(to)))
    return card
