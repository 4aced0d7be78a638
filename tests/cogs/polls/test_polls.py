"""Verdict polls, as moderators and voters meet them."""

import datetime as dt
import io

import discord
import pytest
from PIL import Image
from sqlalchemy import update

from bot.playground.people import Person
from bot.playground.world import World, catch_up
from data.models import Tier
from data.polls import RESULT, Choice, Voter
from data.storage.tables.outbox import outbox
from tests.clock import Clock
from tests.dialogue import Reply, say

LONGEST_STEP = 11 * 60
"""Seconds: longer than the bot's worker ever rests, so that it looks at the library's clock once in each step."""

LONG_AGO = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)


async def open_poll(world: World, options: str = "", film: str = "jaws") -> Reply:
    """Open a poll; its message in the channel."""
    answer = await say(world, f"/poll open {film} {options}".strip(), by="moderator")
    assert answer.private
    assert "The poll is open" in answer.text
    return latest(world)


def latest(world: World) -> Reply:
    """The bot's last public message in the channel."""
    messages = world.channel.history(viewer=world.people["moderator"])
    return Reply(world, next(m for m in reversed(messages) if m.author == world.bot.user and not m.flags.ephemeral))


def now_of(reply: Reply) -> Reply:
    """The same message as it is now."""
    messages = reply.world.channel.history(viewer=reply.world.people["moderator"])
    return Reply(reply.world, next(message for message in messages if message.id == reply.message.id))


async def pass_time(world: World, clock: Clock, **duration: float) -> None:
    """Let time pass for the library and for the simulated Discord, which wakes the bot's timers."""
    clock.advance(**duration)
    catch_up(world.env, world.library)
    await world.env.advance_time(min(dt.timedelta(**duration).total_seconds(), LONGEST_STEP))


async def fill(world: World, poll: Reply, **choices: int) -> None:
    """Ballots of members who are not in the room."""
    poll_id = int(poll.custom_ids["My ballot"].split(":")[1])
    member_id = 10_000
    for choice, number in choices.items():
        for _ in range(number):
            member_id += 1
            await world.library.polls.ballots.cast(poll_id, Voter(member_id, LONG_AGO), Choice[choice.upper()])


async def test_a_tap_answers_the_voter_alone_and_can_be_undone(world: World) -> None:
    poll = await open_poll(world)
    answer = await poll.press("Positive", by="friend")
    assert answer.private
    assert "Your ballot says “Positive”" in answer.text
    again = await poll.press("Positive", by="friend")
    assert "It counts once, however often you press" in again.text
    changed = await poll.press("Negative", by="friend")
    assert "instead of “Positive”" in changed.text
    undone = await changed.press("Undo", by="friend")
    assert "now says “Positive” instead of “Negative”" in undone.text
    assert undone.message.id == changed.message.id
    mine = await poll.press("My ballot", by="friend")
    assert "Positive" in mine.text
    assert "taken back" in (await mine.press("Take back", by="friend")).text
    assert "no ballot in this poll yet" in (await poll.press("My ballot", by="friend")).text


async def test_the_message_says_how_many_ballots_and_nothing_more(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "results:hidden")
    assert "**0 ballots** so far" in poll.text
    assert "🔒 Secret: only the counts are kept, and shown at the end" in poll.text
    await poll.press("Positive")
    await poll.press("Mixed", by="friend")
    await pass_time(world, clock, minutes=1)
    shown = now_of(poll).text
    assert "**2 ballots** so far" in shown
    assert "🟢 1" not in shown
    rules = await poll.press("How it counts")
    assert "one ballot" in rules.text
    assert "This poll is secret" in rules.text


async def test_live_results_are_shown(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "results:live")
    await poll.press("Haven't seen it")
    await pass_time(world, clock, minutes=1)
    assert "🟢 0 · 🔶 0 · 🔻 0 · 👀 1" in now_of(poll).text


async def test_edits_are_rare_however_many_vote(world: World) -> None:
    poll = await open_poll(world)
    before = len(world.env.http_requests)
    for label in ("Positive", "Mixed", "Negative", "Positive", "Mixed"):
        await poll.press(label)
    edits = [r for r in world.env.http_requests[before:] if r.method == "PATCH"]
    assert len(edits) == 1


async def test_a_poll_that_is_not_secret_says_so_before_anyone_votes(world: World) -> None:
    poll = await open_poll(world, "names:after")
    assert "⚠️ Not secret: at the end" in poll.text
    assert "This poll is not secret" in (await poll.press("How it counts")).text


async def test_closing_posts_a_chart_and_becomes_the_films_server_verdict(world: World) -> None:
    poll = await open_poll(world, "duration:2 days")
    await fill(world, poll, positive=2, mixed=5, unseen=3)
    answer = await say(world, "/poll close jaws", by="moderator")
    assert "Mixed, from 7 opinions." in answer.text
    result = latest(world)
    assert "The server's verdict" in result.text
    assert "🟢 2 · 🔶 5 · 🔻 0 · 👀 3" in result.text
    (chart,) = result.message.attachments
    assert Image.open(io.BytesIO(await chart.read())).width == 1000
    gallery = next(c for c in result.message.components[0].children if isinstance(c, discord.MediaGalleryComponent))
    assert "Bar chart of the poll on Jaws (1975)" in (gallery.items[0].description or "")
    ended = now_of(poll)
    assert "This poll ended" in ended.text
    assert "Positive" not in ended.labels
    assert "**Server verdict** 🔶 Mixed" in (await say(world, "/review jaws")).text


async def test_a_poll_ends_by_itself_on_time(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "duration:10 minutes")
    await fill(world, poll, negative=5)
    await pass_time(world, clock, minutes=9)
    assert "so far" in now_of(poll).text
    await pass_time(world, clock, minutes=1, seconds=1)
    assert "Negative, from 5 opinions" in latest(world).text
    assert "was counted on" not in latest(world).text
    late = await poll_press_after_end(poll)
    assert "ended on" in late.text
    assert "was not counted" in late.text


async def poll_press_after_end(poll: Reply) -> Reply:
    """Press the button that somebody's client still shows."""
    stored = poll.world.env.backend.get_message(poll.world.channel.id, poll.message.id)
    poll_id = poll.custom_ids["My ballot"].split(":")[1]
    button = {"type": 2, "style": 2, "label": "Positive", "custom_id": f"poll:{poll_id}:vote:positive", "id": 99}
    stored.components[0]["components"].append({"type": 1, "id": 98, "components": [button]})
    return await now_of(poll).press("Positive")


async def test_a_poll_that_ended_while_the_bot_was_away_is_closed_late_and_says_so(world: World, clock: Clock) -> None:
    await open_poll(world, "duration:10 minutes")
    clock.advance(hours=5)
    await world.restart()
    await world.env.advance_time(30)
    result = latest(world).text
    assert "No verdict: nobody gave an opinion." in result
    assert "was counted on" in result


async def test_ties_and_a_missed_quorum_are_results(world: World) -> None:
    poll = await open_poll(world, "quorum:5")
    await fill(world, poll, positive=2, mixed=2)
    assert "Needs 5 opinions" in poll.text
    assert "No verdict: 4 opinions" in (await say(world, "/poll close jaws", by="moderator")).text
    poll = await open_poll(world)
    await fill(world, poll, positive=2, mixed=2)
    assert "A tie between Positive and Mixed" in (await say(world, "/poll close jaws", by="moderator")).text
    assert "🟢 Positive / 🔶 Mixed" in (await say(world, "/review jaws")).text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("role:Moderators", "asks for a role that you do not have"),
        ("min_days_in_server:90", "at least 90 days in this server"),
        ("min_account_days:365", "account of at least 365 days"),
    ],
)
async def test_gates_refuse_in_a_sentence(world: World, options: str, sentence: str) -> None:
    poll = await open_poll(world, options)
    answer = await poll.press("Positive")
    assert answer.private
    assert sentence in answer.text
    poll_id = int(poll.custom_ids["My ballot"].split(":")[1])
    assert (await world.library.polls.progress(poll_id)).ballots == 0


async def test_a_gate_lets_in_whom_it_should(world: World) -> None:
    poll = await open_poll(world, "role:Moderators min_days_in_server:30")
    assert "Your ballot says" in (await poll.press("Positive", by="moderator")).text


async def test_extending_and_listing(world: World, clock: Clock) -> None:
    await open_poll(world, "duration:1h")
    assert "ends <t:" in (await say(world, "/poll extend jaws duration:1 day", by="moderator")).text
    await pass_time(world, clock, hours=2)
    listed = await say(world, "/poll list", by="moderator")
    assert "**Jaws (1975)** — 0 ballots" in listed.text
    await say(world, "/poll close jaws", by="moderator")
    listed = await say(world, "/poll list", by="moderator")
    assert "None. Open one with /poll open." in listed.text
    assert "### Closed\n**Jaws (1975)** — No verdict" in listed.text
    assert "What the poll says" in (await say(world, "/poll results jaws", by="moderator")).text


@pytest.mark.parametrize(("options", "files"), [("", 1), ("names:after", 2)])
async def test_an_export_names_voters_only_where_the_poll_said_so(world: World, options: str, files: int) -> None:
    poll = await open_poll(world, options)
    await poll.press("Positive", by="friend")
    await say(world, "/poll close jaws", by="moderator")
    answer = await say(world, "/poll export jaws", by="moderator")
    assert answer.private
    texts = [(await attachment.read()).decode() for attachment in answer.message.attachments]
    assert len(texts) == files
    assert ",Positive,1" in texts[0]
    friend = str(world.people["friend"].id)
    assert (friend in "".join(texts)) is (files == 2)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/poll open jaws duration:4 minutes", "at least 5 minutes and at most 32 days"),
        ("/poll open jaws duration:33 days", "at least 5 minutes and at most 32 days"),
        ("/poll open jaws duration:soon", "I cannot read that duration"),
        ("/poll open asdfqwer", "I know no film called “asdfqwer”"),
        ("/poll close jaws", "There is no such poll here"),
        ("/poll results jaws", "There is no such poll here"),
        ("/poll export jaws", "There is no such poll here"),
        ("/poll extend jaws duration:1h", "There is no such poll here"),
    ],
)
async def test_what_cannot_be_done_is_said(world: World, line: str, sentence: str) -> None:
    answer = await say(world, line, by="moderator")
    assert answer.private
    assert sentence in answer.text


async def test_what_moderators_do_with_polls_is_in_the_log(world: World) -> None:
    await open_poll(world)
    await say(world, "/poll extend jaws duration:1h", by="moderator")
    await say(world, "/poll close jaws", by="moderator")
    log = (await say(world, "/reviews log", by="moderator")).text
    assert [done for done in ("closed the poll on", "gave more time to", "opened a poll on") if done in log] == [
        "closed the poll on",
        "gave more time to",
        "opened a poll on",
    ]


async def test_a_deleted_poll_message_is_posted_anew(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "duration:1 day")
    await poll.press("Positive")
    await pass_time(world, clock, minutes=2)
    world.env.backend.delete_message(world.channel.id, poll.message.id)
    await pass_time(world, clock, minutes=2)
    anew = latest(world)
    assert anew.message.id != poll.message.id
    assert "**1 ballot** so far" in anew.text
    assert "Your ballot says “Mixed”" in (await anew.press("Mixed", by="friend")).text


async def test_one_poll_a_film_at_a_time(world: World) -> None:
    await open_poll(world)
    answer = await say(world, "/poll open jaws", by="moderator")
    assert "A poll on Jaws (1975) is open here already." in answer.text


async def test_defaults_are_kept_and_used(world: World) -> None:
    answer = await say(world, "/poll defaults duration:5h results:live quorum:3 charts:light", by="moderator")
    assert "duration: 5 hours" in answer.text
    assert "charts: light" in answer.text
    assert "quorum: 3" in (await say(world, "/poll defaults", by="moderator")).text
    poll = await open_poll(world)
    assert "Needs 3 opinions" in poll.text
    assert "🟢 0" in poll.text


async def test_a_channel_without_permission_opens_no_poll(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    answer = await say(world, "/poll open jaws", by="moderator")
    assert "No poll was opened" in answer.text
    await open_poll(world)


async def test_a_result_that_may_not_be_posted_is_kept_and_moderators_are_told(world: World, clock: Clock) -> None:
    assert world.channel.guild
    notes = world.channel.guild.create_text_channel("moderation")
    await say(world, "/poll defaults notes:#moderation", by="moderator")
    poll = await open_poll(world, "duration:10 minutes")
    await fill(world, poll, positive=3)
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013, times=None)
    await pass_time(world, clock, minutes=11)
    (note,) = notes.history(viewer=world.people["moderator"])
    assert "Positive, from 3 opinions." in note.content
    assert "I may not post in" in note.content
    assert "I may not post in" in (await say(world, "/poll list", by="moderator")).text
    assert "**Poll** 🟢 Positive" in (await say(world, "/review jaws")).text, "three are not the server"


async def test_a_deleted_poll_message_still_ends_in_a_result(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "duration:10 minutes")
    world.env.backend.delete_message(world.channel.id, poll.message.id)
    await pass_time(world, clock, minutes=11)
    assert "No verdict: nobody gave an opinion." in latest(world).text


async def test_a_deleted_channel_ends_in_a_recorded_result(world: World, clock: Clock) -> None:
    assert world.channel.guild
    world.channel.guild.create_text_channel("elsewhere")
    await say(world, "/poll open jaws duration:10 minutes channel:#elsewhere", by="moderator")
    channel = world.bot.get_channel(world.channel.guild.channels["elsewhere"].id)
    assert channel
    world.env.backend.delete_channel(channel.id)
    await pass_time(world, clock, minutes=11)
    assert "Its channel is gone." in (await say(world, "/poll list", by="moderator")).text


async def test_a_result_is_posted_once_though_discord_stumbles(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "duration:10 minutes")
    await fill(world, poll, positive=3)
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=500, times=2)
    await pass_time(world, clock, minutes=11)
    assert "Discord could not be reached" in (await say(world, "/poll list", by="moderator")).text
    await pass_time(world, clock, minutes=5)
    await pass_time(world, clock, minutes=5)
    messages = world.channel.history(viewer=world.people["moderator"])
    assert sum(bool(message.attachments) for message in messages) == 1


async def test_a_result_whose_posting_was_not_recorded_is_found_again(world: World, clock: Clock) -> None:
    poll = await open_poll(world, "duration:10 minutes")
    await fill(world, poll, positive=3)
    await pass_time(world, clock, minutes=11)
    poll_id = int(poll.custom_ids["My ballot"].split(":")[1])
    # As if the process had died between posting and recording it: the claim runs out and is handed out again.
    async with world.library.storage.writing() as connection:
        await connection.execute(update(outbox).values(next_try_at=world.library.now(), message_id=None))
    await pass_time(world, clock, minutes=11)
    messages = world.channel.history(viewer=world.people["moderator"])
    assert sum(bool(message.attachments) for message in messages) == 1
    assert await world.library.outbox.failures(RESULT, [poll_id]) == {}
    assert await world.library.outbox.next_due() is None


async def test_members_neither_see_nor_run_the_command(world: World) -> None:
    robin = world.people["member"]
    assert not any(name.startswith("poll") for name in robin.available_commands(world.channel))
    assert world.channel.guild
    moderators_see = world.env.backend.visible_commands(
        user_id=world.people["moderator"].id, channel_id=world.channel.id
    )
    command_id = int(next(command["id"] for command in moderators_see if command["name"] == "poll"))
    world.channel.guild.set_command_permissions(command_id, {robin: True})
    for line in ("open jaws", "close jaws", "extend jaws duration:1h", "list", "results jaws", "export jaws"):
        answer = await say(world, f"/poll {line}")
        assert answer.private
        assert "for moderators" in answer.text
    assert "for moderators" in (await say(world, "/poll defaults quorum:1")).text


async def test_another_servers_button_does_nothing_here(world: World) -> None:
    poll = await open_poll(world)
    poll_id = int(poll.custom_ids["My ballot"].split(":")[1])
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("films")
    user = world.env.create_user("mallory")
    elsewhere.add_member(user)
    mallory = Person(world.env, elsewhere, user)
    card = await mallory.run(channel, "/review jaws")
    assert card.response
    stored = world.env.backend.get_message(channel.id, card.response.id)
    for forged in ("vote:positive", "mine", "rules", "undo:none"):
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"poll:{poll_id}:{forged}"
        answer = await mallory.click(card.response, custom_id=f"poll:{poll_id}:{forged}")
        assert answer.response
        assert "This server has no such poll." in answer.response.content
    assert (await world.library.polls.progress(poll_id)).ballots == 0


async def test_top_and_my_votes(world: World) -> None:
    jaws = await say(world, "/review jaws")
    assert world.channel.guild
    film_id = int(jaws.custom_ids["Warnings"].split(":")[1])
    assert "Not enough votes yet" in (await say(world, "/top")).text
    for member_id in range(6):
        await world.library.votes.cast(world.channel.guild.id, film_id, 5000 + member_id, Tier.POSITIVE)
    await jaws.press("Positive")
    top = await say(world, "/top")
    assert "1. 🟢 **Jaws (1975)** — 100\u00a0% of 7 say Positive" in top.text
    assert "three votes cannot beat three hundred" in top.text
    assert "by the number of votes" in (await say(world, "/top order:most voted")).text
    mine = await say(world, "/my votes")
    assert mine.private
    assert "🟢 Jaws (1975)" in mine.text
    assert "None yet" in (await say(world, "/my votes", by="friend")).text
