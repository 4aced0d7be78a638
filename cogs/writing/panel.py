"""What the buttons, menus and forms of a draft's panel do. Each is checked: whose draft, which server, which role."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cogs.reviews.answers import preview_of
from cogs.ui.cards import Card
from cogs.ui.forms import on_submit, show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.permissions import may_publish, own_draft, require_suggester
from cogs.ui.picks import PickSelect, on_pick
from cogs.ui.presses import Press, button, on_press
from cogs.ui.replies import show
from cogs.writing.forms import FORM_FIELDS, form_fields
from cogs.writing.list_cards import entry_card, list_card
from cogs.writing.panel_cards import forms_card, held_card, panel_card, problems_card
from data.drafts import Draft
from data.drafts.entries import fill_entry, index_of, moved_up, names_new, with_entry, without_entry
from data.drafts.inputs import InvalidFields
from data.drafts.typed import apply, fill
from data.errors import InvalidChange, NotFound
from data.models import Review
from data.parts import CONTENTS, FORMS, LISTS, Part, Shape

_OLD_BUTTON = "This button is from an older Marquee. Open your draft anew with /reviews drafts."


async def show_panel(interaction: Interaction, draft: Draft, said: str = "", *, suggesting: bool = False) -> None:
    """Show a draft's panel; to whoever is `suggesting` without the way to publish it."""
    publishes = not suggesting and await may_publish(interaction)
    await show(interaction, panel_card(draft, publishes=publishes, said=said))


@on_press("draft", "panel")
async def open_panel(interaction: Interaction, press: Press) -> None:
    """Back to all parts."""
    await show_panel(interaction, await own_draft(interaction, press.id))


@on_pick("draft", "open")
async def open_draft(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Open one of one's drafts where it was left."""
    await require_suggester(interaction)
    draft = await own_draft(interaction, _number(values))
    await show_panel(interaction, draft)


def _number(values: Sequence[str]) -> int:
    if not values or not values[0].isdecimal() or len(values[0]) > 18:
        raise NotFound(_OLD_BUTTON)
    return int(values[0])


@on_press("draft", "part")
async def open_part(interaction: Interaction, press: Press) -> None:
    """Open a part: its form at once, or the card of its forms or its list."""
    draft = await own_draft(interaction, press.id)
    if press.argument not in CONTENTS:
        raise NotFound(_OLD_BUTTON)
    part = Part(press.argument)
    shape = CONTENTS[part].shape
    if shape is Shape.FORMS:
        await show(interaction, forms_card(draft, part))
    elif shape is Shape.LIST:
        await show(interaction, list_card(draft, part))
    else:
        await _open_form(interaction, draft, part)


@on_press("draft", "form")
async def open_form(interaction: Interaction, press: Press) -> None:
    """Open a form with what is there, or with what was typed there before and could not be taken."""
    await _open_form(interaction, await own_draft(interaction, press.id), press.argument)


async def _open_form(interaction: Interaction, draft: Draft, form: str) -> None:
    if not draft.editable:
        raise InvalidChange("That draft cannot be changed now: it waits in the queue, or is finished.")
    if form in FORMS:
        typed = fill(draft.review, form) | draft.pending.get(form, {})
        named = form
    else:
        part, index = _entry(draft, form)
        typed = fill_entry(draft.review, part, index) | draft.pending.get(form, {})
        named = part
    title, _ = FORM_FIELDS[named]
    await show_form(interaction, Press("draft", draft.id, "save", form), title, form_fields(named, typed))


def _entry(draft: Draft, named: str) -> tuple[Part, int | None]:
    """The list and the entry that a button names: `warnings.new`, `warnings.3.9f2c`."""
    part, _, entry_key = named.partition(".")
    if part not in LISTS:
        raise NotFound(_OLD_BUTTON)
    index = None if names_new(entry_key) else index_of(draft.review, Part(part), entry_key)
    return Part(part), index


@on_submit("draft", "save")
async def save_form(interaction: Interaction, press: Press, typed: dict[str, str]) -> None:
    """Save what was typed at once; what cannot be taken is kept too, and said."""
    draft = await own_draft(interaction, press.id)
    form = press.argument
    part = form.partition(".")[0]
    if form not in FORMS and part not in LISTS:
        raise NotFound(_OLD_BUTTON)
    library = interaction.client.library
    place = (draft.id, draft.guild_id, draft.owner_id)
    try:
        draft = await library.drafts.change(*place, _change(form, typed), part=part, form=form)
    except InvalidFields as error:
        draft = await library.drafts.keep_typed(*place, part=part, form=form, typed=typed)
        await show(interaction, problems_card(draft, form, error.problems))
        return
    except InvalidChange as error:
        if part not in LISTS or not draft.editable:
            raise
        draft = await library.drafts.keep_typed(*place, part=part, form=f"{part}.new", typed=typed, over=False)
        said = f"{error}\nWhat you typed is kept under the button that adds an entry."
        await show(interaction, list_card(draft, Part(part), said=said))
        return
    await _show_saved(interaction, draft, form)


def _change(form: str, typed: dict[str, str]) -> Callable[[Review], Review]:
    if form in FORMS:
        return lambda review: apply(review, form, typed)
    part, entry_key = Part(form.partition(".")[0]), form.partition(".")[2]

    def change(review: Review) -> Review:
        index = None if names_new(entry_key) else index_of(review, part, entry_key)
        return with_entry(review, part, index, typed)

    return change


async def _show_saved(interaction: Interaction, draft: Draft, form: str) -> None:
    part = Part(form.partition(".")[0])
    shape = CONTENTS[part].shape
    if shape is Shape.FORMS:
        await show(interaction, forms_card(draft, part))
    elif shape is Shape.LIST:
        await show(interaction, list_card(draft, part, said="✅ Saved."))
    else:
        await show_panel(interaction, draft, "✅ Saved.")


@on_press("draft", "drop")
async def forget_typed(interaction: Interaction, press: Press) -> None:
    """Forget what was typed into a form and could not be taken."""
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    part = press.argument.partition(".")[0]
    place = (draft.id, draft.guild_id, draft.owner_id)
    draft = await library.drafts.change(*place, lambda review: review, part=part, form=press.argument)
    await show_panel(interaction, draft)


@on_pick("draft", "held")
async def open_held(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Show what was typed somewhere and could not be taken, to be mended or forgotten."""
    draft = await own_draft(interaction, press.id)
    if draft.editable and values and values[0] in draft.pending:
        await show(interaction, held_card(draft, values[0]))
    else:
        await show_panel(interaction, draft)


@on_press("draft", "list")
async def turn_list(interaction: Interaction, press: Press) -> None:
    """Show a page of a list."""
    draft = await own_draft(interaction, press.id)
    part, _, page = press.argument.partition(".")
    if part not in LISTS or not page.isdecimal() or len(page) > 3:
        raise NotFound(_OLD_BUTTON)
    await show(interaction, list_card(draft, Part(part), int(page)))


@on_pick("draft", "entry")
async def open_entry(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Show one entry of a list."""
    draft = await own_draft(interaction, press.id)
    if press.argument not in LISTS or not values:
        raise NotFound(_OLD_BUTTON)
    part = Part(press.argument)
    try:
        card = entry_card(draft, part, index_of(draft.review, part, values[0]))
    except InvalidChange as error:
        card = list_card(draft, part, said=str(error))
    await show(interaction, card)


@on_press("draft", "up")
@on_press("draft", "remove")
async def change_list(interaction: Interaction, press: Press) -> None:
    """Move an entry up, or take it out."""
    draft = await own_draft(interaction, press.id)
    part, index = _entry(draft, press.argument)
    if index is None:
        raise NotFound(_OLD_BUTTON)
    act = moved_up if press.verb == "up" else without_entry
    entry_key = press.argument.partition(".")[2]
    library = interaction.client.library
    draft = await library.drafts.change(
        draft.id,
        draft.guild_id,
        draft.owner_id,
        lambda review: act(review, part, index_of(review, part, entry_key)),
        part=part,
        form=press.argument if press.verb == "remove" else None,
    )
    await show(interaction, list_card(draft, part))


@on_press("draft", "preview")
async def preview(interaction: Interaction, press: Press) -> None:
    """Show the card as it will be, beside the panel; or bring one that is open up to date."""
    draft = await own_draft(interaction, press.id)
    card = preview_card(draft)
    card.row(button(Press("draft", draft.id, "preview", "again"), "Show it as it is now", emoji="🔄"))
    if press.argument == "again":
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def preview_card(draft: Draft) -> Card:
    """The card of a draft's review as it will be, without its buttons."""
    card = preview_of(draft.review)
    card.text("-# A preview: nobody else sees it.")
    return card


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
    bot.add_dynamic_items(PickSelect)
