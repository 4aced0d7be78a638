"""Who may vote in a poll: a pure rule of the member's dates and roles at the moment of the press."""

from __future__ import annotations

import datetime as dt

from data.errors import NotEligible, Reason
from data.polls.models import Voter
from data.polls.terms import Gates


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
