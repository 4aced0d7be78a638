"""What reading a file gives: drafts, and in words what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from data.errors import Expected, Problem
from data.models import Review

MOST_BYTES = 5 * 1024 * 1024
"""The largest file that is read."""

MOST_REVIEWS = 10_000
"""The most reviews that are read out of one file."""

MOST_PROBLEMS = 500
"""The most problems that are told of one file; whoever sees so many has the wrong file."""


@dataclass(frozen=True)
class Draft:
    """One review as it was understood, and what was not.

    `left` holds the lines (or the ends of texts that are too long for the model) that found no place in `review`.
    A review page is read into a review of state `draft`; the project's own formats say the state themselves.
    """

    review: Review
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()
    guessed: bool = False
    """Whether it was read in an encoding that nobody stated: then it is for a person to look at."""


@dataclass(frozen=True)
class Reading:
    """What one file holds. `problems` are those of the file and of what in it did not become a draft."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


def refused(file: str, what: Expected, *, field: str = "file") -> Reading:
    """A reading of nothing but one problem."""
    return Reading(problems=(Problem(file, field, what),))
