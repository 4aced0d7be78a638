"""Nothing that people write formats, mentions or turns around anything in a message, wherever it comes back to them."""

from __future__ import annotations

import json
import random
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import simcord

from bot.playground.world import World, open_world
from cogs.ui.sentences import SENTENCES, sentence
from data import models as m
from data.errors import CannotType, InvalidField, InvalidReviewFile, MarqueeError, NotFound, Problem, Reason
from data.library import Library
from tests.clock import Clock, unhurried
from tests.conftest import SqliteHost
from tests.dialogue import walk as components_of
from tests.markdown import active, marks, turns_around
from tests.recording import Recorder, walk

LINE = "Zq [zqlink](https://a.example/a_b_c) @everyone <@&1> <@1> **zqbold** ||zqcover|| `zqcode` ~~zqout~~ _zqslant_"
TURNED = "Zq שלום \u202ezq"
LINES = f"{LINE}\n# zqhead\n> zqquote\n- zqlist\n-# zqsmall\n{LINE}"
_ACTIVE = re.compile(
    r"\[zqlink|@everyone|<@&?1>|\*\*zqbold|\|\|zqcover|`zqcode|~~zqout|_zqslant|^\s*(?:#|>|-|-#)\s+zq(?:head|quote|list|small)",
    re.MULTILINE,
)

MODERATOR_LINES = (
    *("/reviews write {title}", "/reviews edit {film}", "/reviews history {film}", "/reviews revert {film} revision:1"),
    *("/reviews drafts", "/reviews queue", "/reviews requests", "/reviews log", "/reviews settings time_zone:{title}"),
    *("/poll open {film}", "/poll open {film}", "/poll extend {film} duration:1d", "/poll extend {title} duration:1d"),
    *("/poll list", "/poll close {film}", "/poll results {film}", "/poll results {title}", "/poll open {title}"),
    *("/moderate warnings", "/reviews withdraw {film} reason:{title}", "/reviews log", "/reviews restore {film}"),
    *("/reviews history {film}", "/reviews edit {title}", "/reviews withdraw {title}"),
)
MEMBER_LINES = (
    *("/review {film}", "/review {title}", "@Marquee {title}", "/summary {film}", "/verdict {film}", "/cast {film}"),
    *("/recommend {film}", "/warnings {film}", "/warnings {film} topic:{title}", "/warnings {film} topic:zqbold"),
    *("/request {title}", "/request {film}", "/suggest {title}", "/suggest {film}", "/top", "/my votes"),
    *("/filmnight open", "/filmnight check {film}", "/filmnight check {title}", "/help"),
)


def hostile_review(title: str = LINE) -> m.Review:
    """A review that says it everywhere."""
    return m.Review(
        film=m.Film(
            title=title,
            year=2001,
            original_title=TURNED,
            directors=(LINE,),
            writers=(TURNED,),
            based_on=LINE,
            genres=(LINE,),
            languages=(TURNED,),
            content_rating=LINE[:40],
            characters=(m.Character(name=LINE, actor=LINE, description=LINES),),
        ),
        blurb=LINE,
        summary=LINES,
        warnings=(
            m.ContentWarning(category=LINE[:60], topic=LINE[-80:], severity=m.Severity.MILD, detail=LINES),
            m.ContentWarning(category="Violence", topic=TURNED, severity=m.Severity.SEVERE, spoils=True),
        ),
        verdict=m.Verdict(tier=m.Tier.MIXED, qualifier=LINE[:40]),
        sections=(m.Section(kind=next(iter(m.SectionKind)), heading=LINE, text=LINES, percentage=50),),
        audience=LINES,
        overview=LINES,
        author=LINE[:100],
        recommendations=(m.Recommendation(title=LINE, year=2001, pitch=LINES),),
    )


_MESSAGES = {None, 4, 7}
"""Kinds of answers that are messages; the others are forms, and that one thinks."""


def messages(bodies: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The messages among what is sent."""
    for body in bodies:
        sent = json.loads(body)[2] if body.startswith("[") else None
        if sent and sent.get("type") in _MESSAGES and "recipient_id" not in sent:  # which only opens a conversation
            yield sent.get("data", sent)


def texts_of(message: dict[str, Any]) -> Iterator[str]:
    """Every text of a message that Discord would format; labels and choices it shows letter by letter."""
    yield from filter(None, [message.get("content")])
    yield from (one["content"] for one in components_of(message.get("components") or []) if one["type"] == 10)


async def said_to(world: World, person: str, lines: Sequence[str], film_id: int, chance: random.Random) -> list[str]:
    """What is sent when somebody types these lines and uses what the answers offer."""
    bodies: list[str] = []
    for line in lines:
        typed = line.format(film=film_id, title=chance.choice([LINE, TURNED])[:100])
        with Recorder() as recorder:
            try:
                await walk(world, typed, person, chance, [LINE, LINES, TURNED, "2001"])
            except (CannotType, simcord.SetupError):  # Discord's clients would not send that
                continue
            finally:
                bodies += recorder.bodies
    return bodies


@pytest.mark.parametrize("seed", range(3))
async def test_hostile_texts_stay_texts_in_every_dialogue(sqlite_host: SqliteHost, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- seeded, not secret
    address = sqlite_host.new(with_starter=True)
    async with Library.open(address, now=clock) as library, open_world(library, unhurried()) as world:
        stored = await library.reviews.save(hostile_review(), int(world.people["member"].guild.id))
        await world.people["moderator"].run(world.channel, "/reviews settings suggestions:True")
        bodies = await said_to(world, "member", MEMBER_LINES, stored.film_id, chance)
        bodies += await said_to(world, "moderator", MODERATOR_LINES, stored.film_id, chance)
        bodies += await said_to(world, "friend", MEMBER_LINES, stored.film_id, chance)
    sent = list(messages(bodies))
    texts = [text for message in sent for text in texts_of(message)]
    assert [found for text in texts for found in _ACTIVE.findall(active(text))] == []
    assert sum("zqlink" in text for text in texts) > 40  # it came back to people, in so many places
    sentences = [message["content"] for message in sent if message.get("content")]
    assert sum("zq" in text for text in sentences) > 3
    assert [text for text in sentences if turns_around(text)] == []
    assert {json.dumps(message["allowed_mentions"]["parse"]) for message in sent} == {"[]"}
    assert not any(message["allowed_mentions"].keys() & {"users", "roles"} for message in sent)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("text", [LINE, LINES, TURNED], ids=["line", "lines", "turned"])
def test_hostile_values_stay_texts_in_every_sentence(reason: Reason, text: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[reason]) if name}
    plain = sentence(NotFound(reason, **dict.fromkeys(names, "zq")))
    said = sentence(NotFound(reason, **dict.fromkeys(names, text)))
    assert marks(said) == marks(plain)
    assert not turns_around(said)
    several = sentence(NotFound(reason, **dict.fromkeys(names, (text, text))))
    assert marks(several) == marks(plain)


@pytest.mark.parametrize(
    "error",
    [
        InvalidReviewFile([Problem(LINE, LINES, TURNED, 4), Problem(TURNED, LINE, LINES)]),
        MarqueeError(
            Reason.INVALID_FIELDS, problems=(InvalidField(Reason.NO_NUMBER, {"field": LINE, "typed": LINES}),)
        ),
    ],
)
def test_hostile_problems_stay_texts(error: MarqueeError) -> None:
    assert marks(sentence(error)) == []
    assert not turns_around(sentence(error))
