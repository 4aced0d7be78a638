"""/request and /suggest for members, and the buttons of histories, requests and the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.requests.cards import asked_card
from cogs.reviews.commands import complete_film
from cogs.ui.permissions import require_publisher, require_reviewer, require_suggester
from cogs.ui.picks import on_pick
from cogs.ui.presses import Press, on_press
from cogs.ui.text import escape
from cogs.writing.commands import LOG_PAGE
from cogs.writing.history_cards import history_card, log_card, revision_card
from cogs.writing.panel import show, show_panel
from cogs.writing.panel_cards import panel_card
from cogs.writing.subjects import begin_draft
from data.errors import MarqueeError, NotFound
from data.library import Library
from data.requests.collection import film_named

Interaction = discord.Interaction[Any]

_OLD_BUTTON = "This button is from an older Marquee. Ask again with /reviews history."


@on_press("revision", "history")
async def show_history(interaction: Interaction, press: Press) -> None:
    """Every revision of a film's review."""
    guild_id = await require_reviewer(interaction)
    library: Library = interaction.client.library
    line = await library.reviews.history(press.id, guild_id)
    await show(interaction, history_card(press.id, line[-1].review.film.label, line))


@on_pick("revision", "open")
async def open_revision(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """What one revision changed."""
    await _show_revision(interaction, press.id, values[0] if values else "", "0")


@on_press("revision", "page")
async def turn_revision(interaction: Interaction, press: Press) -> None:
    """Another page of what a revision changed."""
    number, _, page = press.argument.partition(".")
    await _show_revision(interaction, press.id, number, page)


async def _show_revision(interaction: Interaction, film_id: int, number: str, page: str) -> None:
    guild_id = await require_reviewer(interaction)
    if not (number.isdecimal() and page.isdecimal() and len(number) < 10 and len(page) < 10):
        raise NotFound(_OLD_BUTTON)
    library: Library = interaction.client.library
    card = revision_card(film_id, await library.reviews.history(film_id, guild_id), int(number), int(page))
    if card is None:
        raise NotFound(f"There is no revision {number} of that review.")
    await show(interaction, card)


@on_press("revision", "revert")
async def revert(interaction: Interaction, press: Press) -> None:
    """Make a revision's text the newest again."""
    guild_id = await require_publisher(interaction)
    if not press.argument.isdecimal() or len(press.argument) > 9:
        raise NotFound(_OLD_BUTTON)
    library: Library = interaction.client.library
    stored = await library.reviews.revert(press.id, guild_id, int(press.argument), interaction.user.id)
    line = await library.reviews.history(press.id, guild_id)
    await show(interaction, history_card(press.id, stored.review.film.label, line))


@on_press("audit", "before")
async def earlier_entries(interaction: Interaction, press: Press) -> None:
    """What was done before that."""
    guild_id = await require_publisher(interaction)
    library: Library = interaction.client.library
    await show(interaction, log_card(await library.audit.entries(guild_id, LOG_PAGE, press.id), LOG_PAGE))


@on_press("request", "takeback")
async def take_back(interaction: Interaction, press: Press) -> None:
    """Forget that a member wants a film's review."""
    library: Library = interaction.client.library
    forgotten = await library.requests.take_back(interaction.guild_id or 0, interaction.user.id, press.id)
    sentence = "Your request is taken back." if forgotten else "You have no open request for that film."
    await interaction.response.send_message(sentence, ephemeral=True)


@on_pick("request", "write")
async def write_wanted(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Begin a review that members asked for."""
    guild_id = await require_reviewer(interaction)
    library: Library = interaction.client.library
    wanted = next(
        (one for one in await library.requests.most_wanted(guild_id, 100) if str(one.film_id) in values), None
    )
    if wanted is None:
        raise NotFound("Nobody waits for that film any more. See /reviews requests.")
    draft, said = await begin_draft(library, guild_id, interaction.user.id, wanted.label)
    await show_panel(interaction, draft, said)


@app_commands.guild_only()
class Suggestions(commands.Cog):
    """What members can do for the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    async def request(self, interaction: Interaction, film: app_commands.Range[str, 1, 200]) -> None:
        """Ask for a review of a film."""
        guild_id = interaction.guild_id
        if guild_id is None:
            raise MarqueeError("That works in a server only.")
        named = film_named(film)
        found = (await self._library.catalogue.find(guild_id, film)).film
        if found and (named.year is None or found.label.endswith(f"({named.year})")):
            await interaction.response.send_message(
                f"There is a review of **{escape(found.label)}**: type /review. "
                "If you mean another film of that name, ask with its year.",
                ephemeral=True,
            )
            return
        wanted = await self._library.requests.ask(guild_id, interaction.user.id, named)
        await interaction.response.send_message(view=asked_card(wanted), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    @app_commands.autocomplete(film=complete_film)
    async def suggest(self, interaction: Interaction, film: app_commands.Range[str, 1, 200]) -> None:
        """Suggest a review, or a correction of one, to the moderators."""
        guild_id = await require_suggester(interaction)
        draft, said = await begin_draft(self._library, guild_id, interaction.user.id, film, suggested=True)
        card = panel_card(draft, publishes=False, said=f"{said} A moderator decides about it.")
        await interaction.response.send_message(view=card, ephemeral=True)


async def setup(bot: commands.Bot) -> None:
    """Called by discord.py when the extension is loaded."""
    library: Library = bot.library  # type: ignore[attr-defined]
    await bot.add_cog(Suggestions(library))
