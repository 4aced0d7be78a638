"""The buttons that open a film's parts, and those that say which film was meant."""

from __future__ import annotations

from cogs.films.asking import whisper
from cogs.films.parts import Asked, answer_to, draw, note_of, opened_by, read_page
from cogs.ui.host import Host, Interaction
from cogs.ui.picks import PickSelect
from cogs.ui.places import only_reader, place_of
from cogs.ui.presses import Press, PressButton, on_press
from cogs.ui.replies import show_alone
from data.errors import MarqueeError


@on_press("film", "summary")
@on_press("film", "warnings")
@on_press("film", "verdict")
@on_press("film", "cast")
@on_press("film", "similar")
@on_press("film", "review")
async def open_part(interaction: Interaction, press: Press) -> None:
    """Open a part for the asker alone; with a page as argument, turn to it in the reply that is open."""
    library, part = interaction.client.library, opened_by(press.verb)
    turning = bool(press.argument)
    number = int(press.argument) if press.argument.isdecimal() else 0
    alone = part.private or not turning or only_reader(interaction) is not None
    film = await read_page(library, press.id, place_of(interaction), interaction.user.id)
    note = await note_of(library, film, part) if alone else None
    card = await part.draw(Asked(library, film, number, note=note))
    if turning and not part.private:
        await interaction.response.edit_message(view=card)
    elif turning:
        await show_alone(interaction, card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "pick")
async def pick(interaction: Interaction, press: Press) -> None:
    """Turn the question which film was meant into the answer."""
    command, asker, wanted = [*press.argument.split("."), "", ""][:3]
    part = answer_to(command)
    if asker != str(interaction.user.id):
        raise MarqueeError("That question was somebody else's. Ask your own with /review.")
    library = interaction.client.library
    alone = only_reader(interaction) is not None
    film = await read_page(library, press.id, place_of(interaction), interaction.user.id)
    card = await draw(library, film, part, alone=alone, wanted=wanted)
    await interaction.response.edit_message(view=card)
    if not alone:  # the rest of the answer to a command, for those who have a list
        await whisper(interaction, part, film)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(PressButton, PickSelect)
