"""What the two pages of core questions do: ticks, denials, doubts, taking what is proposed, undoing a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from cogs.ui.arguments import Argument, dotted, named, number, several, text
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.permissions import own_draft
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.ui.sentences import of_field
from cogs.writing.panel import OLD_DRAFT
from cogs.writing.questions_cards import At, absence_card, questions_card, waiting
from data.drafts import Draft
from data.drafts.answers import (
    GROUPS,
    NO,
    PAGES,
    TOPICS,
    UNSURE,
    Said,
    denied,
    present,
    ticked,
    topics_in,
    undo_code,
    undone,
    with_answers,
)
from data.drafts.checking import Proposal, denial, proposals
from data.errors import InvalidFields
from data.models import Review
from data.parts import Part
from data.taxonomy.core import CORE_QUESTIONS
from data.warnings.answering import Presence, topics_labelled
from data.warnings.members_say import NOBODY, Counts

_SETTLED = text("[0-9a-f]{2}", "00").then(lambda written: int(written, 16))
_AT: Argument[At] = dotted(number(1), _SETTLED, text("[0-9a-z]{0,36}", "")).then(lambda found: At(*found))
_ASKED = dotted(number(1), _SETTLED, text("[0-9a-f]{1,11}", "1"))
_TOPIC = named({topic: topic for topic in TOPICS})
_ABSENCES = named(
    {question.id: question.topics for question in CORE_QUESTIONS}
    | {f"g{index}": group for index, group in enumerate(GROUPS)}
)


async def show_questions(interaction: Interaction, draft: Draft, at: At, said: str = "") -> None:
    """Show a page, with what the draft's text, and members, propose for it."""
    await show(interaction, questions_card(draft, at, await _proposals(interaction, draft), said))


async def _proposals(interaction: Interaction, draft: Draft) -> dict[str, Proposal]:
    return await asyncio.to_thread(proposals, draft.review, await _counts(interaction, draft))


async def _counts(interaction: Interaction, draft: Draft) -> Counts:
    answers = interaction.client.library.member_answers
    return await answers.of_film(draft.guild_id, draft.film_id) if draft.film_id else NOBODY


@on_press("draft", "questions", _AT, old=OLD_DRAFT)
async def open_questions(interaction: Interaction, press: Press, at: At) -> None:
    """Open one of the two pages."""
    await show_questions(interaction, await own_draft(interaction, press.id), at)


@on_pick("draft", "tick", several(_TOPIC), dotted(number(len(GROUPS) - 1), _AT), old=OLD_DRAFT)
async def tick(interaction: Interaction, press: Press, where: tuple[int, At], chosen: Sequence[str]) -> None:
    """Record what is ticked of a group; of what is not ticked any more, nothing is known."""
    group, at = GROUPS[where[0]], where[1]
    draft = await own_draft(interaction, press.id)
    found = await _proposals(interaction, draft)
    proposed = {topic: one.said for topic, one in found.items() if one.said.presence is Presence.YES}
    await _change(interaction, draft, at, [group], lambda review: ticked(review, group, chosen, proposed))


@on_press("draft", "confirm", _AT, old=OLD_DRAFT)
async def confirm(interaction: Interaction, press: Press, at: At) -> None:
    """Take the answers that are proposed on a page, and go on to the second one."""
    draft = await own_draft(interaction, press.id)
    found = waiting(at, await _proposals(interaction, draft))
    answers = {topic: one.said for topic, one in found.items()}
    groups = PAGES[at.page]
    await _change(interaction, draft, replace(at, page=1), groups, lambda review: _unless_answered(review, answers))


@on_press("draft", "undo", _AT, old=OLD_DRAFT)
async def undo(interaction: Interaction, press: Press, at: At) -> None:
    """Take the last change of answers back."""
    draft = await own_draft(interaction, press.id)
    await _change(interaction, draft, At(at.page), [], lambda review: undone(review, at.undo), said=_("↩️ Taken back."))


@on_pick("draft", "absent", several(_ABSENCES), _AT, old=OLD_DRAFT)
async def ask_absent(interaction: Interaction, press: Press, at: At, chosen: Sequence[str | tuple[str, ...]]) -> None:
    """List what would be denied, before anything is."""
    draft = await own_draft(interaction, press.id)
    asked = [topic for one in chosen for topic in (_open(draft.review, one) if isinstance(one, str) else one)]
    asked = [topic for topic in TOPICS if topic in asked]
    found = await asyncio.to_thread(denial, draft.review, asked)
    await show(interaction, absence_card(draft, at, asked, found, await _counts(interaction, draft)))


@on_press("draft", "deny", _ASKED, old=OLD_DRAFT)
@on_press("draft", "doubt", _ASKED, old=OLD_DRAFT)
async def say_absent(interaction: Interaction, press: Press, asked: tuple[int, int, str]) -> None:
    """Deny what was listed, or leave it unsure; what the review speaks of by now is never denied."""
    page, settled, mask = asked
    draft = await own_draft(interaction, press.id)
    topics = [topic for place, topic in enumerate(TOPICS) if int(mask, 16) >> place & 1]
    said = NO if press.verb == "deny" else UNSURE
    found = await asyncio.to_thread(denial, draft.review, topics)
    could = found.topics if said is NO else [topic for topic in topics if topic not in found.in_warnings]
    answers = dict.fromkeys(could, said)
    await _change(interaction, draft, At(page, settled), [], lambda review: with_answers(review, answers))


def _open(review: Review, group: str) -> list[str]:
    answered = present(review) | denied(review) | topics_labelled(review.unsure)
    return [topic for topic in topics_in(group) if topic not in answered]


def _unless_answered(review: Review, answers: Mapping[str, Said]) -> Review:
    """What was answered on another device meanwhile stays."""
    answered = present(review) | denied(review) | topics_labelled(review.unsure)
    return with_answers(review, {topic: said for topic, said in answers.items() if topic not in answered})


async def _change(
    interaction: Interaction,
    draft: Draft,
    at: At,
    groups: Iterable[str],
    change: Callable[[Review], Review],
    *,
    said: str = "",
) -> None:
    """Make a change of answers, and show the page with the way back from it."""
    code = ""

    def changed(review: Review) -> Review:
        nonlocal code
        after = change(review)
        code = undo_code(review, after)
        return after

    place = (draft.id, draft.guild_id, draft.owner_id)
    try:
        draft = await interaction.client.library.drafts.change(*place, changed, part=Part.WARNINGS)
    except InvalidFields as error:
        await show_questions(interaction, draft, at, "\n".join(of_field(one) for one in error.problems))
        return
    await show_questions(interaction, draft, at.settling(groups, code), said or _("✅ Saved."))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
