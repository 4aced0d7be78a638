"""The whole text of a review, pasted once: its parts fill the draft, then the core questions open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from cogs.importing.lines import left_lines, understood
from cogs.ui.forms import Field, TextField, show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _, told
from cogs.ui.permissions import own_draft
from cogs.ui.routes import Press, on_press, on_submit
from cogs.ui.text import escape, fit, shorten
from cogs.writing.panel import CLOSED_DRAFT
from cogs.writing.questions import show_questions
from cogs.writing.questions_cards import At
from cogs.writing.words import PART_NAMES
from data.drafts.long_texts import joined
from data.drafts.pasting import filled
from data.errors import InvalidChange
from data.film_keys import spelling
from data.formats import Draft as ReadDraft
from data.formats import read_bytes
from data.models import Film, Review
from data.parts import Part

_INPUTS = 5


@on_press("draft", "paste")
async def open_paste(interaction: Interaction, press: Press) -> None:
    """Ask for the text, in as many inputs as a form has."""
    draft = await own_draft(interaction, press.id)
    if not draft.editable:
        raise InvalidChange(_(CLOSED_DRAFT))
    first = _("The review, headings and all")
    fields: list[Field] = [
        TextField(f"text{n}p", _("{field}, going on").format(field=_("The review")) if n > 1 else first, long=True)
        for n in range(1, _INPUTS + 1)
    ]
    await show_form(interaction, Press("draft", draft.id, "paste"), _("Paste the whole text"), fields)


@on_submit("draft", "paste")
async def paste(interaction: Interaction, press: Press, typed: dict[str, str]) -> None:
    """Read the text into the draft, and go on with the questions. Nothing is published."""
    draft = await own_draft(interaction, press.id)
    text = joined({name: piece for name, piece in typed.items() if name in _NAMES})
    read = await asyncio.to_thread(_read, text or "", draft.review.film)
    kept: list[Part] = []

    def fill(review: Review) -> Review:
        nonlocal kept
        after, kept = filled(review, read.review)
        return after

    place = (draft.id, draft.guild_id, draft.owner_id)
    draft = await interaction.client.library.drafts.change(*place, fill, part=Part.WARNINGS)
    await show_questions(interaction, draft, At(), "\n".join(_said(read, kept, draft.review.film)))


_NAMES = frozenset(f"text{n}p" for n in range(1, _INPUTS + 1))


def _read(text: str, film: Film) -> ReadDraft:
    """The one review in a text, of a film that may be named in it or not.

    Raises:
        InvalidChange: there is none, or there are several.
    """
    reading = read_bytes(text.encode("utf-8", "replace"), f"{film.label.replace('/', ' ')}.txt")
    if len(reading.drafts) == 1:
        return reading.drafts[0]
    if reading.drafts:
        raise InvalidChange(_("There are several reviews in that text. /reviews import takes them as a file."))
    why = "; ".join(told(problem.expected) for problem in reading.problems[:3])
    raise InvalidChange(
        _("I found no review in that text ({why}). Nothing was changed: paste it with its headings.").format(why=why)
    )


def _said(read: ReadDraft, kept: list[Part], film: Film) -> Iterator[str]:
    if spelling(read.review.film.title) != spelling(film.title):
        other = _("⚠️ The text is headed **{other}**. The draft stays one of **{film}**: is it the right one?")
        yield other.format(other=escape(shorten(read.review.film.title, 100)), film=escape(shorten(film.title, 100)))
    yield "\n".join((_("**Understood**"), fit(understood(read.review), 500, _("-# and {count} more"))))
    if kept:
        parts = ", ".join(_(PART_NAMES[part]) for part in kept)
        yield _("**Kept as you had it** {parts}").format(parts=parts)
    if read.left:
        lines = _("**Left, since it has no place in a review**\n{lines}").format(lines=left_lines(read.left))
        yield fit(lines.split("\n"), 500, "-# …")


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
