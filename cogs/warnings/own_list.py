"""/my warnings: what its selects and buttons do, each with the list of whoever presses, for nobody else's eyes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from cogs.ui.arguments import dotted, either, named, one, one_of, several, text
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.warnings.own_list_cards import THRESHOLDS, category_card, erase_card, export_file, list_card, topic_wish_card
from data.models import Severity
from data.taxonomy import load
from data.warnings.personal_lists import PersonalLists

_OLD = N_("This is from an older Marquee. Open your list anew with /my warnings.")
_NAME = text("[a-z-]+", "death")
_LEVEL = either(one_of(THRESHOLDS), named({"never": None}))


Told = Callable[[Interaction], Awaitable[None]]
_after_saving: list[Told] = []


def after_saving(tell: Told) -> Told:
    """Registers what whoever saved the own list is told besides, by itself and to them alone."""
    _after_saving.append(tell)
    return tell


def _lists(interaction: Interaction) -> PersonalLists:
    library = interaction.client.library
    return library.personal_lists


async def own_list(interaction: Interaction) -> Card:
    """The asker's list."""
    return list_card(await _lists(interaction).get(interaction.user.id))


async def _show_saved(interaction: Interaction, card: Card) -> None:
    await show(interaction, card)
    for tell in _after_saving:
        await tell(interaction)


@on_press("my", "warnings")
async def show_list(interaction: Interaction, press: Press) -> None:
    """Back to the whole list."""
    await show(interaction, await own_list(interaction))


@on_pick("my", "category", one(_NAME), old=_OLD)
async def pick_category(interaction: Interaction, press: Press, category_id: str) -> None:
    """Open a category."""
    await _open_category(interaction, category_id)


@on_press("my", "category", _NAME, old=_OLD)
async def open_category(interaction: Interaction, press: Press, category_id: str) -> None:
    """Back to a category."""
    await _open_category(interaction, category_id)


async def _open_category(interaction: Interaction, category_id: str) -> None:
    personal = await _lists(interaction).get(interaction.user.id)
    await show(interaction, category_card(personal, load().category(category_id)))


@on_pick("my", "topics", several(_NAME), _NAME, old=_OLD)
async def choose_topics(interaction: Interaction, press: Press, category_id: str, topic_ids: Sequence[str]) -> None:
    """Have just these topics of the category on the list."""
    category = load().category(category_id)
    personal = await _lists(interaction).choose(interaction.user.id, category.id, topic_ids)
    await _show_saved(interaction, category_card(personal, category))


@on_pick("my", "strength", one(_NAME), old=_OLD)
async def open_topic(interaction: Interaction, press: Press, topic_id: str) -> None:
    """Open one topic to set its threshold."""
    topic = load().topic(topic_id)
    await show(interaction, topic_wish_card(await _lists(interaction).get(interaction.user.id), topic))


@on_press("my", "threshold", dotted(_NAME, _LEVEL), old=_OLD)
async def set_threshold(interaction: Interaction, press: Press, asked: tuple[str, Severity | None]) -> None:
    """Ask to be told from a strength on, or not at all."""
    topic_id, severity = asked
    topic = load().topic(topic_id)
    personal = await _lists(interaction).set_threshold(interaction.user.id, topic.id, severity)
    await _show_saved(interaction, topic_wish_card(personal, topic))


@on_press("my", "export")
async def export(interaction: Interaction, press: Press) -> None:
    """The list as a file."""
    personal = await _lists(interaction).get(interaction.user.id)
    await interaction.response.send_message(_("Your list."), file=export_file(personal), ephemeral=True)


@on_press("my", "erase")
async def ask_before_erasing(interaction: Interaction, press: Press) -> None:
    """Ask first."""
    await show(interaction, erase_card(await _lists(interaction).get(interaction.user.id)))


@on_press("my", "erased")
async def erase(interaction: Interaction, press: Press) -> None:
    """Delete the list."""
    await _lists(interaction).erase(interaction.user.id)
    await _show_saved(interaction, await own_list(interaction))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
