"""`python -m benchmarks.film_nights`: of films that meet nobody's list, how many does a film night clear?

Clubs of five meet weekly for a year, each time with one face changed, out of a pool of twelve. Four in ten have a
list, of two core topics each. Films are invented: of each all core questions are answered, and a topic is in one of
them as often as in two starter reviews, which record about half of what there is; all else is left open. A film that
meets nobody's list counts as cleared where it is cleared for all, or for all but whoever is new this week. Beside it
stands the rule of before, which kept silent about any room that differed from the last by fewer than three. The gate
is one film a night; the exit status is 1 below it. More films a night tell more of everybody, so the rule has to hold
back more: they are printed too.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data import starter
from data.film_nights.questions import met_by, question_of
from data.film_nights.rule import LEAST, Guest, History, Wishes, ask
from data.models import ContentWarning, Severity
from data.taxonomy import load
from data.warnings.answering import Presence, answer, recorded
from data.warnings.personal import PersonalList, Wish

CORE = (
    *("dog", "cat", "horse", "animal-death", "animal-cruelty", "sexual-assault", "minor-abuse", "child-abuse"),
    *("domestic", "suicide", "self-harm", "eating-disorder", "child-death", "family-death", "main-character"),
    *("torture", "gore", "eyes", "mutilation", "guns", "captivity", "vomit", "needles", "hospital", "flashing"),
    *("jump-scares", "spiders", "snakes", "water", "sex-scene", "nudity", "drugs", "alcohol", "smoking", "cursing"),
    *("racism", "homophobia", "transphobia", "pregnancy-loss", "abortion", "sad-ending"),
)
"""The questions that people ask most."""

GATE = 0.7
CLUBS, WEEKS, POOL, ROOM = 100, 52, 12, 5
_WITH_A_LIST, _TOPICS = 0.4, 2
_RAREST = 0.02


@dataclass
class Club:
    """A pool of people, and who of them watches this week."""

    chance: random.Random
    lists: Mapping[str, PersonalList]
    room: list[str]
    new: set[str] = field(default_factory=set)

    @classmethod
    def founded(cls, number: int) -> Club:
        """The same club for the same number."""
        chance = random.Random(number)
        people = [f"{one:02}" for one in range(POOL)]
        lists = {
            person: PersonalList(wishes=tuple(Wish(topic=topic) for topic in chance.sample(CORE, _TOPICS)))
            if chance.random() < _WITH_A_LIST
            else PersonalList()
            for person in people
        }
        return cls(chance, lists, chance.sample(people, ROOM))

    def meet_again(self) -> None:
        """A week later, with one face changed."""
        left = self.chance.choice(self.room)
        came = self.chance.choice([person for person in self.lists if person not in self.room])
        self.room = [came if person == left else person for person in self.room]
        self.new = {came}

    def invents(self, shares: Mapping[str, float]) -> Wishes:
        """What a film asks, of which all core questions are answered."""
        return question_of(
            tuple(
                ContentWarning(category="Film", topic=load().topic(topic).label, severity=severity)
                for topic, share in shares.items()
                for severity in [Severity.MODERATE if self.chance.random() < share else Severity.NONE]
            )
        )

    def meets_nobody(self, film: Wishes) -> bool:
        """Whether a film is for everybody in the room."""
        return not any(met_by(self.lists[person], film) for person in self.room)


def shares() -> dict[str, float]:
    """How often a film has each core topic."""
    films = [recorded(review.warnings) for review in starter.read(starter.files()).values()]
    told = {topic: sum(answer(topic, film).presence is Presence.YES for film in films) for topic in CORE}
    return {topic: min(0.9, max(_RAREST, 2 * number / len(films))) for topic, number in told.items()}


def told_now(club: Club, films: int, often: Mapping[str, float]) -> Iterator[bool]:
    """Of each film that meets nobody's list, whether it is cleared."""
    history = History()
    for week in range(WEEKS):
        if week:
            club.meet_again()
        for _ in range(films):
            film = club.invents(often)
            guests = [Guest(person, met_by(club.lists[person], film)) for person in sorted(club.room)]
            history, outcome = ask(history, film, guests, week + 1)
            if club.meets_nobody(film):
                yield outcome.counted >= set(club.room) - club.new


def told_before(club: Club, films: int, often: Mapping[str, float]) -> Iterator[bool]:
    """The same by the rule of before: two rooms of one week are answered if nobody is told apart by both."""
    last: set[str] = set()
    for week in range(WEEKS):
        if week:
            club.meet_again()
        room = set(club.room)
        groups = (room & last, room - last, last - room)
        answered = not any(0 < len(group) < LEAST for group in groups)
        for _ in range(films):
            if club.meets_nobody(club.invents(often)):
                yield answered
        last = room if answered else set()


def main() -> int:
    """Print; whether one film a night falls short."""
    often = shares()
    print(f"a film has {sum(often.values()):.1f} of {len(CORE)} topics; {CLUBS} clubs of {ROOM} out of {POOL}, a year")
    print("| films a night | that meet nobody's list | cleared | by the rule of before |\n|---|---|---|---|")
    reached = {}
    for films in (3, 2, 1):
        now = [one for number in range(CLUBS) for one in told_now(Club.founded(number), films, often)]
        before = [one for number in range(CLUBS) for one in told_before(Club.founded(number), films, often)]
        reached[films] = sum(now) / len(now)
        print(f"| {films} | {len(now)} | {reached[films]:.2f} | {sum(before) / len(before):.2f} |", flush=True)
    print(f"one film a night: {reached[1]:.2f}, to be at least {GATE}")
    return int(reached[1] < GATE)


if __name__ == "__main__":
    sys.exit(main())
