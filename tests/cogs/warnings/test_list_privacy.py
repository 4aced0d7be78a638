"""No public message, log line, queue or table other than its own ever holds a member's list."""

import logging

import pytest
from sqlalchemy import MetaData, select, text

from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from data.errors import StorageUnavailable
from data.library import Library
from data.storage.tables import metadata
from data.storage.tables.film_nights import film_night_doubts, film_night_people
from data.storage.tables.warnings import list_keys, personal_lists
from data.warnings.sealing import seal
from tests.cogs.warnings.test_own_list import choose
from tests.dialogue import say
from tests.refusals import refused

SECRETS = ("holes", "Trypophobia", "mouth-sounds", "Mouth sounds", "at_least")
"""A list that no review of the library speaks of, by ids, labels and the shape it is stored in."""

PRIVATE_TO_MEMBERS = ("/warnings nobody", "/warnings nobody topic:guns", "/summary jaws")
PUBLIC = (
    "/review jaws",
    "/review city",
    "/verdict nobody",
    "/cast amelie",
    "/recommend ballerina",
    "/top",
    "/filmnight open",
    "/filmnight check jaws; nobody",
    "@Marquee jaws",
)


async def dump(library: Library) -> dict[str, str]:
    """Every table but that of the lists, as text; and but two, of which another test shows that what they hold of
    everybody in a room is the same, whoever has what on a list: what was asked, topic by topic."""
    tables: MetaData = metadata
    async with library.storage.reading() as connection:
        return {
            table.name: str([tuple(row) for row in await connection.execute(table.select())])
            for table in tables.sorted_tables
            if table not in (personal_lists, film_night_people, film_night_doubts)
        }


async def drive(world: World, by: str) -> list[str]:
    """Do everything there is to do; what came back to whoever did it, where only they saw it."""
    private = []
    for line in (*PUBLIC, *PRIVATE_TO_MEMBERS):
        if line.startswith("@"):
            await say(world, line, by=by)
            continue
        replies = replies_of(await world.people[by].run(world.channel, line))
        private += [readable(payload(reply)) for reply in replies if reply.flags.ephemeral]
    return private


async def everything_done(world: World) -> list[str]:
    """With a list, through every command, vote, voice, proposal and film night; what others got to see."""
    list_owner, other = "friend", "member"
    await choose(world, "Fear & phobias", "Trypophobia", by=list_owner)
    await choose(world, "Light & sound", "Mouth sounds (misophonia)", by=list_owner)
    assert any("Your list" in seen for seen in await drive(world, list_owner))
    night = await say(world, "/filmnight open", by=list_owner)
    for person in ("member", "friend", "moderator"):
        await night.press("Join", by=person)
    seen = [(await say(world, "/filmnight check jaws", by=list_owner)).text]
    card = await say(world, "/review jaws", by=other)
    await card.press("Positive", by=list_owner)
    opened = await card.press("Warnings", by=list_owner)
    await (await opened.choose(next(iter(opened.options)), by=list_owner)).press("No", by=list_owner)
    form = await (await card.press("Warnings", by=list_owner)).open("Something is missing", by=list_owner)
    await form.submit(topic="needles", severity="mild")
    seen += await drive(world, other)
    seen.append((await say(world, "/moderate warnings", by="moderator")).text)
    seen.append((await say(world, "/moderate filter show:mild", by="moderator")).text)
    for viewer in (other, "moderator"):
        history = world.channel.history(viewer=world.people[viewer])
        seen += [readable(payload(message)) for message in history if not message.flags.ephemeral]
    return seen


async def test_a_list_is_seen_by_its_owner_alone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for ours in ("bot", "cogs", "data"):
        caplog.set_level(logging.DEBUG, logger=ours)
    before = await dump(world.library)  # plots are told in words like these too
    seen = await everything_done(world)
    assert any("Jaws" in text for text in seen)
    stored = await dump(world.library)
    assert "film_nights" in stored
    for secret in SECRETS:
        assert not [shown for shown in seen if secret in shown]
        assert not [name for name, rows in stored.items() if rows.count(secret) != before[name].count(secret)]
        assert secret not in caplog.text
    own = await say(world, "/my warnings", by="friend")
    assert "Trypophobia" in own.text
    assert "Trypophobia" not in (await say(world, "/my warnings", by="member")).text


async def test_a_button_of_somebody_elses_list_shows_ones_own(world: World) -> None:
    await choose(world, "Fear & phobias", "Trypophobia", by="friend")
    assert "Nothing yet" in (await say(world, "/my warnings", by="moderator")).text
    chosen = await choose(world, "Animals", "A dog dies", by="moderator")
    file = await (await chosen.press("Your whole list", by="moderator")).press("Export", by="moderator")
    assert b"Trypophobia" not in await file.message.attachments[0].read()


async def test_incidents_and_broken_lists_do_not_quote_the_list(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await choose(world, "Fear & phobias", "Trypophobia", by="friend")
    async with world.library.storage.writing() as connection:
        broken = {"wishes": [{"topic": "holes", "at_least": "none"}]}
        key = (await connection.execute(select(list_keys.c.key))).scalar_one()
        await connection.execute(personal_lists.update().values(sealed=seal(broken, key)))
    with refused(StorageUnavailable, match="cannot be read"):
        await world.library.personal_lists.get(world.people["friend"].id)
    async with world.library.storage.writing() as connection:
        await connection.execute(text("ALTER TABLE personal_lists RENAME TO elsewhere"))
    answer = await say(world, "/my warnings", by="friend")
    assert "incident" in answer.text
    assert "Incident" in caplog.text
    assert "holes" not in caplog.text + answer.text
