"""The bot object: loads the cogs, hooks the one error door, tells Discord of changed commands."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import command_sync
from bot.translator import CommandTranslator
from cogs.ui import failures
from cogs.ui.fair_use import FairUse
from cogs.ui.host import REFUSAL_SECONDS, Host, Interaction
from cogs.ui.language import _
from cogs.ui.live_messages import EVERY
from cogs.ui.options import FOR_SERVERS, IN_SERVERS
from cogs.ui.supervision import supervised
from data import taxonomy
from data.deadlines import answer_due
from data.errors import MarqueeError, TooOften
from data.library import Library

log = logging.getLogger(__name__)

_LAST_WORD_SECONDS = 0.5
_LISTENERS = "discord.py: on_"
"""How discord.py calls the tasks of what listens for events."""

EXTENSIONS = (
    "cogs.ui.posting",
    "cogs.reviews.commands",
    "cogs.warnings.commands",
    "cogs.warnings.buttons",
    "cogs.warnings.members",
    "cogs.films.buttons",
    "cogs.polls.commands",
    "cogs.polls.buttons",
    "cogs.polls.showing",
    "cogs.polls.losses",
    "cogs.votes.commands",
    "cogs.votes.buttons",
    "cogs.votes.own",
    "cogs.writing.commands",
    "cogs.writing.panel",
    "cogs.writing.publishing",
    "cogs.writing.questions",
    "cogs.writing.pasting",
    "cogs.writing.queue",
    "cogs.writing.history",
    "cogs.servers.commands",
    "cogs.servers.losses",
    "cogs.servers.presence",
    "cogs.requests.commands",
    "cogs.importing.commands",
    "cogs.announcements.announcer",
    "cogs.warnings.own_list",
    "cogs.rights.own_data",
    "cogs.tellings.choosing",
    "cogs.tellings.telling",
    "cogs.members",
    "cogs.film_nights.commands",
    "cogs.film_nights.buttons",
    "cogs.warnings.moderation",
    "cogs.mentions",
    "cogs.ui.listener",
    "cogs.help",
    "cogs.about",
)


class _Tree(app_commands.CommandTree[Host]):
    async def _call(self, interaction: Interaction) -> None:
        """Called for every command and every title that is completed: they take a place at work, as buttons do."""
        answer_due(interaction.response.is_done)
        try:
            if interaction.type is discord.InteractionType.autocomplete:
                await self._complete(interaction)
                return
            async with self.client.let_in(interaction.user.id):
                await super()._call(interaction)
        except MarqueeError as error:  # turned away
            await self._tell(interaction, error)

    async def _complete(self, interaction: Interaction) -> None:
        self.client.admission.remember()
        try:
            self.client.fair_use.letter(interaction.user.id)
        except TooOften:
            await asyncio.sleep(REFUSAL_SECONDS)
            await interaction.response.autocomplete([])
            return
        async with self.client.admission.place(interaction.user.id):
            await super()._call(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Commands share the error door with buttons and forms."""
        await self._tell(interaction, error)

    async def _tell(self, interaction: Interaction, error: Exception) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            failures.explain(error)  # nobody can be told, but it is logged
        else:
            await failures.answer(interaction, error)


class Marquee(Host):
    """The bot. Handlers reach the library as `interaction.client.library`."""

    def __init__(
        self,
        library: Library,
        *,
        always_sync: bool = False,
        shard_count: int | None = None,
        edits_every: float = EVERY,
        fair_use: FairUse | None = None,
        pictures: bool = False,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        intents.guild_messages = intents.dm_messages = True  # of their content Discord sends only what mentions the bot
        super().__init__(
            library,
            edits_every=edits_every,
            fair_use=fair_use,
            pictures=pictures,
            command_prefix=commands.when_mentioned,
            tree_cls=_Tree,
            allowed_contexts=IN_SERVERS,
            allowed_installs=FOR_SERVERS,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            activity=discord.CustomActivity(_("/review a film")),
            shard_count=shard_count,
        )
        self._always_sync = always_sync
        self._syncing: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Called once, after login and before the gateway."""
        await self.load()
        if self._always_sync:
            await command_sync.tell(self, always=True)
        else:
            self._syncing = asyncio.create_task(supervised("telling of commands", self._sync_commands))
        self.library.catalogue.prepare()  # beside all that follows, so that the first who asks need not wait

    async def load(self) -> None:
        """Put everything together that it can do."""
        await asyncio.to_thread(taxonomy.prepare)  # about a second of computing, which the event loop must not wait for
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self.tree.set_translator(CommandTranslator())

    async def commands_payload(self) -> list[dict[str, Any]]:
        """All commands as Discord is told of them."""
        translator = CommandTranslator()
        return [await one.get_translated_payload(self.tree, translator) for one in self.tree.get_commands()]

    async def close(self) -> None:
        """Called by whoever stops the bot, once or more."""
        if self._syncing:
            await asyncio.wait({self._syncing}, timeout=_LAST_WORD_SECONDS)  # it may only have to note that it is done
            self._syncing.cancel()
            await asyncio.wait({self._syncing})
        if listening := {task for task in asyncio.all_tasks() if task.get_name().startswith(_LISTENERS)}:
            await asyncio.wait(listening, timeout=_LAST_WORD_SECONDS)  # discord.py leaves them in the middle
        await super().close()

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no prefix commands to look for; `cogs.mentions` listens for itself."""

    async def on_connect(self) -> None:
        """Connected to the gateway; servers are still coming in."""
        log.info("Connected as %s", self.user)

    async def on_ready(self) -> None:
        """Every server is known; called again after every reconnect that was not a resume."""
        log.info("Ready as %s in %s servers", self.user, len(self.guilds))

    async def _sync_commands(self) -> None:
        """Beside the gateway: Discord may let one wait for minutes here, and the commands of before work meanwhile."""
        try:
            if told := await command_sync.tell(self):
                log.info("Told Discord of %s commands", told)
            else:
                log.info("Discord has the commands already")
        except discord.HTTPException as error:
            if failures.is_lost(error):
                raise  # and is tried again
            log.error("Discord did not take the commands (%s). They stay as they were; restart to try again.", error)
