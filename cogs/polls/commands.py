"""/poll: open, close, extend, list, results, export, defaults. For moderators."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film, film_of
from cogs.polls import charts, sentences
from cogs.polls.cards import chart_file, defaults_card, list_card, result_card
from cogs.polls.keeper import PollKeeper
from cogs.polls.options import chosen_poll, poll_choices, terms_with
from cogs.polls.posting import PollMessage, ResultMessage
from cogs.ui.fair_use import dear
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.options import Duration, FilmName, PollName
from cogs.ui.outbox import Outbox
from cogs.ui.permissions import is_moderator, require_moderator
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.text import escape
from data.deliveries import Delivery
from data.errors import InvalidPoll
from data.library import Library
from data.polls import POLL, RESULT, Opening, Poll, PollDefaults, PollLine, parse_duration

_MOST_RESULTS = 1000
_NOT_CONFIRMED = N_(
    "The poll is open, but Discord has not confirmed its message in {channel}. I look for it and post it if it is not "
    "there; until then /poll list says so."
)
Days = app_commands.Range[int, 0, 3650]
Quorum = app_commands.Range[int, 0, 1_000_000]

_DURATION = N_("Hours, as in 48, or 90 minutes, 2 days, 1d 12h: from 5 minutes to 32 days")
_TERMS = {
    "duration": _DURATION,
    "channel": N_("Where the poll is posted"),
    "role": N_("Only members with this role may vote"),
    "min_days_in_server": N_("Only members of at least so many days may vote"),
    "min_account_days": N_("Only accounts of at least so many days may vote"),
    "quorum": N_("The least number of opinions that makes a verdict"),
    "results": N_("Counts shown while the poll runs, or hidden until its end"),
    "names": N_("never: a secret poll; after: moderators can see who voted what when it has ended"),
}


async def complete_open(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Open polls of the server, for those who hold them."""
    if not is_moderator(interaction):
        return []
    library = interaction.client.library
    return poll_choices(await library.polls.open_in(interaction.guild_id or 0), typed)


async def complete_closed(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Closed polls of the server, the last first, for those who hold them."""
    if not is_moderator(interaction):
        return []
    library = interaction.client.library
    most = _MOST_RESULTS if typed.strip() else MOST_OPTIONS
    return poll_choices(await library.polls.closed_lines(interaction.guild_id or 0, most), typed)


@app_commands.default_permissions(manage_guild=True)
class Polls(commands.GroupCog, group_name="poll"):
    """Hold a verdict poll."""

    def __init__(self, library: Library, keeper: PollKeeper, outbox: Outbox) -> None:
        self._library = library
        self._polls = library.polls
        self._keeper = keeper
        self._outbox = outbox

    async def cog_unload(self) -> None:
        """Called when the bot closes."""
        await self._keeper.stop()

    @app_commands.command(name="open")
    @dear()
    @app_commands.describe(film="The film's title", **_TERMS)
    @app_commands.autocomplete(film=complete_film)
    async def open_poll(
        self,
        interaction: Interaction,
        film: FilmName,
        *,
        duration: Duration | None = None,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        min_days_in_server: Days | None = None,
        min_account_days: Days | None = None,
        quorum: Quorum | None = None,
        results: Literal["live", "hidden"] | None = None,
        names: Literal["never", "after"] | None = None,
    ) -> None:
        """Open a poll on a film."""
        guild_id = require_moderator(interaction)
        chosen = await film_of(self._library, guild_id, film, reviewed=False)
        defaults = await self._polls.defaults(guild_id)
        terms = terms_with(defaults.terms, interaction.namespace)
        await interaction.response.defer(ephemeral=True)  # posting may take longer than Discord waits for an answer
        place = channel.id if channel else defaults.channel_id or interaction.channel_id or 0
        opening = Opening(
            guild_id=guild_id,
            channel_id=place,
            film_id=chosen.film_id,
            film_label=chosen.label,
            opened_by=interaction.user.id,
            terms=terms,
        )
        with self._waking_the_outbox():
            if not chosen.reviewed:
                await self._library.films.keep(chosen.film_id)
            poll, delivery = await self._polls.open(opening)
            message_id = await self._post(poll, delivery)
            await self._note(interaction, N_("open poll"), poll.film_label)
            link = f"https://discord.com/channels/{guild_id}/{place}/{message_id}"
            said = _("The poll is open: {link}") if message_id else _(_NOT_CONFIRMED)
            await interaction.followup.send(said.format(link=link, channel=f"<#{place}>"), ephemeral=True)

    @contextmanager
    def _waking_the_outbox(self) -> Iterator[None]:
        """For what is due by then, whatever happens: it is not to take time from whoever waits for an answer."""
        try:
            yield
        finally:
            self._library.outbox.wake()

    async def _note(self, interaction: Interaction, action: str, subject: str) -> None:
        await self._library.audit.note(interaction.guild_id or 0, interaction.user.id, action, subject)

    async def _post(self, poll: Poll, delivery: Delivery) -> int | None:
        """The id of its message, None if it will come later."""
        try:
            return await self._outbox.post(delivery)
        except (discord.Forbidden, discord.NotFound):
            await self._polls.discard(poll.id)
            raise InvalidPoll(
                _(
                    "I may not post in {channel}. Give me View Channel, Send Messages and Attach Files "
                    "there, or name another channel. No poll was opened."
                ).format(channel=f"<#{poll.channel_id}>")
            ) from None
        except Exception as error:  # Discord may have taken it all the same, so the poll stays
            await self._outbox.try_again(delivery, error)
            return None

    @app_commands.command()
    @app_commands.describe(poll="An open poll")
    @app_commands.autocomplete(poll=complete_open)
    async def close(self, interaction: Interaction, poll: PollName) -> None:
        """End a poll now; its result is posted."""
        guild_id = require_moderator(interaction)
        chosen = chosen_poll(await self._polls.open_in(guild_id), poll)
        with self._waking_the_outbox():  # which posts the result, and erases what secret polls leave
            result = await self._polls.closing.close(chosen.id, guild_id)
            await self._note(interaction, N_("close poll"), chosen.film_label)
            where = _("The result follows in {channel}. If it does not, /poll list says why.")
            said = f"{sentences.outcome(result)} {where.format(channel=f'<#{chosen.channel_id}>')}"
            await interaction.response.send_message(said, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(poll="An open poll", duration="How much longer, as in 24 (hours) or 30 minutes")
    @app_commands.autocomplete(poll=complete_open)
    async def extend(self, interaction: Interaction, poll: PollName, duration: Duration) -> None:
        """Let an open poll end later."""
        guild_id = require_moderator(interaction)
        chosen = chosen_poll(await self._polls.open_in(guild_id), poll)
        longer = await self._polls.extend(chosen.id, guild_id, parse_duration(duration))
        self._keeper.touched(longer)
        await self._note(interaction, N_("extend poll"), longer.film_label)
        said = _("The poll on {film} ends {end}.")
        said = said.format(film=escape(longer.film_label), end=discord.utils.format_dt(longer.ends_at, "f"))
        await interaction.response.send_message(said, ephemeral=True)

    @app_commands.command(name="list")
    async def list_polls(self, interaction: Interaction) -> None:
        """Open polls, and the last results."""
        guild_id = require_moderator(interaction)
        running = await self._polls.progress_in(guild_id)
        closed = await self._polls.results_in(guild_id, 10)
        unposted = await self._failures(POLL, *(one.poll.id for one in running))
        untold = await self._failures(RESULT, *(one.poll.id for one in closed))
        card = list_card(
            [(one, unposted.get(one.poll.id)) for one in running], [(one, untold.get(one.poll.id)) for one in closed]
        )
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _failures(self, kind: str, *poll_ids: int) -> dict[int, str]:
        """Why messages of polls could not be posted, in sentences."""
        failures = await self._library.outbox.failures(kind, poll_ids)
        return {poll_id: self._outbox.reason(failed) for poll_id, failed in failures.items()}

    @app_commands.command()
    @dear()
    @app_commands.describe(poll="A poll that has ended")
    @app_commands.autocomplete(poll=complete_closed)
    async def results(self, interaction: Interaction, poll: PollName) -> None:
        """The result of a poll that has ended."""
        result = await self._polls.result(await self._ended(interaction, poll), interaction.guild_id or 0)
        style = charts.style_of(await self._polls.defaults(result.poll.guild_id))
        png = await asyncio.to_thread(charts.draw, result, style)
        await interaction.response.send_message(
            view=result_card(result), file=chart_file(png, result.poll.id), ephemeral=True
        )

    @app_commands.command()
    @app_commands.describe(poll="A poll that has ended")
    @app_commands.autocomplete(poll=complete_closed)
    async def export(self, interaction: Interaction, poll: PollName) -> None:
        """A poll's counts as CSV; who voted what only if the poll said so."""
        poll_id = await self._ended(interaction, poll)
        exported = await self._polls.export(poll_id, interaction.guild_id or 0)
        texts = {f"poll-{poll_id}-counts.csv": exported.counts, f"poll-{poll_id}-ballots.csv": exported.ballots}
        files = [discord.File(io.BytesIO(text.encode()), name) for name, text in texts.items() if text is not None]
        said = _("The counts, and who voted what, as the poll announced.")
        if exported.ballots is None:
            said = _("The counts.")
        await interaction.response.send_message(said, files=files, ephemeral=True)

    async def _ended(self, interaction: Interaction, typed: str) -> int:
        guild_id = require_moderator(interaction)
        if typed.isdecimal() and len(typed) < 19:
            return (await self._polls.get(int(typed), guild_id)).id
        closed = await self._polls.closed_lines(guild_id, _MOST_RESULTS)
        running = [PollLine(poll.id, poll.film_label, poll.ends_at) for poll in await self._polls.open_in(guild_id)]
        return chosen_poll([*closed, *running], typed).id

    @app_commands.command()
    @app_commands.rename(charts_style="charts")
    @app_commands.describe(
        **_TERMS,
        notes="Where moderators are told of results that could not be posted",
        charts_style="How results are drawn",
        reset="Forget what was set before",
    )
    async def defaults(
        self,
        interaction: Interaction,
        *,
        duration: Duration | None = None,
        channel: discord.TextChannel | None = None,
        notes: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        min_days_in_server: Days | None = None,
        min_account_days: Days | None = None,
        quorum: Quorum | None = None,
        results: Literal["live", "hidden"] | None = None,
        names: Literal["never", "after"] | None = None,
        charts_style: Literal["dark", "light"] | None = None,
        reset: bool = False,
    ) -> None:
        """What polls are opened with here. Without options: shows it."""
        guild_id = require_moderator(interaction)

        def change(kept: PollDefaults) -> PollDefaults:
            old = PollDefaults() if reset else kept
            return PollDefaults(
                terms=terms_with(old.terms, interaction.namespace),
                channel_id=channel.id if channel else old.channel_id,
                note_channel_id=notes.id if notes else old.note_channel_id,
                light_charts=charts_style == "light" if charts_style else old.light_charts,
            )

        kept = await self._polls.defaults(guild_id)
        new = change(kept)
        if new != kept:
            new = await self._polls.change_defaults(guild_id, change)  # from what they are by now
            await self._note(interaction, N_("change poll defaults"), N_("this server"))
        await interaction.response.send_message(view=defaults_card(new), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    keeper = PollKeeper(bot, bot.library)
    outbox = bot.service(Outbox)
    outbox.carry(PollMessage(bot, bot.library, keeper.touched), ResultMessage(bot, bot.library), feed=keeper.close_due)
    bot.provide(keeper)
    await bot.add_cog(Polls(bot.library, keeper, outbox))
