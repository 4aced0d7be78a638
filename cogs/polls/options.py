"""What is typed into /poll: terms, polls to choose from; and a server's defaults in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import discord
from discord import app_commands

from cogs.servers.settings import describe_voters
from cogs.ui import dates
from cogs.ui.dates import moment
from cogs.ui.language import N_, _
from cogs.ui.text import choice_name, escape
from data.errors import NotFound
from data.polls import Names, Poll, PollDefaults, PollLine, Results, Terms, parse_duration

_MOST_NAMED = 10
_RESULTS = {Results.LIVE: N_("live, while it runs"), Results.HIDDEN: N_("hidden until the end")}
_NAMES = {Names.NEVER: N_("never, nobody sees who voted what"), Names.AFTER: N_("after the end, to moderators")}

AnyPoll = TypeVar("AnyPoll", Poll, PollLine)


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


def chosen_poll(polls: Sequence[AnyPoll], typed: str) -> AnyPoll:
    """The poll whose id was picked, or whose film's title was typed."""
    for poll in polls:
        if typed == str(poll.id) or typed.casefold() == poll.film_label.casefold():
            return poll
    near = [poll for poll in polls if typed.strip() and typed.strip().casefold() in poll.film_label.casefold()]
    if len(near) == 1:
        return near[0]
    labels = ", ".join(escape(choice_name(poll.film_label)) for poll in polls[:_MOST_NAMED])
    said = (
        _("Which poll? Choose one from the list: {labels}.")
        if polls
        else _("There is no such poll here. /poll list shows those there are.")
    )
    raise NotFound(said.format(labels=labels))


def poll_choices(polls: Sequence[AnyPoll], typed: str) -> list[app_commands.Choice[str]]:
    """Polls to choose from while a title is typed."""
    wanted = typed.strip().casefold()
    return [
        app_commands.Choice(
            name=choice_name(_("{film}, ends {end}").format(film=poll.film_label, end=moment(poll.ends_at))),
            value=str(poll.id),
        )
        for poll in polls
        if wanted in poll.film_label.casefold()
    ][:25]


def describe_defaults(defaults: PollDefaults) -> str:
    """A server's defaults, a line each."""
    terms = defaults.terms
    return "\n".join(
        (
            _("### Polls here are opened with"),
            _("- duration: {duration}").format(duration=dates.long(terms.duration)),
            _("- channel: {channel}").format(channel=_channel(defaults.channel_id) or _("the one of the command")),
            _("- notes to moderators: {channel}").format(
                channel=_channel(defaults.note_channel_id) or _("the channel for community updates")
            ),
            _("- voters: {voters}").format(voters=describe_voters(terms.gates)),
            _("- quorum: {quorum}").format(quorum=terms.quorum or _("none")),
            _("- results: {results}").format(results=_(_RESULTS[terms.results])),
            _("- names: {names}").format(names=_(_NAMES[terms.names])),
            _("- charts: {style}").format(style=_("light") if defaults.light_charts else _("dark")),
        )
    )


def _channel(channel_id: int | None) -> str:
    return f"<#{channel_id}>" if channel_id else ""
