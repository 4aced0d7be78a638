"""A closed poll as CSV files: the counts, and who voted what only where the poll said so. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.formats.formulas import guard
from data.polls.models import Choice, PollResult


@dataclass(frozen=True)
class Export:
    """Two CSV texts; `ballots` is None for a secret poll."""

    counts: str
    ballots: str | None


def export(result: PollResult, ballots: Iterable[tuple[int, Choice]] | None = None) -> Export:
    """Write a result, and the ballots (member id, choice) of a named poll."""
    named = None if ballots is None else _csv(("member_id", "choice"), sorted(ballots))
    return Export(
        _csv(("poll", "film", "opened_at", "ended_at", "outcome", "choice", "ballots"), _counts(result)), named
    )


def _counts(result: PollResult) -> Iterator[tuple[object, ...]]:
    poll, tally = result.poll, result.count.tally
    head = (poll.id, poll.film_label, poll.opened_at.isoformat(), poll.ends_at.isoformat(), result.outcome)
    for choice in Choice:
        number = tally.count(choice.tier) if choice.tier else result.count.unseen
        yield (*head, choice.value, number)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([guard(str(cell)) for cell in row] for row in rows)
    return text.getvalue()
