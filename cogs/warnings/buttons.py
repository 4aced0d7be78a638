"""What opens from a film's warnings, for the asker alone: details, what gives the plot away, members' voices, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cogs.reviews.answers import open_part
from cogs.ui.cards import Card
from cogs.ui.forms import UNSET, ChoiceField, Field, TextField, on_submit, show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.picks import on_pick
from cogs.ui.places import only_reader, place_of
from cogs.ui.presses import Press, on_press
from cogs.ui.text import escape
from cogs.warnings.cards import detail_card, warnings_card
from cogs.warnings.notes import film_note
from data.errors import MarqueeError, NotFound
from data.models import SHARED_LIBRARY, ContentWarning, Manner, Severity, StoredReview, clean_line, clean_text
from data.taxonomy import classify, load
from data.warnings.caps import allows
from data.warnings.crowd import Voice, Voices
from data.warnings.voices import warning_of

_VIEW = re.compile(r"[fl]\d{1,3}")
_SEVERITIES = (Severity.MILD, Severity.MODERATE, Severity.SEVERE)
_LONGEST_LABEL = 80
_LONGEST_DETAIL = 600
_OWN_WORDS = "Other themes"


async def show(interaction: Interaction, card: Card) -> None:
    """In the reply that is open, if only the presser sees it; else in one that only they see."""
    if only_reader(interaction):
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def _guild_of(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise MarqueeError("What members say counts within a server. Open the warnings in one.")
    return interaction.guild_id


@on_press("film", "warnings")
async def open_warnings(interaction: Interaction, press: Press) -> None:
    """Open the warnings; with a page, or `all`, as argument turn to it in the reply that is open."""
    library = interaction.client.library
    place = place_of(interaction)
    stored = await library.reviews.get(press.id, place.guild_id)
    page = int(press.argument) if press.argument.isdecimal() else 0
    card = await open_part(library, stored, "warnings", page, place, only_for=interaction.user.id)
    if press.argument:
        await show(interaction, card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


@on_press("film", "folded")
async def open_folded(interaction: Interaction, press: Press) -> None:
    """Open the labels that give the plot away."""
    library = interaction.client.library
    place = place_of(interaction)
    stored = await library.reviews.get(press.id, place.guild_id)
    page = int(press.argument) if press.argument.isdecimal() else 0
    note = film_note(await library.personal_lists.get(interaction.user.id), stored)
    can_speak = place.guild_id != SHARED_LIBRARY
    cap = await place.cap(library)
    await show(interaction, warnings_card(stored, cap, page, folded=True, note=note, can_speak=can_speak))


async def _open_detail(
    interaction: Interaction, stored: StoredReview, key: str, view: str, voices: Voices | None = None
) -> None:
    library = interaction.client.library
    place = place_of(interaction)
    warning, cap = warning_of(stored, key), await place.cap(library)
    if not allows(cap, warning):
        raise MarqueeError("This channel does not show that warning.")
    if voices is None:
        voices = (await library.warning_voices.of_film(place.guild_id, stored.film_id)).get(key, Voices())
    can_speak = place.guild_id != SHARED_LIBRARY
    await show(interaction, detail_card(stored, warning, cap, voices, view=view, can_speak=can_speak))


@on_pick("film", "detail")
async def open_detail(interaction: Interaction, press: Press, values: Sequence[str]) -> None:
    """Open one warning with its detail."""
    if not values or not _VIEW.fullmatch(press.argument):
        raise NotFound("This list is from an older Marquee. Ask again with /warnings.")
    library = interaction.client.library
    stored = await library.reviews.get(press.id, place_of(interaction).guild_id)
    await _open_detail(interaction, stored, values[0], press.argument)


@on_press("film", "voice")
async def say(interaction: Interaction, press: Press) -> None:
    """Record what the presser says of a warning, and show what all say."""
    key, said, view = [*press.argument.split("."), "", ""][:3]
    if said not in set(Voice) or not _VIEW.fullmatch(view):
        raise NotFound("This button is from an older Marquee. Ask again with /warnings.")
    library = interaction.client.library
    guild_id = _guild_of(interaction)
    stored = await library.reviews.get(press.id, guild_id)
    if not allows(await place_of(interaction).cap(library), warning_of(stored, key)):
        raise MarqueeError("This channel does not show that warning.")
    voices = await library.warning_voices.say(guild_id, stored, key, interaction.user.id, Voice(said))
    await _open_detail(interaction, stored, key, view, voices)


@on_press("film", "missing")
async def open_proposal(interaction: Interaction, press: Press) -> None:
    """Ask which warning is missing."""
    _guild_of(interaction)
    levels = tuple((severity.value, severity.capitalize()) for severity in _SEVERITIES)
    manners = tuple((how.value, how.capitalize()) for how in Manner)
    hint = "Needles, a dog dies, flashing lights …"
    fields: list[Field] = [
        TextField("topic", "What is in the film?", hint=hint, longest=200, required=True),
        ChoiceField("severity", "How strong is it?", levels, required=True),
        ChoiceField("how", "How does it appear?", (*manners, (UNSET, "I cannot say")), value=UNSET),
        TextField("detail", "What happens?", hint="Only those who ask for the detail read it.", longest=600, long=True),
    ]
    await show_form(interaction, Press("film", press.id, "missing"), "A warning is missing", fields)


@on_submit("film", "missing")
async def propose(interaction: Interaction, press: Press, fields: dict[str, str]) -> None:
    """Put what was typed in the moderators' queue; words that are on no topic stay as they were written."""
    library = interaction.client.library
    guild_id = _guild_of(interaction)
    stored = await library.reviews.get(press.id, guild_id)
    new = await library.warning_queue.propose(guild_id, stored, proposals(fields), interaction.user.id)
    labels = ", ".join(f"**{escape(warning.topic)}** ({warning.severity})" for warning in new)
    said = f"Thank you. Moderators will look at {labels}." if new else "Somebody proposed that already. Thank you."
    await interaction.response.send_message(said, ephemeral=True)


def proposals(fields: dict[str, str]) -> list[ContentWarning]:
    """The warnings that a filled form proposes.

    Raises:
        MarqueeError: nothing was named, or no strength.
    """
    typed, severity, how = clean_line(fields.get("topic", "")), fields.get("severity"), fields.get("how")
    if not typed or severity not in set(_SEVERITIES) or (how and how not in set(Manner)):
        raise MarqueeError("Say what is in the film, and how strong it is. Nothing was proposed.")
    detail = clean_text(fields.get("detail", ""))[:_LONGEST_DETAIL]
    said = {"severity": severity, "how": how or None, "detail": detail or None}
    labelled = load().labelled(typed)
    named = [labelled.id] if labelled else [read.topic for read in classify(typed) if read.topic]
    topics = [load().topic(topic) for topic in dict.fromkeys(named)][:5]
    if not topics:
        return [ContentWarning.model_validate(said | {"category": _OWN_WORDS, "topic": typed[:_LONGEST_LABEL].strip()})]
    return [
        ContentWarning.model_validate(
            said | {"category": load().category(t.category).label, "topic": t.label, "spoils": t.spoils}
        )
        for t in topics
    ]


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
