"""A list with nothing in it says how something comes into it."""

from bot.playground.world import open_world
from data.library import Library
from tests.clock import unhurried
from tests.conftest import SqliteHost
from tests.dialogue import say
from tests.test_next_steps import STEP

FOR_MEMBERS = ("/review jaws", "/top", "/my votes", "/my warnings", "/my data", "/filmnight check jaws")
FOR_MODERATORS = (
    *("/poll list", "/poll show jaws", "/poll results jaws", "/reviews queue", "/reviews requests", "/reviews drafts"),
    *("/reviews log", "/reviews history jaws", "/reviews edit jaws", "/moderate warnings", "/moderate filter"),
)


async def test_an_empty_list_says_the_next_step(sqlite_host: SqliteHost) -> None:
    async with (
        Library.open(sqlite_host.new(with_starter=False, migrated=True), with_starter=False) as library,
        open_world(library, unhurried()) as world,
    ):
        for person, lines in (("member", FOR_MEMBERS), ("moderator", FOR_MODERATORS)):
            for line in lines:
                answer = await say(world, line, by=person)
                assert STEP.search(answer.text), f"{line}: {answer.text}"
