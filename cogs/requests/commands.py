"""/request and /suggest for members, and the buttons of histories, requests and the log."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film
from cogs.requests.cards import asked_card, requests_card
from cogs.ui.arguments import ID, one
from cogs.ui.fair_use import dear, spend
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.options import FilmName
from cogs.ui.permissions import require_reviewer, require_suggester
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.routes import Press, on_pick, on_press
from cogs.ui.text import escape
from cogs.writing.panel import show_panel
from cogs.writing.subjects import begin_draft
from data.errors import NotFound
from data.library import Library
from data.requests.collection import film_named


@on_press("request", "takeback")
async def take_back(interaction: Interaction, press: Press) -> None:
    """Forget that a member wants a film's review."""
    library = interaction.client.library
    forgotten = await library.requests.take_back(interaction.guild_id or 0, interaction.user.id, press.id)
    sentence = (
        _("Your request is taken back.")
        if forgotten
        else _("You have no request for that film. /request asks for a review.")
    )
    await interaction.response.send_message(sentence, ephemeral=True)


@on_pick("request", "write", one(ID))
async def write_wanted(interaction: Interaction, press: Press, film_id: int) -> None:
    """Begin a review that members asked for."""
    guild_id = await require_reviewer(interaction)
    spend(interaction)
    library = interaction.client.library
    wanted = await library.requests.wanted(guild_id, film_id)
    if wanted is None:
        raise NotFound(_("Nobody waits for that film any more. See /reviews requests."))
    draft, said = await begin_draft(library, guild_id, interaction.user.id, wanted.label)
    await show_panel(interaction, draft, said)


@app_commands.command()
async def requests(interaction: Interaction) -> None:
    """The films members want a review of, the most wanted first."""
    guild_id = await require_reviewer(interaction)
    wanted = await interaction.client.library.requests.most_wanted(guild_id, MOST_OPTIONS)
    await interaction.response.send_message(view=requests_card(wanted), ephemeral=True)


class Suggestions(commands.Cog):
    """What members can do for the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    async def request(self, interaction: Interaction, film: FilmName) -> None:
        """Ask for a review of a film."""
        guild_id = interaction.guild_id
        if guild_id is None:
            raise NotFound(_("That works in a server only. Type it in one that I am in."))
        named = film_named(film)
        found = await self._library.catalogue.meant(guild_id, film)
        if (
            found
            and not found.reviewed
            and (known := await self._library.catalogue.only_known(guild_id, found.film_id))
        ):
            named = known.facts  # by whatever name it is asked for, it is one film
        elif found and (named.year is None or found.label.endswith(f"({named.year})")):
            await interaction.response.send_message(
                _(
                    "There is a review of **{film}**: type /review. "
                    "If you mean another film of that name, ask with its year."
                ).format(film=escape(found.label)),
                ephemeral=True,
            )
            return
        wanted = await self._library.requests.ask(guild_id, interaction.user.id, named)
        await interaction.response.send_message(view=asked_card(wanted), ephemeral=True)

    @app_commands.command()
    @dear()
    @app_commands.describe(film="The title with its year, as in Jaws (1975)")
    @app_commands.autocomplete(film=complete_film)
    async def suggest(self, interaction: Interaction, film: FilmName) -> None:
        """Suggest a review, or a correction of one, to the moderators."""
        guild_id = await require_suggester(interaction)
        draft, said = await begin_draft(self._library, guild_id, interaction.user.id, film, suggested=True)
        await show_panel(
            interaction, draft, _("{said} A moderator decides about it.").format(said=said), suggesting=True
        )


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    await bot.add_cog(Suggestions(library))
    bot.command_group("reviews").add_command(requests)
