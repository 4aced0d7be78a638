"""From draft to review: publishing, handing in, conflicts, and the queue of what waits for a moderator."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from cogs.ui.arguments import PAGE, REVISION, dotted, one_of, several
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _, counted
from cogs.ui.permissions import may_publish, own_draft, require_publisher
from cogs.ui.presses import button
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.ui.text import escape
from cogs.warnings.questions import open_line
from cogs.writing.conflict_cards import conflict_card
from cogs.writing.panel import OLD_DRAFT, show_panel
from cogs.writing.panel_cards import against_lines, missing_card
from data.drafts import Draft, merge, missing
from data.drafts.checking import spoken_against
from data.errors import EditConflict, InvalidChange
from data.library import Library
from data.models import Review, ReviewState, StoredReview
from data.parts import Part
from data.reviews.history import Revision

_TYPED_BUT_NOT_TAKEN = N_("⚠️ Something you typed could not be taken yet: mend or forget it first.")
_MOVED_ON = N_("The review has changed once more since then. Publish again to see both versions as they are now.")


@on_press("draft", "publish")
async def publish(interaction: Interaction, press: Press) -> None:
    """Publish one's draft, or say all that is missing, or show both versions if somebody was faster."""
    await require_publisher(interaction)
    await _publish(interaction, await own_draft(interaction, press.id), although_incomplete=False)


@on_press("draft", "anyway", REVISION, old=OLD_DRAFT)
async def publish_anyway(interaction: Interaction, press: Press, version: int) -> None:
    """Publish one's draft although something is missing."""
    await require_publisher(interaction)
    draft = await own_draft(interaction, press.id)
    if version != draft.version:
        raise InvalidChange(_("The draft has changed since then. Look again, then publish it."))
    await _publish(interaction, draft, although_incomplete=True)


async def _publish(interaction: Interaction, draft: Draft, *, although_incomplete: bool) -> None:
    library = interaction.client.library
    if draft.pending:
        await show_panel(interaction, draft, _(_TYPED_BUT_NOT_TAKEN))
        return
    if not although_incomplete and (card := await _objections(draft)):
        await show(interaction, card)
        return
    try:
        stored = await library.drafts.publish(
            draft.id,
            draft.guild_id,
            interaction.user.id,
            version=draft.version,
            although_incomplete=although_incomplete,
        )
    except EditConflict as conflict:
        await show(interaction, await _conflict(library, draft, conflict.current, conflict.base, 0))
    else:
        await show(interaction, await published_card(library, stored))


async def _objections(draft: Draft) -> Card | None:
    """What is said before a draft is published: what it lacks, and where its text and its answers disagree."""
    lacking, still_open = missing(draft.review), open_line(draft.review)
    against = against_lines(await asyncio.to_thread(spoken_against, draft.review))
    if lacking or against or (still_open and not draft.base_revision):
        return missing_card(draft, lacking, still_open, against)
    return None


async def published_card(library: Library, stored: StoredReview) -> Card:
    """That a review is published, and for how many who asked for it."""
    film = stored.review.film
    waited = await library.requests.answered_by(stored.guild_id, stored.film_id, stored.review.revision)
    published = _("### 📢 Published: {film}\nRevision {number} is what members see now.").format(
        film=escape(film.label), number=stored.review.revision
    )
    asked = counted(waited, "{count} member had asked for it.", "{count} members had asked for it.") if waited else ""
    card = Card()
    card.text(" ".join(filter(None, (published, asked))))
    if still_open := open_line(stored.review):
        card.text(still_open)
    card.row(
        button(Press("film", stored.film_id, "review"), _("See it"), emoji="🎬"),
        button(Press("revision", stored.film_id, "history"), _("History"), emoji="🕰️"),
    )
    return card


async def _conflict(library: Library, draft: Draft, current: StoredReview, base: Review | None, page: int) -> Card:
    theirs = await library.reviews.revision(current.film_id, draft.guild_id, current.review.revision)
    if theirs is None:
        raise InvalidChange(_(_MOVED_ON))
    return conflict_card(draft, theirs.revision, base, page)


async def _versions(interaction: Interaction, press: Press, number: int) -> tuple[Draft, Revision, Review | None]:
    """One's draft, the revision of the number that a button of the conflict's card names, what the draft began with.

    Raises:
        InvalidChange: the review has moved on since, or members do not see it, as whoever only suggests.
    """
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    theirs = await library.reviews.revision(await _film_of(library, draft), draft.guild_id, number)
    if theirs is None or number != theirs.newest or _is_hidden(draft, theirs.revision.review):
        raise InvalidChange(_(_MOVED_ON))
    return draft, theirs.revision, await library.drafts.base(draft)


def _is_hidden(draft: Draft, review: Review) -> bool:
    """Whether a review is none of a suggester's business: it is withdrawn, or was never published."""
    return draft.suggested and review.state is not ReviewState.PUBLISHED


async def _film_of(library: Library, draft: Draft) -> int:
    """The film whose review a draft would become: for a new one, the film of its title and year as they are now."""
    if draft.base_revision and draft.film_id:
        return draft.film_id
    return await library.drafts.film_id(draft)


@on_press("draft", "versions", dotted(REVISION, PAGE), old=OLD_DRAFT)
async def turn_versions(interaction: Interaction, press: Press, at: tuple[int, int]) -> None:
    """Turn a page of the two versions."""
    number, page = at
    await show(interaction, conflict_card(*await _versions(interaction, press, number), page))


@on_press("draft", "keepmine", REVISION, old=OLD_DRAFT)
async def keep_mine(interaction: Interaction, press: Press, number: int) -> None:
    """Publish one's own text over theirs, which stays in the history; or, for a reviewer, make it ready to hand in."""
    draft, theirs, _base = await _versions(interaction, press, number)
    draft = await _rebase(interaction, draft, theirs, draft.review)
    if await may_publish(interaction) and not draft.suggested:
        await _publish(interaction, draft, although_incomplete=True)
    else:
        await show_panel(interaction, draft, _("Yours is kept as a change of their revision. Hand it in now."))


@on_press("draft", "keeptheirs", REVISION, old=OLD_DRAFT)
async def keep_theirs(interaction: Interaction, press: Press, number: int) -> None:
    """Leave theirs as it is and give one's draft up; it can be taken up again."""
    draft, *_rest = await _versions(interaction, press, number)
    library = interaction.client.library
    draft = await library.drafts.discard(draft.id, draft.guild_id, draft.owner_id)
    await show_panel(interaction, draft, _("Theirs stays. Your draft is given up, and kept."))


@on_press("draft", "mergerest", REVISION, old=OLD_DRAFT)
async def merge_theirs(interaction: Interaction, press: Press, number: int) -> None:
    """Merge, with their text where both changed something."""
    await _merge(interaction, press, number, [])


@on_pick("draft", "merge", several(one_of(Part)), REVISION, old=OLD_DRAFT)
async def merge_parts(interaction: Interaction, press: Press, number: int, mine: Sequence[Part]) -> None:
    """Merge, with one's own text for the chosen parts."""
    await _merge(interaction, press, number, [part for part in Part if part in mine])


async def _merge(interaction: Interaction, press: Press, number: int, keep_mine: Sequence[Part]) -> None:
    draft, theirs, base = await _versions(interaction, press, number)
    merged = merge(draft.review, theirs.review, base, keep_mine)
    draft = await _rebase(interaction, draft, theirs, merged)
    said = _("✅ Both versions are merged in your draft. Look at the preview, then publish.")
    await show_panel(interaction, draft, said)


async def _rebase(interaction: Interaction, draft: Draft, theirs: Revision, review: Review) -> Draft:
    library = interaction.client.library
    film_id = await _film_of(library, draft)
    place = (draft.id, draft.guild_id, draft.owner_id)
    return await library.drafts.rebase(*place, review, onto_revision=theirs.number, film_id=film_id)


@on_press("draft", "submit")
async def submit(interaction: Interaction, press: Press) -> None:
    """Hand one's draft in; or show both versions if the review has changed since it was begun."""
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    if draft.pending:
        await show_panel(interaction, draft, _(_TYPED_BUT_NOT_TAKEN))
        return
    current = await library.reviews.current(await _film_of(library, draft), draft.guild_id)
    if current and _is_hidden(draft, current.review):  # a moderator compares the two
        place = (draft.id, draft.guild_id, draft.owner_id)
        revision = current.review.revision
        await library.drafts.rebase(*place, draft.review, onto_revision=revision, film_id=current.film_id)
    elif current and current.review.revision != draft.base_revision:
        base = await library.drafts.base(draft)
        await show(interaction, await _conflict(library, draft, current, base, 0))
        return
    draft = await library.drafts.submit(draft.id, draft.guild_id, draft.owner_id)
    await show_panel(interaction, draft, _("📨 It waits for a moderator now, who sees it in /reviews queue."))


@on_press("draft", "takeback")
@on_press("draft", "discard")
@on_press("draft", "reopen")
async def move(interaction: Interaction, press: Press) -> None:
    """Take one's draft back from the queue, give it up, or take it up again."""
    draft = await own_draft(interaction, press.id)
    library = interaction.client.library
    drafts = library.drafts
    act = {"takeback": drafts.take_back, "discard": drafts.discard, "reopen": drafts.reopen}
    await show_panel(interaction, await act[press.verb](draft.id, draft.guild_id, draft.owner_id))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
