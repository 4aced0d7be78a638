"""/my data: looked at, taken along as a file, deleted after a question; seen by nobody else."""

import json
import logging
from typing import Any

import pytest
from sqlalchemy import insert

from bot.playground.world import World
from cogs.rights.words import CODED, GOES, STAYS
from data.films.identity import identify
from data.library import Library
from data.models import Film, Tier
from data.storage.tables.schema import WhenForgotten, columns_of_members
from data.storage.tables.warnings import member_answers
from tests.clock import Clock
from tests.cogs.warnings.test_own_list import choose
from tests.data.film_nights.clubs import film_with, meeting
from tests.data.rights.lives import live, naming, published, rows
from tests.data.worlds import GUILD
from tests.dialogue import Reply, say
from tests.forging import Forger

MEMBER = 300_000_000_000_000_031


async def some_life(world: World, by: str = "member") -> None:
    await (await say(world, "/review jaws", by=by)).press("Positive", by=by)
    await say(world, "/request Chinatown (1974)", by=by)
    await choose(world, "Fear & phobias", "Trypophobia", by=by)


async def test_what_there_is_is_told_and_nothing_where_there_is_nothing(world: World) -> None:
    assert "Nothing." in (await say(world, "/my data")).text
    await some_life(world)
    told = await say(world, "/my data")
    assert told.private
    for line in ("- 1 standing vote\n", "- 1 list of topics to be told of\n", "- 1 request\n"):
        assert line in told.text + "\n"
    assert "Nothing." in (await say(world, "/my data", by="friend")).text


async def test_everything_goes_after_a_question_that_says_what_stays(world: World) -> None:
    await some_life(world)
    asked = await (await say(world, "/my data")).press("Delete everything")
    for said in ("It cannot be undone", "- 1 standing vote", "Stays, and why", "your id with the time", "backups"):
        assert said in asked.text
    assert "1 standing vote" in (await asked.press("Keep it")).text
    done = await (await (await say(world, "/my data")).press("Delete everything")).press("Delete everything")
    assert done.private
    assert done.text.startswith("(only you see this)\n### Done\n**Deleted:**\n- 1 standing vote\n")
    assert "Nothing." in (await say(world, "/my data")).text
    assert "[Positive] [Mixed] [Negative]" in (await say(world, "/review jaws", by="friend")).text
    member = world.people["member"].id
    assert naming(await rows(world.library), member) == {"erasures"}


async def test_the_file_holds_all_of_it_in_plain_words(world: World) -> None:
    await some_life(world)
    reply = await (await say(world, "/my data")).press("All of it as a file")
    assert reply.private
    written = json.loads(await reply.message.attachments[0].read())
    (vote,), (request,), (topic,) = written["standing_votes"], written["requests"], written["topics_to_be_told_of"]
    assert (vote["film"], vote["vote"]) == ("Jaws (1975)", "Positive")
    assert (request["film"], request["answered"]) == ("Chinatown (1974)", False)
    assert request["asked"].endswith(" UTC")
    assert topic == {"topic": "Trypophobia", "at_least": "mild"}
    assert written["member"] == str(world.people["member"].id)
    assert written["drafts_and_suggestions"] == []


async def test_whoever_presses_gets_their_own_and_alone(world: World) -> None:
    """On a public message, too, where only a forged press can come from."""
    await some_life(world)
    forger = Forger(world, world.people["friend"], world.channel)
    for verb in ("data", "forget"):
        said = await forger.press(f"my:0:{verb}")
        assert "standing vote" not in said
        assert said.startswith("(only you see this)")
    await forger.press("my:0:forgotten")
    assert "1 standing vote" in (await say(world, "/my data")).text


async def test_a_polls_message_follows_when_a_ballot_goes(world: World) -> None:
    await say(world, "/poll open jaws results:live", by="moderator")
    poll = (await world.library.polls.all_open())[0]
    message = next(m for m in world.channel.history(viewer=world.people["member"]) if m.id == poll.message_id)
    await Reply(world, message).press("Positive")
    await (await (await say(world, "/my data")).press("Delete everything")).press("Delete everything")
    assert (await world.library.polls.progress(poll.id)).ballots == 0


async def test_nothing_of_it_reaches_a_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for ours in ("bot", "cogs", "data"):
        caplog.set_level(logging.DEBUG, logger=ours)
    await some_life(world)
    await (await say(world, "/my data")).press("All of it as a file")
    await (await (await say(world, "/my data")).press("Delete everything")).press("Delete everything")
    for secret in ("Trypophobia", "holes", str(world.people["member"].id)):
        assert secret not in caplog.text


async def test_of_a_whole_life_every_part_is_in_the_file(empty_library: Library) -> None:
    stored = await published(empty_library, GUILD)
    await live(empty_library, stored, MEMBER, film_id=10)
    films = [await film_with(empty_library, title, topic) for title, topic in (("X", "guns"), ("Y", "dog"))]
    await meeting(empty_library, (MEMBER, 1, 2), GUILD, 1)
    await empty_library.film_nights.check(GUILD, 1, films)
    written: dict[str, Any] = await empty_library.rights.export_member(MEMBER)
    numbers = {name: len(value) for name, value in written.items() if isinstance(value, list)}
    assert numbers == {
        "standing_votes": 1,
        "ballots": 3,
        "requests": 1,
        "told_of_requests": 2,
        "topics_to_be_told_of": 1,
        "said_of_warnings": 1,
        "said_of_films_without_a_review": 1,
        "proposed_warnings": 2,
        "drafts_and_suggestions": 1,
        "states_of_reviews": 1,
        "entries_in_logs": 2,
        "decisions_on_warnings": 1,
        "polls_opened": 4,
        "film_nights": 3,
    }
    assert written["said_of_warnings"][0]["warning"] == "Gun violence"
    (answer,) = written["said_of_films_without_a_review"]
    assert (answer["film"], answer["of"], answer["said"]) == ("Jaws (1975)", "A dog dies", "yes")
    assert written["drafts_and_suggestions"][0]["text"]["film"]["title"] == "Draft 10"
    assert written["states_of_reviews"][0]["text"]["summary"] == "A shark, as seen on 10."
    joined, *told = written["film_nights"]
    assert joined["server"] == str(GUILD)
    assert {one.get("on_one_of_so_many_lists") for one in told} == {None, 3}
    assert ["A dog dies" in one.get("off_your_list", ()) for one in told].count(True) == 1
    assert {one["ballot"] for one in written["ballots"]} == {"Positive"}
    json.dumps(written)
    assert not [
        value for value in (await empty_library.rights.export_member(1)).values() if value == written["ballots"]
    ]


async def test_too_much_text_for_one_file_is_left_out_and_said_so(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.rights.own_data.MOST_TEXT_BYTES", 1)
    stored = await published(empty_library, GUILD)
    await live(empty_library, stored, MEMBER, film_id=10)
    written = await empty_library.rights.export_member(MEMBER)
    assert "film" in written["drafts_and_suggestions"][0]["text"]
    assert written["states_of_reviews"][0]["too_long_for_this_file"] is True


async def test_a_film_without_a_review_has_a_name_in_the_file(empty_library: Library) -> None:
    await empty_library.requests.ask(GUILD, MEMBER, Film(title="Alien", year=1979))
    film_id = (await rows(empty_library))["films"][0].id
    await empty_library.votes.cast(GUILD, film_id, MEMBER, Tier.MIXED)
    assert (await empty_library.rights.export_member(MEMBER))["standing_votes"][0]["film"] == "alien (1979)"


async def test_a_namesake_without_a_review_is_called_by_its_title_alone(empty_library: Library) -> None:
    async with empty_library.storage.writing() as connection:
        for director in ("Adam Green", "Jane Doe"):
            film = Film(title="Nobody Knows It", year=2010, directors=(director,))
            film_id = await identify(connection, film)
    await empty_library.votes.cast(GUILD, film_id, MEMBER, Tier.MIXED)
    assert [one.label for one in await empty_library.votes.of_member_all(GUILD, MEMBER)] == ["nobody knows it"]
    (vote,) = (await empty_library.rights.export_member(MEMBER))["standing_votes"]
    assert vote["film"] == "nobody knows it (2010)"


async def test_what_was_said_of_a_topic_that_is_asked_for_no_more_is_in_the_file_all_the_same(
    empty_library: Library, clock: Clock
) -> None:
    row = {"guild_id": GUILD, "film_id": 1, "member_id": MEMBER, "topic": "of-old", "answer": "yes", "said_at": clock()}
    async with empty_library.storage.writing() as connection:
        await connection.execute(insert(member_answers).values(row))
    (answer,) = (await empty_library.rights.export_member(MEMBER))["said_of_films_without_a_review"]
    assert (answer["of"], answer["said"]) == ("of-old", "yes")


def test_every_column_that_is_counted_has_a_word() -> None:
    """Lists have a key beside them, what nights were told is counted once; what is noted of a request is none."""
    silent = {"list_keys.member_id", "film_nights.document", "film_night_doubts.code", "erasures.subject_id"}
    columns = {str(column): fate for column, fate in columns_of_members().items() if str(column) not in silent}
    words = {WhenForgotten.DELETED: GOES, WhenForgotten.NOBODY: STAYS, WhenForgotten.CODED: CODED}
    for fate, told in words.items():
        assert set(told) == {name for name, of in columns.items() if of is fate}
