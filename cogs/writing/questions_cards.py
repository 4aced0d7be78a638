"""The two pages on which core questions are answered, and the question before anything is denied. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _
from cogs.ui.picks import PickSelect, select
from cogs.ui.presses import PressButton, button
from cogs.ui.text import escape, fit, shorten
from cogs.warnings.lines import resting_on
from cogs.warnings.questions import answered_line
from cogs.writing.panel_cards import back_button, press_on
from data.drafts import Draft
from data.drafts.answers import GROUPS, PAGES, TOPICS, denied, present, topics_in
from data.drafts.checking import Denial, Proposal
from data.taxonomy import load
from data.taxonomy.core import CORE_QUESTIONS
from data.warnings.answering import Presence, topics_labelled
from data.warnings.members_say import NOBODY, Counts, members_answer

_LONGEST_GROUP = 500


@dataclass(frozen=True)
class At:
    """Where one is: the page, the groups whose proposals were looked through, and what the last change replaced."""

    page: int = 0
    settled: int = 0
    undo: str = ""

    @property
    def argument(self) -> str:
        """As a button carries it."""
        return f"{self.page}.{self.settled:02x}.{self.undo}"

    def settling(self, groups: Iterable[str], undo: str) -> At:
        """The same place, once these groups were looked through and a change was made."""
        mask = sum(1 << GROUPS.index(group) for group in groups)
        return replace(self, settled=self.settled | mask, undo=undo)

    def is_settled(self, group: str) -> bool:
        """Whether that group was looked through."""
        return bool(self.settled >> GROUPS.index(group) & 1)


def waiting(at: At, proposed: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """What is proposed for a page and not looked through yet; to tick something of a group says nothing of its noes."""
    return {
        topic: proposed[topic]
        for group in PAGES[at.page]
        for topic in topics_in(group)
        if topic in proposed and (proposed[topic].said.presence is Presence.NO or not at.is_settled(group))
    }


def questions_card(draft: Draft, at: At, proposed: Mapping[str, Proposal], said: str = "") -> Card:
    """One of the two pages: a menu a group to tick what is in the film, and one for what is not."""
    card = Card(colour=OPEN)
    review, here = draft.review, waiting(at, proposed)
    head = _("### Core questions, page {page} of 2: {film}").format(page=at.page + 1, film=escape(review.film.label))
    card.text(f"{head}\n{answered_line(review)}")
    if said:
        card.text(said)
    card.text(_("Tick what is in it. What is not ticked stays “I don't remember”."))
    card.text("\n".join(_group_line(draft, group, here) for group in PAGES[at.page]))
    for group in PAGES[at.page]:
        card.row(_group_menu(draft, at, group, here))
    card.row(
        select(press_on(draft, "absent", at.argument), _("Not in it, or not sure …"), list(_absences(at)), most=20)
    )
    card.row(*_buttons(draft, at, here))
    return card


def _group_line(draft: Draft, group: str, proposed: Mapping[str, Proposal]) -> str:
    review, topics = draft.review, topics_in(group)
    unsure = topics_labelled(review.unsure)
    words = (
        (_("in it"), [topic for topic in topics if topic in present(review)]),
        (_("not in it"), [topic for topic in topics if topic in denied(review)]),
        (_("not sure"), [topic for topic in topics if topic in unsure]),
    )
    told = [f"{word}: {', '.join(escape(_label(topic)) for topic in these)}" for word, these in words if these]
    lines = [f"**{_(group)}** {' · '.join(told) or _('nothing answered yet')}"]
    for topic in topics:
        if one := proposed.get(topic):
            lines.append(_proposed_line(topic, one))
    return fit(lines, _LONGEST_GROUP, _("-# and {count} more in the menu"))


def _proposed_line(topic: str, one: Proposal) -> str:
    if one.members:
        return f"-# 👥 {escape(_label(topic))}: {_members(one)}"
    pattern = _("-# 🔎 {topic}: {sentence}")
    if one.said.presence is Presence.NO:
        pattern = _("-# 🔎 not {topic}: {sentence}")
    return pattern.format(topic=escape(_label(topic)), sentence=f"“{escape(shorten(one.sentence, 90))}”")


def _members(one: Proposal) -> str:
    if one.said.presence is Presence.NO:
        return _("members say no ({count})").format(count=one.members)
    return _yes(one.members)


def _yes(count: int) -> str:
    return _("members say yes ({count})").format(count=count)


def _why(one: Proposal) -> str:
    return _members(one) if one.members else one.sentence


def _group_menu(draft: Draft, at: At, group: str, proposed: Mapping[str, Proposal]) -> PickSelect:
    topics = topics_in(group)
    yes = {topic for topic, one in proposed.items() if one.said.presence is Presence.YES}
    options = [(topic, _label(topic), _why(proposed[topic]) if topic in proposed else "") for topic in topics]
    press = press_on(draft, "tick", f"{GROUPS.index(group)}.{at.argument}")
    return select(
        press,
        _(group),
        options,
        most=len(topics),
        least=0,
        chosen=(present(draft.review) | yes) & {*topics},
    )


def _absences(at: At) -> Iterator[tuple[str, str, str]]:
    for group in PAGES[at.page]:
        name = _(group)
        yield f"g{GROUPS.index(group)}", name, _("All of the group that is not answered yet")
    for question in CORE_QUESTIONS:
        if question.group in PAGES[at.page]:
            yield question.id, _(question.label), ""


def _buttons(draft: Draft, at: At, proposed: Mapping[str, Proposal]) -> Iterator[PressButton]:
    if proposed:
        style = discord.ButtonStyle.success
        yield button(press_on(draft, "confirm", at.argument), _("Take what is proposed"), emoji="✅", style=style)
    other = replace(at, page=1 - at.page, undo="")
    label = _("Page {number}").format(number=other.page + 1)
    yield button(press_on(draft, "questions", other.argument), label, emoji="▶️" if other.page else "◀️")
    if at.undo:
        yield button(press_on(draft, "undo", at.argument), _("Undo"), emoji="↩️")
    yield back_button(draft)


def absence_card(draft: Draft, at: At, asked: Iterable[str], found: Denial, counts: Counts = NOBODY) -> Card:
    """What would be denied, though members say yes, and what is not, with what speaks of it in the review."""
    card = Card(colour=OPEN)
    mask = f"{at.page}.{at.settled:02x}.{sum(1 << TOPICS.index(topic) for topic in asked):x}"
    labels = [f"- {escape(_label(topic))}{_contradicted(topic, counts)}" for topic in found.topics]
    if labels:
        card.text("\n".join((_("### None of these is in it?"), fit(labels, 1200, _("-# and {count} more")))))
    refused = [*_refused(found)]
    if refused:
        card.text("\n".join((_("**Not denied**, since the review speaks of it:"), fit(refused, 1800, "-# …"))))
    if not labels and not refused:
        card.text(_("All of that is answered already."))
    row = []
    if labels:
        style = discord.ButtonStyle.success
        row.append(button(press_on(draft, "deny", mask), _("None of these is in it"), emoji="⚪", style=style))
    row.append(button(press_on(draft, "doubt", mask), _("I am not sure of them"), emoji="❔"))
    row.append(button(press_on(draft, "questions", replace(at, undo="").argument), _("Back"), emoji="◀️"))
    card.row(*row)
    return card


def _contradicted(topic: str, counts: Counts) -> str:
    said = members_answer(topic, counts)
    return f" · 👥 {_yes(said.members)}" if said.presence is Presence.YES else ""


def _refused(found: Denial) -> Iterator[str]:
    for topic, sentence in found.in_text.items():
        yield f"- **{escape(_label(topic))}**: “{escape(shorten(sentence, 200))}”"
    for topic, answer in found.in_warnings.items():
        yield f"- **{escape(_label(topic))}**: {resting_on(answer.rests_on[0], topic)}"


def _label(topic: str) -> str:
    return load().topic(topic).label
