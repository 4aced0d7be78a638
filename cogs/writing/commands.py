"""/reviews: write, edit, withdraw, restore, history, revert, drafts, queue, requests, log, settings."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film, complete_reviewed
from cogs.ui.fair_use import dear
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.options import FilmName
from cogs.ui.permissions import require_publisher, require_reviewer, require_suggester
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.text import escape
from cogs.writing.panel import show_panel
from cogs.writing.panel_cards import drafts_card
from cogs.writing.queue_cards import queue_card
from cogs.writing.subjects import (
    DRAFT_THERE,
    FILM,
    begin_draft,
    complete_here_or_withdrawn,
    complete_withdrawn,
    reviewed_film,
)
from data.drafts import DraftState
from data.library import Library
from data.models import Review
from data.requests.collection import film_named

Note = app_commands.Range[str, 1, 500]

LOG_PAGE = 15


class Writing(commands.GroupCog, group_name="reviews"):
    """Write reviews, and keep them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command()
    @dear()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    @app_commands.autocomplete(film=complete_film)
    async def write(self, interaction: Interaction, film: FilmName) -> None:
        """Write a review, part by part. Every step is saved."""
        guild_id = await require_reviewer(interaction)
        draft, said = await begin_draft(self._library, guild_id, interaction.user.id, film)
        await show_panel(interaction, draft, said)

    @app_commands.command()
    @dear()
    @app_commands.describe(film=FILM)
    @app_commands.autocomplete(film=complete_here_or_withdrawn)
    async def edit(self, interaction: Interaction, film: FilmName) -> None:
        """Change a review. Members see the old text until you publish."""
        guild_id = await require_reviewer(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        draft = await self._library.drafts.start(
            guild_id, interaction.user.id, Review(film=film_named(label)), film_id=film_id, from_current=True
        )
        await show_panel(interaction, draft, _(DRAFT_THERE) if draft.version > 1 else "")

    @app_commands.command()
    async def drafts(self, interaction: Interaction) -> None:
        """Your drafts in this server, each where you left it."""
        guild_id = await require_suggester(interaction)
        lists, me = self._library.drafts.lists, interaction.user.id
        mine = await lists.of_owner(guild_id, me, MOST_OPTIONS)
        given_up = await lists.of_owner(guild_id, me, MOST_OPTIONS, [DraftState.DISCARDED])
        nothing = _("You have none. Begin one with /reviews write.")
        card = drafts_card(mine, _("Your drafts"), "open", nothing, given_up=given_up.lines)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film=FILM, reason="Kept in the history and the log")
    @app_commands.autocomplete(film=complete_reviewed)
    async def withdraw(self, interaction: Interaction, film: FilmName, reason: Note | None = None) -> None:
        """Take a review out of this server's sight. It is kept."""
        guild_id = await require_publisher(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        await self._library.reviews.withdraw(film_id, guild_id, interaction.user.id, reason)
        await interaction.response.send_message(
            _("The review of **{film}** is withdrawn here. /reviews restore brings it back.").format(
                film=escape(label)
            ),
            ephemeral=True,
        )

    @app_commands.command()
    @app_commands.describe(film=FILM)
    @app_commands.autocomplete(film=complete_withdrawn)
    async def restore(self, interaction: Interaction, film: FilmName) -> None:
        """Show a withdrawn review again."""
        guild_id = await require_publisher(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        await self._library.reviews.restore(film_id, guild_id, interaction.user.id)
        await interaction.response.send_message(
            _("The review of **{film}** is back.").format(film=escape(label)), ephemeral=True
        )

    @app_commands.command()
    async def queue(self, interaction: Interaction) -> None:
        """Drafts and suggestions that wait for a moderator."""
        guild_id = await require_publisher(interaction)
        waiting = await self._library.drafts.lists.queue(guild_id, MOST_OPTIONS)
        await interaction.response.send_message(view=queue_card(waiting), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    await bot.add_cog(Writing(library))
