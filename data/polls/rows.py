"""Polls and results as rows of the database, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.eligibility import Gates
from data.models import Tally
from data.polls.models import Choice, Count, Outcome, Poll, PollResult
from data.polls.terms import Names, Results, Rules
from data.storage.tables.polls import poll_results, poll_tallies, polls


def poll_of(row: Row[Any]) -> Poll:
    """A poll from a row that has all columns of `polls`."""
    rules = {
        "gates": Gates.model_validate(row.gates),
        "quorum": row.quorum,
        "results": Results.LIVE if row.live else Results.HIDDEN,
        "names": Names.AFTER if row.named else Names.NEVER,
    }
    return Poll(**{name: getattr(row, name) for name in Poll.model_fields if name not in rules}, **rules)


def columns_of(rules: Rules) -> dict[str, Any]:
    """The columns of `polls` that hold its rules."""
    return {
        "gates": rules.gates.model_dump(mode="json", exclude_defaults=True),
        "quorum": rules.quorum,
        "live": rules.results is Results.LIVE,
        "named": rules.names is Names.AFTER,
    }


async def read_poll(
    connection: AsyncConnection, *conditions: ColumnElement[bool], for_update: bool = False
) -> Poll | None:
    """The poll of which the conditions hold; `for_update` keeps it from everybody else until the commit."""
    query = select(polls).where(*conditions)
    row = (await connection.execute(query.with_for_update() if for_update else query)).first()
    return poll_of(row) if row else None


def select_results(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Closed polls with their counts, the last closed first."""
    counts = [column for column in poll_results.c if column.name != "poll_id"]
    return (
        select(polls, *counts)
        .join(poll_results, poll_results.c.poll_id == polls.c.id)
        .where(*conditions)
        .order_by(poll_results.c.closed_at.desc(), polls.c.id.desc())
    )


def has_results(guild_id: Any, film_id: Any) -> ColumnElement[bool]:
    """A column for another statement: whether a poll on the film was ever closed here."""
    closed = select(polls.c.id).join(poll_results, poll_results.c.poll_id == polls.c.id)
    return closed.where(polls.c.guild_id == guild_id, polls.c.film_id == film_id).exists()


async def last_verdict(connection: AsyncConnection, guild_id: int, film_id: int) -> PollResult | None:
    """The last poll on a film that came to a verdict or a tie; one that missed its quorum leaves that standing."""
    query = select_results(polls.c.guild_id == guild_id, polls.c.film_id == film_id)
    results = [result_of(row) for row in await connection.execute(query)]
    return next((result for result in results if result.outcome in {Outcome.VERDICT, Outcome.TIE}), None)


def result_of(row: Row[Any]) -> PollResult:
    """A result from a row of `select_results`."""
    tally = Tally(positive=row.positive, mixed=row.mixed, negative=row.negative)
    return PollResult(poll=poll_of(row), count=Count(tally=tally, unseen=row.unseen), closed_at=row.closed_at)


async def read_count(connection: AsyncConnection, poll_id: int) -> Count:
    """The ballots of an open poll by choice, which are counted as they come."""
    query = select(poll_tallies).where(poll_tallies.c.poll_id == poll_id)
    row = (await connection.execute(query)).first()
    return count_of((choice, getattr(row, column_of(choice))) for choice in Choice) if row else Count()


def column_of(choice: Choice) -> str:
    """The column of `poll_tallies` that counts it."""
    return choice.name.lower()


async def number_of_ballots(connection: AsyncConnection, poll_ids: Iterable[int]) -> dict[int, int]:
    """How many ballots each of several open polls has, of those that have any."""
    counted = [poll_tallies.c[column_of(choice)] for choice in Choice]
    query = select(poll_tallies.c.poll_id, *counted).where(poll_tallies.c.poll_id.in_(list(poll_ids)))
    return {poll_id: sum(numbers) for poll_id, *numbers in await connection.execute(query) if any(numbers)}


def count_of(numbers: Iterable[tuple[Choice, int]]) -> Count:
    """Numbers of ballots by choice, in order."""
    by_choice = {column_of(choice): number for choice, number in numbers}
    unseen = by_choice.pop(column_of(Choice.UNSEEN), 0)
    return Count(tally=Tally(**by_choice), unseen=unseen)
