"""The error family, as one tree. An error says which, by its reason, and of what, by values; cogs and bot word it.

`cogs.ui.sentences` has a sentence for each reason. Where the door itself turns somebody away, in cogs and in bot, an
error is raised with its sentence at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from data.reasons import Reason as Reason  # noqa: PLC0414 (whoever raises an error names its reason)

if TYPE_CHECKING:
    from data.models import Review, StoredReview


class MarqueeError(Exception):
    """Something went wrong in a way that was foreseen.

    `said` is the reason or, from cogs and bot, the sentence for whoever asked. `str()` is for logs and tests.
    """

    def __init__(self, said: Reason | str, **values: Any) -> None:
        self.said = said
        self.values = values
        shown = [", ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in values.values()]
        super().__init__(f"{said}: {', '.join(shown)}" if shown else str(said))


@dataclass(frozen=True)
class Expected:
    """What a file should have had somewhere: in English, and found by that in other languages' catalogues.

    The one kind of words for people that stands in data: a reader of files tells so much that ids would hide it.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values) if self.values else self.text


def expected(text: str, /, **values: Any) -> Expected:
    """Words for translators, with `{names}` of values in them; the reader's language is found where they are shown."""
    return Expected(text, values)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file: where it is and what was expected there.

    A text instead of `Expected` is what a library says, such as a reader of YAML.
    """

    file: str
    field: str
    expected: Expected | str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.expected}"


@dataclass(frozen=True)
class InvalidField:
    """What was typed into one field of a form and cannot be taken."""

    reason: Reason
    values: Mapping[str, Any] = field(default_factory=dict)


class InvalidReviewFile(MarqueeError):
    """A review file that cannot be read. `problems` names every field that is wrong, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(Reason.UNREADABLE_FILE, problems=self.problems)


class InvalidTaxonomy(MarqueeError):
    """The taxonomy's file cannot be used. `problems` names everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(Reason.UNREADABLE_TAXONOMY, problems=self.problems)


class UnsupportedFormat(MarqueeError):
    """A file format that does not exist, or that cannot hold what is to be written."""


class FolderNotEmpty(MarqueeError):
    """A folder to export into has files in it."""


class FileNotWritten(MarqueeError):
    """A file that was to be written could not be: the disk is full, or the folder is not one's own."""


class StorageUnavailable(MarqueeError):
    """The database cannot be opened or reached."""


class StorageFault(StorageUnavailable):
    """The database was open and failed: its engine said so. Each kind has its reasons, by what was being done."""

    reading = Reason.NOT_READ
    writing = Reason.NOT_STORED
    uncertain = Reason.PERHAPS_STORED


class Busy(StorageFault):
    """More is being done at once than the database takes; trying again in a moment helps."""

    reading = Reason.BUSY_READING
    writing = Reason.BUSY_WRITING


class Collided(Busy):
    """Two transactions were in each other's way and the database undid this one; the same again may well succeed."""


class StorageGone(StorageFault):
    """The database does not answer any more, or its file is not where it was."""


class StorageFull(StorageFault):
    """There is no room left where the database is."""

    reading = Reason.FULL_READING
    writing = Reason.FULL_WRITING


class StorageReadOnly(StorageFault):
    """The database lets itself be read only."""

    writing = Reason.ONLY_READ


class StorageDamaged(StorageFault):
    """The database holds bytes that it cannot make sense of."""

    reading = Reason.DAMAGED_READING
    writing = Reason.DAMAGED_WRITING


class TooSlow(StorageFault):
    """The database did not answer in time."""

    reading = Reason.SLOW_READING
    writing = Reason.SLOW_WRITING


class BackupFailed(MarqueeError):
    """A backup that could not be made, or does not hold what it should."""


class CannotRestore(MarqueeError):
    """A backup that cannot be put back; the library is as it was."""


class NotFound(MarqueeError):
    """What was asked for is not in the library, or not any more."""


class InvalidChange(MarqueeError):
    """A change of a draft, a request or a setting that cannot be made as asked."""


class InvalidFields(MarqueeError):
    """What was typed into a form and cannot be taken, field by field."""

    def __init__(self, problems: Sequence[InvalidField]) -> None:
        self.problems = tuple(problems)
        super().__init__(Reason.INVALID_FIELDS, problems=self.problems)


class IncompleteReview(MarqueeError):
    """A review that lacks something one expects of it. `missing` names everything, not only the first."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(Reason.INCOMPLETE, missing=self.missing)


class EditConflict(MarqueeError):
    """Somebody else saved a review between its being read and its being saved; nothing was overwritten.

    `current` is the review as it is now, `base` what the edit began with (nothing if it was a new review).
    """

    def __init__(self, current: StoredReview, base: Review | None) -> None:
        self.current = current
        self.base = base
        now = current.review
        super().__init__(Reason.SAVED_MEANWHILE, film=now.film.label, revision=now.revision)


class InvalidPoll(MarqueeError):
    """A poll that cannot be opened or changed as asked."""


class PollEnded(MarqueeError):
    """A press, or a change of the poll, that came after the poll's end and changed nothing."""

    def __init__(self, reason: Reason, ended_at: dt.datetime) -> None:
        self.ended_at = ended_at
        super().__init__(reason, ended=ended_at)


class NotEligible(MarqueeError):
    """A ballot of somebody whom the poll's gates do not let in.

    `role_id` is the role that is asked for, `from_when` the moment from which the member may vote, where it is that.
    """

    def __init__(
        self,
        reason: Reason,
        *,
        role_id: int | None = None,
        least: dt.timedelta | None = None,
        from_when: dt.datetime | None = None,
    ) -> None:
        self.role_id = role_id
        self.from_when = from_when
        super().__init__(reason, least=least, from_when=from_when)


class TooOften(MarqueeError):
    """Somebody, or their server, asks for more in a while than is fair to the others."""


class NotAModerator(MarqueeError):
    """A moderators' command or button, used by somebody else."""


class CannotStart(MarqueeError):
    """Why the bot does not come up."""


class NotInstalled(CannotStart):
    """The extra `playground` is missing, as it is on a server."""


class InvalidSettings(CannotStart):
    """One message that names every setting that is wrong."""


class CannotAsk(MarqueeError):
    """There is no such person or button, or the bot does not answer to that."""


class CannotType(MarqueeError):
    """What was typed is not a command of the bot."""
