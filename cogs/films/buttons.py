"""The buttons that open a film's parts, and those that say which film was meant."""

from __future__ import annotations

from cogs.films.asking import whisper
from cogs.films.parts import answer_to, draw, opened_by, read_page
from cogs.ui.arguments import ID, PAGE, dotted, either, named, optional, text
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.picks import PickSelect
from cogs.ui.places import only_reader, place_of
from cogs.ui.presses import PressButton
from cogs.ui.replies import answer, show, turn
from cogs.ui.routes import Press, on_press
from data.errors import MarqueeError

_PAGE = optional(PAGE)
_PAGE_OR_ALL = optional(either(PAGE, named({"all": 0})))


def _unpaged(_: str) -> int | None:
    return None


_MARK = optional(text("[ar][0-9]{1,19}", "a1").then(_unpaged))
"""The first button of an announcement, and that of a poll's result, carry an id by which they are found again."""


@on_press("film", "summary", _PAGE)
@on_press("film", "warnings", _PAGE_OR_ALL)
@on_press("film", "verdict", _PAGE)
@on_press("film", "cast", _PAGE)
@on_press("film", "similar", _PAGE)
@on_press("film", "history", _PAGE)
@on_press("film", "review", _MARK)
async def open_part(interaction: Interaction, press: Press, page: int | None) -> None:
    """Open a part for the asker alone; with a page, turn to it in the reply that is open."""
    library, part = interaction.client.library, opened_by(press.verb)
    turning = page is not None
    alone = part.private or not turning or only_reader(interaction) is not None
    film = await read_page(library, press.id, place_of(interaction), interaction.user.id)
    card = await draw(library, film, part, alone=alone, number=page or 0)
    if turning and not part.private:
        await turn(interaction, card)
    elif turning:
        await show(interaction, card)
    else:
        await answer(interaction, card, private=True)


@on_press("film", "pick", dotted(text("[a-z]+", "review"), ID, optional(text(".+", "needles"))))
async def pick(interaction: Interaction, press: Press, asked: tuple[str, int, str | None]) -> None:
    """Turn the question which film was meant into the answer."""
    command, asker_id, wanted = asked
    part = answer_to(command)
    if asker_id != interaction.user.id:
        raise MarqueeError(_("That question was somebody else's. Ask your own with /review."))
    library = interaction.client.library
    alone = part.private or only_reader(interaction) is not None
    film = await read_page(library, press.id, place_of(interaction), interaction.user.id)
    card = await draw(library, film, part, alone=alone, wanted=wanted or "")
    if part.private:
        await show(interaction, card)
    else:
        await turn(interaction, card)
    if not alone:  # the rest of the answer to a command, for those who have a list
        await whisper(interaction, part, film)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(PressButton, PickSelect)
