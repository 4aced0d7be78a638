"""The error family. Every member carries one sentence that a person can act on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.models import Review, StoredReview


class MarqueeError(Exception):
    """Something went wrong in a way that was foreseen; `str()` of it is fit to be shown to whoever asked."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file: where it is and what was expected there."""

    file: str
    field: str
    expected: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.expected}"


class InvalidReviewFile(MarqueeError):
    """A review file that cannot be read. `problems` names every field that is wrong, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class StorageUnavailable(MarqueeError):
    """The database cannot be opened or reached."""


class Busy(StorageUnavailable):
    """More is being written at once than the database takes; trying again in a moment helps."""


class NotFound(MarqueeError):
    """What was asked for is not in the library, or not any more."""


class InvalidPoll(MarqueeError):
    """A poll that cannot be opened or changed as asked."""


class PollEnded(MarqueeError):
    """A press, or a change of the poll, that came after the poll's end and changed nothing."""

    def __init__(self, sentence: str, ended_at: dt.datetime) -> None:
        self.ended_at = ended_at
        super().__init__(sentence)


class NotEligible(MarqueeError):
    """A ballot of somebody whom the poll's gates do not let in.

    `role_id` is the role that is asked for, `from_when` the moment from which the member may vote, where it is that.
    """

    def __init__(self, sentence: str, *, role_id: int | None = None, from_when: dt.datetime | None = None) -> None:
        self.role_id = role_id
        self.from_when = from_when
        super().__init__(sentence)


class UnsupportedFormat(MarqueeError):
    """A file format that does not exist, or that cannot hold what is to be written."""


class FolderNotEmpty(MarqueeError):
    """A folder to export into has files in it."""


class EditConflict(MarqueeError):
    """Somebody else saved a review between its being read and its being saved; nothing was overwritten.

    `current` is the review as it is now, `base` what the edit began with (nothing if it was a new review).
    """

    def __init__(self, current: StoredReview, base: Review | None) -> None:
        self.current = current
        self.base = base
        super().__init__(
            f"Somebody else saved the review of {current.review.film.label} in the meantime "
            f"(it is at revision {current.review.revision} now). Nothing was overwritten."
        )


class IncompleteReview(MarqueeError):
    """A review that lacks something one expects of it. `missing` names everything, not only the first."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__("Still missing: " + "; ".join(missing) + ".")


class InvalidChange(MarqueeError):
    """A change of a draft, a request or a setting that cannot be made as asked."""
