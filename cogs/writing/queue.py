"""The queue: what waits for a moderator, to be published or sent back."""

from __future__ import annotations

import asyncio

from cogs.ui.arguments import ID, PAGE, REVISION, one
from cogs.ui.forms import TextField, show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _, counted
from cogs.ui.permissions import require_publisher
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press, on_submit
from cogs.ui.sentences import sentence
from cogs.writing.panel import OLD_DRAFT, preview_card
from cogs.writing.panel_cards import against_lines
from cogs.writing.publishing import published_card
from cogs.writing.queue_cards import dismissal_card, queue_card, queued_card
from data.drafts import Draft, DraftState
from data.drafts.checking import spoken_against
from data.errors import EditConflict, InvalidChange, NotFound


async def _queued(interaction: Interaction, draft_id: int) -> Draft:
    """A draft that waits in this server's queue, for a moderator."""
    guild_id = await require_publisher(interaction)
    library = interaction.client.library
    draft = await library.drafts.get(draft_id, guild_id)
    if draft.state is not DraftState.SUBMITTED:
        raise NotFound(_("That draft does not wait in the queue any more. /reviews queue shows what does."))
    return draft


@on_pick("draft", "review", one(ID), old=OLD_DRAFT)
async def open_queued(interaction: Interaction, press: Press, draft_id: int) -> None:
    """Show a waiting draft: what it would change, and the two answers."""
    await _show_queued(interaction, await _queued(interaction, draft_id), 0)


@on_press("draft", "judge", PAGE, old=OLD_DRAFT)
async def turn_queued(interaction: Interaction, press: Press, page: int) -> None:
    """Turn a page of a waiting draft."""
    await _show_queued(interaction, await _queued(interaction, press.id), page)


async def _show_queued(interaction: Interaction, draft: Draft, page: int) -> None:
    library = interaction.client.library
    current = await library.reviews.current(draft.film_id, draft.guild_id) if draft.film_id else None
    against = against_lines(await asyncio.to_thread(spoken_against, draft.review))
    await show(interaction, queued_card(draft, current.review if current else None, page, against))


@on_press("draft", "look")
async def look(interaction: Interaction, press: Press) -> None:
    """Show a waiting draft's card as it will be."""
    draft = await _queued(interaction, press.id)
    await interaction.response.send_message(view=preview_card(draft), ephemeral=True)


@on_press("draft", "approve", REVISION, old=OLD_DRAFT)
async def approve(interaction: Interaction, press: Press, version: int) -> None:
    """Publish a waiting draft as it was looked at."""
    draft = await _queued(interaction, press.id)
    library = interaction.client.library
    try:
        stored = await library.drafts.publish(
            draft.id, draft.guild_id, interaction.user.id, version=version, although_incomplete=True
        )
    except EditConflict as conflict:
        raise InvalidChange(
            _("{problem} Send the draft back, so that its writer can bring both together.").format(
                problem=sentence(conflict)
            )
        ) from None
    await show(interaction, await published_card(library, stored))


@on_press("draft", "theirs", old=OLD_DRAFT)
async def ask_before_dismissing(interaction: Interaction, press: Press) -> None:
    """Ask whether everything of this draft's writer that waits is to be dismissed."""
    draft = await _queued(interaction, press.id)
    library = interaction.client.library
    number = await library.drafts.waiting.number(draft.id, draft.guild_id)
    await show(interaction, dismissal_card(draft, number))


@on_press("draft", "dismiss", old=OLD_DRAFT)
async def dismiss_theirs(interaction: Interaction, press: Press) -> None:
    """Dismiss everything of this draft's writer that waits."""
    draft = await _queued(interaction, press.id)
    library = interaction.client.library
    number = await library.drafts.waiting.dismiss_all(draft.id, draft.guild_id, interaction.user.id)
    said = counted(number, "🗑️ {count} draft is dismissed.", "🗑️ {count} drafts are dismissed.")
    waiting = await library.drafts.lists.queue(draft.guild_id, MOST_OPTIONS)
    await show(interaction, queue_card(waiting, said=said))


@on_press("draft", "sendback")
async def ask_for_note(interaction: Interaction, press: Press) -> None:
    """Ask what its writer should change."""
    draft = await _queued(interaction, press.id)
    field = TextField("note", _("What should be changed?"), longest=1000, long=True, required=True)
    await show_form(interaction, Press("draft", draft.id, "returned"), _("Send back with a note"), [field])


@on_submit("draft", "returned")
async def send_back(interaction: Interaction, press: Press, typed: dict[str, str]) -> None:
    """Give a waiting draft back to its writer."""
    draft = await _queued(interaction, press.id)
    library = interaction.client.library
    note = typed.get("note", "").strip()
    if not note:
        raise InvalidChange(_("Say in a sentence what should be changed."))
    await library.drafts.send_back(draft.id, draft.guild_id, interaction.user.id, note)
    waiting = await library.drafts.lists.queue(draft.guild_id, MOST_OPTIONS)
    await show(interaction, queue_card(waiting, said=_("↩️ Sent back with your note.")))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
