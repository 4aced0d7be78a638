"""What the buttons under a film's card do."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from cogs.ui.answers import answer_card, open_part
from cogs.ui.cards import review_card, verdict_card
from cogs.ui.parts import PARTS
from cogs.ui.presses import Press, PressButton, on_press
from data.errors import MarqueeError, NotFound
from data.library import Library
from data.models import SHARED_LIBRARY, Tier

Interaction = discord.Interaction[Any]

_COMMANDS = frozenset({"review", "summary", "warnings", "verdict", "cast", "recommend"})
_VOTING_CARDS = {"review": review_card, "verdict": verdict_card}
_CHOICES: dict[str, Tier | None] = {"none": None} | {tier.name.lower(): tier for tier in Tier}


@on_press("film", "summary")
@on_press("film", "warnings")
@on_press("film", "verdict")
@on_press("film", "cast")
@on_press("film", "similar")
async def open_a_part(interaction: Interaction, press: Press) -> None:
    """Open a part for the asker alone; with a page as argument, turn to it in the reply that is open."""
    library: Library = interaction.client.library
    guild_id = interaction.guild_id or SHARED_LIBRARY
    stored = await library.reviews.get(press.id, guild_id)
    turning = press.argument.isdecimal()
    page = int(press.argument) if turning else 0
    assert press.verb in PARTS
    card = await open_part(library, stored, press.verb, page, guild_id)
    if turning:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "review")
async def open_the_review(interaction: Interaction, press: Press) -> None:
    """Show another film's card to the asker alone."""
    library: Library = interaction.client.library
    card = await answer_card(library, "review", press.id, interaction.guild_id or SHARED_LIBRARY)
    await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "pick")
async def pick(interaction: Interaction, press: Press) -> None:
    """Turn the question which film was meant into the answer."""
    command, _, asker = press.argument.partition(".")
    if command not in _COMMANDS:
        raise NotFound("This button is from an older Marquee. Ask again with /review.")
    if asker != str(interaction.user.id):
        raise MarqueeError("That question was somebody else's. Ask your own with /review.")
    library: Library = interaction.client.library
    card = await answer_card(library, command, press.id, interaction.guild_id or SHARED_LIBRARY)
    await interaction.response.edit_message(view=card)


@on_press("film", "vote")
async def vote(interaction: Interaction, press: Press) -> None:
    """Record or take back the presser's standing vote, then show the new tally on the card it was given on."""
    choice, _, card_name = press.argument.partition(".")
    if card_name not in _VOTING_CARDS or choice not in _CHOICES:
        raise NotFound("This button is from an older Marquee. Ask again with /review.")
    if interaction.guild_id is None:
        raise MarqueeError("Votes count within a server. Use the card in one.")
    library: Library = interaction.client.library
    place = (interaction.guild_id, press.id, interaction.user.id)
    tier = _CHOICES[choice]
    if tier is None:  # also where the review is gone: one's vote can always be taken back
        tally = await library.votes.retract(*place)
    stored = await library.reviews.get(press.id, interaction.guild_id)
    if tier:
        tally = await library.votes.cast(*place, tier)
    server_verdict = await library.polls.server_verdict(interaction.guild_id, press.id)
    await interaction.response.edit_message(view=_VOTING_CARDS[card_name](stored, tally, server_verdict))


async def setup(bot: commands.Bot) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(PressButton)
