"""All worlds that fit what rooms were told: who has what on which list, worked out by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from data.film_nights.rule import Guest, History, Outcome, Wishes, ask

WISHES = ("a", "b")
LISTS: tuple[Wishes, ...] = tuple(
    frozenset(some) for number in range(len(WISHES), -1, -1) for some in combinations(WISHES, number)
)
"""Every list there may be, the fullest first."""

FILMS: tuple[Wishes, ...] = tuple(some for some in LISTS if some)
EMPTY: Wishes = frozenset()


@dataclass(frozen=True)
class Asks:
    """A room asks of a film."""

    people: tuple[str, ...]
    film: Wishes


@dataclass(frozen=True)
class Saves:
    """Somebody saves the own list, perhaps without a change. Whoever plays against the rule knows when."""

    person: str


Step = Asks | Saves
Edition = tuple[str, int]
"""A person's list, by how often it was saved before."""

World = Mapping[Edition, Wishes]
Told = tuple[bool, frozenset[str], int | None]
"""What a room hears."""


def told(outcome: Outcome) -> Told:
    """What is public of an outcome."""
    return outcome.cleared, outcome.counted, outcome.since


@dataclass
class Evening:
    """Step by step, what is told in a world."""

    world: dict[Edition, Wishes]
    history: History
    editions: dict[str, int]
    time: int = 0

    @classmethod
    def new(cls, world: World) -> Evening:
        """Before the first step."""
        return cls(dict(world), History(), {})

    def edition(self, person: str) -> Edition:
        """The list that somebody has now."""
        return person, self.editions.get(person, 0)

    def go(self, step: Step) -> Outcome | None:
        """One step; what it was answered with."""
        self.time += 10
        if isinstance(step, Saves):
            self.editions[step.person] = self.editions.get(step.person, 0) + 1
            saved = {**self.history.saved, step.person: self.time}
            self.history = History(self.history.known, self.history.doubts, saved)
            return None
        guests = [Guest(person, self.world[self.edition(person)] & step.film) for person in step.people]
        self.history, outcome = ask(self.history, step.film, guests, self.time)
        return outcome

    def copy(self) -> Evening:
        """Another one that goes on from here."""
        return Evening(dict(self.world), self.history, dict(self.editions), self.time)


def play(world: World, steps: Sequence[Step]) -> list[Outcome | None]:
    """Every outcome of a world."""
    evening = Evening.new(world)
    return [evening.go(step) for step in steps]


def public(outcomes: Sequence[Outcome | None]) -> list[Told | None]:
    """What is public of it."""
    return [told(outcome) if outcome else None for outcome in outcomes]


def fitting(
    steps: Sequence[Step], answers: Sequence[Told | None], fixed: World, start: Evening | None = None
) -> Iterator[World]:
    """Worlds in which the rooms would have heard just this, and in which these lists are so."""
    evening = start or Evening.new({})
    if not steps:
        yield evening.world
        return
    step = steps[0]
    missing = [] if isinstance(step, Saves) else [evening.edition(person) for person in step.people]
    missing = [edition for edition in missing if edition not in evening.world]
    for lists in product(*((fixed[edition],) if edition in fixed else LISTS for edition in missing)):
        further = evening.copy()
        further.world.update(zip(missing, lists, strict=True))
        outcome = further.go(step)
        if public([outcome]) == [answers[0]]:
            yield from fitting(steps[1:], answers[1:], fixed, further)


def editions(steps: Sequence[Step]) -> list[Edition]:
    """Every list that there was."""
    people = {person for step in steps for person in (step.people if isinstance(step, Asks) else (step.person,))}
    saved = [step.person for step in steps if isinstance(step, Saves)]
    return [(person, number) for person in sorted(people) for number in range(saved.count(person) + 1)]


def accused(steps: Sequence[Step], answers: Sequence[Told | None]) -> list[tuple[str, ...]]:
    """The pairs of whom it is proved that one of them has, or had, something on a list."""
    every = editions(steps)
    pairs = combinations(sorted({person for person, _ in every}), 2)
    nothing = [(pair, {edition: EMPTY for edition in every if edition[0] in pair}) for pair in pairs]
    return [pair for pair, fixed in nothing if next(fitting(steps, answers, fixed), None) is None]


def proved_clear(steps: Sequence[Step], answers: Sequence[Told | None], film: Wishes) -> set[str]:
    """Whose list of today is proved to have nothing of a film."""
    now: dict[str, int] = dict(editions(steps))
    return {
        person
        for person, number in now.items()
        if all(next(fitting(steps, answers, {(person, number): full}), None) is None for full in LISTS if full & film)
    }
