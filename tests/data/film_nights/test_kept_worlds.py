"""What is kept answers as the rule does, whatever nights there were: so the proof holds for what is kept."""

import asyncio
import random

from data.film_nights.codes import codes_of
from data.film_nights.questions import met_by, question_of
from data.film_nights.rule import Guest, History, ask
from data.library import Library
from data.storage.tables.film_nights import film_night_doubts
from data.taxonomy import load
from data.warnings.personal import PersonalList, Wish
from tests.clock import Clock
from tests.data.film_nights.clubs import asked, film_with
from tests.data.warnings.reviewed import CHANNEL, GUILD

TOPICS = ("dog", "guns", "smoking", "cursing")


async def test_random_nights_of_several_servers_are_answered_as_the_rule_says(
    empty_library: Library, clock: Clock
) -> None:
    chance = random.Random(5)  # noqa: S311 -- no secret
    films = [await film_with(empty_library, f"Film {topic}", topic) for topic in TOPICS]
    questions = [question_of(tuple(film.review.warnings)) for film in films]
    lists: dict[int, PersonalList] = {}
    history, outcomes = History(), []
    async with empty_library.storage.writing() as connection:
        codes = await codes_of(connection, range(1, 10))
    for _ in range(50):
        if chance.random() < 0.3:
            clock.advance(minutes=1)
            member, topic = chance.randint(1, 9), chance.choice(TOPICS)
            lists[member] = PersonalList(wishes=(Wish(topic=topic),))
            await _has_only(empty_library, member, topic)
            saved = (
                {**history.saved, codes[member]: int(clock().timestamp())} if history.known or history.doubts else {}
            )
            history = History(history.known, history.doubts, saved)
            continue
        people = chance.sample(range(1, 10), chance.randint(3, 6))
        place = chance.randrange(len(films))
        told = await asked(empty_library, clock, people, films[place], guild_id=GUILD + chance.randint(0, 1))
        guests = [
            Guest(codes[one], met_by(lists.get(one, PersonalList()), questions[place]))
            for one in sorted(people, key=codes.__getitem__)
        ]
        history, outcome = ask(history, questions[place], guests, int(clock().timestamp()))
        assert told == [(outcome.cleared, len(outcome.counted))]
        outcomes.append(outcome)
    assert len({outcome.cleared for outcome in outcomes}) == 2
    assert len([outcome for outcome in outcomes if outcome.judged]) > 5


async def _has_only(library: Library, member: int, topic: str) -> None:
    """A list of one topic."""
    before = (await library.personal_lists.get(member)).wishes
    for wish in before:
        if wish.topic != topic:
            await library.personal_lists.set_threshold(member, wish.topic, None)
    await library.personal_lists.choose(member, load().topic(topic).category, [topic])


async def test_many_rooms_at_once_single_out_nobody(empty_library: Library, clock: Clock) -> None:
    """Every room of three to five out of six asks at once, each in a server of its own: no two can be put together."""
    library, nights = empty_library, empty_library.film_nights
    film = await film_with(library, "X", "dog")
    await _has_only(library, 6, "dog")
    rooms = [(1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5), (2, 3, 4, 5, 6), (1, 2, 3), (4, 5, 6), (1, 2, 6), (3, 4, 5)]
    for number, people in enumerate(rooms):
        night = await nights.open(GUILD + number, CHANNEL)
        for member in people:
            await nights.change(night.id, GUILD + number, member, join=True)
    told = await asyncio.gather(*(nights.check(GUILD + number, CHANNEL, [film]) for number in range(len(rooms))))
    clear: set[str] = set()
    for night in told:
        (pick,) = night.tonight.shortlist
        clear |= set(pick.counted)
        assert not pick.cleared or len(pick.counted) >= 3
    assert told[0].guests[6] not in clear
    doubts: dict[str, set[str]] = {}
    async with library.storage.reading() as connection:
        for row in await connection.execute(film_night_doubts.select()):
            doubts.setdefault(row.doubt, set()).add(row.code)
    assert clear or doubts
    assert all(len(people - clear) >= 3 for people in doubts.values()), "those who can be the one"
