"""Who may vote in a poll: a pure rule of the member's dates and roles at the moment of the press."""

from __future__ import annotations

import datetime as dt

from data.errors import NotEligible
from data.polls.models import Voter
from data.polls.sentences import days, moment
from data.polls.terms import Gates


def refusal(gates: Gates, voter: Voter, now: dt.datetime) -> NotEligible | None:
    """Why the gates do not let a voter in, or None if they do. The first closed gate speaks."""
    if gates.role_id and gates.role_id not in voter.role_ids:
        return NotEligible("This poll asks for a role that you do not have.", role_id=gates.role_id)
    opens = voter.account_created_at + dt.timedelta(days=gates.min_account_days)
    if now < opens:
        return NotEligible(
            f"This poll asks for a Discord account of at least {days(gates.min_account_days)}. "
            f"Yours is old enough on {moment(opens)}.",
            from_when=opens,
        )
    if not gates.min_days_in_server:
        return None
    if voter.joined_at is None:
        return NotEligible("This poll asks for time in the server, and Discord does not say when you joined.")
    opens = voter.joined_at + dt.timedelta(days=gates.min_days_in_server)
    if now < opens:
        return NotEligible(
            f"This poll asks for at least {days(gates.min_days_in_server)} in this server. "
            f"You have been here long enough on {moment(opens)}.",
            from_when=opens,
        )
    return None
