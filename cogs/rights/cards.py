"""What is kept of a member, for that member's eyes: shown, asked about before it goes, told when it is gone. Pure."""

from __future__ import annotations

import io
from collections.abc import Mapping

import discord

from cogs.rights.words import CODED, GOES, STAYS, told
from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _
from cogs.ui.presses import button
from cogs.ui.routes import Press


def own_data_card(counts: Mapping[str, int]) -> Card:
    """How much there is of what, and what can be done with it."""
    card = Card(colour=OPEN)
    lines = [line for words in (GOES, STAYS, CODED) for line in told(words, counts)]
    head = (_("### What I keep of you"), _("In all servers, with your id beside it:"))
    card.text(
        "\n".join((*head, *_bullets(lines)))
        if lines
        else "\n".join((head[0], _("Nothing. What you vote, ask for, list and write from now on stands here.")))
    )
    if lines:
        card.row(
            button(Press("my", 0, "everything"), _("All of it as a file"), emoji="📄"),
            button(Press("my", 0, "forget"), _("Delete everything"), emoji="🗑️", style=discord.ButtonStyle.danger),
        )
    card.text(_("-# Ballots of secret polls that have ended are nobody's: not even I can tell whose they were."))
    return card


def forget_card(counts: Mapping[str, int]) -> Card:
    """Ask before it goes: what goes, what stays, and why."""
    card = Card(colour=OPEN)
    card.text(_("### Delete everything of yours?\nIn every server at once. It cannot be undone; take the file first."))
    card.text("\n".join((_("**Deleted:**"), *_bullets(told(GOES, counts) or [_("nothing that is yours alone")]))))
    card.text("\n".join((_("**Stays, and why:**"), *_bullets(_what_stays(counts)))))
    card.row(
        button(Press("my", 0, "forgotten"), _("Delete everything"), emoji="🗑️", style=discord.ButtonStyle.danger),
        button(Press("my", 0, "data"), _("Keep it"), emoji="↩️"),
    )
    return card


def _what_stays(counts: Mapping[str, int]) -> list[str]:
    lines = []
    if written := told(STAYS, counts):
        why = _("the servers' own, with “a former member” in your place: {what}.")
        lines.append(why.format(what=", ".join(written)))
    if nights := told(CODED, counts):
        why = _(
            "{what}: a code in your place. An answer that was given could else be asked for again without you, and the "
            "two compared."
        )
        lines.append(why.format(what=", ".join(nights)))
    lines += [
        _("sums, such as the result of a poll that has ended: they name nobody."),
        _("your id with the time of this, so that no backup that is put back undoes it."),
        _("backups made until now, until they are deleted: a week, unless whoever runs me keeps them longer."),
        _("messages at Discord, which are not mine to delete."),
    ]
    return lines


def forgotten_card(counts: Mapping[str, int]) -> Card:
    """What was done."""
    card = Card(colour=OPEN)
    card.text(_("### Done"))
    card.text("\n".join((_("**Deleted:**"), *_bullets(told(GOES, counts) or [_("nothing that is yours alone")]))))
    if renamed := told(STAYS, counts):
        card.text("\n".join((_("**Now by “a former member”:**"), *_bullets(renamed))))
    if coded := told(CODED, counts):
        card.text("\n".join((_("**Stays, with a code in your place:**"), *_bullets(coded))))
    card.text(_("-# What you do from now on is kept anew. Look at any time: /my data"))
    return card


def _bullets(lines: list[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def data_file(written: bytes) -> discord.File:
    """The document as a file that people and programs can read."""
    return discord.File(io.BytesIO(written), "my-data.json")
