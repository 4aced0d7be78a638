"""Messages, channels, threads and roles that Discord takes from under polls."""

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.playground.world import World
from cogs.polls.keeper import PollKeeper
from cogs.ui.outbox import custom_ids
from tests.clock import Clock
from tests.cogs.polls.test_polls import fill, latest, now_of, open_poll, pass_time
from tests.dialogue import Reply, say


def in_channel(world: World, channel: Any) -> list[Reply]:
    """What the bot said there, the first first."""
    messages = channel.history(viewer=world.people["moderator"])
    return [Reply(world, message) for message in messages if message.author == world.bot.user]


def to_vote_in(world: World, channel: Any) -> list[Reply]:
    """The messages with buttons to vote."""
    found = in_channel(world, channel)
    return [one for one in found if any(":vote:" in custom_id for custom_id in custom_ids(one.message.components))]


def guild_of(world: World) -> Any:
    assert world.channel.guild
    return world.channel.guild


async def with_notes(world: World) -> Any:
    """A channel where moderators are told things."""
    notes = guild_of(world).create_text_channel("moderation")
    await say(world, "/poll defaults notes:#moderation", by="moderator")
    return notes


async def test_a_purge_that_takes_a_polls_message_posts_it_anew_and_every_ballot_counts(
    world: World, clock: Clock
) -> None:
    poll = await open_poll(world)
    await poll.press("Positive", by="friend")
    others = [await world.people["member"].send(world.channel, "talk") for _ in range(3)]
    ids = [poll.message.id, *(message.id for message in others)]
    world.env.backend.bulk_delete_messages(world.channel.id, ids)
    await pass_time(world, clock, minutes=1)
    (anew,) = to_vote_in(world, world.channel)
    assert anew.message.id != poll.message.id
    assert "**1 ballot** so far" in anew.text
    assert "Your ballot says" in (await anew.press("Mixed", by="member")).text


@pytest.mark.parametrize("offline", [False, True], ids=["seen", "missed"])
async def test_a_poll_whose_channel_was_removed_is_told_and_posted_where_a_moderator_likes(
    world: World, clock: Clock, offline: bool
) -> None:
    notes = await with_notes(world)
    place = guild_of(world).create_text_channel("elsewhere")
    await say(world, "/poll open jaws channel:#elsewhere", by="moderator")
    (card,) = to_vote_in(world, place)
    await world.people["friend"].click(card.message, custom_id=card.custom_ids["Positive"])
    world.env.backend.delete_channel(place.id)
    if offline:
        await world.restart()
    for _ in range(3):
        await pass_time(world, clock, minutes=2)
    (told,) = in_channel(world, notes)
    assert "has no message: Its channel is gone." in told.message.content
    assert "Post it where you like with /poll show" in told.message.content
    shown = await say(world, "/poll show jaws", by="moderator")
    assert shown.private
    assert "Its channel is gone." in shown.text
    shown = await shown.press("Post it in this channel", by="moderator")
    assert "Its channel is gone." not in shown.text
    (anew,) = to_vote_in(world, world.channel)
    assert "**1 ballot** so far" in anew.text
    assert "already says" in (await anew.press("Positive", by="friend")).text


async def test_where_polls_have_a_channel_of_their_own_a_lost_one_goes_on_there(world: World, clock: Clock) -> None:
    notes = await with_notes(world)
    guild_of(world).create_text_channel("elsewhere")
    polls = guild_of(world).create_text_channel("polls")
    await say(world, "/poll defaults channel:#polls", by="moderator")
    await say(world, "/poll open jaws channel:#elsewhere", by="moderator")
    (poll,) = await world.library.polls.open_in(guild_of(world).id)
    world.env.backend.delete_channel(poll.channel_id)
    for _ in range(2):
        await pass_time(world, clock, minutes=2)
    (anew,) = to_vote_in(world, polls)
    assert "Your ballot says" in (await anew.press("Positive", by="friend")).text
    (note,) = in_channel(world, notes)
    assert f"lost its channel and goes on in <#{polls.id}>" in note.message.content


async def test_posting_it_here_leaves_one_message_to_vote_on(world: World, clock: Clock) -> None:
    await open_poll(world)
    shown = await say(world, "/poll show jaws", by="moderator")
    await shown.press("Post it in this channel", by="moderator")
    await pass_time(world, clock, minutes=2)
    assert len(to_vote_in(world, world.channel)) == 1


@pytest.mark.parametrize("offline", [False, True], ids=["seen", "missed"])
async def test_a_role_that_is_gone_is_told_once_and_can_be_lifted(world: World, clock: Clock, offline: bool) -> None:
    notes = await with_notes(world)
    club = guild_of(world).create_role("Club")
    world.env.backend.add_member_role(guild_of(world).id, world.people["friend"].id, club.id)
    poll = await open_poll(world, "role:@Club")
    assert "Your ballot says" in (await poll.press("Positive", by="friend")).text
    assert "asks for a role that you do not have" in (await poll.press("Positive", by="member")).text
    world.env.backend.delete_role(guild_of(world).id, club.id)
    for _ in range(2):
        if offline:
            await world.restart()
        await pass_time(world, clock, minutes=2)
    (note,) = in_channel(world, notes)
    assert "asks for a role that this server has no more, so nobody can vote" in note.text
    refused = await poll.press("Mixed", by="friend")
    assert "a role that this server has no more" in refused.text
    assert "Moderators can lift that, of a poll with /poll show" in refused.text
    assert "nobody can vote until moderators lift that" in now_of(poll).text
    assert "That is for moderators" in (await note.press("Let members without it vote", by="member")).text
    lifted = await note.press("Let members without it vote", by="moderator")
    assert "no more" not in lifted.text
    assert "Your ballot says" in (await poll.press("Mixed", by="member")).text
    await pass_time(world, clock, minutes=2)
    assert "**2 ballots** so far" in now_of(poll).text
    assert "nothing to lift" in (await note.press("Let members without it vote", by="moderator")).text


@pytest.mark.parametrize("offline", [False, True], ids=["seen", "missed"])
async def test_what_polls_are_opened_with_and_is_gone_is_told_and_put_aside(
    world: World, clock: Clock, offline: bool
) -> None:
    notes = await with_notes(world)
    guild = guild_of(world)
    polls, club = guild.create_text_channel("polls"), guild.create_role("Club")
    await say(world, "/poll defaults channel:#polls role:@Club quorum:3", by="moderator")
    world.env.backend.delete_channel(polls.id)
    world.env.backend.delete_role(guild.id, club.id)
    if offline:
        await world.restart()
    await pass_time(world, clock, minutes=1)
    told = "\n".join(note.message.content for note in in_channel(world, notes))
    assert told.count("the channel. New polls are posted where /poll open is typed") == 1
    assert told.count("the role. New polls are for everybody") == 1
    kept = (await say(world, "/poll defaults", by="moderator")).text
    assert "channel: the one of the command" in kept
    assert "voters: everybody" in kept
    assert "quorum: 3" in kept
    assert "put aside" in (await say(world, "/reviews log", by="moderator")).text
    poll = await open_poll(world)
    assert poll.message.id == latest(world).message.id


async def test_a_permission_that_was_taken_away_is_told_once(world: World, clock: Clock) -> None:
    notes, guild = await with_notes(world), guild_of(world)
    poll = await open_poll(world)
    nobody = Overwrite(guild.id, OverwriteType.ROLE, deny=discord.Permissions(view_channel=True).value)
    world.env.backend.set_overwrite(world.channel.id, nobody)
    for choice in ("Positive", "Mixed", "Negative"):
        await fill(world, poll, **{choice.lower(): 1})
        world.bot.service(PollKeeper).touched((await world.library.polls.open_in(guild.id))[0])
        await pass_time(world, clock, minutes=2)
    (note,) = in_channel(world, notes)
    assert "I may not reach the message of the poll on **Jaws (1975)**" in note.message.content
