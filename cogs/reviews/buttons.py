"""What the buttons under a film's card do."""

from __future__ import annotations

from cogs.reviews.answers import answer_card, open_part, whisper
from cogs.reviews.parts import PARTS
from cogs.ui.host import Host, Interaction
from cogs.ui.picks import PickSelect
from cogs.ui.places import only_reader, place_of
from cogs.ui.presses import Press, PressButton, on_press
from cogs.warnings.topics import answer_topics
from data.errors import MarqueeError, NotFound

_COMMANDS = frozenset({"review", "summary", "warnings", "verdict", "cast", "recommend"})


@on_press("film", "summary")
@on_press("film", "verdict")
@on_press("film", "cast")
@on_press("film", "similar")
async def open_a_part(interaction: Interaction, press: Press) -> None:
    """Open a part for the asker alone; with a page as argument, turn to it in the reply that is open."""
    library = interaction.client.library
    place = place_of(interaction)
    stored = await library.reviews.get(press.id, place.guild_id)
    turning = press.argument.isdecimal()
    page = int(press.argument) if turning else 0
    assert press.verb in PARTS
    only_for = only_reader(interaction) if turning else interaction.user.id
    card = await open_part(library, stored, press.verb, page, place, only_for=only_for)
    if turning:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "review")
async def open_the_review(interaction: Interaction, press: Press) -> None:
    """Show another film's card to the asker alone."""
    library = interaction.client.library
    card = await answer_card(library, "review", press.id, place_of(interaction), only_for=interaction.user.id)
    await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "pick")
async def pick(interaction: Interaction, press: Press) -> None:
    """Turn the question which film was meant into the answer."""
    command, asker, topics = [*press.argument.split("."), "", ""][:3]
    if command not in _COMMANDS:
        raise NotFound("This button is from an older Marquee. Ask again with /review.")
    if asker != str(interaction.user.id):
        raise MarqueeError("That question was somebody else's. Ask your own with /review.")
    library = interaction.client.library
    place, only_for = place_of(interaction), only_reader(interaction)
    if topics:
        card = await answer_topics(library, press.id, place, topics)
    else:
        card = await answer_card(library, command, press.id, place, only_for=only_for)
    await interaction.response.edit_message(view=card)
    if only_for is None:  # the rest of the answer to a command, for those who have a list
        await whisper(interaction, command, press.id, place)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(PressButton, PickSelect)
