"""Channels and roles that a server chose and removed."""

import pytest

from bot.playground.world import World
from tests.clock import Clock
from tests.cogs.polls.test_losses import guild_of, in_channel, with_notes
from tests.cogs.polls.test_polls import pass_time
from tests.dialogue import say


@pytest.mark.parametrize("offline", [False, True], ids=["seen", "missed"])
async def test_what_was_chosen_and_is_gone_is_told_once_and_put_aside(
    world: World, clock: Clock, offline: bool
) -> None:
    notes, guild = await with_notes(world), guild_of(world)
    news, writers, editors = (
        guild.create_text_channel("news"),
        guild.create_role("Writers"),
        guild.create_role("Editors"),
    )
    await say(world, "/reviews settings announcements:#news reviewer_role:@Writers", by="moderator")
    await say(world, "/reviews settings moderator_role:@Editors digest:weekly", by="moderator")
    await say(world, "/reviews settings reviewer_role:@Moderators", by="moderator")
    world.env.backend.delete_channel(news.id)
    world.env.backend.delete_role(guild.id, writers.id)
    world.env.backend.delete_role(guild.id, editors.id)
    for _ in range(2):
        if offline:
            await world.restart()
        await pass_time(world, clock, minutes=1)
    told = "\n".join(note.message.content for note in in_channel(world, notes))
    for part in ("the channel for announcements", "a role that may write", "a role that may publish"):
        assert told.count(part) == 1
    kept = await world.library.servers.get(guild.id)
    assert kept.announcement_channel_id is None
    assert kept.reviewer_role_ids == (guild.roles["Moderators"].id,)
    assert kept.moderator_role_ids == ()
    assert kept.digest == "weekly"
    shown = (await say(world, "/reviews settings", by="moderator")).text
    assert "The channel for announcements was removed" in shown
    assert str(news.id) in str([(one.before, one.after) for one in await world.library.audit.entries(guild.id)])
    guild.create_text_channel("other")
    shown = (await say(world, "/reviews settings announcements:#other", by="moderator")).text
    assert "was removed" not in shown
    assert "announced in: <#" in shown


async def test_what_others_remove_is_nobodys_business(world: World, clock: Clock) -> None:
    notes, guild = await with_notes(world), guild_of(world)
    await say(world, "/reviews settings reviewer_role:@Moderators", by="moderator")
    other, role = guild.create_text_channel("other"), guild.create_role("Other")
    world.env.backend.delete_channel(other.id)
    world.env.backend.delete_role(guild.id, role.id)
    await pass_time(world, clock, minutes=1)
    assert in_channel(world, notes) == []


async def test_a_gate_of_votes_whose_role_is_gone_is_told_and_can_be_lifted(world: World, clock: Clock) -> None:
    notes, guild = await with_notes(world), guild_of(world)
    regulars = guild.create_role("Regulars")
    await say(world, "/reviews settings voters:Regulars", by="moderator")
    world.env.backend.delete_role(guild.id, regulars.id)
    for _ in range(2):
        await pass_time(world, clock, minutes=1)
        await world.restart()
    (note,) = in_channel(world, notes)
    assert "the role that may vote on cards" in note.message.content
    card = await say(world, "/review jaws")
    assert "a role that this server has no more" in (await card.press("Positive")).text
    assert "the role for it was removed" in (await say(world, "/reviews settings", by="moderator")).text
    guild.create_role("Others")
    await say(world, "/reviews settings voters:Others", by="moderator")
    assert "a role that you do not have" in (await card.press("Positive")).text
    shown = await say(world, "/reviews settings voters:Others", by="moderator")
    assert "was removed" not in shown.text
    assert "Counted" in (await card.press("Positive")).text
