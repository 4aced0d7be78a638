"""Whether a film meets any list of those who joined a film night, without saying whose.

The rule. Three or more must have joined. An answer speaks of everybody counted in it, and two sets of people may both
be answered for only if no group of fewer than three is told apart by them: sort all who were ever counted by the sets
that counted them, and every group so formed must hold at least three. When one person joins or leaves after the first
check, the next check therefore still speaks of the people of the first, and says so; it speaks of the new set once
three or more have joined or left together. The same question about the same people gets the same answer, whatever
becomes of their lists in between.

What it gives. Whether there is an answer, and for whom, depends only on who joined and what was asked, never on a list.
And members of one group may exchange their lists without any answer changing, so no series of questions can tell which
of them has a topic: asking with and without a person yields nothing.

What it cannot give. A "yes" tells that somebody among those counted has a topic of this film, and asking for many films
narrows down which topics the group has. People who put their own lists together shrink the group that the rest hide in:
two who join with one stranger learn of the stranger what the answer says. Sets answered on other nights count only when
the caller hands them in, and people who talk about their lists are not hidden by anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from data.models import ContentWarning, Model
from data.warnings.personal import PersonalList, meets_any

LEAST = 3
"""The smallest group that anybody may be narrowed down to."""

People = frozenset[int]
"""Ids of members."""


class Reply(StrEnum):
    """What the room hears. There is no "no": a review that does not speak of a topic leaves it open."""

    MEETS = "meets"
    """The film has something that somebody counted would rather be told of."""
    NOTHING_FOUND = "nothing found"
    """Nothing that the review warns of is on a list. It does not tell what the review leaves open: whether all is
    known depends on which topics the lists hold, and would give them away."""
    SILENT = "silent"
    """No answer, for the sake of those who joined. Says nothing about the film."""


class Asked(Model):
    """One question that was answered: about whom, about which revision of which film's review."""

    people: frozenset[int]
    film: int
    revision: int
    reply: Reply


class Night(Model):
    """A film night: who takes part now, and what has been answered, oldest first. It holds nobody's list."""

    joined: frozenset[int] = frozenset()
    asked: tuple[Asked, ...] = ()

    def join(self, person: int) -> Night:
        """The night with one more member."""
        return self.model_copy(update={"joined": self.joined | {person}})

    def leave(self, person: int) -> Night:
        """The night without a member, who stays counted where they were counted before."""
        return self.model_copy(update={"joined": self.joined - {person}})

    def renamed(self, names: Mapping[int, int]) -> Night:
        """The night with others in the place of some of those who were answered for."""
        asked = (one.model_copy(update={"people": renamed(one.people, names)}) for one in self.asked)
        return self.model_copy(update={"asked": tuple(asked)})

    @property
    def rooms(self) -> tuple[People, ...]:
        """The sets of people that were answered for, oldest first."""
        return tuple(dict.fromkeys(asked.people for asked in self.asked))


class NightAnswer(Model):
    """The reply and, unless it is silent, of whom it speaks."""

    reply: Reply
    counted: frozenset[int] = frozenset()
    not_counted: frozenset[int] = frozenset()
    """Who has joined, but only after the people were counted. They need to be told that it does not speak of them."""


def renamed(people: People, names: Mapping[int, int]) -> People:
    """People, some of them under other names."""
    return frozenset(names.get(person, person) for person in people)


def groups(rooms: Iterable[People]) -> list[People]:
    """Everybody in any of the sets, by the sets they are in: who is in one group cannot be told apart by answers."""
    every = list(dict.fromkeys(rooms))
    members: dict[tuple[bool, ...], set[int]] = {}
    for person in frozenset[int]().union(*every):
        members.setdefault(tuple(person in room for room in every), set()).add(person)
    return [frozenset(group) for group in members.values()]


def hides_everybody(rooms: Iterable[People]) -> bool:
    """Whether answers for all of these sets leave everybody in a group of at least `LEAST`."""
    return all(len(group) >= LEAST for group in groups(rooms))


def counted(night: Night, elsewhere: Iterable[People] = ()) -> People | None:
    """The set a question asked now may be answered for: those who joined, else the last set that may; None for silence.

    `elsewhere` are sets that other nights, of any film and server, were answered for: films share topics, and lists go
    with people from server to server.
    """
    if len(night.joined) < LEAST:
        return None
    answered = [*night.rooms, *elsewhere]
    for people in (night.joined, *reversed(night.rooms)):
        if hides_everybody([*answered, people]):
            return people
    return None


def check(
    night: Night,
    film: int,
    revision: int,
    warnings: Sequence[ContentWarning],
    lists: Mapping[int, PersonalList],
    *,
    elsewhere: Iterable[People] = (),
) -> tuple[Night, NightAnswer]:
    """Ask whether a film meets anything on the lists of those who joined: the night afterwards, and the answer.

    A member without a list has an empty one. Keep the night that is returned: it is what makes asking again safe.
    """
    people = counted(night, elsewhere)
    if people is None:
        return night, NightAnswer(reply=Reply.SILENT)
    known = next((a for a in night.asked if (a.people, a.film, a.revision) == (people, film, revision)), None)
    if known is None:
        met = any(meets_any(lists.get(person, PersonalList()), warnings) for person in sorted(people))
        reply = Reply.MEETS if met else Reply.NOTHING_FOUND
        known = Asked(people=people, film=film, revision=revision, reply=reply)
        night = night.model_copy(update={"asked": (*night.asked, known)})
    return night, NightAnswer(reply=known.reply, counted=people, not_counted=night.joined - people)
