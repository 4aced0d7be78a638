"""What one member or one server can leave behind, and what it costs to look at it then: no more than before."""

import time
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from sqlalchemy import insert, select

from bot.playground.people import replies_of
from bot.playground.world import World
from cogs.ui.outbox import Outbox
from cogs.writing import subjects
from data import taxonomy
from data.drafts import DraftState
from data.drafts.caps import MOST_OPEN, MOST_WAITING
from data.formats import write
from data.formats.reading import MOST_BYTES
from data.models import Film, Review, Section, SectionKind
from data.storage.tables.drafts import drafts
from data.warnings.search import LONGEST_QUERY, search
from tests.dialogue import Reply, patiently, say
from tests.statements import sent_to

pytestmark = pytest.mark.uncounted

BY = "moderator"
_TEXTS = ("drafts.document", "revisions.document")
Act = Callable[[], Awaitable[object]]


def guild_of(world: World) -> int:
    return world.people[BY].guild.id


async def cost(world: World, act: Act) -> int:
    """How many statements it sends, none of which reads whole texts."""
    await world.bot.service(Outbox).stop()
    with sent_to(world.library.storage) as sent:
        assert await act()
    assert not [one for one in sent.statements if any(text in one for text in _TEXTS)]
    return sent.number


async def fastest(act: Act) -> float:
    """Seconds that it takes at the best of three tries."""
    tries = []
    for _ in range(3):
        began = time.perf_counter()
        await act()
        tries.append(time.perf_counter() - began)
    return min(tries)


def a_large_file(number: int) -> bytes:
    """As many reviews as are taken at once, of nearly 5 MB."""
    sections = tuple(Section(kind=SectionKind.LOW_POINTS, heading=f"Part {n}", text="ßßßß " * 790) for n in range(20))
    films = [Film(title=f"Quilted Harbour {number} {n}") for n in range(25)]
    return write([Review(film=film, sections=sections) for film in films], "json")


async def upload_twelve(world: World) -> None:
    for number in range(12):
        file = (f"{number}.json", a_large_file(number))
        with patiently(world):
            result = await world.people[BY].slash(world.channel, "reviews import", file=file)
        told = Reply(world, replies_of(result)[-1]).text
        assert ("25 drafts" in told) if not number else (f"You have {MOST_OPEN} open drafts here" in told)


async def leave_suggestions(world: World, number: int) -> None:
    """As they may lie in a library from before there was a bound."""
    start = await world.library.drafts.start(guild_of(world), world.people["member"].id, Review(film=Film(title="One")))
    async with world.library.storage.writing() as connection:
        row = dict((await connection.execute(select(drafts).where(drafts.c.id == start.id))).one()._mapping)
        del row["id"]
        rows = [row | {"state": DraftState.SUBMITTED, "suggested": 1, "label": f"Film {n}"} for n in range(number)]
        await connection.execute(insert(drafts), rows)


async def withdraw(world: World, number: int) -> None:
    reviews, me = world.library.reviews, world.people[BY].id
    for one in range(number):
        stored = await reviews.save(Review(film=Film(title=f"Zebra Crossing {one}"), overview="x"), guild_of(world))
        await reviews.withdraw(stored.film_id, guild_of(world), me)


def completing(world: World, command: str, option: str, typed: str, by: str = BY) -> Act:
    return lambda: world.people[by].autocomplete(world.channel, command, option, typed)


OF_WITHDRAWN = [(command, typed) for command in ("restore", "edit", "history", "revert") for typed in ("", "zebra")]
LONG = ["knife fight " * 500, "a" * 6_000, "ab " * 2_000, "ß" * 6_000]


async def test_twelve_large_files_leave_as_many_drafts_as_a_member_may_have(world: World) -> None:
    assert 3_000_000 < len(a_large_file(1)) < MOST_BYTES
    await upload_twelve(world)
    assert await cost(world, lambda: say(world, "/reviews drafts", by=BY)) <= 8


async def test_fifteen_hundred_suggestions_cost_no_more_and_go_at_once(world: World) -> None:
    await leave_suggestions(world, 1_500)
    queue = await say(world, "/reviews queue", by=BY)
    assert "1475 more after these" in queue.text
    assert await cost(world, lambda: say(world, "/reviews queue", by=BY)) <= 8
    queued = await queue.choose("Film 0", by=BY)
    asked = await queued.press("Dismiss all of theirs", by=BY)
    done = await asked.press("Dismiss all", by=BY)
    assert "1500 drafts are dismissed" in done.text


async def test_one_member_hands_in_ten_and_no_more(world: World) -> None:
    await say(world, "/reviews settings suggestions:true", by=BY)
    for number in range(MOST_WAITING + 1):
        panel = await say(world, f"/suggest Zebra Crossing {number} (2001)")
        told = (await panel.press("Hand in")).text
        assert ("waits for a moderator" in told) is (number < MOST_WAITING)
    assert "10 of your suggestions wait here already" in told
    assert "Zebra Crossing 10 (2001)" in (await say(world, "/reviews drafts")).options


async def test_a_letter_typed_beside_withdrawn_reviews_costs_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await withdraw(world, 30)
    for command, typed in OF_WITHDRAWN:
        act = completing(world, f"reviews {command}", "film", typed)
        await act()
        assert await cost(world, act) <= 4
    monkeypatch.setattr(subjects, "MOST_SEARCHED", 20)  # of more than that what is typed in full is found
    assert "is back" in (await say(world, "/reviews restore Zebra Crossing 29", by=BY)).text


@pytest.mark.parametrize("typed", LONG, ids=["phrases", "letter", "words", "marks"])
def test_six_thousand_letters_are_completed_as_their_beginning_is(typed: str) -> None:
    assert search(typed) == search(typed[:LONGEST_QUERY])


@pytest.mark.timing
async def test_nobody_waits_for_any_of_it(world: World) -> None:
    taxonomy.prepare()
    await upload_twelve(world)
    await leave_suggestions(world, 1_500)
    await withdraw(world, 150)
    acts: dict[str, Act] = {line: partial(say, world, line, by=BY) for line in ("/reviews drafts", "/reviews queue")}
    for command, typed in OF_WITHDRAWN:
        acts[f"{command} {typed}"] = completing(world, f"reviews {command}", "film", typed)
    for command, option in (("warnings", "topic"), ("warnings", "film"), ("filmnight check", "film")):
        for typed in LONG:
            acts[f"{command} {typed:.9}"] = completing(world, command, option, typed, "member")
    took = {what: await fastest(act) for what, act in acts.items()}
    print(*(f"{what}: {seconds * 1000:.0f} ms" for what, seconds in took.items()), sep=", ")
    assert not {what: seconds for what, seconds in took.items() if seconds > 0.5}
