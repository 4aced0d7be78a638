"""/moderate: the queue of warnings that members contradict or propose, and what each channel shows of warnings."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.arguments import number, one_of, optional
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _, counted
from cogs.ui.permissions import require_moderator, require_publisher
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from cogs.ui.text import escape
from cogs.warnings.moderation_cards import caps_card, dismissal_card, queue_card
from data.library import Library
from data.models import Severity
from data.warnings.caps import CHILDREN, EVERYTHING, Cap
from data.warnings.channel_caps import SERVER

_OLD = N_("This button is from an older Marquee. Open the queue anew with /moderate warnings.")
_HIGHEST = Literal["everything", "moderate", "mild", "nothing", "children", "as the server"]
_AS_THE_SERVER = N_("as the server")
_WHOLE = {"everything": EVERYTHING, "children": CHILDREN}
_LEVELS = {
    "moderate": Severity.MODERATE,
    "mild": Severity.MILD,
    "nothing": Severity.NONE,
}


async def _queue(interaction: Interaction, guild_id: int, position: int = 0, said: str = "") -> Card:
    library = interaction.client.library
    waiting = await library.warning_queue.waiting(guild_id, position)
    labels = await library.catalogue.labels(guild_id, [waiting.item.film_id] if waiting.item else [])
    return queue_card(waiting, labels, said)


@on_press("queue", "turn", number(99_999), old=_OLD)
async def turn(interaction: Interaction, press: Press, position: int) -> None:
    """The next in the queue."""
    guild_id = await require_publisher(interaction)
    await show(interaction, await _queue(interaction, guild_id, position))


@on_press("queue", "accept", optional(one_of(Severity)), old=_OLD)
async def accept(interaction: Interaction, press: Press, severity: Severity | None) -> None:
    """Make a new revision of the server's review."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    saved = await library.warning_queue.accept(press.id, guild_id, interaction.user.id, severity)
    said = _("Revision {number} of {film} is this server's now.").format(
        number=saved.review.revision, film=escape(saved.review.film.label)
    )
    await show(interaction, await _queue(interaction, guild_id, said=said))


@on_press("queue", "dismiss")
async def dismiss(interaction: Interaction, press: Press) -> None:
    """Leave the review as it is."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    await library.warning_queue.dismiss(press.id, guild_id, interaction.user.id)
    said = _("The review stays as it is.")
    await show(interaction, await _queue(interaction, guild_id, said=said))


@on_press("queue", "theirs")
async def ask_before_dismissing(interaction: Interaction, press: Press) -> None:
    """Ask whether everything that this member proposed is to be dismissed. Who that is nobody learns."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    number = await library.warning_queue.number_of_theirs(press.id, guild_id)
    await interaction.response.edit_message(view=dismissal_card(press.id, number))


@on_press("queue", "dismissed")
async def dismiss_theirs(interaction: Interaction, press: Press) -> None:
    """Dismiss everything that this member proposed."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    number = await library.warning_queue.dismiss_theirs(press.id, guild_id, interaction.user.id)
    said = counted(number, "{count} proposal is dismissed.", "{count} proposals are dismissed.")
    await interaction.response.edit_message(view=await _queue(interaction, guild_id, said=said))


def changed_cap(old: Cap | None, highest: str | None, details: bool | None) -> Cap | None:
    """The cap with what a moderator said; None takes it back."""
    if highest == _AS_THE_SERVER:
        return None
    cap = _WHOLE.get(highest or "", old or EVERYTHING)
    if highest in _LEVELS:
        cap = cap.model_copy(update={"highest": _LEVELS[highest]})
    return cap if details is None else cap.model_copy(update={"details": details})


@app_commands.default_permissions(manage_guild=True)
class Moderation(commands.GroupCog, group_name="moderate"):
    """Look after warnings."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command()
    async def warnings(self, interaction: Interaction) -> None:
        """Warnings that members contradict or propose, to accept or dismiss."""
        guild_id = await require_publisher(interaction)
        await interaction.response.send_message(view=await _queue(interaction, guild_id), ephemeral=True)

    @app_commands.command(name="filter")
    @app_commands.describe(
        show="Up to which strength warnings are shown; children: mild ones without details",
        details="Whether details may be opened",
        channel="Only there; otherwise the whole server",
    )
    async def set_filter(
        self,
        interaction: Interaction,
        *,
        show: _HIGHEST | None = None,
        details: bool | None = None,
        channel: discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | None = None,
    ) -> None:
        """What is shown of warnings here, or in a channel. Without options: shows it."""
        guild_id = require_moderator(interaction)
        place = channel.id if channel else SERVER
        if show or details is not None:
            await self._library.warning_caps.change(
                guild_id, place, lambda old: changed_cap(old, show, details), interaction.user.id
            )
        caps = await self._library.warning_caps.all_of(guild_id)
        await interaction.response.send_message(view=caps_card(caps), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    await bot.add_cog(Moderation(library))
