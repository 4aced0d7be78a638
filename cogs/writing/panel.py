"""What the buttons, menus and forms of a draft's panel do. Each is checked: whose draft, which server, which role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cogs.reviews.answers import preview_of
from cogs.ui.arguments import ID, PAGE, dotted, either, named, one, one_of, optional, text
from cogs.ui.cards import Card
from cogs.ui.forms import show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.permissions import may_publish, own_draft, require_suggester
from cogs.ui.presses import button
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press, on_submit
from cogs.ui.sentences import of_field, sentence
from cogs.writing.forms import FORM_FIELDS, form_fields
from cogs.writing.list_cards import entry_card, list_card
from cogs.writing.panel_cards import forms_card, held_card, panel_card, problems_card
from data.drafts import Draft
from data.drafts.entries import fill_entry, index_of, moved_up, names_new, with_entry, without_entry
from data.drafts.typed import apply, fill
from data.errors import InvalidChange, InvalidFields
from data.models import Review
from data.parts import CONTENTS, FORMS, LISTS, Part, Shape

OLD_DRAFT = N_("This button is from an older Marquee. Open your draft anew with /reviews drafts.")
CLOSED_DRAFT = N_("That draft cannot be changed now: it waits in the queue, or is finished. See /reviews drafts.")


@dataclass(frozen=True)
class Named:
    """What a button names of a draft: a form, as in `facts.people`, or that of an entry, as in `cast.new`."""

    form: str
    """The name under which what is typed is kept."""
    part: Part
    key: str = ""
    """Of the entry in a list."""


def _entry(found: tuple[Part, str]) -> Named:
    return Named(".".join(found), *found)


_AGAIN = optional(named({"again": True}))
_LIST = one_of(LISTS)
_KEY = text(r"[0-9]{1,3}\.[0-9a-f]{4}", "0.9f2c")
_ENTRY = dotted(_LIST, _KEY).then(_entry)
_FORM = either(
    named({form: Named(form, part) for form, (part, _) in FORMS.items()}),
    dotted(_LIST, either(_KEY, text(r"new[0-9]{0,3}", "new"))).then(_entry),
)


async def show_panel(interaction: Interaction, draft: Draft, said: str = "", *, suggesting: bool = False) -> None:
    """Show a draft's panel; to whoever is `suggesting` without the way to publish it."""
    publishes = not suggesting and await may_publish(interaction)
    await show(interaction, panel_card(draft, publishes=publishes, said=said))


@on_press("draft", "panel")
async def open_panel(interaction: Interaction, press: Press) -> None:
    """Back to all parts."""
    await show_panel(interaction, await own_draft(interaction, press.id))


@on_pick("draft", "open", one(ID), _AGAIN, old=OLD_DRAFT)
async def open_draft(interaction: Interaction, press: Press, again: bool | None, draft_id: int) -> None:
    """Open one of one's drafts where it was left; `again` only tells the two menus of a card apart."""
    await require_suggester(interaction)
    await show_panel(interaction, await own_draft(interaction, draft_id))


@on_press("draft", "part", one_of(Part), old=OLD_DRAFT)
async def open_part(interaction: Interaction, press: Press, part: Part) -> None:
    """Open a part: its form at once, or the card of its forms or its list."""
    draft = await own_draft(interaction, press.id)
    shape = CONTENTS[part].shape
    if shape is Shape.FORMS:
        await show(interaction, forms_card(draft, part))
    elif shape is Shape.LIST:
        await show(interaction, list_card(draft, part))
    else:
        await _open_form(interaction, draft, Named(part, part))


@on_press("draft", "form", _FORM, old=OLD_DRAFT)
async def open_form(interaction: Interaction, press: Press, at: Named) -> None:
    """Open a form with what is there, or with what was typed there before and could not be taken."""
    await _open_form(interaction, await own_draft(interaction, press.id), at)


async def _open_form(interaction: Interaction, draft: Draft, at: Named) -> None:
    if not draft.editable:
        raise InvalidChange(_(CLOSED_DRAFT))
    if at.form in FORMS:
        typed, worded = fill(draft.review, at.form), at.form
    else:
        index = None if names_new(at.key) else index_of(draft.review, at.part, at.key)
        typed, worded = fill_entry(draft.review, at.part, index), str(at.part)
    typed = typed | draft.pending.get(at.form, {})
    title = _(FORM_FIELDS[worded][0])
    await show_form(interaction, Press("draft", draft.id, "save", at.form), title, form_fields(worded, typed))


@on_submit("draft", "save", _FORM, old=OLD_DRAFT)
async def save_form(interaction: Interaction, press: Press, at: Named, typed: dict[str, str]) -> None:
    """Save what was typed at once; what cannot be taken is kept too, and said."""
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    place = (draft.id, draft.guild_id, draft.owner_id)
    try:
        draft = await library.drafts.change(*place, _change(at, typed), part=at.part, form=at.form)
    except InvalidFields as error:
        draft = await library.drafts.keep_typed(*place, part=at.part, form=at.form, typed=typed)
        await show(interaction, problems_card(draft, at.form, [of_field(one) for one in error.problems]))
        return
    except InvalidChange as error:
        if at.part not in LISTS or not draft.editable:
            raise
        draft = await library.drafts.keep_typed(*place, part=at.part, form=f"{at.part}.new", typed=typed, over=False)
        kept = _("What you typed is kept under the button that adds an entry.")
        await show(interaction, list_card(draft, at.part, said=f"{sentence(error)}\n{kept}"))
        return
    await _show_saved(interaction, draft, at.part)


def _change(at: Named, typed: dict[str, str]) -> Callable[[Review], Review]:
    if at.form in FORMS:
        return lambda review: apply(review, at.form, typed)

    def change(review: Review) -> Review:
        index = None if names_new(at.key) else index_of(review, at.part, at.key)
        return with_entry(review, at.part, index, typed)

    return change


async def _show_saved(interaction: Interaction, draft: Draft, part: Part) -> None:
    shape = CONTENTS[part].shape
    if shape is Shape.FORMS:
        await show(interaction, forms_card(draft, part))
    elif shape is Shape.LIST:
        await show(interaction, list_card(draft, part, said=_("✅ Saved.")))
    else:
        await show_panel(interaction, draft, _("✅ Saved."))


@on_press("draft", "drop", _FORM, old=OLD_DRAFT)
async def forget_typed(interaction: Interaction, press: Press, at: Named) -> None:
    """Forget what was typed into a form and could not be taken."""
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    place = (draft.id, draft.guild_id, draft.owner_id)
    draft = await library.drafts.change(*place, lambda review: review, part=at.part, form=at.form)
    await show_panel(interaction, draft)


@on_pick("draft", "held", one(_FORM), old=OLD_DRAFT)
async def open_held(interaction: Interaction, press: Press, at: Named) -> None:
    """Show what was typed somewhere and could not be taken, to be mended or forgotten."""
    draft = await own_draft(interaction, press.id)
    if draft.editable and at.form in draft.pending:
        await show(interaction, held_card(draft, at.form))
    else:
        await show_panel(interaction, draft)


@on_press("draft", "list", dotted(_LIST, PAGE), old=OLD_DRAFT)
async def turn_list(interaction: Interaction, press: Press, at: tuple[Part, int]) -> None:
    """Show a page of a list."""
    await show(interaction, list_card(await own_draft(interaction, press.id), *at))


@on_pick("draft", "entry", one(_KEY), _LIST, old=OLD_DRAFT)
async def open_entry(interaction: Interaction, press: Press, part: Part, key: str) -> None:
    """Show one entry of a list."""
    draft = await own_draft(interaction, press.id)
    try:
        card = entry_card(draft, part, index_of(draft.review, part, key))
    except InvalidChange as error:
        card = list_card(draft, part, said=sentence(error))
    await show(interaction, card)


@on_press("draft", "up", _ENTRY, old=OLD_DRAFT)
@on_press("draft", "remove", _ENTRY, old=OLD_DRAFT)
async def change_list(interaction: Interaction, press: Press, at: Named) -> None:
    """Move an entry up, or take it out."""
    draft = await own_draft(interaction, press.id)
    act = moved_up if press.verb == "up" else without_entry
    library = interaction.client.library
    draft = await library.drafts.change(
        draft.id,
        draft.guild_id,
        draft.owner_id,
        lambda review: act(review, at.part, index_of(review, at.part, at.key)),
        part=at.part,
        form=at.form if press.verb == "remove" else None,
    )
    await show(interaction, list_card(draft, at.part))


@on_press("draft", "preview", _AGAIN, old=OLD_DRAFT)
async def preview(interaction: Interaction, press: Press, again: bool | None) -> None:
    """Show the card as it will be, beside the panel; or bring one that is open up to date."""
    draft = await own_draft(interaction, press.id)
    card = preview_card(draft)
    card.row(button(Press("draft", draft.id, "preview", "again"), _("Show it as it is now"), emoji="🔄"))
    if again:
        await show(interaction, card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def preview_card(draft: Draft) -> Card:
    """The card of a draft's review as it will be, without its buttons."""
    card = preview_of(draft.review)
    card.text(_("-# A preview: nobody else sees it."))
    return card


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
