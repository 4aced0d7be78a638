"""The two pages on which a member who has seen a film says what is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _, counted
from cogs.ui.picks import PickSelect, select
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import escape, shorten
from data.drafts.answers import GROUPS, PAGES, topics_in
from data.taxonomy import load
from data.warnings.members_say import Said

_LONGEST_GROUP = 500
_MARKS = {Said.YES: "⚠️", Said.NO: "⚪"}
"""Before what is ticked: a menu in which something is ticked does not show its name."""


@dataclass(frozen=True)
class Where:
    """Of which film, on which page, and the public card that is to follow; 0 if there is none."""

    film_id: int
    page: int = 0
    card_id: int = 0

    def press(self, verb: str, *before: str, page: int | None = None) -> Press:
        """A press that leads back here."""
        place = (*before, str(self.page if page is None else page), str(self.card_id))
        return Press("film", self.film_id, verb, ".".join(place))


def answers_card(where: Where, label: str, own: Mapping[str, Said], said: str = "") -> Card:
    """One of the two pages: for each group a menu of what is in the film, and one of what is not."""
    card = Card(colour=OPEN)
    head = _("### You have seen it, page {page} of 2: {film}").format(page=where.page + 1, film=escape(label))
    how = _("Say what is in it and what is not. Each choice is kept at once; others read only how many say so.")
    card.text(f"{head}\n{how}")
    if said:
        card.text(said)
    card.text("\n".join(_group_line(group, own) for group in PAGES[where.page]))
    for group in PAGES[where.page]:
        card.row(_menu(where, group, own, Said.YES))
        card.row(_menu(where, group, own, Said.NO))
    card.text(_("-# What you are not sure of stays unticked, and unticking takes an answer back."))
    card.row(*_buttons(where, own))
    return card


def _group_line(group: str, own: Mapping[str, Said]) -> str:
    words = ((_("in it"), Said.YES), (_("not in it"), Said.NO))
    told = [(word, [t for t in topics_in(group) if own.get(t) is said]) for word, said in words]
    parts = [f"{word}: {', '.join(escape(load().topic(t).label) for t in topics)}" for word, topics in told if topics]
    return shorten(f"**{_(group)}** {' · '.join(parts) or _('nothing said yet')}", _LONGEST_GROUP)


def _menu(where: Where, group: str, own: Mapping[str, Said], said: Said) -> PickSelect:
    name = _("{group}: in it …") if said is Said.YES else _("{group}: not in it …")
    options = [(topic, f"{_MARKS[said]} {load().topic(topic).label}", "") for topic in topics_in(group)]
    press = where.press("answered", said.value, str(GROUPS.index(group)))
    chosen = {topic for topic, one in own.items() if one is said} & {*topics_in(group)}
    return select(press, name.format(group=_(group)), options, most=len(options), least=0, chosen=chosen)


def _buttons(where: Where, own: Mapping[str, Said]) -> Iterator[PressButton]:
    other = 1 - where.page
    label = _("Page {number}").format(number=other + 1)
    yield button(where.press("seen", page=other), label, emoji="▶️" if other else "◀️")
    if own:
        yield _take_back(where, own)


def _take_back(where: Where, own: Mapping[str, Said]) -> PressButton:
    label = counted(len(own), "Take back {count} answer", "Take back all {count} answers")
    return button(where.press("unsay"), label, emoji="↩️", style=discord.ButtonStyle.danger)


REVIEWED_SINCE = N_("There is a review by now: /warnings says what is in it, and there you can say more.")


def no_questions_card(where: Where, own: Mapping[str, Said], said: str = "", *, reviewed: bool) -> Card:
    """Of a film that was `reviewed` meanwhile, or is known no more: what one said of it can still be taken back."""
    card = Card(colour=OPEN)
    why = _(REVIEWED_SINCE) if reviewed else _("I do not know that film any more, so nobody reads what was said of it.")
    if own and reviewed:
        why = f"{why}\n{_('Your answers are proposals to those who write here.')}"
    card.text(f"{said}\n{why}" if said else why)
    if own:
        card.row(_take_back(where, own))
    return card
