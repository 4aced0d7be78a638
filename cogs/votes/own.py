"""A member's own votes."""

from __future__ import annotations

from cogs.ui.arguments import ID, PAGE, one
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.votes.cards import own_votes_card


async def own_votes(interaction: Interaction, page: int) -> Card:
    """A page of the votes of whoever acts."""
    library = interaction.client.library
    guild_id = interaction.guild_id or 0
    votes = await library.votes.of_member_all(guild_id, interaction.user.id)
    seen = await library.catalogue.labels(guild_id, [vote.film_id for vote in votes])
    return own_votes_card([(seen.get(vote.film_id, vote.label), vote) for vote in votes], seen, page)


@on_press("my", "votes", PAGE)
async def turn_own_votes(interaction: Interaction, press: Press, page: int) -> None:
    """Another page of one's own votes: whoever presses sees their own."""
    await show(interaction, await own_votes(interaction, page))


@on_pick("my", "retract", one(ID), PAGE)
async def take_vote_back(interaction: Interaction, press: Press, page: int, film_id: int) -> None:
    """Take a vote of one's own back, also where no card of the film can be opened any more."""
    library = interaction.client.library
    await library.votes.retract(interaction.guild_id or 0, film_id, interaction.user.id)
    await show(interaction, await own_votes(interaction, page))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
