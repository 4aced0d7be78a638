"""What a room is told about a film, so that it tells on nobody. Pure.

The principle. What a room is told follows from what was told before, and from groups of three or more; no answer
depends on fewer than three people's undisclosed lists. There are two outcomes: a film is cleared for so many of those
who joined, or it is not cleared, and why not is never said.

How. A film asks of every list: is any of these wishes on it? Of each person is known, from earlier answers, which
wishes are not (`History.known`). Only those about whom something is open are judged, together and by one bit: is the
film clear for all of them?

- Three at least are judged, or nobody is.
- “Clear” tells each of their lists free of what the film asks. It is remembered, with its date.
- “Not clear” leaves a doubt: at least one of them has something of it. It is remembered with the people and what is
  open of each.
- Later answers take people out of a doubt. A judgement that could leave a doubt fewer than three is not made: the
  largest part of the room that can be judged is judged instead, and whoever is left out is not counted.
- If a doubt lies wholly inside what is asked, the answer is known to be “not cleared” and nothing is judged.

Why it tells on nobody. Take any one or two people, and suppose that their lists are and always were empty. Give all
others every wish that was not told to be off their lists. Everything that was told “clear” is true of these lists.
Every doubt has three people at least of whom it is still open, so one of them is none of the two, has such a wish,
and the doubt is true. Whom to judge was worked out from what was told alone, so the room would have heard the same,
word for word. Nothing told so far can therefore prove that one of the two has anything on a list, whoever puts all
answers of all nights and servers together.

Lists that change. What was told of somebody stays told, with its date, until three people in one room have saved
theirs since: then these are judged anew, by their lists of today. A doubt is given up once three of those whom it is
about have saved theirs: it speaks of lists that are gone, and nothing told from then on is about them. Saving without
a change counts as well, so even that proves nothing. The proof holds for somebody who knows when each list was saved:
it speaks then of each saved list apart.

What it cannot give. Of three people judged, two who compare their own lists learn of the third what the answer says.
And no rule helps somebody who tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.film_nights.parts import Limit, largest_part

LEAST = 3
"""The smallest group that anybody may be narrowed down to."""

Code = str
"""A person, as film nights know one: `data.film_nights.codes`."""

Wishes = frozenset[str]
"""Things a list may hold, a topic at a strength: `data.film_nights.questions`."""

_NOTHING: Wishes = frozenset()


@dataclass(frozen=True)
class Doubt:
    """At least one of these people has some of what is open of them on the list of that time."""

    at: int
    """Seconds since 1970, as are all times of this module."""
    open: Mapping[Code, Wishes]


@dataclass(frozen=True)
class History:
    """What was ever told, as far as it can bear on a question: all of it, or what is about the people asked of."""

    known: Mapping[Code, Mapping[str, int]] = field(default_factory=dict)
    """The wishes that were told to be off somebody's list, and when."""
    doubts: Sequence[Doubt] = ()
    saved: Mapping[Code, int] = field(default_factory=dict)
    """When people last saved their lists, of those who did since they were first counted."""

    def off(self, person: Code, *, since: int = 0) -> Wishes:
        """What was told to be off somebody's list, at that time or later."""
        return frozenset(wish for wish, told in self.known.get(person, {}).items() if told >= since)

    def settled_since(self, people: Iterable[Code], question: Wishes) -> int | None:
        """The oldest answer that says these people's lists are free of this; None where it takes none."""
        told = [self.known[person][wish] for person in people for wish in question]
        return min(told, default=None)


@dataclass(frozen=True)
class Guest:
    """One of those who joined."""

    code: Code
    met: Wishes = _NOTHING
    """What of the question is on the list of today."""
    rests: bool = False
    """Whether something was asked of the list in another night not long ago: then nothing new is asked of it."""


@dataclass(frozen=True)
class Outcome:
    """What the room is told: cleared for those counted, or not cleared."""

    cleared: bool = False
    counted: frozenset[Code] = frozenset()
    """For whom it is cleared; nobody, if it is not."""
    since: int | None = None
    """The lists are of this time, or newer; None if it rests on nobody's list."""
    judged: frozenset[Code] = frozenset()
    """Whose lists were looked at. Nobody is told this but through what is counted."""


def ask(history: History, question: Wishes, guests: Sequence[Guest], now: int) -> tuple[History, Outcome]:
    """Ask of those who joined whether a film is for all of them: the history afterwards, and what the room is told.

    `guests` come in an order that depends on no list. Keep the history that is returned: it makes it safe to ask again.
    """
    history = replace(history, doubts=[doubt for doubt in history.doubts if not _given_up(doubt, history.saved)])
    asked = _open(history, question, guests)
    settled = frozenset(asked) - {person for person, wishes in asked.items() if wishes}
    taken_out = [(doubt, _complete(doubt, asked)) for doubt in history.doubts]
    if any(len(complete) == len(doubt.open) for doubt, complete in taken_out):
        return history, Outcome()
    judged = _judged(history, asked, guests, taken_out)
    met = {guest.code: guest.met for guest in guests}
    if any(met[person] & asked[person] for person in judged):
        doubt = Doubt(now, {person: asked[person] for person in judged})
        return replace(history, doubts=[*history.doubts, doubt]), Outcome(judged=judged)
    history = _told_clear(history, {person: asked[person] for person in judged}, now)
    counted = settled | judged
    if len(counted) < LEAST:
        return history, Outcome()
    return history, Outcome(True, counted, history.settled_since(counted, question), judged)


def _given_up(doubt: Doubt, saved: Mapping[Code, int]) -> bool:
    return sum(saved.get(person, 0) > doubt.at for person in doubt.open) >= LEAST


def _open(history: History, question: Wishes, guests: Sequence[Guest]) -> dict[Code, Wishes]:
    """What is not known of each. Lists saved since what was told of them count once they are three."""
    off = {guest.code: history.off(guest.code) for guest in guests}
    today = {guest.code: history.off(guest.code, since=history.saved.get(guest.code, 0)) for guest in guests}
    changed = [guest.code for guest in guests if question & (off[guest.code] - today[guest.code])]
    if len(changed) >= LEAST:
        off |= {person: today[person] for person in changed}
    return {person: question - known for person, known in off.items()}


def _complete(doubt: Doubt, asked: Mapping[Code, Wishes]) -> frozenset[Code]:
    """Whom a “clear” would take out of a doubt."""
    return frozenset(person for person, wishes in doubt.open.items() if wishes <= asked.get(person, _NOTHING))


def _judged(
    history: History,
    asked: Mapping[Code, Wishes],
    guests: Sequence[Guest],
    taken_out: Iterable[tuple[Doubt, frozenset[Code]]],
) -> frozenset[Code]:
    """The largest part of the room that can be judged; those of whom least was told are the first to be left out."""
    people = sorted(
        (guest.code for guest in guests if asked[guest.code] and not guest.rests),
        key=lambda person: len(history.known.get(person, ())),
    )
    limits = [Limit(complete, len(doubt.open) - LEAST) for doubt, complete in taken_out if complete]
    part = largest_part(people, limits)
    return frozenset(part) if len(part) >= LEAST else frozenset()


def _told_clear(history: History, told: Mapping[Code, Wishes], now: int) -> History:
    if not told:
        return history
    known = dict(history.known)
    for person, wishes in told.items():
        known[person] = {**known.get(person, {}), **dict.fromkeys(wishes, now)}
    doubts = [_without(doubt, told) for doubt in history.doubts]
    return replace(history, known=known, doubts=[doubt for doubt in doubts if doubt.open])


def _without(doubt: Doubt, told: Mapping[Code, Wishes]) -> Doubt:
    """A doubt without what was told since; the same one if that is nothing of it."""
    if not any(wishes & told.get(person, _NOTHING) for person, wishes in doubt.open.items()):
        return doubt
    left = {person: wishes - told.get(person, _NOTHING) for person, wishes in doubt.open.items()}
    return replace(doubt, open={person: wishes for person, wishes in left.items() if wishes})
