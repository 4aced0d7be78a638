"""`@Marquee balerina` in a message: the same as /review, for those who do not type slashes."""

from __future__ import annotations

import logging
import re

import discord
from discord.ext import commands

from cogs.films.parts import answer_to, draw, read_page
from cogs.films.questions import Question, nothing_found, question_card
from cogs.help import help_card
from cogs.ui import failures
from cogs.ui.cards import Card
from cogs.ui.host import Host
from cogs.ui.permissions import Standing
from cogs.ui.places import place_of
from cogs.ui.replies import fresh
from data.errors import TooOften
from data.library import Library

_HELP = {"", "help", "commands"}
log = logging.getLogger(__name__)


class Mentions(commands.Cog):
    """Answer messages that mention the bot."""

    def __init__(self, library: Library, bot: Host) -> None:
        self._library = library
        self._bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message that mentions the bot by name, or the role that Discord made for it; replies to its cards and
        @everyone do not count.
        """
        me, role = self._bot.user, message.guild.self_role if message.guild else None
        if message.author.bot or me is None:
            return
        names = re.compile(rf"<@!?{me.id}>" + (rf"|<@&{role.id}>" if role else ""))
        if not names.search(message.content) and role not in message.role_mentions:
            return  # of a message that mentions only the role, Discord may keep the words to itself
        title = names.sub(" ", message.content).strip()
        try:
            async with self._bot.let_in(message.author.id):
                card = await fresh(self._bot.gallery, await self._answer(message, title))
                await message.reply(**card, mention_author=False)
        except discord.Forbidden:
            log.warning("No permission to answer in channel %s; it needs Send Messages", message.channel.id)
        except TooOften as error:
            if self._bot.fair_use.tells(message.author.id):
                await failures.reply(message, error)
        except Exception as error:
            await failures.reply(message, error)

    async def _answer(self, message: discord.Message, title: str) -> Card:
        place = place_of(message)
        if title.strip("!?. ").casefold() in _HELP:
            films = await self._library.catalogue.size(place.guild_id)
            standing = Standing.MEMBER if message.guild else Standing.ALONE  # others see it
            return help_card(films, self._bot.command_links.link, standing)
        finding = await self._library.catalogue.named_in_talk(place.guild_id, title)
        if film := finding.film:
            page = await read_page(self._library, film.film_id, place)
            return await draw(self._library, page, answer_to("review"), alone=False)
        link, in_server = self._bot.command_links.link, message.guild is not None
        asked = Question(title, "review", message.author.id, in_server, link)
        if finding.likely or finding.is_wish:
            return question_card(finding, asked)
        return nothing_found(asked)  # a mention is talk as often as a title: no neighbours are pressed on people


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    await bot.add_cog(Mentions(library, bot))
