"""Who may do what moderators and reviewers do. Checked with every command, press and form, never remembered."""

from __future__ import annotations

from enum import IntEnum

import discord

from cogs.ui.host import Interaction
from cogs.ui.language import _
from data.drafts import Draft
from data.errors import NotAModerator
from data.servers.settings import ServerSettings


def require_server(interaction: Interaction) -> int:
    """The server's id.

    Raises:
        NotAModerator: this is none.
    """
    if interaction.guild_id is None:
        raise NotAModerator(_("That works in a server only. Type it in one that I am in."))
    return interaction.guild_id


def require_moderator(interaction: Interaction) -> int:
    """The server's id, if whoever acts may manage it.

    Discord hides these commands from members, but a server can show them to anyone, and a button's id can be forged.

    Raises:
        NotAModerator: they may not, or this is no server.
    """
    guild_id = require_server(interaction)
    if not interaction.permissions.manage_guild:
        raise NotAModerator(
            _("That is for moderators: it needs the permission Manage Server. /help shows what you can do here.")
        )
    return guild_id


async def require_publisher(interaction: Interaction) -> int:
    """The server's id, if whoever acts may publish reviews there: Manage Server, or a role that the server chose.

    Raises:
        NotAModerator: they may not, or this is no server.
    """
    guild_id, settings = await _settings(interaction)
    if not _publishes(interaction, settings):
        raise NotAModerator(_("That is for this server's moderators. /help shows what you can do here."))
    return guild_id


async def require_reviewer(interaction: Interaction) -> int:
    """The server's id, if whoever acts may write reviews there: moderators, and roles that the server chose.

    Raises:
        NotAModerator: they may not, or this is no server.
    """
    guild_id, settings = await _settings(interaction)
    if not _writes(interaction, settings):
        raise NotAModerator(_("That is for this server's reviewers and moderators. /help shows what you can do here."))
    return guild_id


def is_moderator(interaction: Interaction) -> bool:
    """Whether `require_moderator` lets them in: for what is completed while one types, where nobody can be told why."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


async def is_reviewer(interaction: Interaction) -> bool:
    """Whether `require_reviewer` lets them in."""
    try:
        await require_reviewer(interaction)
    except NotAModerator:
        return False
    return True


async def require_suggester(interaction: Interaction) -> int:
    """The server's id, if whoever acts may suggest reviews there.

    Raises:
        NotAModerator: the server takes no suggestions, or this is no server.
    """
    guild_id, settings = await _settings(interaction)
    if not (settings.suggestions_allowed or _writes(interaction, settings)):
        raise NotAModerator(
            _(
                "That is for this server's reviewers and moderators. Suggestions by members are not taken here yet; "
                "a moderator can allow them with /reviews settings."
            )
        )
    return guild_id


async def own_draft(interaction: Interaction, draft_id: int) -> Draft:
    """A draft that whoever acts is writing and may still write.

    Raises:
        NotAModerator: they may not write here, or not any more.
        NotFound: they have no such draft in this server.
    """
    guild_id, settings = await _settings(interaction)
    if not (settings.suggestions_allowed or _writes(interaction, settings)):
        raise NotAModerator(_("That is for this server's reviewers and moderators. /help shows what you can do here."))
    library = interaction.client.library
    draft = await library.drafts.own(draft_id, guild_id, interaction.user.id)
    if not (draft.suggested or _writes(interaction, settings)):
        raise NotAModerator(_("That is for this server's reviewers and moderators. /help shows what you can do here."))
    return draft


class Standing(IntEnum):
    """What somebody may do where they are: each may what those before it may."""

    ALONE = 0
    """In a direct message."""
    MEMBER = 1
    SUGGESTER = 2
    REVIEWER = 3
    PUBLISHER = 4
    MANAGER = 5


async def standing_of(interaction: Interaction) -> Standing:
    """What whoever acts may do here, for what they are told of; what they do is asked of the rules above."""
    if interaction.guild_id is None:
        return Standing.ALONE
    if interaction.permissions.manage_guild:
        return Standing.MANAGER
    _guild_id, settings = await _settings(interaction)
    if _publishes(interaction, settings):
        return Standing.PUBLISHER
    if _writes(interaction, settings):
        return Standing.REVIEWER
    return Standing.SUGGESTER if settings.suggestions_allowed else Standing.MEMBER


async def may_publish(interaction: Interaction) -> bool:
    """Whether whoever acts may publish reviews in this server."""
    _guild_id, settings = await _settings(interaction)
    return _publishes(interaction, settings)


async def _settings(interaction: Interaction) -> tuple[int, ServerSettings]:
    """What the server chose; whoever may manage it may all of this whatever that is, so it is not read for them."""
    guild_id = require_server(interaction)
    if interaction.permissions.manage_guild:
        return guild_id, ServerSettings()
    library = interaction.client.library
    return guild_id, await library.servers.get(guild_id)


def _roles(interaction: Interaction) -> set[int]:
    return {role.id for role in interaction.user.roles} if isinstance(interaction.user, discord.Member) else set()


def _publishes(interaction: Interaction, settings: ServerSettings) -> bool:
    return interaction.permissions.manage_guild or bool(_roles(interaction) & set(settings.moderator_role_ids))


def _writes(interaction: Interaction, settings: ServerSettings) -> bool:
    return _publishes(interaction, settings) or bool(_roles(interaction) & set(settings.reviewer_role_ids))
