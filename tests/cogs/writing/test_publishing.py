"""Conflicts, the queue, roles, suggestions, requests, history: as moderators, reviewers and members meet them."""

from __future__ import annotations

from collections.abc import Sequence

import discord
import pytest
import simcord

from bot.playground.people import Person
from bot.playground.world import World
from cogs.ui import routes
from cogs.ui.arguments import Values
from cogs.ui.routes import Way
from data.drafts import Draft
from data.library import Library
from data.reviews.history import History
from data.servers.audit import AuditEntry
from tests.cogs.writing.test_panel import BY, JAWS
from tests.dialogue import Reply, say
from tests.forging import Forger

OURS_ONLY = "is for this server's"


def guild_of(world: World) -> int:
    return int(world.people[BY].guild.id)


async def write(world: World, card: Reply, by: str, **typed: str) -> Reply:
    form = await card.open("Blurb and verdict", by=by)
    return await form.submit(**typed)


def with_role(world: World, name: str, role: str) -> simcord.RoleHandle:
    """Give the role of that name, made now, to a new person of the world."""
    guild = world.people[BY].guild
    handle = guild.roles[role] if role in guild.roles else guild.create_role(role)
    user = world.env.create_user(name, global_name=name.title())
    guild.add_member(user, roles=[handle])
    world.people[name] = Person(world.env, guild, user)
    return handle


async def two_editors(world: World) -> Reply:
    """Morgan and Alex edit one review, Alex is faster; what Morgan is shown."""
    with_role(world, "alex", "Editors")
    await say(world, "/reviews settings moderator_role:Editors", by=BY)
    mine = await say(world, "/reviews edit jaws", by=BY)
    mine = await write(world, mine, BY, blurb="Morgan's blurb.")
    theirs = await say(world, "/reviews edit jaws", by="alex")
    theirs = await write(world, theirs, "alex", blurb="Alex's blurb.")
    theirs = await (await theirs.open("Overview", by="alex")).submit(overview="Alex's overview.")
    assert "Published" in (await theirs.press("Publish", by="alex")).text
    conflict = await mine.press("Publish", by=BY)
    assert "Somebody was faster" in conflict.text
    assert "**Changed by both:** Blurb and verdict" in conflict.text
    assert "**Only by them:** Overview" in conflict.text
    assert "~~Alex's~~" in conflict.text
    assert "**Morgan's~~" not in conflict.text
    assert "**Morgan's**" in conflict.text
    return conflict


async def texts(world: World) -> tuple[str | None, str | None]:
    review = (await world.library.reviews.get(JAWS, guild_of(world))).review
    return review.blurb, review.overview


async def test_the_second_to_save_sees_both_and_nothing_is_overwritten(world: World) -> None:
    await two_editors(world)
    assert await texts(world) == ("Alex's blurb.", "Alex's overview.")


async def test_keep_mine(world: World) -> None:
    conflict = await two_editors(world)
    await world.restart()
    assert "Published" in (await conflict.press("Keep mine", by=BY)).text
    blurb, overview = await texts(world)
    assert blurb == "Morgan's blurb."
    assert overview != "Alex's overview."
    newest = (await world.library.reviews.history(JAWS, guild_of(world), 1)).revisions[0]
    found = await world.library.reviews.revision(JAWS, guild_of(world), newest.number)
    assert found
    assert found.before
    assert found.before.review.blurb == "Alex's blurb."


async def test_keep_theirs_and_take_the_draft_up_again(world: World) -> None:
    conflict = await two_editors(world)
    panel = await conflict.press("Keep theirs", by=BY)
    assert "given up" in panel.text
    assert await texts(world) == ("Alex's blurb.", "Alex's overview.")
    panel = await panel.press("Go on with it after all", by=BY)
    assert (await panel.open("Blurb and verdict", by=BY)).values["blurb"] == "Morgan's blurb."


async def test_merge_by_part(world: World) -> None:
    conflict = await two_editors(world)
    panel = await conflict.choose("Blurb and verdict", by=BY)
    assert "merged" in panel.text
    await panel.press("Publish", by=BY)
    assert await texts(world) == ("Morgan's blurb.", "Alex's overview.")


async def test_a_choice_that_comes_too_late_overwrites_nothing_either(world: World) -> None:
    conflict = await two_editors(world)
    third = await say(world, "/reviews edit jaws", by="alex")
    third = await write(world, third, "alex", blurb="Alex once more.")
    await third.press("Publish", by="alex")
    late = await conflict.press("Keep mine", by=BY)
    assert "has changed once more" in late.text
    assert (await texts(world))[0] == "Alex once more."


async def test_reviewers_draft_moderators_approve_or_send_back(world: World) -> None:
    with_role(world, "rey", "Reviewers")
    assert OURS_ONLY in (await say(world, "/reviews write Salt (2020)", by="rey")).text
    settings = await say(world, "/reviews settings reviewer_role:Reviewers", by=BY)
    assert settings.private
    panel = await say(world, "/reviews write Salt (2020)", by="rey")
    assert "Publish" not in panel.labels
    panel = await write(world, panel, "rey", blurb="Salty. The dog dies at the lake.", tier="Positive")
    panel = await panel.press("Hand in", by="rey")
    assert "waits for a moderator" in panel.text
    assert OURS_ONLY in (await say(world, "/reviews queue", by="rey")).text
    queued = await (await say(world, "/reviews queue", by=BY)).choose("Salt (2020)", by=BY)
    assert "Still missing" in queued.text
    assert "**A dog dies**: “The dog dies at the lake”" in queued.text  # which its answers leave open
    assert "Salty." in queued.text
    form = await queued.open("Send back", by=BY)
    await world.restart()
    assert "Sent back" in (await form.submit(note="Say why.")).text
    panel = await (await say(world, "/reviews drafts", by="rey")).choose("Salt", by="rey")
    assert "Say why." in panel.text
    panel = await write(world, panel, "rey", blurb="Salty, because of the sea.")
    await panel.press("Hand in", by="rey")
    queued = await (await say(world, "/reviews queue", by=BY)).choose("Salt (2020)", by=BY)
    assert "Published" in (await queued.press("Approve and publish", by=BY)).text
    assert "because of the sea" in (await say(world, "/review Salt")).text
    log = await say(world, "/reviews log", by=BY)
    for done in ("approved **Salt", "handed in **Salt", "sent **Salt (2020)** back", "changed the settings"):
        assert done in log.text
    await say(world, "/reviews settings reviewer_role:Reviewers", by=BY)
    assert OURS_ONLY in (await say(world, "/reviews write Salt (2020)", by="rey")).text


async def test_members_suggest_where_the_server_allows_it(world: World) -> None:
    assert "not taken here" in (await say(world, "/suggest jaws")).text
    await say(world, "/reviews settings suggestions:true", by=BY)
    panel = await say(world, "/suggest jaws")
    assert "Publish" not in panel.labels
    panel = await write(world, panel, "member", blurb="A shark, corrected.")
    await panel.press("Hand in")
    queued = await (await say(world, "/reviews queue", by=BY)).choose("Jaws", by=BY)
    assert "A suggestion" in queued.text
    await queued.press("Approve and publish", by=BY)
    assert "A shark, corrected." in (await say(world, "/review jaws")).text
    await say(world, "/reviews settings suggestions:false", by=BY)
    assert "not taken here" in (await say(world, "/suggest alien")).text


async def test_everything_of_one_member_is_dismissed_from_the_queue_when_a_moderator_says_so_twice(
    world: World,
) -> None:
    await say(world, "/reviews settings suggestions:true", by=BY)
    for film in ("jaws", "alien", "psycho"):
        await (await say(world, f"/suggest {film}")).press("Hand in")
    await (await say(world, "/suggest jaws", by="friend")).press("Hand in", by="friend")
    queue = await say(world, "/reviews queue", by=BY)
    queued = await queue.choose("Alien", by=BY)
    asked = await queued.press("Dismiss all of theirs", by=BY)
    assert asked.private
    assert "3 drafts by" in asked.text
    queued = await asked.press("Back", by=BY)
    assert "A suggestion" in queued.text
    asked = await queued.press("Dismiss all of theirs", by=BY)
    done = await asked.press("Dismiss all", by=BY)
    assert "3 drafts are dismissed" in done.text
    assert "Jaws" in done.text
    assert "Alien" not in done.text
    assert "Alien (1979)" in (await say(world, "/reviews drafts")).options
    assert "Your drafts" in (await say(world, "/reviews drafts")).text
    log = await say(world, "/reviews log", by=BY)
    assert "dismissed **Jaws (1975)**: state submitted → discarded" in log.text


async def test_nobody_but_moderators_dismisses(world: World) -> None:
    await say(world, "/reviews settings suggestions:true", by=BY)
    panel = await say(world, "/suggest jaws")
    await panel.press("Hand in")
    (waiting,) = (await world.library.drafts.lists.queue(world.people[BY].guild.id, 5)).lines
    forger = Forger(world, world.people["member"], world.channel)
    for verb in ("theirs", "dismiss"):
        assert OURS_ONLY in await forger.press(f"draft:{waiting.id}:{verb}")
    assert (await world.library.drafts.lists.queue(world.people[BY].guild.id, 5)).total == 1


async def test_requests_are_counted_and_answered_by_the_review(world: World) -> None:
    assert "There is a review" in (await say(world, "/request jaws")).text
    asked = await say(world, "/request The Salt Clock (2021)")
    assert asked.private
    assert "🔔 chooses whether you are told of it" in asked.text
    assert "2 members wait" in (await say(world, "/request the salt clock, 2021", by="friend")).text
    wanted = await say(world, "/reviews requests", by=BY)
    assert "2 members" in wanted.text
    panel = await wanted.choose("alt", by=BY)
    panel = await write(world, panel, BY, blurb="Time.", tier="Mixed")
    missing = await panel.press("Publish", by=BY)
    done = await missing.press("Publish anyway", by=BY)
    assert "2 members had asked for it" in done.text
    assert "Nobody has asked" in (await say(world, "/reviews requests", by=BY)).text
    assert "taken back" in (await (await say(world, "/request Another (2001)")).press("Take back")).text


async def test_withdraw_restore_history_and_revert(world: World) -> None:
    old = (await world.library.reviews.get(JAWS, guild_of(world))).review.blurb
    panel = await say(world, "/reviews edit jaws", by=BY)
    await (await write(world, panel, BY, blurb="Quite another text.")).press("Publish", by=BY)
    await say(world, "/reviews withdraw jaws reason:Under review", by=BY)
    assert "I do not know a film" in (await say(world, "/review jaws")).text
    history = await say(world, "/reviews history jaws", by=BY)
    assert "Under review" in history.text
    assert "from a file" in history.text
    shown = await history.choose("Revision 2", by=BY)
    assert "**Quite another text.**" in shown.text
    await say(world, "/reviews restore jaws", by=BY)
    assert "Quite another text." in (await say(world, "/review jaws")).text
    shown = await (await say(world, "/reviews history jaws", by=BY)).choose("Revision 1", by=BY)
    await shown.press("Revert to revision 1", by=BY)
    assert (await world.library.reviews.get(JAWS, guild_of(world))).review.blurb == old
    assert "reads as in revision 2" in (await say(world, "/reviews revert jaws revision:2", by=BY)).text


COMMANDS: tuple[str, ...] = (
    "write jaws",
    "edit jaws",
    "drafts",
    "withdraw jaws",
    "restore jaws",
    "history jaws",
    "revert jaws revision:1",
)
COMMANDS += ("queue", "requests", "log", "settings")


async def test_members_reach_no_command(world: World) -> None:
    for command in COMMANDS:
        answer = await say(world, f"/reviews {command}")
        assert answer.private
        assert OURS_ONLY in answer.text or "Manage Server" in answer.text, command
    groups = [c for c in world.bot.tree.walk_commands() if c.qualified_name.startswith("reviews ")]
    assert {c.name for c in groups} <= {command.split()[0] for command in COMMANDS} | {"import"}


PROTECTED = {"draft", "revision", "audit", "request"}
FOR_EVERYBODY = {(Way.PRESS, "request", "takeback"), (Way.PRESS, "request", "named")}


async def try_everything(forger: Forger, draft_id: int) -> list[str]:
    """What comes back for every button, menu and form of moderators and reviewers, with all that they may carry."""
    answers = []
    for (way, noun, verb), route in routes._routes.items():
        if noun not in PROTECTED or (way, noun, verb) in FOR_EVERYBODY:
            continue
        argument = f":{route.argument.example}" if route.argument else ""
        for subject in (draft_id, JAWS):
            custom_id = f"{noun}:{subject}:{verb}{argument}"
            if way is Way.PRESS:
                answers.append(await forger.press(custom_id))
            elif way is Way.SUBMIT:
                answers.append(await forger.submit(custom_id))
            else:
                assert route.values
                for values in (route.values.example, (str(draft_id),)):
                    if reads(route.values, values):
                        answers.append(await forger.pick(f"pick={custom_id}", *values))
    return answers


def reads(kind: Values[object], values: Sequence[str]) -> bool:
    try:
        kind.read(values)
    except ValueError:
        return False
    return True


async def everything(library: Library, guild_id: int, owner_id: int) -> tuple[list[Draft], list[AuditEntry], History]:
    drafts = await library.drafts.of_owner(guild_id, owner_id)
    return drafts, await library.audit.entries(guild_id), await library.reviews.history(JAWS, guild_id, 100)


async def test_members_reach_no_button_menu_or_form_with_a_forged_id(world: World) -> None:
    await say(world, "/reviews edit jaws", by=BY)
    moderator = world.people[BY]
    before = await everything(world.library, guild_of(world), moderator.id)
    draft_id = before[0][0].id
    answers = await try_everything(Forger(world, world.people["member"], world.channel), draft_id)
    assert len(answers) > 60
    assert [answer for answer in answers if OURS_ONLY not in answer] == []
    assert await everything(world.library, guild_of(world), moderator.id) == before


async def test_moderators_of_another_server_reach_nothing_of_this_one(world: World) -> None:
    await say(world, "/reviews edit jaws", by=BY)
    moderator = world.people[BY]
    panel_draft = (await world.library.drafts.of_owner(guild_of(world), moderator.id))[0]
    await world.library.drafts.submit(panel_draft.id, guild_of(world), moderator.id)
    before = await everything(world.library, guild_of(world), moderator.id)
    other = world.env.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    boss = other.create_role("Boss", permissions=discord.Permissions(manage_guild=True))
    user = world.env.create_user("mallory", global_name="Mallory")
    other.add_member(user, roles=[boss])
    await world.env.settle()
    answers = await try_everything(Forger(world, Person(world.env, other, user), channel), panel_draft.id)
    assert not any("Morgan" in answer or "went wrong" in answer for answer in answers)
    assert await everything(world.library, guild_of(world), moderator.id) == before


async def test_writing_a_withdrawn_review_goes_on_with_it(world: World) -> None:
    await say(world, "/reviews withdraw jaws", by=BY)
    panel = await say(world, "/reviews write jaws", by=BY)
    assert "a change of revision 2" in panel.text
    assert "Published" in (await panel.press("Publish", by=BY)).text
    assert "Jaws (1975)" in (await say(world, "/review jaws")).text


@pytest.mark.parametrize("command", ["edit", "history", "restore", "revert"])
async def test_what_was_withdrawn_is_completed_for_those_alone_who_write_here(world: World, command: str) -> None:
    await say(world, "/reviews withdraw jaws", by=BY)

    async def offered(by: str) -> list[str]:
        choices = await world.people[by].autocomplete(world.channel, f"reviews {command}", "film", "jaws")
        return [choice["name"] for choice in choices]

    assert "Jaws (1975)" in await offered(BY)
    assert "Jaws (1975)" not in await offered("member")


async def test_members_suggest_without_seeing_what_was_withdrawn(world: World) -> None:
    secret = (await texts(world))[0]
    await say(world, "/reviews settings suggestions:true", by=BY)
    await say(world, "/reviews withdraw jaws", by=BY)
    panel = await say(world, "/suggest jaws (1975)")
    assert "There is a review" not in panel.text
    form = await panel.open("Blurb and verdict")
    assert secret
    assert form.values["blurb"] == ""
    panel = await form.submit(blurb="Teeth.", tier="Positive")
    await say(world, "/reviews restore jaws", by=BY)
    await say(world, "/reviews withdraw jaws", by=BY)
    panel = await panel.press("Hand in")
    assert "waits for a moderator" in panel.text
    queued = await (await say(world, "/reviews queue", by=BY)).choose("Jaws", by=BY)
    assert "Published" in (await queued.press("Approve and publish", by=BY)).text
    assert (await texts(world))[0] == "Teeth."


async def test_settings_are_said_and_wrong_ones_change_nothing(world: World) -> None:
    said = await say(world, "/reviews settings time_zone:Europe/Paris quiet:22:00-07:30 announcements:films", by=BY)
    assert "22:00 to 07:30; time zone: Europe/Paris" in said.text
    assert f"<#{world.channel.id}>" in said.text
    before = await world.library.servers.get(guild_of(world))
    assert "time zone" in (await say(world, "/reviews settings time_zone:Mars", by=BY)).text
    assert "written 22:00-07:00" in (await say(world, "/reviews settings quiet:late", by=BY)).text
    assert await world.library.servers.get(guild_of(world)) == before


async def test_the_log_turns_its_pages(world: World) -> None:
    for _ in range(9):
        await say(world, "/reviews withdraw jaws", by=BY)
        await say(world, "/reviews restore jaws", by=BY)
    log = await say(world, "/reviews log", by=BY)
    assert "revision 18 → 19, state withdrawn → published" in log.text
    assert "nothing → " not in log.text
    assert "revision 1 → 2, state published → withdrawn" in (await log.press("Earlier", by=BY)).text
