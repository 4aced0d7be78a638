"""Where an answer goes: in place of the card that was pressed, or as a message of its own."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import discord

from cogs.ui.cards import Card
from cogs.ui.drawings import Gallery
from cogs.ui.host import Interaction
from cogs.ui.places import only_reader


async def fresh(gallery: Gallery | None, card: Card) -> dict[str, Any]:
    """What to call `send` with, so that a new message has the card and its picture; without a gallery, no picture."""
    if gallery is None or card.drawing is None:
        return {"view": card}
    card.show_drawing()
    return {"view": card, "file": await gallery.file(card.drawing)}


async def changed(gallery: Gallery | None, card: Card, there: Sequence[discord.Attachment]) -> dict[str, Any]:
    """What to call an edit with; a picture that is `there` already stays, and is not uploaded again."""
    if gallery is None or card.drawing is None:
        return {"view": card}
    card.show_drawing()
    name = card.drawing.name
    kept = [one for one in there if one.filename == name]
    return {"view": card, "attachments": kept or [await gallery.file(card.drawing)]}


async def show(interaction: Interaction, card: Card) -> None:
    """Show a card to whoever acts alone: in place of the one that was pressed if only they see that, else as a new one.

    Anybody can send any id from any message, so what is theirs never goes into one that others see.
    """
    if only_reader(interaction):
        await turn(interaction, card)
    else:
        await answer(interaction, card, private=True)


async def answer(interaction: Interaction, card: Card, *, private: bool) -> None:
    """Answer with a card as a new message."""
    await interaction.response.send_message(**await fresh(interaction.client.gallery, card), ephemeral=private)


async def turn(interaction: Interaction, card: Card) -> None:
    """Show a card in place of the one that was pressed."""
    there = interaction.message.attachments if interaction.message else ()
    await interaction.response.edit_message(**await changed(interaction.client.gallery, card, there))


async def redraw(message: discord.PartialMessage, card: Card, gallery: Gallery | None = None) -> None:
    """Make a message of the bot's look like a card. Of an edit, too, Discord has to be told that it mentions nobody.

    What files a message has is not known here. They stay unless an edit names others, so the picture is uploaded only
    where Discord says that it is not there: the review was revised, or had no picture.
    """
    nobody = discord.AllowedMentions.none()
    if gallery is None or card.drawing is None:
        await message.edit(view=card, allowed_mentions=nobody)
        return
    card.show_drawing()
    try:
        await message.edit(view=card, allowed_mentions=nobody)
    except discord.HTTPException as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        await message.edit(view=card, attachments=[await gallery.file(card.drawing)], allowed_mentions=nobody)
