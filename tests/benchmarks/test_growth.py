"""The library of `benchmarks.growth` very much smaller, and what is measured in it."""

from collections.abc import Callable

import pytest
from sqlalchemy import ColumnElement, Table, func, select

from benchmarks.growth.__main__ import measure, table
from benchmarks.growth.build import Here, Sizes, build
from benchmarks.growth.measure import Budget, Cost, Row
from data.library import Library
from data.models import ReviewState
from data.polls import Choice
from data.storage.tables.drafts import drafts
from data.storage.tables.film_nights import film_nights
from data.storage.tables.polls import ballots, polls
from data.storage.tables.requests import film_requests
from data.storage.tables.reviews import reviews
from data.storage.tables.servers import server_settings
from data.storage.tables.votes import votes
from tests.data.worlds import voter

pytestmark = pytest.mark.uncounted

HERE = Here(500, 600, 701, 702)
SIZES = Sizes().times(0.004)


async def number_of(library: Library, rows: Table, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(rows).where(*conditions)
    async with library.storage.reading() as connection:
        return int((await connection.execute(query)).scalar_one())


async def test_there_is_as_much_as_was_asked_for_and_all_of_it_can_be_used(empty_library: Library) -> None:
    library = empty_library
    built = await build(library, SIZES, HERE)
    for rows, number in (
        (reviews, SIZES.reviews),
        (server_settings, SIZES.servers),
        (drafts, SIZES.drafts),
        (film_nights, SIZES.nights),
        (film_requests, SIZES.requests),
    ):
        assert await number_of(library, rows) == number
    assert 0.8 < await number_of(library, votes) / SIZES.votes < 1.2
    assert await number_of(library, votes, votes.c.guild_id == HERE.guild_id) >= SIZES.votes_here
    assert await number_of(library, reviews, reviews.c.state == ReviewState.WITHDRAWN) == len(built.withdrawn)
    found = await library.catalogue.find(HERE.guild_id, built.titles[3])
    assert found.film
    assert found.film.film_id == built.film_ids[3]
    poll_id = built.polls_to_close[0]
    assert (await library.polls.progress(poll_id)).ballots == SIZES.ballots_to_close
    await library.polls.ballots.cast(poll_id, voter(1), Choice.MIXED)
    assert (await library.polls.closing.close(poll_id, HERE.guild_id)).count.ballots == SIZES.ballots_to_close + 1
    await library.polls.closing.close_due()
    assert await number_of(library, ballots, ballots.c.poll_id == poll_id) == 0
    assert await number_of(library, polls, polls.c.is_open) > len(built.polls_to_close)


async def test_a_command_is_measured_with_its_statements_and_a_vote_beside_it(
    new_address: Callable[..., str],
) -> None:
    costs = await measure(new_address(with_starter=False), Sizes().times(0.002), only="/reviews queue")
    (cost,) = costs
    assert cost.row.name == "/reviews queue"
    assert cost.own > 0 < cost.beside
    assert cost.plain > 0
    assert cost.block > 0 < cost.statements
    assert cost.rows > 0


async def _nothing(_number: int) -> None:
    """Does nothing."""


@pytest.mark.parametrize(
    ("figures", "over"),
    [
        ({"own": 31.0}, True),
        ({"own": 29.0}, False),
        ({"own": 31.0, "is_command": False}, False),
        ({"block": 51.0}, True),
        ({"beside": 101.0, "is_command": False}, True),
    ],
)
def test_what_is_over_its_budget_stands_last(figures: dict[str, float], over: bool) -> None:
    other = Cost(Row("other", _nothing), own=20.0, statements=1, rows=1, block=1.0, beside=1.0)
    row = Row("this one", _nothing, is_command=bool(figures.pop("is_command", True)))
    cost = Cost(row, **{"own": 1.0, "statements": 1, "rows": 1, "block": 1.0, "beside": 1.0, **figures})
    assert (cost.share(Budget()) > 1) is over
    assert ("this one" in table([cost, other], Budget()).splitlines()[-1]) is (cost.share(Budget()) > 20 / 30)
