"""How members choose to be told, and what they are told. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _
from cogs.ui.outbox import custom_ids
from cogs.ui.presses import button, link
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape
from data.tellings import Event, News, Way

WAYS: dict[Way | None, tuple[str, str]] = {
    None: (N_("Not at all"), "🔕"),
    Way.NEXT: (N_("At my next command"), "⏭️"),
    Way.MENTION: (N_("Mention me"), "📣"),
    Way.MESSAGE: (N_("Direct message"), "✉️"),
}
OFF = "off"
"""Stands in a button for no way at all."""
_SAID: dict[Way | None, str] = {
    None: N_("You are told nothing."),
    Way.NEXT: N_("You are told under the answer to your next command here, where only you see it."),
    Way.MENTION: N_(
        "You are mentioned where a review that you asked for is announced, so others see that you asked. "
        "Of what is not announced, or goes on to other servers, and of what you suggested, you hear at your next "
        "command, where only you see it."
    ),
    Way.MESSAGE: N_("You get a direct message. If I may not write to you, you hear of it at your next command here."),
}
_EVENTS = {
    Event.REVIEWED: N_("🎬 **{label}** is reviewed, as you asked: /review has it."),
    Event.PUBLISHED: N_("✅ Your review of **{label}** is published."),
    Event.RETURNED: N_("↩️ Your review of **{label}** came back with a note: /reviews drafts has it."),
    Event.DISMISSED: N_("🗑️ Your review of **{label}** was not taken. /reviews drafts still has it for a while."),
    Event.ACCEPTED: N_("✅ The warning you proposed, **{label}**, stands in the review."),
    Event.DECLINED: N_("➖ The warning you proposed, **{label}**, was looked at, and the review stays as it was."),
}


_NEWS = re.compile(r"telling:\d+:open:(\d+)")


def choice_card(way: Way | None, guild_id: int) -> Card:
    """What is chosen in a server, and what else there is."""
    card = Card(colour=OPEN)
    card.text(_("### Being told\nWhen a film you asked for is reviewed, or something you suggested is decided:"))
    card.text(_(_SAID[way]))
    chosen = discord.ButtonStyle.primary
    card.row(
        *(
            button(
                Press("telling", guild_id, "choose", one.value if one else OFF),
                _(label),
                emoji=emoji,
                style=chosen if one is way else discord.ButtonStyle.secondary,
                disabled=one is way,
            )
            for one, (label, emoji) in WAYS.items()
        )
    )
    return card


def news_text(news: Sequence[News]) -> str:
    """A line for each."""
    return "\n".join(_(_EVENTS[one.event]).format(label=escape(one.label)) for one in news)


def message_card(news: News, server: str) -> Card:
    """A direct message, of the server of that name, with the way there: what is a server's is seen in it alone.

    Its first button carries the id, by which it is found again.
    """
    card = Card(colour=OPEN)
    card.text(news_text([news]))
    if server:
        card.text(_("-# From {server}, as you chose there.").format(server=escape(server)))
    there = [link(choice_name(server, 80), f"https://discord.com/channels/{news.guild_id}")] if server else []
    card.row(button(Press("telling", news.guild_id, "open", str(news.id)), _("Tell me …"), emoji="🔔"), *there)
    return card


def news_ids(components: Sequence[Any]) -> Iterator[int]:
    """The ids of the news that a direct message tells."""
    found = (_NEWS.fullmatch(custom_id) for custom_id in custom_ids(components))
    return (int(mark[1]) for mark in found if mark)
