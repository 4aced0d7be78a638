"""Who may vote, in a poll or standing: a pure rule of the member's dates and roles at the moment of the press."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.errors import NotEligible, Reason
from data.models import Model

MOST_DAYS = 3650
"""As many as a gate can ask for."""


class Gates(Model):
    """Who may vote. A gate of 0 days lets everybody in."""

    role_id: int | None = None
    role_gone: bool = False
    """Whether the server has that role no more, so that nobody can have it."""
    min_days_in_server: int = 0
    min_account_days: int = 0


@dataclass(frozen=True)
class Voter:
    """What the gates ask about a member at the moment of a press. `joined_at` is None where Discord does not say."""

    member_id: int
    account_created_at: dt.datetime
    joined_at: dt.datetime | None = None
    role_ids: frozenset[int] = frozenset()


def refusal(gates: Gates, voter: Voter, now: dt.datetime) -> NotEligible | None:
    """Why the gates do not let a voter in, or None if they do. The first closed gate speaks."""
    if gates.role_id and gates.role_id not in voter.role_ids:
        return NotEligible(
            Reason.ROLE_GONE if gates.role_gone else Reason.ROLE_MISSING,
            role_id=None if gates.role_gone else gates.role_id,
        )
    least = dt.timedelta(days=gates.min_account_days)
    if now < voter.account_created_at + least:
        return NotEligible(Reason.ACCOUNT_TOO_YOUNG, least=least, from_when=voter.account_created_at + least)
    if not gates.min_days_in_server:
        return None
    if voter.joined_at is None:
        return NotEligible(Reason.JOINED_UNKNOWN)
    least = dt.timedelta(days=gates.min_days_in_server)
    if now < voter.joined_at + least:
        return NotEligible(Reason.JOINED_TOO_LATELY, least=least, from_when=voter.joined_at + least)
    return None
