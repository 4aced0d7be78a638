"""/reviews settings: who writes and publishes in a server, and how it hears of reviews."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from cogs.servers.settings import describe_settings, quiet_hours, toggled
from cogs.ui.cards import OPEN, Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.outbox import Outbox
from cogs.ui.permissions import require_moderator
from data.eligibility import MOST_DAYS
from data.errors import InvalidChange
from data.servers.settings import ServerSettings


def is_mentionable(interaction: Interaction, role: discord.Role) -> bool:
    """Whether an announcement's mention of a role reaches those who have it."""
    return role.mentionable or interaction.app_permissions.mention_everyone


def require_mentionable(interaction: Interaction, role: discord.Role) -> None:
    """Refuse a role that an announcement could not mention.

    Raises:
        InvalidChange: with what would help.
    """
    if role.is_default():
        raise InvalidChange(_("I mention no whole server. Name a role that members choose for themselves."))
    if not is_mentionable(interaction, role):
        missing = _("I may not mention {role}: allow everybody to mention it in its settings, then name it once more.")
        raise InvalidChange(missing.format(role=role.mention))


@app_commands.command()
@app_commands.describe(
    reviewer_role="Lets a role write drafts; name it again to take that back",
    moderator_role="Lets a role publish, withdraw and approve; name it again to take that back",
    suggestions="Whether members may /suggest reviews and corrections",
    voters="Only this role may vote on cards; name it again, or @everyone, to take that back",
    voter_days_in_server="Only members of at least so many days may vote on cards; 0 lifts that",
    voter_account_days="Only accounts of at least so many days may vote on cards; 0 lifts that",
    announcements="The channel where new and revised reviews are announced",
    announce="Whether reviews are announced at all",
    announce_to="Announcements mention this role; name it again to take that back",
    publish="Whether announcements in an announcement channel go on to servers that follow it",
    time_zone="As in Europe/Paris",
    quiet="Hours without announcements, as in 22:00-07:00, or none",
    digest="Announce one by one, or gathered",
)
async def settings(
    interaction: Interaction,
    *,
    reviewer_role: discord.Role | None = None,
    moderator_role: discord.Role | None = None,
    suggestions: bool | None = None,
    voters: discord.Role | None = None,
    voter_days_in_server: app_commands.Range[int, 0, MOST_DAYS] | None = None,
    voter_account_days: app_commands.Range[int, 0, MOST_DAYS] | None = None,
    announcements: discord.TextChannel | None = None,
    announce: bool | None = None,
    announce_to: discord.Role | None = None,
    publish: bool | None = None,
    time_zone: app_commands.Range[str, 1, 60] | None = None,
    quiet: app_commands.Range[str, 1, 20] | None = None,
    digest: Literal["off", "daily", "weekly"] | None = None,
) -> None:
    """Who writes and publishes here, and how the server hears of reviews."""
    guild_id = require_moderator(interaction)
    servers = interaction.client.library.servers
    roles = {"reviewer_role_ids": reviewer_role, "moderator_role_ids": moderator_role}
    given = {
        "suggestions_allowed": suggestions,
        "announcement_channel_id": announcements.id if announcements else None,
        "time_zone": time_zone,
        "digest": digest,
        "publish_onward": publish,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if announce is False:
        changes |= {"announcement_channel_id": None, "announcement_channel_gone": False}
    if announce_to:
        require_mentionable(interaction, announce_to)
    if quiet:
        changes["quiet_hours"] = quiet_hours(quiet)

    days = {"min_days_in_server": voter_days_in_server, "min_account_days": voter_account_days}
    gates: dict[str, Any] = {name: number for name, number in days.items() if number is not None}

    def change(now: ServerSettings) -> dict[str, Any]:
        if voters:
            lifted = voters.is_default() or voters.id == now.vote_gates.role_id
            gates.update(role_id=None if lifted else voters.id, role_gone=False)
        chosen: dict[str, Any] = {name: toggled(getattr(now, name), role.id) for name, role in roles.items() if role}
        if announce_to:
            lifted = announce_to.id == now.announcement_role_id
            chosen["announcement_role_id"] = None if lifted else announce_to.id
        return changes | chosen | ({"vote_gates": now.vote_gates.model_dump() | gates} if gates else {})

    if changes or gates or voters or announce_to or any(roles.values()):
        now = await servers.change(guild_id, interaction.user.id, change)
    else:
        now = await servers.get(guild_id)
    failed = await interaction.client.library.announcements.failure(guild_id)
    failure = interaction.client.service(Outbox).reason(failed) if failed else None
    card = Card(colour=OPEN)
    named = interaction.guild.get_role(now.announcement_role_id or 0) if interaction.guild else None
    unheard = named is not None and not is_mentionable(interaction, named)
    card.text(describe_settings(now, failure, unheard=unheard))
    await interaction.response.send_message(view=card, ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, after that of /reviews."""
    bot.command_group("reviews").add_command(settings)
