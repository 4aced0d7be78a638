"""The rules of a poll in plain sentences, for voters. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from data.polls.models import Choice, Outcome, Poll, PollResult, Recorded
from data.polls.terms import Gates, Names, Results, Rules


def moment(when: dt.datetime) -> str:
    """`3 May 2025, 18:05 UTC`"""
    return f"{day(when)}, {when.astimezone(dt.UTC):%H:%M} UTC"


def day(when: dt.datetime) -> str:
    """`3 May 2025`"""
    utc = when.astimezone(dt.UTC)
    return f"{utc.day} {utc:%B %Y}"


def days(number: int) -> str:
    """`1 day`, `2 days`"""
    return "1 day" if number == 1 else f"{number} days"


def recorded(ballot: Recorded) -> str:
    """What to tell a voter, and nobody else, after a press."""
    choice, previous = ballot.choice, ballot.previous
    if choice is None:
        return (
            "Your ballot is taken back, and nothing of it is kept." if previous else "You have no ballot in this poll."
        )
    if choice is previous:
        return f"Your ballot already says “{choice}”. It counts once, however often you press."
    if previous:
        return f"Your ballot now says “{choice}” instead of “{previous}”. Only the last one counts."
    interest = " It counts as interest, not as an opinion." if choice is Choice.UNSEEN else ""
    return f"Your ballot says “{choice}”.{interest} You can change it or take it back until the poll ends."


def ended(poll: Poll) -> str:
    """For a press after the end."""
    return f"This poll ended on {moment(poll.ends_at)}. Your press came after that and was not counted."


def ended_meanwhile(poll: Poll) -> str:
    """For a press that was made before the end and reached the ballots after they were counted."""
    return "The poll was closed while your press was on its way, so it was not counted. What you pressed before stands."


def rules(poll: Poll) -> tuple[str, ...]:
    """How this poll counts, one rule a sentence."""
    return (
        "Every member has one ballot. Pressing twice, or on two devices, counts once.",
        "You can change your ballot or take it back until the poll ends; only the last press counts.",
        "“Haven't seen it” counts as interest in the film, not as an opinion of it.",
        f"A press counts if it arrives before the end, {moment(poll.ends_at)}; you are told if it came too late.",
        *_gate_rules(poll.gates),
        "Whoever leaves the server after voting keeps the ballot: nothing in it says whose it is."
        if poll.names is Names.NEVER
        else "Whoever leaves the server after voting keeps the ballot.",
        "The verdict with the most ballots wins. Equal numbers are a tie, and a tie is a result.",
        *((f"Below {poll.quorum:,} opinions the poll ends without a verdict.",) if poll.quorum else ()),
        "The counts are shown while the poll runs."
        if poll.results is Results.LIVE
        else "Until the end only the number of ballots is shown, and the counts to nobody.",
        privacy(poll),
    )


def privacy(rules: Rules) -> str:
    """Who learns how one voted. A poll says it on its face before anyone votes."""
    if rules.names is Names.AFTER:
        return "This poll is not secret: when it has ended, moderators can see who voted what."
    return (
        "This poll is secret: at the end only the counts are kept, and the ballots are destroyed together with the key "
        "that could tie them to members."
    )


def _gate_rules(gates: Gates) -> Iterator[str]:
    asked = []
    if gates.role_id:
        asked.append("a certain role")
    if gates.min_days_in_server:
        asked.append(f"at least {days(gates.min_days_in_server)} in this server")
    if gates.min_account_days:
        asked.append(f"a Discord account of at least {days(gates.min_account_days)}")
    if asked:
        yield (
            f"Voting, and changing a ballot, asks for {', '.join(asked)} at the moment you press. A ballot that was "
            "let in stays if you lose the role later, and you can always take it back."
        )


def outcome(result: PollResult) -> str:
    """A closed poll's result in one sentence."""
    total, quorum = result.count.tally.total, result.poll.quorum
    opinions = "1 opinion" if total == 1 else f"{total:,} opinions"
    if result.outcome is Outcome.NO_OPINIONS:
        return "No verdict: nobody gave an opinion."
    if result.outcome is Outcome.QUORUM_MISSED:
        return f"No verdict: {opinions}, and the poll asked for at least {quorum:,}."
    if result.outcome is Outcome.TIE:
        *first, last = result.leaders
        return f"A tie between {', '.join(first)} and {last}, from {opinions}."
    return f"{result.leaders[0]}, from {opinions}."


def lateness(result: PollResult) -> str | None:
    """For a result that was counted long after the end: when it ended, and that nothing came in since."""
    if not result.is_late:
        return None
    return (
        f"The poll ended on {moment(result.poll.ends_at)} and was counted on {moment(result.closed_at)}; "
        "presses in between were not counted."
    )
