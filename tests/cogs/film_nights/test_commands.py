"""/filmnight in chat: an answer for the room that gives nobody away, however often it is asked for."""

import simcord

from bot.playground.people import Person, replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from tests.clock import Clock
from tests.cogs.warnings.test_own_list import choose
from tests.dialogue import Reply, say

ROOM = ("member", "friend", "moderator")
ANIMALS, SNAKES = "Fear & phobias", "Snakes, sharks, crocodiles"


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
    assert "two who compare their lists learn" in night.text
    assert "**1 person** has joined" in (await night.press("Leave", by="friend")).text


async def test_two_are_asked_nothing_and_can_ask_again(world: World) -> None:
    await choose(world, ANIMALS, SNAKES, by="friend")
    night = await open_night(world, "member", "friend")
    (answer,) = await check(world, "jaws")
    assert "**Jaws (1975)**: not cleared" in answer.text
    assert "at least 3 have to join" in answer.text
    await night.press("Join", by="moderator")
    (answer,) = await check(world, "singin in the rain")
    assert "Jaws" not in answer.text
    assert "asked once a night" in answer.text


async def test_three_are_told_and_nobody_is_named(world: World) -> None:
    await choose(world, ANIMALS, SNAKES, by="friend")
    await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws; singin in the rain")
    assert not answer.private
    assert "**Jaws (1975)**: not cleared" in answer.text
    assert "never says why" in answer.text
    for secret in ("sharks", "Sasha", "<@"):
        assert secret not in answer.text


async def test_a_film_that_is_on_nobodys_list_is_cleared_with_its_day(world: World) -> None:
    await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain")
    assert "**Singin' in the Rain (1952)**: cleared for **3** of those who joined, by their lists of" in answer.text
    (again,) = await check(world, "jaws")
    assert "Jaws" not in again.text, "a shortlist is asked once a night"
    assert again.text == answer.text


async def test_is_it_for_me_is_answered_from_ones_own_list_to_oneself(world: World) -> None:
    await choose(world, ANIMALS, SNAKES, "Heights or falling", by="friend")
    await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws; singin in the rain")
    own = await answer.press("Is it for me?", by="friend")
    assert own.private
    assert "⚠️ **Jaws (1975)** has something of your list" in own.text
    assert "❔ **Singin' in the Rain (1952)**: its review leaves something of your list open" in own.text
    other = await answer.press("Is it for me?", by="moderator")
    assert "you have no list" in other.text
    assert "sharks" not in own.text + other.text


async def test_whoever_joins_late_is_told_so_and_may_still_veto(world: World) -> None:
    newcomer(world, "kim")
    night = await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain")
    assert "“Cleared” speaks of you too" in (await answer.press("Is it for me?", by="friend")).text
    outside = await answer.press("Is it for me?", by="kim")
    assert "You have not joined" in outside.text
    assert outside.labels == []
    result = await world.people["kim"].click(night.message, custom_id=night.custom_ids["Join"])
    _, told = [Reply(world, reply) for reply in replies_of(result)]
    assert told.private
    assert "“Cleared” does not speak of you" in told.text
    assert [label for label in told.labels if "Singin" in label]


async def test_a_veto_is_quiet(world: World) -> None:
    await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain; jaws")
    assert "can tell that one of those who joined took it off, not who" in answer.text
    own = await answer.press("Is it for me?", by="friend")
    assert "kept nowhere" in own.text
    done = await own.press(next(label for label in own.labels if "Singin" in label), by="friend")
    assert "Done." in done.text
    await world.env.settle()
    now = answer.now
    assert "**Singin' in the Rain (1952)**: not cleared" in now.text
    assert "Sasha" not in now.text
    mine = await now.press("Is it for me?", by="moderator")
    assert [label for label in mine.labels if "Singin" in label]  # as it was: a button that is missing would tell


async def test_a_veto_of_what_was_not_cleared_is_seen_by_nobody(world: World) -> None:
    await open_night(world, *ROOM)
    await choose(world, ANIMALS, SNAKES, by="member")
    (answer,) = await check(world, "jaws; alien")
    assert "**Jaws (1975)**: not cleared" in answer.text
    before = (await answer.press("Is it for me?", by="moderator")).text
    own = await answer.press("Is it for me?", by="friend")
    await own.press("Take off Jaws (1975)", by="friend")
    await world.env.settle()
    assert answer.now.message.edited_at is None
    assert (await answer.now.press("Is it for me?", by="moderator")).text == before


async def test_who_left_is_not_told_that_earlier_answers_did_not_speak_of_them(world: World) -> None:
    night = await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain")
    await night.press("Leave", by="friend")
    own = await answer.press("Is it for me?", by="friend")
    assert "speak of you" not in own.text
    assert "stays told" in own.text


async def test_only_who_has_joined_may_veto(world: World) -> None:
    night = await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain")
    own = await answer.press("Is it for me?", by="friend")
    await night.press("Leave", by="friend")
    (label,) = own.labels
    refused = await own.press(label, by="friend")
    assert refused.private
    assert "Only who has joined" in refused.text
    assert "cleared for" in answer.now.text


async def test_asking_again_without_a_person_gives_nothing_away(world: World, clock: Clock) -> None:
    await choose(world, ANIMALS, SNAKES, by="friend")
    newcomer(world, "kim")
    await open_night(world, *ROOM, "kim")
    (before,) = await check(world, "jaws")
    clock.advance(days=8)
    await open_night(world, "member", "moderator", "kim")
    (after,) = await check(world, "jaws")
    assert after.text.splitlines()[1] == before.text.splitlines()[1]


async def test_a_changed_list_is_answered_privately_at_once_and_publicly_once_three_changed(
    world: World, clock: Clock
) -> None:
    await open_night(world, *ROOM)
    (answer,) = await check(world, "singin in the rain")
    cleared = answer.text.splitlines()[1]
    clock.advance(minutes=5)
    told = (await saved(world, "friend"))[-1]
    assert told.private
    assert "Your list has changed" in told.text
    assert "Singin' in the Rain (1952)** has something of your list" in told.text
    assert [label for label in told.labels if "Singin" in label]
    assert answer.now.text.splitlines()[1] == cleared
    clock.advance(days=2)
    await open_night(world, *ROOM)
    assert (await check(world, "singin in the rain"))[0].text.splitlines()[1] == cleared
    clock.advance(days=2)
    for person in ("member", "moderator"):
        await saved(world, person)
    await open_night(world, *ROOM)
    assert "not cleared" in (await check(world, "singin in the rain"))[0].text.splitlines()[1]


async def saved(world: World, by: str) -> list[Reply]:
    """Put smoking on the list; everything that answers."""
    listed = await say(world, "/my warnings", by=by)
    category = await listed.choose("Smoking, alcohol & drugs", by=by, of="category")
    value = next(value for label, value in category.options.items() if label.startswith("Smoking"))
    menu = next(one for one in category._menus if "topics" in one["custom_id"])
    result = await world.people[by].select(category.message, [value], custom_id=menu["custom_id"])
    return [Reply(world, reply) for reply in replies_of(result)]


async def test_another_night_of_the_server_cannot_be_played_against_this_one(world: World) -> None:
    await choose(world, ANIMALS, SNAKES, by="friend")
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
    assert "not cleared" in answer.text


async def test_a_film_that_is_not_known_asks_nothing(world: World) -> None:
    await open_night(world, *ROOM)
    (answer,) = await check(world, "jaws; asdfqwer")
    assert answer.private
    assert "There is no review of" in answer.text
    assert "one to 5 films" in (await check(world, ";"))[0].text
    assert "asked once a night" in (await check(world, "jaws"))[0].text, "the shortlist was not used up"


async def test_a_night_is_over_some_day(world: World, clock: Clock) -> None:
    night = await open_night(world, *ROOM)
    clock.advance(hours=40)
    assert "no film night going on" in (await night.press("Join")).text
    assert "no film night going on" in (await check(world, "jaws"))[0].text


async def test_several_titles_complete(world: World) -> None:
    choices = await world.people["member"].autocomplete(world.channel, "filmnight check", "film", "jaws; nobo")
    assert choices[0]["value"] == "jaws; Nobody (2021)"
    assert readable(payload((await check(world, "jaws"))[0].message)).count("no film night") == 1
