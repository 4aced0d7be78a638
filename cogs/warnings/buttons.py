"""What opens from a film's warnings, for the asker alone: details, what gives the plot away, members' voices, forms."""

from __future__ import annotations

import asyncio

from cogs.films.parts import read_page
from cogs.tellings.ways import tell_me_button
from cogs.ui.arguments import PAGE, dotted, one, one_of, optional, text
from cogs.ui.cards import WARNINGS, Card
from cogs.ui.forms import UNSET, ChoiceField, Field, TextField, show_form
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.places import place_of
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press, on_submit
from cogs.ui.terms import term
from cogs.ui.text import escape
from cogs.warnings.cards import detail_card, mentions_card, warnings_card
from cogs.warnings.lines import film_note, strength
from data.errors import MarqueeError
from data.film_page import FilmPage
from data.models import ContentWarning, Manner, Severity, clean_line, clean_text
from data.taxonomy import load
from data.warnings.caps import EVERYTHING, allows
from data.warnings.crowd import Voice, Voices
from data.warnings.in_text import in_text
from data.warnings.naming import warnings_named
from data.warnings.search import BETWEEN
from data.warnings.voices import warning_of

_OLD = N_("This button is from an older Marquee. Ask again with /warnings.")
_OLD_LIST = N_("This list is from an older Marquee. Ask again with /warnings.")
_KEY = text("[0-9a-f]{16}", "0123456789abcdef")
_VIEW = text("[fl][0-9]{1,3}", "l0")
_SEVERITIES = (Severity.MILD, Severity.MODERATE, Severity.SEVERE)
_LONGEST_DETAIL = 600


def _guild_of(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise MarqueeError(_("What members say counts within a server. Open the warnings in one."))
    return interaction.guild_id


async def _page(interaction: Interaction, film_id: int) -> FilmPage:
    return await read_page(interaction.client.library, film_id, place_of(interaction), interaction.user.id)


@on_press("film", "folded", optional(PAGE), old=_OLD)
async def open_folded(interaction: Interaction, press: Press, page: int | None) -> None:
    """Open the labels that give the plot away."""
    film = await _page(interaction, press.id)
    note = film_note(film.personal, film.stored)
    await show(interaction, warnings_card(film, page or 0, folded=True, note=note))


@on_press("film", "mentions", text("[a-z+-]{1,30}", "dog"), old=_OLD)
async def open_mentions(interaction: Interaction, press: Press, topics: str) -> None:
    """Show where the review's text speaks of topics that its warnings leave open."""
    film = await _page(interaction, press.id)
    if film.cap != EVERYTHING:
        raise MarqueeError(
            _("This channel does not show that warning. Ask in another, or a moderator: /moderate filter.")
        )
    known = [topic for topic in topics.split(BETWEEN) if topic in {t.id for t in load().topics}]
    said = {
        topic: [mention.sentence for mention in await asyncio.to_thread(in_text, topic, film.stored.review)]
        for topic in known
    }
    await show(interaction, mentions_card(film.stored, said))


async def _open_detail(
    interaction: Interaction, film: FilmPage, key: str, view: str, voices: Voices | None = None
) -> None:
    warning = warning_of(film.stored, key)
    if not allows(film.cap, warning):
        raise MarqueeError(
            _("This channel does not show that warning. Ask in another, or a moderator: /moderate filter.")
        )
    if voices is None:
        every = await interaction.client.library.warning_voices.of_film(film.guild_id, film.film_id)
        voices = every.get(key, Voices())
    await show(interaction, detail_card(film, warning, voices, view=view))


@on_pick("film", "detail", one(_KEY), _VIEW, old=_OLD_LIST)
async def open_detail(interaction: Interaction, press: Press, view: str, key: str) -> None:
    """Open one warning with its detail."""
    await _open_detail(interaction, await _page(interaction, press.id), key, view)


@on_press("film", "voice", dotted(_KEY, one_of(Voice), _VIEW), old=_OLD)
async def say(interaction: Interaction, press: Press, what: tuple[str, Voice, str]) -> None:
    """Record what the presser says of a warning, and show what all say."""
    key, voice, view = what
    guild_id = _guild_of(interaction)
    film = await _page(interaction, press.id)
    if not allows(film.cap, warning_of(film.stored, key)):
        raise MarqueeError(
            _("This channel does not show that warning. Ask in another, or a moderator: /moderate filter.")
        )
    voices = await interaction.client.library.warning_voices.say(guild_id, film.stored, key, interaction.user.id, voice)
    await _open_detail(interaction, film, key, view, voices)


@on_press("film", "missing")
async def open_proposal(interaction: Interaction, press: Press) -> None:
    """Ask which warning is missing."""
    _guild_of(interaction)
    levels = tuple((severity.value, term(severity).capitalize()) for severity in _SEVERITIES)
    manners = tuple((how.value, term(how).capitalize()) for how in Manner)
    hint = _("Needles, a dog dies, flashing lights …")
    fields: list[Field] = [
        TextField("topic", _("What is in the film?"), hint=hint, longest=200, required=True),
        ChoiceField("severity", _("How strong is it?"), levels, required=True),
        ChoiceField("how", _("How does it appear?"), (*manners, (UNSET, _("I cannot say"))), value=UNSET),
        TextField(
            "detail", _("What happens?"), hint=_("Only those who ask for the detail read it."), longest=600, long=True
        ),
    ]
    await show_form(interaction, Press("film", press.id, "missing"), _("A warning is missing"), fields)


@on_submit("film", "missing")
async def propose(interaction: Interaction, press: Press, fields: dict[str, str]) -> None:
    """Put what was typed in the moderators' queue; words that are on no topic stay as they were written."""
    library = interaction.client.library
    guild_id = _guild_of(interaction)
    stored = await library.reviews.get(press.id, guild_id)
    new = await library.warning_queue.propose(guild_id, stored, proposals(fields), interaction.user.id)
    labels = ", ".join(f"**{escape(warning.topic)}** ({strength(warning.severity)})" for warning in new)
    said = (
        _("Thank you. Moderators will look at {warnings}.") if new else _("Somebody proposed that already. Thank you.")
    )
    card = Card(colour=WARNINGS)
    card.text(said.format(warnings=labels))
    if new:
        card.row(tell_me_button())
    await interaction.response.send_message(view=card, ephemeral=True)


def proposals(fields: dict[str, str]) -> list[ContentWarning]:
    """The warnings that a filled form proposes.

    Raises:
        MarqueeError: nothing was named, or no strength.
    """
    typed, severity, how = clean_line(fields.get("topic", "")), fields.get("severity"), fields.get("how")
    if not typed or severity not in set(_SEVERITIES) or (how and how not in set(Manner)):
        raise MarqueeError(_("Say what is in the film, and how strong it is. Nothing was proposed."))
    detail = clean_text(fields.get("detail", ""))[:_LONGEST_DETAIL]
    said = {"severity": severity, "how": how or None, "detail": detail or None}
    return [ContentWarning.model_validate(warning.model_dump() | said) for warning in warnings_named(typed)]


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
