"""/reviews: write, edit, withdraw, restore, history, revert, drafts, queue, requests, log, settings."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.requests.cards import requests_card
from cogs.reviews.commands import complete_film
from cogs.servers.settings import describe_settings, quiet_hours, toggled
from cogs.ui.permissions import may_publish, require_moderator, require_publisher, require_reviewer, require_suggester
from cogs.ui.text import escape
from cogs.writing.history_cards import history_card, log_card
from cogs.writing.panel_cards import drafts_card, panel_card
from cogs.writing.queue_cards import queue_card
from cogs.writing.subjects import begin_draft, complete_withdrawn, reviewed_film
from data.drafts import DraftState
from data.library import Library

Interaction = discord.Interaction[Any]
Note = app_commands.Range[str, 1, 500]

LOG_PAGE = 15
_FILM = "The film's title, however you spell it"


async def complete_here_or_withdrawn(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Films a server sees, and those whose review it withdrew."""
    return [*await complete_withdrawn(interaction, typed), *await complete_film(interaction, typed)][:25]


@app_commands.guild_only()
class Writing(commands.GroupCog, group_name="reviews"):
    """Write reviews, and keep them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    @app_commands.autocomplete(film=complete_film)
    async def write(self, interaction: Interaction, film: app_commands.Range[str, 1, 200]) -> None:
        """Write a review, part by part. Every step is saved."""
        guild_id = await require_reviewer(interaction)
        draft, said = await begin_draft(self._library, guild_id, interaction.user.id, film)
        card = panel_card(draft, publishes=await may_publish(interaction), said=said)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film=_FILM)
    @app_commands.autocomplete(film=complete_here_or_withdrawn)
    async def edit(self, interaction: Interaction, film: str) -> None:
        """Change a review. Members see the old text until you publish."""
        guild_id = await require_reviewer(interaction)
        film_id, _ = await reviewed_film(self._library, guild_id, film)
        current = await self._library.reviews.current(film_id, guild_id)
        assert current
        draft = await self._library.drafts.start(guild_id, interaction.user.id, current.review, film_id=film_id)
        said = "You have a draft of it already: here it is, as you left it." if draft.version > 1 else ""
        card = panel_card(draft, publishes=await may_publish(interaction), said=said)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    async def drafts(self, interaction: Interaction) -> None:
        """Your drafts in this server, each where you left it."""
        guild_id = await require_suggester(interaction)
        mine = await self._library.drafts.of_owner(guild_id, interaction.user.id)
        given_up = await self._library.drafts.of_owner(guild_id, interaction.user.id, [DraftState.DISCARDED])
        nothing = "You have none. Begin one with /reviews write."
        card = drafts_card(mine, "Your drafts", "open", nothing, given_up=given_up)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film=_FILM, reason="Kept in the history and the log")
    @app_commands.autocomplete(film=complete_film)
    async def withdraw(self, interaction: Interaction, film: str, reason: Note | None = None) -> None:
        """Take a review out of this server's sight. It is kept."""
        guild_id = await require_publisher(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        await self._library.reviews.withdraw(film_id, guild_id, interaction.user.id, reason)
        await interaction.response.send_message(
            f"The review of **{escape(label)}** is withdrawn here. /reviews restore brings it back.", ephemeral=True
        )

    @app_commands.command()
    @app_commands.describe(film=_FILM)
    @app_commands.autocomplete(film=complete_withdrawn)
    async def restore(self, interaction: Interaction, film: str) -> None:
        """Show a withdrawn review again."""
        guild_id = await require_publisher(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        await self._library.reviews.restore(film_id, guild_id, interaction.user.id)
        await interaction.response.send_message(f"The review of **{escape(label)}** is back.", ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film=_FILM)
    @app_commands.autocomplete(film=complete_here_or_withdrawn)
    async def history(self, interaction: Interaction, film: str) -> None:
        """Who changed a review, when, and what."""
        guild_id = await require_reviewer(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        line = await self._library.reviews.history(film_id, guild_id)
        await interaction.response.send_message(view=history_card(film_id, label, line), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(film=_FILM, revision="The number of the revision whose text is to count again")
    @app_commands.autocomplete(film=complete_here_or_withdrawn)
    async def revert(
        self, interaction: Interaction, film: str, revision: app_commands.Range[int, 1, 1_000_000]
    ) -> None:
        """Make an earlier text of a review the newest again."""
        guild_id = await require_publisher(interaction)
        film_id, label = await reviewed_film(self._library, guild_id, film)
        stored = await self._library.reviews.revert(film_id, guild_id, revision, interaction.user.id)
        await interaction.response.send_message(
            f"**{escape(label)}** reads as in revision {revision} again; that is revision {stored.review.revision}.",
            ephemeral=True,
        )

    @app_commands.command()
    async def queue(self, interaction: Interaction) -> None:
        """Drafts and suggestions that wait for a moderator."""
        guild_id = await require_publisher(interaction)
        waiting = await self._library.drafts.queue(guild_id)
        await interaction.response.send_message(view=queue_card(waiting), ephemeral=True)

    @app_commands.command()
    async def requests(self, interaction: Interaction) -> None:
        """The films members want a review of, the most wanted first."""
        guild_id = await require_reviewer(interaction)
        wanted = await self._library.requests.most_wanted(guild_id, 25)
        await interaction.response.send_message(view=requests_card(wanted), ephemeral=True)

    @app_commands.command()
    async def log(self, interaction: Interaction) -> None:
        """What moderators and reviewers did here, the last first."""
        guild_id = await require_publisher(interaction)
        entries = await self._library.audit.entries(guild_id, LOG_PAGE)
        await interaction.response.send_message(view=log_card(entries, LOG_PAGE), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(
        reviewer_role="Lets a role write drafts; name it again to take that back",
        moderator_role="Lets a role publish, withdraw and approve; name it again to take that back",
        suggestions="Whether members may /suggest reviews and corrections",
        announcements="The channel where new and revised reviews are announced",
        announce="Whether reviews are announced at all",
        time_zone="As in Europe/Paris",
        quiet="Hours without announcements, as in 22:00-07:00, or none",
        digest="Announce one by one, or gathered",
    )
    async def settings(
        self,
        interaction: Interaction,
        *,
        reviewer_role: discord.Role | None = None,
        moderator_role: discord.Role | None = None,
        suggestions: bool | None = None,
        announcements: discord.TextChannel | None = None,
        announce: bool | None = None,
        time_zone: app_commands.Range[str, 1, 60] | None = None,
        quiet: app_commands.Range[str, 1, 20] | None = None,
        digest: Literal["off", "daily", "weekly"] | None = None,
    ) -> None:
        """Who writes and publishes here, and how the server hears of reviews."""
        guild_id = require_moderator(interaction)
        now = await self._library.servers.get(guild_id)
        changes: dict[str, Any] = {}
        if reviewer_role:
            changes["reviewer_role_ids"] = toggled(now.reviewer_role_ids, reviewer_role.id)
        if moderator_role:
            changes["moderator_role_ids"] = toggled(now.moderator_role_ids, moderator_role.id)
        given = {
            "suggestions_allowed": suggestions,
            "announcement_channel_id": announcements.id if announcements else None,
            "time_zone": time_zone,
            "digest": digest,
        }
        changes |= {name: value for name, value in given.items() if value is not None}
        if announce is False:
            changes["announcement_channel_id"] = None
        if quiet:
            changes["quiet_hours"] = quiet_hours(quiet)
        if changes:
            now = await self._library.servers.set(guild_id, interaction.user.id, **changes)
        await interaction.response.send_message(describe_settings(now), ephemeral=True)


async def setup(bot: commands.Bot) -> None:
    """Called by discord.py when the extension is loaded."""
    library: Library = bot.library  # type: ignore[attr-defined]
    await bot.add_cog(Writing(library))
