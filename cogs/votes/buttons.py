"""What the buttons to vote with do."""

from __future__ import annotations

from dataclasses import replace

from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.arguments import dotted, named
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.places import only_reader, place_of
from cogs.ui.routes import Press, on_press
from data.errors import MarqueeError
from data.models import Tier

_CARDS = {name: name for name in ("review", "verdict")}
_CHOICES: dict[str, Tier | None] = {"none": None} | {tier.name.lower(): tier for tier in Tier}


@on_press("film", "vote", dotted(named(_CHOICES), named(_CARDS)))
async def vote(interaction: Interaction, press: Press, given: tuple[Tier | None, str]) -> None:
    """Record or take back the presser's standing vote, then show the new tally on the card it was given on."""
    tier, card_name = given
    if interaction.guild_id is None:
        raise MarqueeError(_("Votes count within a server. Use the card in one."))
    library = interaction.client.library
    mine = (interaction.guild_id, press.id, interaction.user.id)
    if tier is None:  # before the film is looked for: one's vote can be taken back also where the review is gone
        await library.votes.retract(*mine)
    film = await read_page(library, press.id, place_of(interaction), interaction.user.id)
    if tier:
        film = replace(film, tally=await library.votes.cast(*mine, tier))
    card = await draw(library, film, answer_to(card_name), alone=only_reader(interaction) is not None)
    await interaction.response.edit_message(view=card)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
