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
    """Marked words, on its button under a film's card; without a label it has none there."""
    emoji: str = ""
    place: int = 0
    """Where its button stands, from the left."""


_answers: dict[str, FilmPart] = {}
_opened: dict[str, FilmPart] = {}
_notes: dict[str, Note] = {}
_EVERY = ""


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
    note = _notes.get(part.name, _notes.get(_EVERY))
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


def part_buttons(film_id: int) -> list[PressButton]:
    """The row that opens the rest, each part for the asker alone."""
    shown = sorted((part for part in _opened.values() if part.label), key=lambda part: part.place)
    return [
        button(Press("film", film_id, part.verb), _(part.label), emoji=part.emoji, style=discord.ButtonStyle.primary)
        for part in shown
    ]


async def read_page(library: Library, film_id: int, place: Place, member_id: int = 0) -> FilmPage:
    """The film as a member meets it in a place.

    Raises:
        NotFound: the film has no review here.
    """
    return await library.film_pages.read(
        film_id, place.guild_id, place.channel_id, member_id, age_restricted=place.age_restricted
    )


async def draw(library: Library, film: FilmPage, part: FilmPart, *, alone: bool, wanted: str = "") -> Card:
    """A part of a film as it answers a command; `alone` if nobody but the asker sees it."""
    note = await note_of(library, film, part) if alone else None
    return await part.draw(Asked(library, film, wanted=wanted, note=note))
