"""/my warnings: what its selects and buttons do, each with the list of whoever presses, for nobody else's eyes."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.picks import on_pick
from cogs.ui.presses import Press, on_press
from cogs.warnings.own_list_cards import THRESHOLDS, category_card, erase_card, export_file, list_card, topic_wish_card
from data.errors import NotFound
from data.taxonomy import load
from data.warnings.personal_lists import PersonalLists

_NEVER = "never"
_OLD = "This is from an older Marquee. Open your list anew with /my warnings."


def _lists(interaction: Interaction) -> PersonalLists:
    library = interaction.client.library
    return library.personal_lists


async def own_list(interaction: Interaction) -> Card:
    """The asker's list."""
    return list_card(await _lists(interaction).get(interaction.user.id))


async def _show(interaction: Interaction, card: Card) -> None:
    """Only ever on a message that nobody else sees, wherever a forged press may come from."""
    message = interaction.message
    if message and message.flags.ephemeral:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


@on_press("my", "warnings")
async def show_list(interaction: Interaction, press: Press) -> None:
    """Back to the whole list."""
    await _show(interaction, await own_list(interaction))


@on_pick("my", "category")
async def pick_category(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Open a category."""
    await _open_category(interaction, "".join(values[:1]))


@on_press("my", "category")
async def open_category(interaction: Interaction, press: Press) -> None:
    """Back to a category."""
    await _open_category(interaction, press.argument)


async def _open_category(interaction: Interaction, category_id: str) -> None:
    personal = await _lists(interaction).get(interaction.user.id)
    await _show(interaction, category_card(personal, load().category(category_id)))


@on_pick("my", "topics")
async def choose_topics(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Have just these topics of the category on the list."""
    category = load().category(press.argument)
    personal = await _lists(interaction).choose(interaction.user.id, category.id, values)
    await _show(interaction, category_card(personal, category))


@on_pick("my", "strength")
async def open_topic(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Open one topic to set its threshold."""
    topic = load().topic("".join(values[:1]))
    await _show(interaction, topic_wish_card(await _lists(interaction).get(interaction.user.id), topic))


@on_press("my", "threshold")
async def set_threshold(interaction: Interaction, press: Press) -> None:
    """Ask to be told from a strength on, or not at all."""
    topic_id, _, level = press.argument.partition(".")
    severity = next((severity for severity in THRESHOLDS if severity == level), None)
    if severity is None and level != _NEVER:
        raise NotFound(_OLD)
    topic = load().topic(topic_id)
    personal = await _lists(interaction).set_threshold(interaction.user.id, topic.id, severity)
    await _show(interaction, topic_wish_card(personal, topic))


@on_press("my", "export")
async def export(interaction: Interaction, press: Press) -> None:
    """The list as a file."""
    personal = await _lists(interaction).get(interaction.user.id)
    await interaction.response.send_message("Your list.", file=export_file(personal), ephemeral=True)


@on_press("my", "erase")
async def ask_before_erasing(interaction: Interaction, press: Press) -> None:
    """Ask first."""
    await _show(interaction, erase_card(await _lists(interaction).get(interaction.user.id)))


@on_press("my", "erased")
async def erase(interaction: Interaction, press: Press) -> None:
    """Delete the list."""
    await _lists(interaction).erase(interaction.user.id)
    await _show(interaction, await own_list(interaction))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
