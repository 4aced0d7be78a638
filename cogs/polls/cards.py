"""Polls as people see them: the message to vote on, what one's own press did, the result. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import discord
from discord import ui
from discord.utils import format_dt

from cogs.polls import charts, sentences
from cogs.polls.options import describe_defaults
from cogs.ui.cards import COLOURS, MARKS, OPEN, Card
from cogs.ui.dates import days
from cogs.ui.language import _, counted
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import escape, fit
from data.polls import Choice, Count, Poll, PollDefaults, PollResult, Progress, Recorded, Rules

EMOJI = {choice: MARKS[choice.tier] if choice.tier else "👀" for choice in Choice}
_LONGEST_LIST = 3500


def poll_card(progress: Progress) -> Card:
    """The message of an open poll. It never shows a count that is hidden."""
    poll = progress.poll
    card = Card(colour=OPEN)
    so_far = counted(
        progress.ballots,
        "**{count} ballot** so far · ends {left}, {end}",
        "**{count} ballots** so far · ends {left}, {end}",
        left=format_dt(poll.ends_at, "R"),
        end=format_dt(poll.ends_at, "f"),
    )
    counts = [counts_line(progress.count)] if progress.count else []
    card.text(_headed(_("-# 🗳️ Verdict poll"), poll, so_far, *counts))
    card.text(f"-# {' · '.join((sentences.in_short(poll), *gate_lines(poll)))}")
    card.row(*(button(Press("poll", poll.id, "vote", c.name.lower()), term(c), emoji=EMOJI[c]) for c in Choice))
    card.row(
        button(Press("poll", poll.id, "mine"), _("My ballot")),
        button(Press("poll", poll.id, "rules"), _("How it counts")),
        button(Press("film", poll.film_id, "review"), _("The film"), emoji="🎬"),
    )
    return card


def _headed(small: str, poll: Poll, *below: str) -> str:
    """The film as a heading, with what stands above it in small letters, and below it."""
    return "\n".join((small, f"## {escape(poll.film_label)}", *below))


def gate_lines(rules: Rules) -> list[str]:
    """Who may vote, where not everybody may."""
    gates = rules.gates
    lines = [_("For {role}").format(role=f"<@&{gates.role_id}>")] if gates.role_id else []
    if gates.role_gone:
        lines = [_("For a role that this server has no more: nobody can vote until moderators lift that")]
    if gates.min_days_in_server:
        lines.append(_("For members of at least {days}").format(days=days(gates.min_days_in_server)))
    if gates.min_account_days:
        lines.append(_("For accounts of at least {days}").format(days=days(gates.min_account_days)))
    if rules.quorum:
        lines.append(
            counted(rules.quorum, "Needs {count} opinion to be a verdict", "Needs {count} opinions to be a verdict")
        )
    return lines


def counts_line(count: Count) -> str:
    """`🟢 3 · 🟡 1 · 🔴 0 · 👀 2`"""
    numbers = {choice: count.tally.count(choice.tier) if choice.tier else count.unseen for choice in Choice}
    return " · ".join(f"{EMOJI[choice]} {number:,}" for choice, number in numbers.items())


def ended_card(result: PollResult, link: str | None) -> Card:
    """What becomes of the poll's message at the end: nothing to press but the way to the result."""
    poll = result.poll
    card = Card(result.verdict)
    ended = _("This poll ended {end}.").format(end=format_dt(poll.ends_at, "f"))
    card.text(_headed(_("-# 🗳️ Verdict poll"), poll, ended))
    card.text(f"**{sentences.outcome(result)}**")
    if link:
        row: ui.ActionRow[Any] = ui.ActionRow(ui.Button(label=_("The result"), url=link))
        card.box.add_item(row)
    return card


def chart_name(poll_id: int) -> str:
    """The chart's file name, by which a result that was posted already is found again."""
    return f"poll-{poll_id}.png"


def result_mark(poll_id: int) -> str:
    """What the button of a result carries, by which it is found again too."""
    return f"r{poll_id}"


def result_card(result: PollResult, *, with_chart: bool = True) -> Card:
    """The result, with its chart as `attachment://` of `chart_file`, or in words alone."""
    poll = result.poll
    card = Card(colour=COLOURS[result.verdict] if result.verdict else OPEN)
    card.text(
        _headed(_("-# 🗳️ The server's verdict") if result.speaks_for_server else _("-# 🗳️ What the poll says"), poll)
    )
    late = sentences.lateness(result)
    card.text(f"**{sentences.outcome(result)}**" + (f"\n-# {late}" if late else ""))
    if with_chart:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery(
            discord.MediaGalleryItem(f"attachment://{chart_name(poll.id)}", description=charts.alt_text(result))
        )
        card.box.add_item(gallery)
    card.text(counts_line(result.count))
    card.row(button(Press("film", poll.film_id, "review", result_mark(poll.id)), _("The film"), emoji="🎬"))
    return card


def chart_file(png: bytes, poll_id: int) -> discord.File:
    """A drawn chart as an attachment."""
    return discord.File(io.BytesIO(png), chart_name(poll_id))


def show_card(progress: Progress, failure: str | None) -> Card:
    """An open poll for moderators: where it stands, why its message does not, and what can be done about it."""
    poll = progress.poll
    card = Card(colour=OPEN)
    lines = [_running(progress) + _warning(failure)]
    if poll.message_id:
        lines.append(f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{poll.message_id}")
    elif not failure:
        lines.append(_("Its message is on its way."))
    card.text("\n".join([*lines, *gate_lines(poll)]))
    buttons = [button(Press("poll", poll.id, "here"), _("Post it in this channel"))]
    if poll.gates.role_gone:
        buttons.append(lift_button(poll))
    card.row(*buttons)
    return card


def lift_button(poll: Poll) -> PressButton:
    """Lets moderators take back a gate that nobody can pass any more."""
    return button(Press("poll", poll.id, "lift"), _("Let members without it vote"))


def ballot_card(poll_id: int, recorded: Recorded) -> Card:
    """What is recorded, told to the voter alone, with the way back."""
    card = Card(recorded.choice.tier if recorded.choice else None)
    card.text(sentences.recorded(recorded))
    if recorded.choice is not recorded.previous:
        before = recorded.previous.name.lower() if recorded.previous else "none"
        card.row(button(Press("poll", poll_id, "undo", before), _("Undo"), emoji="↩️"))
    return card


def own_ballot_card(poll: Poll, choice: Choice | None) -> Card:
    """A voter's own ballot, on asking."""
    card = Card(choice.tier if choice else None)
    if choice is None:
        card.text(_("You have no ballot in this poll yet. Press a verdict under it to vote."))
        return card
    said = _("Your ballot says “{choice}”. You can change it until {end}.")
    card.text(said.format(choice=term(choice), end=format_dt(poll.ends_at, "f")))
    card.row(button(Press("poll", poll.id, "undo", "none"), _("Take back"), emoji="↩️"))
    return card


def rules_card(poll: Poll) -> Card:
    """How this poll counts."""
    card = Card()
    card.text("\n- ".join([_("### How this poll counts"), *sentences.rules(poll)]))
    return card


def defaults_card(defaults: PollDefaults) -> Card:
    """What polls are opened with in a server."""
    card = Card(colour=OPEN)
    card.text(describe_defaults(defaults))
    return card


def list_card(
    open_polls: Iterable[tuple[Progress, str | None]], closed: Iterable[tuple[PollResult, str | None]]
) -> Card:
    """A server's polls, for moderators; each with why its message or its result could not be posted."""
    card = Card(colour=OPEN)
    running = [_running(progress) + _warning(failure) for progress, failure in open_polls]
    running = running or [_("None. Open one with /poll open.")]
    card.text(fit([_("### Open polls"), *running], _LONGEST_LIST // 2, _("{count} more")))
    ended = [
        f"**{escape(result.poll.film_label)}** — {sentences.outcome(result)}" + _warning(failure)
        for result, failure in closed
    ]
    if ended:
        card.text(fit([_("### Closed"), *ended], _LONGEST_LIST // 2, _("{count} more")))
    return card


def _running(progress: Progress) -> str:
    poll = progress.poll
    return counted(
        progress.ballots,
        "**{film}** — {count} ballot, ends {left} in {channel}",
        "**{film}** — {count} ballots, ends {left} in {channel}",
        film=escape(poll.film_label),
        left=format_dt(poll.ends_at, "R"),
        channel=f"<#{poll.channel_id}>",
    )


def _warning(failure: str | None) -> str:
    return f" ⚠️ {failure}" if failure else ""
