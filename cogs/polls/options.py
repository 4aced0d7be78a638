"""What is typed into /poll: terms, polls to choose from; and a server's defaults in words. Pure."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from cogs.ui import dates
from cogs.ui.dates import moment
from cogs.ui.text import choice_name
from data.errors import NotFound
from data.polls import Names, Poll, PollDefaults, Results, Terms, parse_duration

_MOST_NAMED = 10


def terms_with(base: Terms, typed: app_commands.Namespace) -> Terms:
    """The terms with what a moderator typed in place of the defaults; an option that was not typed is None."""
    role: discord.Role | None = typed.role
    gates = {
        "role_id": role.id if role else None,
        "min_days_in_server": typed.min_days_in_server,
        "min_account_days": typed.min_account_days,
    }
    rules = {
        "gates": base.gates.model_copy(update=_given(gates)),
        "duration": parse_duration(typed.duration) if typed.duration else None,
        "quorum": typed.quorum,
        "results": Results(typed.results) if typed.results else None,
        "names": Names(typed.names) if typed.names else None,
    }
    return base.model_copy(update=_given(rules))


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def chosen_poll(polls: list[Poll], typed: str) -> Poll:
    """The poll whose id was picked, or whose film's title was typed."""
    for poll in polls:
        if typed == str(poll.id) or typed.casefold() == poll.film_label.casefold():
            return poll
    near = [poll for poll in polls if typed.strip() and typed.strip().casefold() in poll.film_label.casefold()]
    if len(near) == 1:
        return near[0]
    labels = ", ".join(choice_name(poll.film_label) for poll in polls[:_MOST_NAMED])
    raise NotFound(f"Which poll? Choose one from the list: {labels}." if polls else "There is no such poll here.")


def poll_choices(polls: list[Poll], typed: str) -> list[app_commands.Choice[str]]:
    """Polls to choose from while a title is typed."""
    wanted = typed.strip().casefold()
    return [
        app_commands.Choice(name=choice_name(f"{poll.film_label}, ends {moment(poll.ends_at)}"), value=str(poll.id))
        for poll in polls
        if wanted in poll.film_label.casefold()
    ][:25]


def describe_defaults(defaults: PollDefaults) -> str:
    """A server's defaults, a line each."""
    terms, gates = defaults.terms, defaults.terms.gates
    notes = f"<#{defaults.note_channel_id}>" if defaults.note_channel_id else "the channel for community updates"
    return "\n".join(
        (
            "**Polls here are opened with**",
            f"- duration: {dates.long(terms.duration)}",
            f"- channel: {f'<#{defaults.channel_id}>' if defaults.channel_id else 'the one of the command'}",
            f"- notes to moderators: {notes}",
            f"- role: {f'<@&{gates.role_id}>' if gates.role_id else 'none asked for'}",
            f"- days in the server: {gates.min_days_in_server}; days of the account: {gates.min_account_days}",
            f"- quorum: {terms.quorum or 'none'}",
            f"- results: {terms.results}; names: {terms.names}",
            f"- charts: {'light' if defaults.light_charts else 'dark'}",
        )
    )
