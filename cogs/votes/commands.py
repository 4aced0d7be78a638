"""/top: how films stand with a server's members. /my votes: one's own."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.ui.host import Host, Interaction
from cogs.votes.cards import TITLES, top_card
from data.library import Library
from data.votes.statistics import Order, RankedFilm

_MOST_FILMS = 10
_LOOKED_AT = (50, 1000)
"""How many places are looked at, and how many if too few of those are of films that are still here."""


class Standings(commands.Cog):
    """How films stand."""

    @app_commands.command()
    @app_commands.describe(order="Best liked unless you say otherwise")
    @app_commands.choices(order=[app_commands.Choice(name=TITLES[order], value=order.value) for order in Order])
    async def top(self, interaction: Interaction, order: str = Order.BEST.value) -> None:
        """How films stand with this server's members."""
        library, guild_id = interaction.client.library, interaction.guild_id or 0
        named = await _named(library, guild_id, Order(order))
        await interaction.response.send_message(view=top_card(Order(order), named))


async def _named(library: Library, guild_id: int, order: Order) -> list[tuple[str, RankedFilm]]:
    """The first films of an order by label; those whose review was withdrawn since are left out."""
    named: list[tuple[str, RankedFilm]] = []
    for most in _LOOKED_AT:
        ranked = await library.votes.top(guild_id, order, most)
        labels = await library.catalogue.labels(guild_id, [film.film_id for film in ranked])
        named = [(labels[film.film_id], film) for film in ranked if film.film_id in labels][:_MOST_FILMS]
        if len(named) == _MOST_FILMS or len(ranked) < most:
            break
    return named


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Standings())
