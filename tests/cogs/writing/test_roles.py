"""Which roles open which door: the chosen ones, and no others that somebody happens to have."""

from bot.playground.world import World
from tests.cogs.writing.test_panel import BY
from tests.cogs.writing.test_publishing import OURS_ONLY, with_role
from tests.dialogue import say


async def test_only_the_chosen_roles_write_and_publish(world: World) -> None:
    for name, role in (("rey", "Reviewers"), ("ed", "Editors"), ("vi", "Viewers")):
        with_role(world, name, role)
    await say(world, "/reviews settings reviewer_role:Reviewers moderator_role:Editors", by=BY)
    refused = {
        (name, command): OURS_ONLY in (await say(world, f"/reviews {command}", by=name)).text
        for name in ("rey", "ed", "vi")
        for command in ("write Salt (2020)", "queue")
    }
    assert [who for who, was_refused in refused.items() if was_refused] == [
        ("rey", "queue"),
        ("vi", "write Salt (2020)"),
        ("vi", "queue"),
    ]


async def test_of_too_many_roles_one_is_told_how_to_take_one_back(world: World) -> None:
    guild_id = world.people[BY].guild.id
    await world.library.servers.set(guild_id, 1, reviewer_role_ids=tuple(range(1, 26)))
    world.people[BY].guild.create_role("One more")
    told = await say(world, "/reviews settings reviewer_role:One more", by=BY)
    assert "25 roles are chosen already. Name one of them again" in told.text
    assert len((await world.library.servers.get(guild_id)).reviewer_role_ids) == 25
