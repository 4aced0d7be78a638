"""Many reviews, as long as those that Marquee comes with, each under a title of its own."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data import starter
from data.film_keys import proposed_id, title_key
from data.models import SHARED_LIBRARY, ReviewState

REVIEW_COLUMNS = ("id", "film_id", "guild_id", "state", "revision", "created_at")
REVISION_COLUMNS = ("review_id", "revision", "document", "made_at", "actor_id", "note")
LONG_HISTORY = 200
"""Revisions of this server's first own review."""

_FIRST = ["Amber", "Broken", "Crimson", "Distant", "Empty", "Falling", "Golden", "Hollow", "Iron", "Jagged", "Kindred"]
_MIDDLE = ["Harbour", "Lantern", "Orchard", "Railway", "Garden", "River", "Winter", "Letter", "Mirror", "Station"]
_LAST = ["Dreams", "Promises", "Shadows", "Voices", "Strangers", "Brothers", "Echoes", "Secrets", "Wolves", "Ashes"]
_PLACES = ["Lisbon", "Dakar", "Osaka", "Lima", "Tallinn", "Quebec"]
_FIRST_YEAR, _YEARS = 1925, 100


@dataclass(frozen=True)
class Book:
    """One review: where it is kept, and which text of the starter library it has."""

    review_id: int
    film_id: int
    title: str
    year: int
    guild_id: int
    is_withdrawn: bool

    @property
    def label(self) -> str:
        """As people name the film."""
        return f"{self.title} ({self.year})"


def shelves(number: int, guild_id: int) -> list[Book]:
    """Four fifths shared, a tenth of one server's own, a tenth withdrawn there."""
    books = []
    names = itertools.product(_PLACES, _LAST, _MIDDLE, _FIRST)
    for place, (where, last, middle, first) in enumerate(itertools.islice(names, number)):
        title = f"{first} {middle} of {last}" if place % 2 else f"The {first} {middle} {last}"
        title += f" in {where}" if where != _PLACES[0] else ""
        year = _FIRST_YEAR + place % _YEARS
        is_own, is_withdrawn = place % 10 == 8, place % 10 == 9
        home = guild_id if is_own or is_withdrawn else SHARED_LIBRARY
        film_id = proposed_id(title_key(title), year)
        books.append(Book(place + 1, film_id, title, year, home, is_withdrawn))
    return books


def films(books: Sequence[Book], asked_for: int) -> Iterator[tuple[Any, ...]]:
    """Those with a review, and so many that are only asked for."""
    for book in books:
        yield book.film_id, title_key(book.title), book.year
    for film_id, title in wanted(asked_for):
        yield film_id, title_key(title), 0


def wanted(number: int) -> Iterator[tuple[int, str]]:
    """Films without a review, by id and title."""
    for place in range(number):
        yield proposed_id(title_key(title := f"A Film Nobody Reviewed {place}"), 0), title


def reviews(books: Sequence[Book], now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    """Their rows."""
    first_own = next((book for book in books if book.guild_id and not book.is_withdrawn), None)
    for book in books:
        number = LONG_HISTORY if book is first_own else 2 if book.is_withdrawn else 1
        state = ReviewState.WITHDRAWN if book.is_withdrawn else ReviewState.PUBLISHED
        yield book.review_id, book.film_id, book.guild_id, state.value, number, now


def revisions(books: Sequence[Book], actor_id: int, now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    """Every revision of each."""
    texts = documents()
    for (review_id, _, guild_id, state, newest, _), book, text in zip(
        reviews(books, now), books, itertools.cycle(texts), strict=False
    ):
        film = text["film"] | {"title": book.title, "year": book.year}
        film.pop("alternative_titles", None)
        for number in range(1, newest + 1):
            document = text | {"film": film, "revision": number}
            if state == ReviewState.WITHDRAWN and number == newest:
                document["state"] = state
            yield review_id, number, document, now, actor_id if guild_id else None, None


def documents() -> list[dict[str, Any]]:
    """The starter reviews as they are stored."""
    read = starter.read(starter.files()).values()
    return [review.model_dump(mode="json", exclude_defaults=True) for review in read]
