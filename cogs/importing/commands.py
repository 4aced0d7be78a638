"""/reviews import, and "Draft a review from this": files and messages become drafts. For reviewers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import discord
from discord import app_commands

from cogs.importing.cards import Imported, discarded_card, imported_card, kept_card, left_out_line, unread_card
from cogs.ui.arguments import ID, optional
from cogs.ui.fair_use import IMPORT, dear
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.permissions import own_draft, require_reviewer
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from cogs.ui.text import escape, shorten
from data.drafts import Draft, DraftState
from data.errors import InvalidChange, NotFound, expected
from data.formats import Draft as ReadDraft
from data.formats import Reading, read_bytes
from data.formats.reading import MOST_BYTES, refused
from data.formats.refusals import too_large
from data.models import Review, ReviewState

MOST_AT_ONCE = 25
"""As many drafts as one person can look through; more is a matter for the shell."""

_MESSAGE = "message.txt"

_READERS = ThreadPoolExecutor(2, "reading a file")
"""Each file may take 200 MB and two seconds while it is read, so a third one waits."""

RESTS, LONGEST_REST = 3, 0.5
"""After each draft of a file it rests so many times as long as that took, so that others' votes are written between
them; and seconds, so that a slow disk does not make it endless."""

_FILE_SECONDS = 5.0
"""For fetching a file from Discord, which somebody sees as "thinking"."""


async def import_file(interaction: Interaction, file: discord.Attachment) -> None:
    """Make drafts of a file and say what was understood. Nothing is published."""
    await require_reviewer(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with interaction.client.fair_use.importing(interaction.guild_id or 0):
        await _answer(interaction, file.filename, await _read(file))


@app_commands.default_permissions(manage_guild=True)
@app_commands.context_menu(name="Draft a review from this")
@dear(IMPORT)
async def draft_from_message(interaction: Interaction, message: discord.Message) -> None:
    """Make a draft of a message's first readable file, or else of its text."""
    await require_reviewer(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with interaction.client.fair_use.importing(interaction.guild_id or 0):
        name, reading = await _read_message(message)
        await _answer(interaction, name, reading)


async def _read_message(message: discord.Message) -> tuple[str, Reading]:
    readings: list[tuple[str, Reading]] = []
    for file in message.attachments:
        readings.append((file.filename, await _read(file)))
        if readings[-1][1].drafts:
            return readings[-1]
    if message.content.strip():
        text = message.content.encode("utf-8", "replace")
        return _("that message"), await _understood(text, _MESSAGE)
    return (
        readings[0]
        if readings
        else (_("that message"), refused(_MESSAGE, expected("a message with text, or with a file")))
    )


async def _read(file: discord.Attachment) -> Reading:
    if file.size > MOST_BYTES:  # without fetching it
        return refused(file.filename, too_large(file.size))
    try:
        async with asyncio.timeout(_FILE_SECONDS):
            data = await file.read()
    except (discord.HTTPException, aiohttp.ClientError, ConnectionError, TimeoutError):
        raise NotFound(_("Discord did not hand out that file. Upload it again and try once more.")) from None
    return await _understood(data, file.filename)


async def _understood(data: bytes, name: str) -> Reading:
    return await asyncio.get_running_loop().run_in_executor(_READERS, read_bytes, data, name)


async def _answer(interaction: Interaction, source: str, reading: Reading) -> None:
    if len(reading.drafts) > MOST_AT_ONCE:
        raise InvalidChange(
            _(
                "There are {number:,} reviews in {source}; in chat I take {most} at once. "
                "Whoever runs me can import all of them with `python -m bot import`. Nothing was changed."
            ).format(number=len(reading.drafts), source=escape(shorten(source, 200)), most=MOST_AT_ONCE)
        )
    if not reading.drafts:
        card = unread_card(source, reading.problems)
    else:
        kept, refusal = await _keep(interaction, reading.drafts)
        left_out = left_out_line(len(reading.drafts) - len(kept), refusal) if refusal else ""
        card = imported_card(source, kept, reading.problems, left_out)
    await interaction.followup.send(view=card, ephemeral=True)


async def _keep(interaction: Interaction, read: Sequence[ReadDraft]) -> tuple[list[Imported], InvalidChange | None]:
    """Every draft is on disk before it is shown, so that closing the preview loses nothing.

    Those for which there is no room are left out, and why is told; if there is room for none, it is raised.
    """
    library = interaction.client.library
    guild_id, owner_id = interaction.guild_id or 0, interaction.user.id
    mine = await library.drafts.of_owner(guild_id, owner_id)
    kept: list[Imported] = []
    for one in read:
        began = time.perf_counter()
        earlier = _same(mine, one.review)
        try:
            draft = earlier or await library.drafts.start(guild_id, owner_id, one.review, resume=False)
        except InvalidChange as refusal:
            if not kept:
                raise
            return kept, refusal
        kept.append(Imported(draft, one, was_there=earlier is not None))
        await asyncio.sleep(min(RESTS * (time.perf_counter() - began), LONGEST_REST))
    return kept, None


def _same(mine: Sequence[Draft], review: Review) -> Draft | None:
    """The draft that an earlier import of the same file left."""
    wanted = review.model_copy(update={"state": ReviewState.DRAFT})
    return next((one for one in mine if one.state is DraftState.WRITING and one.review == wanted), None)


@on_press("imported", "keep")
async def keep(interaction: Interaction, press: Press) -> None:
    """Say where the draft is; it was kept already."""
    draft = await own_draft(interaction, press.id)
    await show(interaction, kept_card(draft))


@on_press("imported", "discard", optional(ID), old=N_("This button is from an older Marquee. See /reviews drafts."))
async def discard(interaction: Interaction, press: Press, last: int | None) -> None:
    """Give up a draft, or those of one's own from this one to the `last`."""
    guild_id = await require_reviewer(interaction)
    library = interaction.client.library
    mine = await library.drafts.of_owner(guild_id, interaction.user.id)
    chosen = [one for one in mine if press.id <= one.id <= (last or press.id) and one.editable]
    if not chosen:
        raise NotFound(_("That draft is not among yours any more. See /reviews drafts."))
    for one in chosen:
        await library.drafts.discard(one.id, guild_id, interaction.user.id)
    card = discarded_card([one.review.film.label for one in chosen], chosen[0].id if len(chosen) == 1 else None)
    await show(interaction, card)


def add_to(group: app_commands.Group) -> None:
    """Give /reviews its command for files."""

    @group.command(name="import", description="Make drafts of a file: Markdown, JSON, CSV, or a review page.")
    @dear(IMPORT)
    @app_commands.describe(file="Up to 5 MB. Nothing is published before you say so.")
    async def import_(interaction: Interaction, file: discord.Attachment) -> None:
        await import_file(interaction, file)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, after that of /reviews."""
    add_to(bot.command_group("reviews"))
    bot.tree.add_command(draft_from_message)
