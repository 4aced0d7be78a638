"""A member's own list of topics, for that member's eyes: shown, chosen from selects, exported. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _, counted
from cogs.ui.picks import select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import escape, fit
from data.models import Severity
from data.taxonomy import Category, Topic, load
from data.warnings.personal import PersonalList, Wish

THRESHOLDS = {
    Severity.MILD: N_("however mild"),
    Severity.MODERATE: N_("from moderate on"),
    Severity.SEVERE: N_("only if severe"),
}
_TO_PRESS = {
    Severity.MILD: N_("However mild"),
    Severity.MODERATE: N_("From moderate on"),
    Severity.SEVERE: N_("Only if severe"),
}
_LONGEST_LIST = 3000


def list_card(personal: PersonalList) -> Card:
    """The whole list, and the way to change it."""
    card = Card(colour=OPEN)
    told = _("I tell you, and only you, whether a film you open has any of these.")
    card.text("\n".join((_("### Your warnings"), told)))
    lines = list(_lines(personal)) or [_("*Nothing yet. Choose a category below.*")]
    card.text(fit(lines, _LONGEST_LIST, _more))
    card.row(
        select(Press("my", 0, "category"), _("Category"), [_category_option(c, personal) for c in load().categories])
    )
    if personal.wishes:
        card.row(
            button(Press("my", 0, "export"), _("Export"), emoji="📄"),
            button(Press("my", 0, "erase"), _("Erase"), emoji="🗑️", style=discord.ButtonStyle.danger),
        )
    card.text(
        _("-# Nobody else sees this list: no member, no moderator, no other bot. It goes with you to every server.")
    )
    return card


def _more(number: int) -> str:
    return counted(number, "-# and {count} more category, see Export", "-# and {count} more categories, see Export")


def _lines(personal: PersonalList) -> Iterator[str]:
    wishes = _by_topic(personal)
    for category in load().categories:
        here = [
            f"- {escape(t.label)}, {_(THRESHOLDS[wishes[t.id].at_least])}" for t in category.topics if t.id in wishes
        ]
        if here:
            yield "\n".join([f"**{escape(category.label)}**", *here])


def _by_topic(personal: PersonalList) -> dict[str, Wish]:
    return {wish.topic: wish for wish in personal.wishes}


def _category_option(category: Category, personal: PersonalList) -> tuple[str, str, str]:
    number = len({t.id for t in category.topics} & set(_by_topic(personal)))
    topics = len(category.topics)
    description = counted(topics, "{count} topic", "{count} topics")
    if number:
        description = _("{number} of {topics} on your list").format(number=number, topics=topics)
    return category.id, category.label, description


def category_card(personal: PersonalList, category: Category) -> Card:
    """A category's topics to choose from, and those that are chosen, each to set its threshold."""
    wishes = _by_topic(personal)
    card = Card(colour=OPEN)
    choose = _("Choose what you want to be told of; the rest comes off your list.")
    card.text(f"### {escape(category.label)}\n{choose}")
    options = [(t.id, t.label, "") for t in category.topics]
    place = Press("my", 0, "topics", category.id)
    card.row(select(place, _("Topics"), options, most=len(options), least=0, chosen=wishes))
    chosen = [t for t in category.topics if t.id in wishes]
    if chosen:
        card.text(_("Chosen topics are told of however mild they are, unless you say from where on."))
        marks = [_threshold_option(topic, wishes[topic.id]) for topic in chosen]
        card.row(select(Press("my", 0, "strength"), _("From which strength on?"), marks))
    card.row(button(Press("my", 0, "warnings"), _("Your whole list"), emoji="↩️"))
    return card


def _threshold_option(topic: Topic, wish: Wish) -> tuple[str, str, str]:
    return topic.id, topic.label, _(THRESHOLDS[wish.at_least])


def topic_wish_card(personal: PersonalList, topic: Topic) -> Card:
    """One topic: from which strength on, or not at all."""
    wish = _by_topic(personal).get(topic.id)
    card = Card(colour=OPEN)
    said = _(THRESHOLDS[wish.at_least]) if wish else _("not on your list")
    now = _("Now: **{threshold}**. A film whose review gives no strength always counts.").format(threshold=said)
    card.text(f"### {escape(topic.label)}\n{now}")
    primary, secondary = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
    card.row(
        *(
            button(
                Press("my", 0, "threshold", f"{topic.id}.{severity}"),
                _(label),
                style=primary if wish and wish.at_least is severity else secondary,
            )
            for severity, label in _TO_PRESS.items()
        ),
        button(Press("my", 0, "threshold", f"{topic.id}.never"), _("Take off the list"), emoji="➖"),
    )
    card.row(button(Press("my", 0, "category", topic.category), _("Back to the category"), emoji="↩️"))
    return card


def erase_card(personal: PersonalList) -> Card:
    """Ask before everything goes."""
    card = Card(colour=OPEN)
    lost = counted(
        len(personal.wishes),
        "{count} topic goes, from every server. It cannot be undone; export it first.",
        "All {count} topics go, from every server. It cannot be undone; export it first.",
    )
    card.text("\n".join((_("### Erase your list?"), lost)))
    card.row(
        button(Press("my", 0, "erased"), _("Erase it"), emoji="🗑️", style=discord.ButtonStyle.danger),
        button(Press("my", 0, "warnings"), _("Keep it"), emoji="↩️"),
    )
    return card


def export_file(personal: PersonalList) -> discord.File:
    """The list as a file that people and programs can read."""
    topics = [
        {"topic": wish.topic, "label": load().topic(wish.topic).label, "at_least": wish.at_least.value}
        for wish in personal.wishes
    ]
    text = json.dumps({"my_warnings": topics}, ensure_ascii=False, indent=2)
    return discord.File(io.BytesIO(text.encode()), "my-warnings.json")
