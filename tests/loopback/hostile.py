"""What hostile and careless people write: texts as long as may be, of one character; and a library full of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hypothesis import given, settings

from data import models as m
from data.library import Library
from tests.data import reviews_strategy

MARKS = (
    *("*", "|| ", "<", "`", "_", "~~", "# ", "> ", "- ", "[x](", "\\", "@everyone ", "<@&1> ", "\u200fa", "\u200da"),
    *("😀", "é\u0301", "漢", "W", "{film} ", "%s ", "a\n", "http://x.y/ "),
)
"""What texts are made of, again and again. Some are seen by nobody, some are turned into something by Discord."""

NOTHING = ("\u200b", "\u202e", "\ufeff ", "\x00", "\u200f\u200d", "\u3164")
"""What is nothing once it is cleaned."""

NAMESAKES = 30
"""Films of one name."""
_LISTED, _WARNINGS, _SECTIONS = 40, 80, 20


def fill(mark: str, length: int) -> str:
    """A text of exactly so many characters, or one fewer where it would end in a space."""
    return (mark * length)[:length].strip() or "x"


def numbered(mark: str, length: int, count: int) -> tuple[str, ...]:
    """So many different texts of about that length."""
    return tuple(f"{number} {fill(mark, length - 4)}" for number in range(count))


def longest(mark: str) -> m.Review:
    """A review in which everything is there and as long as may be."""
    return m.Review(
        film=_longest_film(mark),
        blurb=fill(mark, 300),
        summary=fill(mark, 12_000),
        warnings=tuple(_warnings(mark)),
        verdict=m.Verdict(tier=m.Tier.MIXED, qualifier=fill(mark, 40)),
        sections=tuple(
            m.Section(kind=kind, heading=fill(mark, 150), text=fill(mark, 4000), percentage=50)
            for _ in range(_SECTIONS // len(m.SectionKind))
            for kind in m.SectionKind
        ),
        audience=fill(mark, 1000),
        recommendations=tuple(
            m.Recommendation(title=title, year=1999, pitch=fill(mark, 400)) for title in numbered(mark, 200, 20)
        ),
        overview=fill(mark, 4000),
        author=fill(mark, 100),
    )


def _longest_film(mark: str) -> m.Film:
    many = numbered(mark, 200, _LISTED)
    return m.Film(
        title=fill(mark, 200),
        year=2000,
        original_title=fill(mark, 200),
        alternative_titles=many,
        directors=many,
        writers=many,
        based_on=fill(mark, 300),
        releases=tuple(m.Release(date=dt.date(2000, 1, 1 + day), where=fill(mark, 100)) for day in range(20)),
        genres=many,
        languages=many,
        runtime_minutes=6000,
        content_rating=fill(mark, 40),
        characters=tuple(
            m.Character(name=name, actor=fill(mark, 200), description=fill(mark, 1000)) for name in many
        ),
        sources=many,
    )  # fmt: skip


def _warnings(mark: str) -> Iterator[m.ContentWarning]:
    severities, manners = (*m.Severity, None), (*m.Manner, None)
    for number, topic in enumerate(numbered(mark, 80, _WARNINGS)):
        yield m.ContentWarning(
            category=f"{number % 7} {fill(mark, 56)}",
            topic=topic,
            severity=severities[number % len(severities)],
            how=manners[number % len(manners)],
            detail=fill(mark, 600),
            spoils=number % 5 == 0,
        )


def reviews() -> list[m.Review]:
    """The whole shelf, the same every time."""
    shelf = [longest(mark) for mark in MARKS]
    shelf += [m.Review(film=m.Film(title=fill(mark, 3), year=1980)) for mark in MARKS]
    shelf += [m.Review(film=m.Film(title="The Same", year=1900 + number)) for number in range(NAMESAKES)]
    shelf.append(m.Review(film=m.Film(title="The Same")))

    @settings(derandomize=True, database=None, max_examples=60)
    @given(reviews_strategy.reviews)
    def any_shape(review: m.Review) -> None:
        shelf.append(review.model_copy(update={"revision": 1}))

    any_shape()
    return shelf


async def write(address: str, guild_id: int) -> list[str]:
    """Put the shelf into a database, some of it shared and some a server's own; its labels."""
    shelf = reviews()
    async with Library.open(address) as library:
        for number, review in enumerate(shelf):
            await library.reviews.save(review, guild_id if number % 3 else m.SHARED_LIBRARY)
    return [review.film.label for review in shelf]
