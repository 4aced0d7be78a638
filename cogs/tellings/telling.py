"""Tells members: by direct messages through the outbox, and at their next command."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.tellings.cards import message_card, news_ids, news_text
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_
from cogs.ui.outbox import Note, Outbox, Send
from data.deliveries import Delivery, Failure
from data.errors import StorageFault
from data.library import Library
from data.tellings import DIRECT, Event, News

log = logging.getLogger(__name__)


class DirectNews:
    """What the outbox asks about direct messages."""

    name = DIRECT
    permissions = N_("Send Messages")

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._tellings = library.tellings

    async def post(self, delivery: Delivery, send: Send) -> discord.Message | None:
        """Nothing if it was told meanwhile, is not wanted any more, or is not so any more."""
        news = await self._tellings.one(delivery.subject_id)
        if news is None or not await _is_so(self._library, news):
            return None
        guild = self._bot.get_guild(news.guild_id)
        return await send(view=message_card(news, guild.name if guild else ""))

    def is_it(self, delivery: Delivery, message: discord.Message) -> bool:
        """By its button."""
        return delivery.subject_id in news_ids(message.components)

    async def posted(self, delivery: Delivery, message_id: int) -> bool:
        """It is told."""
        await self._tellings.told([delivery.subject_id])
        return False

    async def given_up(self, delivery: Delivery, why: Failure, reason: str) -> Note | None:
        """It is told at the next command, and is no moderator's affair."""
        return None


class NextCommand(commands.Cog):
    """Under the answer to a command."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._tellings = library.tellings

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tell what waits for whoever typed, once."""
        if interaction.guild_id is None or interaction.response.type is discord.InteractionResponseType.modal:
            return
        try:
            waiting = await self._tellings.waiting(interaction.guild_id, interaction.user.id)
            if news := [one for one in waiting if await _is_so(self._library, one)]:
                await interaction.followup.send(news_text(news), ephemeral=True)
                await self._tellings.told([one.id for one in news])
        except (StorageFault, discord.HTTPException) as error:  # it waits for the next one
            log.info("News could not be told under an answer: %s", type(error).__name__)


async def _is_so(library: Library, news: News) -> bool:
    """Not while the review that it tells of is withdrawn."""
    return news.event is not Event.REVIEWED or await library.catalogue.has(news.guild_id, news.film_id)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.service(Outbox).carry(DirectNews(bot, bot.library))
    await bot.add_cog(NextCommand(bot.library))
