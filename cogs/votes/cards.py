"""Rankings, and a member's own votes."""

from __future__ import annotations

from collections.abc import Collection

from cogs.ui.cards import MARKS, Card
from cogs.ui.language import N_, _
from cogs.ui.pager import Pager
from cogs.ui.picks import select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import choice_name, escape, shorten
from cogs.votes.tallies import mark_of, members_line
from data.models import Tier
from data.votes.collection import OwnVote
from data.votes.statistics import VOTES_FOR_SHARES, Order, RankedFilm

TITLES = {
    Order.BEST: N_("Best liked"),
    Order.WORST: N_("Least liked"),
    Order.MOST_DIVISIVE: N_("Most divisive"),
    Order.MOST_VOTED: N_("Most voted on"),
}
_HOW = {
    Order.BEST: N_("Ranked so that three votes cannot beat three hundred, from {least} votes on."),
    Order.WORST: N_("Ranked so that three votes cannot beat three hundred, from {least} votes on."),
    Order.MOST_DIVISIVE: N_("The more votes on both sides, the higher; from {least} votes on."),
    Order.MOST_VOTED: N_("Ranked by the number of votes."),
}
"""What a ranking goes by, as one would say it; `data.votes.statistics` says how it is computed."""
_MOST_BUTTONS = 5
_VOTES_A_PAGE = 12


def top_card(order: Order, ranked: list[tuple[str, RankedFilm]]) -> Card:
    """A ranking, by label, with the way to its first films."""
    card = Card()
    lines = [
        f"{place}. {mark_of(film.tally)} **{escape(shorten(label, 120))}** — {members_line(film.tally)}"
        for place, (label, film) in enumerate(ranked, 1)
    ]
    head = _("### {ranking} here").format(ranking=_(TITLES[order]))
    card.text("\n".join((head, *(lines or [_("Not enough votes yet. Vote under any film's card: type /review.")]))))
    card.text(f"-# {_(_HOW[order]).format(least=VOTES_FOR_SHARES)}")
    if ranked:
        first = ranked[:_MOST_BUTTONS]
        card.row(*(button(Press("film", film.film_id, "review"), choice_name(label, 80)) for label, film in first))
    return card


def counted_card(film_id: int, tier: Tier | None, card: str, message_id: int) -> Card:
    """What a vote did, for the voter alone; `card` and `message_id` say which card is to follow if it is taken back."""
    if tier is None:
        answer = Card()
        answer.text(_("Your vote is taken back."))
        return answer
    answer = Card(tier)
    answer.text(_("Counted: {mark} **{verdict}**").format(mark=MARKS[tier], verdict=term(tier)))
    answer.row(button(Press("film", film_id, "vote", f"none.{card}.{message_id}"), _("Take back"), emoji="↩️"))
    return answer


def own_votes_card(votes: list[tuple[str, OwnVote]], seen: Collection[int], page: int) -> Card:
    """A member's own votes, by label, for that member's eyes; `seen` are the films that have a review here."""
    card = Card()
    pager = Pager([votes[start : start + _VOTES_A_PAGE] for start in range(0, len(votes), _VOTES_A_PAGE)] or [[]], page)
    lines = [_own_line(label, vote, is_seen=vote.film_id in seen) for label, vote in pager.here]
    card.text(
        "\n".join((_("### Your votes here"), *(lines or [_("None yet. Vote under any film's card: type /review.")])))
    )
    if pager.here:
        options = [(str(vote.film_id), label, "") for label, vote in pager.here]
        card.row(select(Press("my", 0, "retract", str(page)), _("Take a vote back"), options))
    if pager.several:
        change = _("Change a vote on the film's card.")
        card.text(f"-# {pager.place.capitalize()}. {change}")
    pager.add_to(card, lambda to: Press("my", 0, "votes", str(to)))
    return card


def _own_line(label: str, vote: OwnVote, *, is_seen: bool) -> str:
    line = f"{MARKS[vote.tier]} {escape(shorten(label, 120))}"
    return line if is_seen else _("{vote} (no review here any more)").format(vote=line)
