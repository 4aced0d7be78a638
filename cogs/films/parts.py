"""What a film's card can open, and what commands about a film answer: each topic registers its own here.

A part is drawn from the film's page alone, so it looks the same whether it was typed, picked or pressed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from cogs.ui.cards import Card
from cogs.ui.language import _
from cogs.ui.places import Place
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from data.errors import NotFound
from data.film_page import FilmPage
from data.library import Library


@dataclass(frozen=True)
class Asked:
    """How a part is asked for."""

    library: Library
    film: FilmPage
    number: int = 0
    """Its page, from 0."""
    wanted: str = ""
    """What a command asked for besides the film, as a button carries it."""
    note: str | None = None
    """What only whoever asks may read, on a card that only they see."""
    alone: bool = False
    """Whether nobody but whoever asks sees it."""


Draw = Callable[[Asked], Awaitable[Card]]
Note = Callable[[Library, FilmPage, bool], Awaitable[str | None]]
"""The last is whether it stands by itself, under a card that all see: it names the film, and only says what matters."""


@dataclass(frozen=True)
class FilmPart:
    """A card about a film, with the ways to it."""

    name: str
    draw: Draw
    command: str = ""
    """The command that it answers."""
    verb: str = ""
    """The press `film:ID:verb` that opens it."""
    private: bool = False
    """Whether only whoever asks may see it: because it spoils, or says something about them."""
    label: str = ""
    """Marked words, on its button in the panel that More… opens; without a label it has none there."""
    emoji: str = ""
    place: int = 0
    """Where its button stands: from the left, five in a row."""
    has: Callable[[FilmPage], bool] = lambda film: True
    """Whether a film has anything of it; without, it has no button."""


_answers: dict[str, FilmPart] = {}
_opened: dict[str, FilmPart] = {}
_notes: dict[str, Note] = {}
_EVERY = ""
UNREVIEWED = "unreviewed"
"""The part that answers whatever is asked about a film without a review."""
_BUTTONS_A_ROW = 5


def register(part: FilmPart) -> FilmPart:
    """Make a part known under its command and its verb."""
    for registry, key in ((_answers, part.command), (_opened, part.verb)):
        if key:
            known = registry.setdefault(key, part)
            assert known.name == part.name, f"{key} is {known.name} and {part.name}"
    return part


def private_note(part: str = _EVERY) -> Callable[[Note], Note]:
    """Say what a part tells whoever asks, and nobody else; without a name, every part that has no note of its own."""

    def keep(note: Note) -> Note:
        _notes[part] = note
        return note

    return keep


async def note_of(library: Library, film: FilmPage, part: FilmPart, *, by_itself: bool = False) -> str | None:
    """What of a part is for whoever asks alone, if there is anything."""
    note = _notes.get(part.name, _notes.get(_EVERY)) if film.reviewed else _notes.get(UNREVIEWED)
    return await note(library, film, by_itself) if note else None


def answer_to(command: str) -> FilmPart:
    """The part that answers a command.

    Raises:
        NotFound: there is no such command about a film, or not any more.
    """
    if command not in _answers:
        raise NotFound(_("This button is from an older Marquee. Ask again with /review."))
    return _answers[command]


def opened_by(verb: str) -> FilmPart:
    """The part that a press opens; handlers are registered for those that exist alone."""
    return _opened[verb]


def panel_buttons(film: FilmPage, here: str) -> list[list[PressButton]]:
    """The rows that turn the private panel of a film to another part; `here` is the verb of the one that is open."""
    shown = [part for part in _opened.values() if part.label and (part.has(film) or part.verb == here)]
    shown.sort(key=lambda part: part.place)
    row = [_turn_to(part, film.film_id, is_open=part.verb == here) for part in shown]
    return [row[start : start + _BUTTONS_A_ROW] for start in range(0, len(row), _BUTTONS_A_ROW)]


def _turn_to(part: FilmPart, film_id: int, *, is_open: bool) -> PressButton:
    """A press with a page turns in place; the part that is open cannot be pressed, and its page may have that id."""
    press = Press("film", film_id, part.verb, "" if is_open else "0")
    style = discord.ButtonStyle.primary if is_open else discord.ButtonStyle.secondary
    return button(press, _(part.label), emoji=part.emoji, style=style, disabled=is_open)


async def read_page(library: Library, film_id: int, place: Place, member_id: int = 0) -> FilmPage:
    """The film as a member meets it in a place.

    Raises:
        NotFound: the film has no review here and is not known.
    """
    return await library.film_pages.read(
        film_id, place.guild_id, place.channel_id, member_id, age_restricted=place.age_restricted
    )


async def draw(
    library: Library, film: FilmPage, part: FilmPart, *, alone: bool, wanted: str = "", number: int = 0
) -> Card:
    """A part of a film as it answers a command; `alone` if nobody but the asker sees it.

    A film without a review has one card, whatever of it was asked for.
    """
    note = await note_of(library, film, part) if alone else None
    asked = Asked(library, film, number, wanted, note, alone)
    return await (part.draw(asked) if film.reviewed else answer_to(UNREVIEWED).draw(asked))
