"""/request and /suggest for members, and the buttons of histories, requests and the log."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film
from cogs.requests.asking import ask_by_name
from cogs.requests.cards import asked_card, requests_card
from cogs.ui.arguments import ID, one
from cogs.ui.fair_use import dear, spend
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.options import FilmName
from cogs.ui.permissions import Standing, require_reviewer, require_server, require_suggester, standing_of
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.routes import Press, on_pick, on_press
from cogs.writing.panel import show_panel
from cogs.writing.subjects import begin_draft
from data.errors import NotAModerator, NotFound
from data.library import Library


@on_pick("request", "write", one(ID))
async def write_wanted(interaction: Interaction, press: Press, film_id: int) -> None:
    """Begin a review that members asked for."""
    guild_id = await require_reviewer(interaction)
    spend(interaction)
    library = interaction.client.library
    wanted = await library.requests.wanted(guild_id, film_id)
    if wanted is None:
        raise NotFound(_("Nobody waits for that film any more. See /reviews requests."))
    known = await library.catalogue.only_known(guild_id, film_id)
    draft, said = await begin_draft(library, guild_id, interaction.user.id, str(known.id) if known else wanted.label)
    await show_panel(interaction, draft, said)


@on_press("film", "write")
async def write_it(interaction: Interaction, press: Press) -> None:
    """Begin the review of a film that has none, for who may; the card is public, so the others are told their way."""
    guild_id, standing = require_server(interaction), await standing_of(interaction)
    if standing == Standing.SUGGESTER:
        raise NotAModerator(_("This server's reviewers write them. /suggest sends them one of yours."))
    if standing < Standing.REVIEWER:
        raise NotAModerator(_("This server's reviewers write them. “Ask for a review”, or /request, says you wait."))
    spend(interaction)
    draft, said = await begin_draft(interaction.client.library, guild_id, interaction.user.id, str(press.id))
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
    @app_commands.autocomplete(film=complete_film)
    async def request(self, interaction: Interaction, film: FilmName) -> None:
        """Ask for a review of a film."""
        wanted = await ask_by_name(interaction, film)
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
