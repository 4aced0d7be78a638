"""A world in which whatever is still in plain letters was never marked for translators.

Marked words come out in wide letters (`Ｊｏｉｎ`), and reviews are in Cyrillic ones; texts keep their length.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from gettext import NullTranslations
from typing import Any

from bot.playground.people import replies_of
from bot.playground.world import World, open_world
from cogs.ui.language import speaking
from cogs.ui.text import escape
from data import starter
from data.library import Library
from data.models import Review
from data.taxonomy import load
from tests.clock import Clock, unhurried
from tests.dialogue import Reply
from tests.recording import Recorder

_SHOWN = {"content", "label", "placeholder", "description", "title", "activity"}
"""The fields of what goes to Discord that people read."""

_NOT_WORDS = re.compile(
    r"<[@#t][^>]*>"  # mentions and times
    r"|</[a-z ]+:\d+>|`/[a-z ]+`"  # commands, which are typed as they are
    r"|(?<=- )[a-z]+(?=: )"  # fields of a file, which are named as they stand in it
    r"|`[0-9a-f]{8}`"  # an incident
    r"|\bUTC\b|\.csv\b"
    r"|\bMarquee\b"
)
_NAMES = (*(category.label for category in load().categories), *(topic.label for topic in load().topics))
_LABELS = re.compile("|".join(re.escape(escape(name)) for name in _NAMES))
"""The taxonomy is data, and has no translations."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_KEPT = {"tier", "severity", "how", "kind", "state", "date", "poster_url", "imdb_id"}


class WideLetters(NullTranslations):
    """Translates whatever is looked up, but for what stands in braces."""

    def gettext(self, message: str) -> str:
        return "".join(
            piece if piece.startswith("{") else piece.translate(_WIDE) for piece in re.split(r"(\{[^{}]*\})", message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))


def wide(text: str) -> str:
    """A text as it comes out of the catalogue, such as the label of a button."""
    return WideLetters().gettext(text)


_WIDE = {code: code - 0x20 + 0xFF00 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
_CYRILLIC = {code: 0x0410 + code - ord("A") for code in _WIDE}


def _in_cyrillic(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _in_cyrillic(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_cyrillic(one, name) for one in value]
    return value.translate(_CYRILLIC) if isinstance(value, str) and name not in _KEPT else value


def foreign_reviews() -> Iterator[Review]:
    """Some starter reviews in other letters."""
    for review in starter.read(starter.files()[:6]).values():
        yield Review.model_validate(_in_cyrillic(review.model_dump(mode="json", exclude_none=True)))


@asynccontextmanager
async def foreign_world(address: str, clock: Clock) -> AsyncIterator[World]:
    """The simulated server with all of it."""
    with speaking(WideLetters()):
        async with Library.open(address, with_starter=False, now=clock) as library:
            for review in foreign_reviews():
                await library.reviews.save(review)
            async with open_world(library, unhurried()) as world:
                yield world


async def ask(world: World, line: str, by: str = "moderator") -> Reply:
    """Type a command; the first of what answers it."""
    result = await world.people[by].run(world.channel, line)
    return Reply(world, replies_of(result)[0])


async def first_film(world: World) -> int:
    """The id of a film with a review."""
    return (await world.library.reviews.every())[0].film_id


def plain(text: str) -> list[str]:
    """The words of a text that are in plain letters."""
    return _WORD.findall(_NOT_WORDS.sub("", _LABELS.sub("", text)))


def unmarked(recorder: Recorder) -> set[str]:
    """The texts that went to Discord with words in plain letters, and these words first."""
    texts = (text for body in recorder.bodies for text in _texts(json.loads(body)[2]))
    return {f"{' '.join(words)} <- {text}" for text in texts if (words := plain(text))}


def _texts(body: Any, name: str = "") -> Iterator[str]:
    if isinstance(body, dict):
        for key, value in body.items():
            yield from _texts(value, key)
    elif isinstance(body, list):
        for one in body:
            yield from _texts(one, name)
    elif isinstance(body, str) and name in _SHOWN:
        yield body
