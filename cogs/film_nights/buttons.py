"""The buttons of a film night: joining, leaving, what it is for oneself, and taking a film off."""

from __future__ import annotations

from cogs.film_nights.cards import night_card, shortlist_card
from cogs.film_nights.own_cards import own_card
from cogs.ui.arguments import ID
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.live_messages import LiveMessages, Place
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from cogs.warnings.own_list import after_saving
from data.errors import NotFound
from data.film_nights.night import StoredNight
from data.warnings.personal import Check, check


async def _change(interaction: Interaction, press: Press, *, join: bool) -> None:
    nights = interaction.client.library.film_nights
    stored = await nights.change(press.id, interaction.guild_id or 0, interaction.user.id, join=join)
    await interaction.response.edit_message(view=night_card(stored))
    if join and stored.tonight.asked:
        await interaction.followup.send(view=await _own(interaction, stored), ephemeral=True)


@on_press("night", "join")
async def join(interaction: Interaction, press: Press) -> None:
    """Count the presser in."""
    await _change(interaction, press, join=True)


@on_press("night", "leave")
async def leave(interaction: Interaction, press: Press) -> None:
    """Take the presser out; what was told of them stays told."""
    await _change(interaction, press, join=False)


@on_press("night", "mine")
async def is_it_for_me(interaction: Interaction, press: Press) -> None:
    """Tell the presser alone what the own list says of each film, and whether they are counted."""
    stored = await interaction.client.library.film_nights.get(press.id, interaction.guild_id or 0)
    await show(interaction, await _own(interaction, stored))


@on_press("night", "veto", ID)
async def veto(interaction: Interaction, press: Press, film_id: int) -> None:
    """Take a film off, for the presser, of whom the room is told nothing."""
    nights = interaction.client.library.film_nights
    guild_id = interaction.guild_id or 0
    stored = await nights.veto(press.id, guild_id, interaction.user.id, film_id)
    said = _("Done. The room reads “not cleared”.")
    await show(interaction, await _own(interaction, stored, said))

    async def draw() -> Card:
        return shortlist_card(await nights.get(press.id, guild_id))

    was_cleared = any(pick.film == film_id and pick.cleared for pick in stored.tonight.shortlist)
    if was_cleared and stored.tonight.message:  # where nothing changes, “edited” would tell of it
        place = Place(guild_id, stored.channel_id, stored.tonight.message)
        interaction.client.service(LiveMessages).touched(place, draw)


@after_saving
async def tell_of_tonight(interaction: Interaction) -> None:
    """Whoever changes the own list is told at once what that says of films that were told of tonight."""
    for stored in await interaction.client.library.film_nights.of_member(interaction.user.id):
        said = _("Your list has changed. For the room it counts once three of those counted have saved theirs.")
        await interaction.followup.send(view=await _own(interaction, stored, said), ephemeral=True)


async def _own(interaction: Interaction, stored: StoredNight, said: str | None = None) -> Card:
    library, member_id = interaction.client.library, interaction.user.id
    personal = await library.personal_lists.get(member_id)
    checks: dict[int, Check | None] = {}
    for pick in stored.tonight.shortlist:
        try:
            review = await library.reviews.get(pick.film, stored.guild_id)
        except NotFound:
            checks[pick.film] = None
        else:
            checks[pick.film] = check(personal, review.review.warnings)
    return own_card(stored, member_id, checks, said)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
