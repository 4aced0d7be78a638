"""/top: how films stand with a server's members. /my votes: one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.cards import MARKS, Card, members_line
from cogs.ui.presses import Press, button, on_press
from cogs.ui.text import choice_name, escape, shorten
from cogs.warnings.own_list import own_list
from data.library import Library
from data.votes.collection import OwnVote
from data.votes.statistics import VOTES_FOR_SHARES, Order, RankedFilm

Interaction = discord.Interaction[Any]

_TITLES = {
    Order.BEST: "Best liked",
    Order.WORST: "Least liked",
    Order.MOST_DIVISIVE: "Most divisive",
    Order.MOST_VOTED: "Most voted on",
}
_HOW = {
    Order.BEST: "by the lower bound of Wilson's 95 % interval for the share of Positive",
    Order.WORST: "by the lower bound of Wilson's 95 % interval for the share of Negative",
    Order.MOST_DIVISIVE: "by the lower bound of Wilson's 95 % interval for the smaller of the two camps",
    Order.MOST_VOTED: "by the number of votes",
}
_MOST_FILMS = 10
_MOST_LOOKED_AT = 1000
_MOST_BUTTONS = 5
_VOTES_A_PAGE = 12


def top_card(order: Order, ranked: list[tuple[str, RankedFilm]]) -> Card:
    """A ranking, by label, with the way to its first films."""
    card = Card()
    lines = [
        f"{place}. **{escape(shorten(label, 120))}** — {members_line(film.tally)}"
        for place, (label, film) in enumerate(ranked, 1)
    ]
    card.text(
        f"### {_TITLES[order]} here\n" + ("\n".join(lines) or "Not enough votes yet. Vote under any film's card.")
    )
    rule = f"Ranked {_HOW[order]}" + ("." if order is Order.MOST_VOTED else f", from {VOTES_FOR_SHARES} votes on.")
    card.text(f"-# {rule}")
    if ranked:
        first = ranked[:_MOST_BUTTONS]
        card.row(*(button(Press("film", film.film_id, "review"), choice_name(label, 80)) for label, film in first))
    return card


def own_votes_card(votes: list[tuple[str, OwnVote]], page: int) -> Card:
    """A member's own votes, by label, for that member's eyes."""
    card = Card()
    lines = [f"{MARKS[vote.tier]} {escape(shorten(label, 120))}" for label, vote in votes]
    content = ["\n".join(lines[start : start + _VOTES_A_PAGE]) for start in range(0, len(lines), _VOTES_A_PAGE)]
    page = min(page, max(len(content) - 1, 0))
    card.text("### Your votes here\n" + (content[page] if content else "None yet. Vote under any film's card."))
    if len(content) > 1:
        card.text(f"-# Page {page + 1} of {len(content)}. Change a vote, or take it back, on the film's card.")
        card.row(
            button(Press("my", 0, "votes", str(max(page - 1, 0))), "Back", emoji="◀️", disabled=page == 0),
            button(Press("my", 0, "votes", str(page + 1)), "Next", emoji="▶️", disabled=page == len(content) - 1),
        )
    return card


async def _own_votes(interaction: Interaction, page: int) -> Card:
    library: Library = interaction.client.library
    guild_id = interaction.guild_id or 0
    votes = await library.votes.of_member_all(guild_id, interaction.user.id)
    labels = await library.catalogue.labels(guild_id, [vote.film_id for vote in votes])
    return own_votes_card([(labels[vote.film_id], vote) for vote in votes if vote.film_id in labels], page)


@on_press("my", "votes")
async def turn_own_votes(interaction: Interaction, press: Press) -> None:
    """Another page of one's own votes: whoever presses sees their own."""
    page = int(press.argument) if press.argument.isdecimal() else 0
    await interaction.response.edit_message(view=await _own_votes(interaction, page))


@app_commands.guild_only()
class Mine(commands.GroupCog, group_name="my"):
    """What Marquee keeps of you here."""

    @app_commands.command()
    async def votes(self, interaction: Interaction) -> None:
        """Your own votes in this server. Only you see them."""
        await interaction.response.send_message(view=await _own_votes(interaction, 0), ephemeral=True)

    @app_commands.command()
    async def warnings(self, interaction: Interaction) -> None:
        """The topics you want to be told of. Only you see them."""
        await interaction.response.send_message(view=await own_list(interaction), ephemeral=True)


class Standings(commands.Cog):
    """How films stand."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(order="Best liked unless you say otherwise")
    @app_commands.choices(order=[app_commands.Choice(name=_TITLES[order], value=order.value) for order in Order])
    async def top(self, interaction: Interaction, order: str = Order.BEST.value) -> None:
        """How films stand with this server's members."""
        library: Library = interaction.client.library
        guild_id = interaction.guild_id or 0
        ranked = await library.votes.top(guild_id, Order(order), _MOST_LOOKED_AT)
        labels = await library.catalogue.labels(guild_id, [film.film_id for film in ranked])
        named = list(_named(ranked, labels))[:_MOST_FILMS]
        await interaction.response.send_message(view=top_card(Order(order), named))


def _named(ranked: list[RankedFilm], labels: dict[int, str]) -> Iterator[tuple[str, RankedFilm]]:
    """Films whose review was withdrawn since are left out."""
    return ((labels[film.film_id], film) for film in ranked if film.film_id in labels)


async def setup(bot: commands.Bot) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Standings())
    await bot.add_cog(Mine())
