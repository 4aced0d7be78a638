"""/filmnight in chat: an answer for the room that gives nobody away, however often it is asked for."""

import simcord

from bot.playground.people import Person, replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from tests.clock import Clock
from tests.cogs.warnings.test_own_list import choose
from tests.dialogue import Reply, say

ROOM = ("member", "friend", "moderator")


def newcomer(world: World, name: str) -> None:
    """One more member of the server."""
    guild = world.people["member"].guild
    user = world.env.create_user(name, global_name=name.capitalize())
    guild.add_member(user)
    world.people[name] = Person(world.env, guild, user)


async def open_night(world: World, *people: str) -> Reply:
    night = await say(world, "/filmnight open")
    for person in people:
        night = await night.press("Join", by=person)
    return night


async def check(
    world: World, films: str, by: str = "member", channel: simcord.ChannelHandle | None = None
) -> list[Reply]:
    result = await world.people[by].run(channel or world.channel, f"/filmnight check {films}")
    return [Reply(world, reply) for reply in replies_of(result)]


async def test_joining_is_counted_and_undone(world: World) -> None:
    night = await open_night(world, "member", "friend", "friend")
    assert not night.private
    assert "**2 people** have joined" in night.text
    assert "**1 person** has joined" in (await night.press("Leave", by="friend")).text


async def test_below_three_there_is_no_answer(world: World) -> None:
    await choose(world, "Fear & phobias", "Snakes, sharks, crocodiles", by="friend")
    await open_night(world, "member", "friend")
    (answer,) = await check(world, "jaws")
    assert "**Jaws (1975)**: no answer" in answer.text
    assert "says nothing about the film" in answer.text


async def test_three_are_answered_for_and_nobody_is_named(world: World) -> None:
    await choose(world, "Fear & phobias", "Snakes, sharks, crocodiles", by="friend")
    await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws; singin in the rain")
    assert not answer.private
    assert "**Jaws (1975)** has something that somebody here would rather be told of" in answer.text
    assert "**Singin' in the Rain (1952)**: nothing found" in answer.text
    assert "is no promise" in answer.text
    for secret in ("sharks", "Sasha", "<@"):
        assert secret not in answer.text


async def test_asking_again_without_a_person_gives_nothing_away(world: World) -> None:
    await choose(world, "Fear & phobias", "Snakes, sharks, crocodiles", by="friend")
    newcomer(world, "kim")
    night = await open_night(world, *ROOM)
    (before,) = await check(world, "jaws")
    await night.press("Join", by="kim")
    await night.press("Leave", by="friend")
    after, note = await check(world, "jaws")
    assert after.text.splitlines()[1] == before.text.splitlines()[1]
    assert note.private
    assert f"<@{world.people['kim'].id}>" in note.text
    assert "does not speak of" in note.text
    await choose(world, "Fear & phobias", by="friend")
    again = (await check(world, "jaws"))[0]
    assert again.text.splitlines()[1] == before.text.splitlines()[1]


async def test_whoever_is_not_counted_can_learn_it(world: World) -> None:
    newcomer(world, "kim")
    night = await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws")
    await night.press("Join", by="kim")
    counted = await answer.press("Am I counted?", by="friend")
    assert counted.private
    assert "speaks of you too" in counted.text
    assert "does not speak of you" in (await answer.press("Am I counted?", by="kim")).text


async def test_another_night_of_the_server_cannot_be_played_against_this_one(world: World) -> None:
    await choose(world, "Fear & phobias", "Snakes, sharks, crocodiles", by="friend")
    newcomer(world, "kim")
    await open_night(world, *ROOM)
    await check(world, "jaws")
    other = world.people["member"].guild.create_text_channel("other-room")
    await world.env.settle()
    (opened,) = replies_of(await world.people["member"].run(other, "/filmnight open"))
    night = Reply(world, opened)
    for person in ("member", "moderator", "kim"):
        night = await night.press("Join", by=person)
    (answer,) = await check(world, "jaws", channel=other)
    assert "no answer" in answer.text


async def test_a_film_that_is_not_known_asks_nothing(world: World) -> None:
    await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws; asdfqwer")
    assert answer.private
    assert "There is no review of" in answer.text
    assert "one to 10 films" in (await check(world, ";"))[0].text


async def test_a_night_is_over_some_day(world: World, clock: Clock) -> None:
    night = await open_night(world, *ROOM)
    clock.advance(hours=40)
    assert "no film night going on" in (await night.press("Join")).text
    assert "no film night going on" in (await check(world, "jaws"))[0].text


async def test_several_titles_complete(world: World) -> None:
    choices = await world.people["member"].autocomplete(world.channel, "filmnight check", "film", "jaws; nobo")
    assert choices[0]["value"] == "jaws; Nobody (2021)"
    assert readable(payload((await check(world, "jaws"))[0].message)).count("no film night") == 1
