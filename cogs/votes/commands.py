"""/top: how films stand with a server's members. /my votes: one's own."""

from __future__ import annotations

from collections.abc import Iterator

from discord import app_commands
from discord.ext import commands

from cogs.ui.host import Host, Interaction
from cogs.votes.cards import TITLES, top_card
from data.votes.statistics import Order, RankedFilm

_MOST_FILMS = 10
_MOST_LOOKED_AT = 1000


class Standings(commands.Cog):
    """How films stand."""

    @app_commands.command()
    @app_commands.describe(order="Best liked unless you say otherwise")
    @app_commands.choices(order=[app_commands.Choice(name=TITLES[order], value=order.value) for order in Order])
    async def top(self, interaction: Interaction, order: str = Order.BEST.value) -> None:
        """How films stand with this server's members."""
        library = interaction.client.library
        guild_id = interaction.guild_id or 0
        ranked = await library.votes.top(guild_id, Order(order), _MOST_LOOKED_AT)
        labels = await library.catalogue.labels(guild_id, [film.film_id for film in ranked])
        named = list(_named(ranked, labels))[:_MOST_FILMS]
        await interaction.response.send_message(view=top_card(Order(order), named))


def _named(ranked: list[RankedFilm], labels: dict[int, str]) -> Iterator[tuple[str, RankedFilm]]:
    """Films whose review was withdrawn since are left out."""
    return ((labels[film.film_id], film) for film in ranked if film.film_id in labels)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Standings())
