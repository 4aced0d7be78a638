"""What a reading told, for assertions."""

from data.errors import Problem
from data.formats import Reading


def all_problems(reading: Reading) -> tuple[Problem, ...]:
    """Those of the file, then those of each draft."""
    return (*reading.problems, *(problem for draft in reading.drafts for problem in draft.problems))
