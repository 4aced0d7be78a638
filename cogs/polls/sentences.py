"""The rules of a poll in plain sentences, for voters. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from cogs.ui.dates import days, moment
from cogs.ui.language import _, counted
from cogs.ui.terms import term
from data.polls import Choice, Gates, Names, Outcome, Poll, PollResult, Recorded, Results
from data.votes.statistics import VOTES_FOR_SHARES


def recorded(ballot: Recorded) -> str:
    """What to tell a voter, and nobody else, after a press."""
    choice, previous = ballot.choice, ballot.previous
    if choice is None:
        if previous is None:
            return _("You have no ballot in this poll.")
        return _("Your ballot is taken back, and nothing of it is kept.")
    if choice is previous:
        said = _("Your ballot already says “{choice}”. It counts once, however often you press.")
    elif previous:
        said = _("Your ballot now says “{choice}” instead of “{previous}”. Only the last one counts.")
    elif choice is Choice.UNSEEN:
        said = _(
            "Your ballot says “{choice}”. It counts as interest, not as an opinion. "
            "You can change it or take it back until the poll ends."
        )
    else:
        said = _("Your ballot says “{choice}”. You can change it or take it back until the poll ends.")
    return said.format(choice=term(choice), previous=term(previous) if previous else "")


def rules(poll: Poll) -> tuple[str, ...]:
    """How this poll counts, one rule a sentence."""
    return (
        _("Every member has one ballot. Pressing twice, or on two devices, counts once."),
        _("You can change your ballot or take it back until the poll ends; only the last press counts."),
        _("“Haven't seen it” counts as interest in the film, not as an opinion of it."),
        _("A press counts if it arrives before the end, {end}; you are told if it came too late.").format(
            end=moment(poll.ends_at)
        ),
        *_gate_rules(poll.gates),
        _("Whoever leaves the server after voting keeps the ballot: nothing in it says whose it is.")
        if poll.names is Names.NEVER
        else _("Whoever leaves the server after voting keeps the ballot."),
        _("The verdict with the most ballots wins. Equal numbers are a tie, and a tie is a result."),
        *_quorum_rule(poll.quorum),
        _("The counts are shown while the poll runs.")
        if poll.results is Results.LIVE
        else _("Until the end only the number of ballots is shown, and the counts to nobody."),
        privacy(poll),
    )


def in_short(poll: Poll) -> str:
    """Who learns how one voted, and when the counts are shown: the one line on a poll's face, before anyone votes."""
    hidden = poll.results is Results.HIDDEN
    if poll.names is Names.AFTER:
        if hidden:
            return _("⚠️ Not secret: at the end the counts are shown, and moderators can see who voted what")
        return _("⚠️ Not secret: at the end moderators can see who voted what")
    return _("🔒 Secret: only the counts are kept, and shown at the end") if hidden else _("🔒 Secret")


def privacy(poll: Poll) -> str:
    """Who learns how one voted, with its reason."""
    if poll.names is Names.AFTER:
        return _("This poll is not secret: when it has ended, moderators can see who voted what.")
    return _(
        "This poll is secret: at the end only the counts are kept, and the ballots are destroyed together with the key "
        "that could tie them to members."
    )


def _quorum_rule(quorum: int) -> Iterator[str]:
    if quorum:
        yield counted(
            quorum,
            "Below {count:,} opinion the poll ends without a verdict.",
            "Below {count:,} opinions the poll ends without a verdict.",
        )
    else:
        yield _("Below {least} opinions it is a poll's result, and not called the server's verdict.").format(
            least=VOTES_FOR_SHARES
        )


def _gate_rules(gates: Gates) -> Iterator[str]:
    asked = []
    if gates.role_id:
        asked.append(_("a certain role"))
    if gates.min_days_in_server:
        asked.append(_("at least {days} in this server").format(days=days(gates.min_days_in_server)))
    if gates.min_account_days:
        asked.append(_("a Discord account of at least {days}").format(days=days(gates.min_account_days)))
    if asked:
        yield _(
            "Voting, and changing a ballot, asks for {gates} at the moment you press. A ballot that was "
            "let in stays if you lose the role later, and you can always take it back."
        ).format(gates=", ".join(asked))


def outcome(result: PollResult) -> str:
    """A closed poll's result in one sentence."""
    total, quorum = result.count.tally.total, result.poll.quorum
    opinions = counted(total, "{count:,} opinion", "{count:,} opinions")
    if result.outcome is Outcome.NO_OPINIONS:
        return _("No verdict: nobody gave an opinion.")
    if result.outcome is Outcome.QUORUM_MISSED:
        missed = _("No verdict: {opinions}, and the poll asked for at least {quorum:,}.")
        return missed.format(opinions=opinions, quorum=quorum)
    *first, last = map(term, result.leaders)
    if result.outcome is Outcome.TIE:
        return _("A tie between {some} and {last}, from {opinions}.").format(
            some=", ".join(first), last=last, opinions=opinions
        )
    return _("{verdict}, from {opinions}.").format(verdict=last, opinions=opinions)


def lateness(result: PollResult) -> str | None:
    """For a result that was counted long after the end: when it ended, and that nothing came in since."""
    if not result.is_late:
        return None
    return _("The poll ended on {end} and was counted on {counted}; presses in between were not counted.").format(
        end=moment(result.poll.ends_at), counted=moment(result.closed_at)
    )
