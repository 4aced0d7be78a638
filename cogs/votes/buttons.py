"""What the buttons to vote with do: one private answer to the voter, whom the public card follows."""

from __future__ import annotations

from dataclasses import replace

from cogs.films.following import follow, may_follow
from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.arguments import ID, dotted, either, named
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.live_messages import LiveMessages, edits_of
from cogs.ui.places import only_reader, place_of
from cogs.ui.replies import turn
from cogs.ui.routes import Press, on_press
from cogs.ui.voters import told_why, voter_of
from cogs.votes.cards import counted_card
from data.eligibility import refusal
from data.errors import MarqueeError, NotFound, Reason
from data.models import Tally, Tier

_CARD = named({name: name for name in ("review", "verdict")})
_CHOICES: dict[str, Tier | None] = {"none": None} | {tier.name.lower(): tier for tier in Tier}
_CHOICE = named(_CHOICES)
_FROM_CARD = dotted(_CHOICE, _CARD).then(lambda given: (*given, 0))
_FROM_ANSWER = dotted(_CHOICE, _CARD, ID)
"""The button under the private answer says besides which message the public card is."""


@on_press("film", "vote", either(_FROM_CARD, _FROM_ANSWER))
async def vote(interaction: Interaction, press: Press, given: tuple[Tier | None, str, int]) -> None:
    """Record or take back the presser's standing vote, and say so to them alone.

    On a card that only they see, or that the bot may not edit by itself, the card is turned at once instead.
    """
    tier, card_name, public_card = given
    if interaction.guild_id is None:
        raise MarqueeError(_("Votes count within a server. Use the card in one."))
    tally = await _record(interaction, interaction.guild_id, press.id, tier)
    if public_card and only_reader(interaction):
        follow(interaction, press.id, card_name, public_card)
        await interaction.response.edit_message(view=counted_card(press.id, tier, card_name, public_card))
    elif interaction.message and may_follow(interaction):
        follow(interaction, press.id, card_name, interaction.message.id)
        answer = counted_card(press.id, tier, card_name, interaction.message.id)
        await interaction.response.send_message(view=answer, ephemeral=True)
    else:
        await turn(interaction, await _voted_card(interaction, press.id, card_name, tally))


async def _record(interaction: Interaction, guild_id: int, film_id: int, tier: Tier | None) -> Tally:
    """Keep the vote. One's vote can be taken back also where the review is gone."""
    library = interaction.client.library
    if tier is None:
        return await library.votes.retract(guild_id, film_id, interaction.user.id)
    if not await library.catalogue.has(guild_id, film_id):
        if not await library.catalogue.only_known(guild_id, film_id):
            raise NotFound(Reason.NO_REVIEW)
        await library.films.keep(film_id)
    settings = await library.servers.get(guild_id)
    if closed := refusal(settings.vote_gates, voter_of(interaction.user), library.now()):
        raise MarqueeError(told_why(closed))
    return await library.votes.cast(guild_id, film_id, interaction.user.id, tier)


async def _voted_card(interaction: Interaction, film_id: int, card_name: str, tally: Tally) -> Card:
    library = interaction.client.library
    try:
        film = await read_page(library, film_id, place_of(interaction), interaction.user.id)
    except NotFound:  # a vote was taken back where the review is gone
        return counted_card(film_id, None, card_name, 0)
    alone = only_reader(interaction) is not None
    return await draw(library, replace(film, tally=tally), answer_to(card_name), alone=alone)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.provide(LiveMessages(edits_of(bot), bot.library.now, every=bot.edits_every))


async def teardown(bot: Host) -> None:
    """Called by discord.py when the bot closes."""
    await bot.service(LiveMessages).stop()
