"""What is typed into /poll: terms, films, polls; and a server's defaults in words. Pure but for looking up a film."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from cogs.ui.text import choice_name
from data.errors import NotFound
from data.polls import Gates, Names, Poll, PollDefaults, Results, Terms, parse_duration, sentences

_MOST_NAMED = 10


def terms_with(base: Terms, **given: Any) -> Terms:
    """The terms with what a moderator said in place of the defaults."""
    gates = {"min_days_in_server": given["min_days_in_server"], "min_account_days": given["min_account_days"]}
    role: discord.Role | None = given["role"]
    gates |= {"role_id": role.id if role else None}
    changed = {
        "duration": parse_duration(given["duration"]) if given["duration"] else None,
        "quorum": given["quorum"],
        "results": Results(given["results"]) if given["results"] else None,
        "names": Names(given["names"]) if given["names"] else None,
    }
    kept_gates = Gates(**(base.gates.model_dump() | {name: v for name, v in gates.items() if v is not None}))
    return base.model_copy(
        update={"gates": kept_gates} | {name: value for name, value in changed.items() if value is not None}
    )


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
        app_commands.Choice(
            name=choice_name(f"{poll.film_label}, ends {sentences.moment(poll.ends_at)}"), value=str(poll.id)
        )
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
            f"- duration: {terms.duration.total_seconds() / 3600:g} hours",
            f"- channel: {f'<#{defaults.channel_id}>' if defaults.channel_id else 'the one of the command'}",
            f"- notes to moderators: {notes}",
            f"- role: {f'<@&{gates.role_id}>' if gates.role_id else 'none asked for'}",
            f"- days in the server: {gates.min_days_in_server}; days of the account: {gates.min_account_days}",
            f"- quorum: {terms.quorum or 'none'}",
            f"- results: {terms.results}; names: {terms.names}",
            f"- charts: {'light' if defaults.light_charts else 'dark'}",
        )
    )
