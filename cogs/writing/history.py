"""Histories and the log: what was changed, by whom, and back again."""

from __future__ import annotations

from discord import app_commands

from cogs.ui.arguments import PAGE, REVISION, dotted, one
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.options import FilmName
from cogs.ui.permissions import require_publisher, require_reviewer
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.ui.text import escape
from cogs.writing.commands import LOG_PAGE
from cogs.writing.history_cards import history_card, revision_card
from cogs.writing.log_cards import log_card
from cogs.writing.subjects import FILM, complete_here_or_withdrawn, reviewed_film
from data.errors import NotFound, Reason

_OLD = N_("This button is from an older Marquee. Ask again with /reviews history.")


@on_press("revision", "history")
async def show_history(interaction: Interaction, press: Press) -> None:
    """Every revision of a film's review."""
    guild_id = await require_reviewer(interaction)
    library = interaction.client.library
    newest = await library.reviews.history(press.id, guild_id, MOST_OPTIONS)
    await show(interaction, history_card(press.id, newest.label, newest.revisions))


@on_pick("revision", "open", one(REVISION), old=_OLD)
async def open_revision(interaction: Interaction, press: Press, number: int) -> None:
    """What one revision changed."""
    await _show_revision(interaction, press.id, number)


@on_press("revision", "page", dotted(REVISION, PAGE), old=_OLD)
async def turn_revision(interaction: Interaction, press: Press, at: tuple[int, int]) -> None:
    """Another page of what a revision changed."""
    await _show_revision(interaction, press.id, *at)


async def _show_revision(interaction: Interaction, film_id: int, number: int, page: int = 0) -> None:
    guild_id = await require_reviewer(interaction)
    library = interaction.client.library
    found = await library.reviews.revision(film_id, guild_id, number)
    if found is None:
        raise NotFound(Reason.NO_REVISION, number=number)
    await show(interaction, revision_card(film_id, found, page))


@on_press("revision", "revert", REVISION, old=_OLD)
async def revert(interaction: Interaction, press: Press, number: int) -> None:
    """Make a revision's text the newest again."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    await library.reviews.revert(press.id, guild_id, number, interaction.user.id)
    newest = await library.reviews.history(press.id, guild_id, MOST_OPTIONS)
    await show(interaction, history_card(press.id, newest.label, newest.revisions))


@on_press("audit", "before")
async def earlier_entries(interaction: Interaction, press: Press) -> None:
    """What was done before that."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    await show(interaction, log_card(await library.audit.entries(guild_id, LOG_PAGE, press.id), LOG_PAGE))


@app_commands.command()
@app_commands.describe(film=FILM)
@app_commands.autocomplete(film=complete_here_or_withdrawn)
async def history(interaction: Interaction, film: FilmName) -> None:
    """Who changed a review, when, and what."""
    guild_id = await require_reviewer(interaction)
    film_id, label = await reviewed_film(interaction.client.library, guild_id, film)
    shown = (await interaction.client.library.reviews.history(film_id, guild_id, MOST_OPTIONS)).revisions
    await interaction.response.send_message(view=history_card(film_id, label, shown), ephemeral=True)


@app_commands.command(name="revert")
@app_commands.describe(film=FILM, revision="The number of the revision whose text is to count again")
@app_commands.autocomplete(film=complete_here_or_withdrawn)
async def revert_to(interaction: Interaction, film: FilmName, revision: app_commands.Range[int, 1, 1_000_000]) -> None:
    """Make an earlier text of a review the newest again."""
    guild_id = await require_publisher(interaction)
    film_id, label = await reviewed_film(interaction.client.library, guild_id, film)
    stored = await interaction.client.library.reviews.revert(film_id, guild_id, revision, interaction.user.id)
    await interaction.response.send_message(
        _("**{film}** reads as in revision {revision} again; that is revision {newest}.").format(
            film=escape(label), revision=revision, newest=stored.review.revision
        ),
        ephemeral=True,
    )


@app_commands.command()
async def log(interaction: Interaction) -> None:
    """What moderators and reviewers did here, the last first."""
    guild_id = await require_publisher(interaction)
    entries = await interaction.client.library.audit.entries(guild_id, LOG_PAGE)
    await interaction.response.send_message(view=log_card(entries, LOG_PAGE), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, after that of /reviews."""
    reviews = bot.command_group("reviews")
    reviews.add_command(history)
    reviews.add_command(revert_to)
    reviews.add_command(log)
