"""The pages on which a member who has seen a film says what is in it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _, counted
from cogs.ui.picks import PickSelect, select
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import escape, shorten
from cogs.warnings.lines import BETWEEN
from data.drafts.answers import GROUPS, TOPICS, topics_in
from data.taxonomy import load
from data.warnings.members_say import Said

_LONGEST_GROUP = 500
_GROUPS_A_PAGE = 4
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


def answers_card(
    where: Where, label: str, own: Mapping[str, Said], said: str = "", asked: Collection[str] = TOPICS
) -> Card:
    """One of the pages: for each group a menu of what is in the film, and one of what is not.

    `asked` are the topics that are open: all of a film without a review, and what a review leaves open.
    """
    groups = {group: topics for group in GROUPS if (topics := [t for t in topics_in(group) if t in asked])}
    pages = -(-len(groups) // _GROUPS_A_PAGE)
    where = replace(where, page=min(where.page, pages - 1))
    here = {group: groups[group] for group in list(groups)[where.page * _GROUPS_A_PAGE :][:_GROUPS_A_PAGE]}
    card = Card(colour=OPEN)
    card.text(f"{_head(where, label, pages)}\n{_how(asked)}")
    if said:
        card.text(said)
    card.text("\n".join(_group_line(group, topics, own) for group, topics in here.items()))
    for group, topics in here.items():
        card.row(_menu(where, group, topics, own, Said.YES))
        card.row(_menu(where, group, topics, own, Said.NO))
    card.text(_("-# What you are not sure of stays unticked, and unticking takes an answer back."))
    card.row(*_buttons(where, own, pages), *_back(where, asked))
    return card


def _head(where: Where, label: str, pages: int) -> str:
    if pages == 1:
        return _("### You have seen it: {film}").format(film=escape(label))
    head = _("### You have seen it, page {page} of {pages}: {film}")
    return head.format(page=where.page + 1, pages=pages, film=escape(label))


def _how(asked: Collection[str]) -> str:
    if len(asked) < len(TOPICS):
        how = _("The review leaves open: {topics}. Each choice is kept at once; others read only how many say so.")
        return how.format(topics=shorten(BETWEEN.join(escape(load().topic(t).noun) for t in asked), _LONGEST_GROUP))
    return _("Say what is in it and what is not. Each choice is kept at once; others read only how many say so.")


def _group_line(group: str, asked: Collection[str], own: Mapping[str, Said]) -> str:
    words = ((_("in it"), Said.YES), (_("not in it"), Said.NO))
    told = [(word, [t for t in asked if own.get(t) is said]) for word, said in words]
    parts = [f"{word}: {', '.join(escape(load().topic(t).label) for t in topics)}" for word, topics in told if topics]
    return shorten(f"**{_(group)}** {' · '.join(parts) or _('nothing said yet')}", _LONGEST_GROUP)


def _menu(where: Where, group: str, asked: Collection[str], own: Mapping[str, Said], said: Said) -> PickSelect:
    name = _("{group}: in it …") if said is Said.YES else _("{group}: not in it …")
    options = [(topic, f"{_MARKS[said]} {load().topic(topic).label}", "") for topic in asked]
    press = where.press("answered", said.value, str(GROUPS.index(group)))
    chosen = {topic for topic, one in own.items() if one is said} & {*asked}
    return select(press, name.format(group=_(group)), options, most=len(options), least=0, chosen=chosen)


def _buttons(where: Where, own: Mapping[str, Said], pages: int) -> Iterator[PressButton]:
    if pages > 1:
        other = 1 - where.page
        label = _("Page {number}").format(number=other + 1)
        yield button(where.press("seen", page=other), label, emoji="▶️" if other else "◀️")
    if own:
        yield _take_back(where, own)


def _back(where: Where, asked: Collection[str]) -> Iterator[PressButton]:
    if len(asked) < len(TOPICS):
        yield button(Press("film", where.film_id, "warnings", "all"), _("All warnings"), emoji="↩️")


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
