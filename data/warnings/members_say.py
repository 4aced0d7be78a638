"""What members say of a film that nobody reviewed here, or of what its review leaves open. Pure.

A "yes" is told from one member on, a "no" from three whom nobody contradicts. It is never a review's answer: neither a
private list nor a film night is cleared by it. Kinds are those of `data.warnings.answering`: a yes to a dog's death is
one to an animal's, and a no to what is wider denies its kinds, never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from data.models import Model, Review
from data.taxonomy.core import CORE_TOPICS
from data.taxonomy.kinds import below, denying
from data.warnings.answering import Presence, answer, recorded, topics_labelled
from data.warnings.personal import PersonalList

ENOUGH_FOR_NO = 3
"""Members who say no before it is told, where nobody says yes."""


class Said(StrEnum):
    """What a member says of one topic; who is not sure says nothing."""

    YES = "yes"
    NO = "no"


class Count(Model):
    """How many members of a server say what of one topic, in its own words."""

    yes: int = 0
    no: int = 0


Counts = Mapping[str, Count]
"""By the id of a topic; of a topic that is not in it nobody has said anything."""
NOBODY: Counts = {}


class MembersAnswer(Model):
    """What members say to one topic: yes, no, or not known."""

    topic: str
    presence: Presence = Presence.NOT_KNOWN
    members: int = 0
    """How many say so of `rests_on`."""
    rests_on: str = ""
    """The topic of which they said it, where that is another one, narrower for a yes and wider for a no."""


LEFT_OPEN = frozenset({Presence.NOT_KNOWN, Presence.UNSURE, Presence.PERHAPS})
"""Answers of a review that members may fill."""


def left_open(review: Review) -> tuple[str, ...]:
    """The topics of core questions that a review neither affirms nor denies, in the order they are asked."""
    said, unsure = recorded(review.warnings), topics_labelled(review.unsure)
    return tuple(topic for topic in CORE_TOPICS if answer(topic, said, unsure).presence in LEFT_OPEN)


def members_answer(topic: str, counts: Counts) -> MembersAnswer:
    """What is told of one topic, a core question's or any other."""
    if there := _said(topic, below(topic), {name: count.yes for name, count in counts.items()}, 1):
        return MembersAnswer(topic=topic, presence=Presence.YES, members=there[1], rests_on=there[0])
    uncontradicted = {name: count.no for name, count in counts.items() if not _has_yes(name, counts)}
    if denied := _said(topic, denying(topic), uncontradicted, ENOUGH_FOR_NO):
        return MembersAnswer(topic=topic, presence=Presence.NO, members=denied[1], rests_on=denied[0])
    return MembersAnswer(topic=topic)


def told(counts: Counts, presence: Presence) -> list[MembersAnswer]:
    """The core questions to which members say so in their own words, in the order they are asked."""
    answers = (members_answer(topic, counts) for topic in CORE_TOPICS if topic in counts)
    return [one for one in answers if one.presence is presence and one.rests_on == one.topic]


def on_list(personal: PersonalList, counts: Counts) -> list[MembersAnswer]:
    """The topics of a list that members say are in the film, however strongly: nobody is asked how strong it is.

    What members deny is as unknown to a list as what nobody speaks of.
    """
    answers = (members_answer(wish.topic, counts) for wish in personal.wishes)
    return [answer for answer in answers if answer.presence is Presence.YES]


def _has_yes(topic: str, counts: Counts) -> bool:
    return any(counts[name].yes for name in below(topic) if name in counts)


def _said(topic: str, from_: Iterable[str], numbers: Mapping[str, int], least: int) -> tuple[str, int] | None:
    """Of what topic so many say it, and how many: of itself if enough do, else of the one of which most do.

    Numbers of several topics are never added up: it may be the same members.
    """
    found = {name: numbers[name] for name in sorted(from_) if numbers.get(name, 0) >= least}
    if not found:
        return None
    best = topic if topic in found else max(found, key=lambda name: found[name])
    return best, found[best]
