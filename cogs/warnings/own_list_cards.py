"""A member's own list of topics, for that member's eyes: shown, chosen from selects, exported. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import discord

from cogs.ui.cards import Card
from cogs.ui.picks import select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import escape, fit
from data.models import Severity
from data.taxonomy import Category, Topic, load
from data.warnings.personal import PersonalList, Wish

THRESHOLDS = {
    Severity.MILD: "however mild",
    Severity.MODERATE: "from moderate on",
    Severity.SEVERE: "only if severe",
}
_COLOUR = 0x5865F2
_LONGEST_LIST = 3000


def list_card(personal: PersonalList) -> Card:
    """The whole list, and the way to change it."""
    card = Card(colour=_COLOUR)
    card.text("### Your warnings\nI tell you, and only you, whether a film you open has any of these.")
    lines = list(_lines(personal)) or ["*Nothing yet. Choose a category below.*"]
    card.text(fit(lines, _LONGEST_LIST, "-# and {count} more categories, see Export"))
    card.row(select(Press("my", 0, "category"), "Category", [_category_option(c, personal) for c in load().categories]))
    if personal.wishes:
        card.row(
            button(Press("my", 0, "export"), "Export", emoji="📄"),
            button(Press("my", 0, "erase"), "Erase", emoji="🗑️", style=discord.ButtonStyle.danger),
        )
    card.text("-# Nobody else sees this list: no member, no moderator, no other bot. It goes with you to every server.")
    return card


def _lines(personal: PersonalList) -> Iterator[str]:
    wishes = _by_topic(personal)
    for category in load().categories:
        here = [f"- {escape(t.label)}, {THRESHOLDS[wishes[t.id].at_least]}" for t in category.topics if t.id in wishes]
        if here:
            yield "\n".join([f"**{escape(category.label)}**", *here])


def _by_topic(personal: PersonalList) -> dict[str, Wish]:
    return {wish.topic: wish for wish in personal.wishes}


def _category_option(category: Category, personal: PersonalList) -> tuple[str, str, str]:
    number = len({t.id for t in category.topics} & set(_by_topic(personal)))
    description = f"{number} of {len(category.topics)} on your list" if number else f"{len(category.topics)} topics"
    return category.id, category.label, description


def category_card(personal: PersonalList, category: Category) -> Card:
    """A category's topics to choose from, and those that are chosen, each to set its threshold."""
    wishes = _by_topic(personal)
    card = Card(colour=_COLOUR)
    card.text(f"### {escape(category.label)}\nChoose what you want to be told of; the rest comes off your list.")
    options = [(t.id, t.label, "") for t in category.topics]
    place = Press("my", 0, "topics", category.id)
    card.row(select(place, "Topics", options, most=len(options), least=0, chosen=wishes))
    chosen = [t for t in category.topics if t.id in wishes]
    if chosen:
        card.text("Chosen topics are told of however mild they are, unless you say from where on.")
        marks = [_threshold_option(topic, wishes[topic.id]) for topic in chosen]
        card.row(select(Press("my", 0, "strength"), "From which strength on?", marks))
    card.row(button(Press("my", 0, "warnings"), "Your whole list", emoji="↩️"))
    return card


def _threshold_option(topic: Topic, wish: Wish) -> tuple[str, str, str]:
    return topic.id, topic.label, THRESHOLDS[wish.at_least]


def topic_wish_card(personal: PersonalList, topic: Topic) -> Card:
    """One topic: from which strength on, or not at all."""
    wish = _by_topic(personal).get(topic.id)
    card = Card(colour=_COLOUR)
    said = THRESHOLDS[wish.at_least] if wish else "not on your list"
    card.text(f"### {escape(topic.label)}\nNow: **{said}**. A film whose review gives no strength always counts.")
    primary, secondary = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
    card.row(
        *(
            button(
                Press("my", 0, "threshold", f"{topic.id}.{severity}"),
                label.capitalize(),
                style=primary if wish and wish.at_least is severity else secondary,
            )
            for severity, label in THRESHOLDS.items()
        ),
        button(Press("my", 0, "threshold", f"{topic.id}.never"), "Take off the list", emoji="➖"),
    )
    card.row(button(Press("my", 0, "category", topic.category), "Back to the category", emoji="↩️"))
    return card


def erase_card(personal: PersonalList) -> Card:
    """Ask before everything goes."""
    card = Card(colour=_COLOUR)
    number = len(personal.wishes)
    card.text(f"### Erase your list?\nAll {number} topics go, from every server. It cannot be undone; export it first.")
    card.row(
        button(Press("my", 0, "erased"), "Erase it", emoji="🗑️", style=discord.ButtonStyle.danger),
        button(Press("my", 0, "warnings"), "Keep it", emoji="↩️"),
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
