"""A draft and the states it goes through."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from data.models import Review


class DraftState(StrEnum):
    """Where a draft is: with its writer, in the queue, back with its writer and a note, in the library, given up."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    DISCARDED = "discarded"


OPEN_STATES = (DraftState.WRITING, DraftState.RETURNED, DraftState.SUBMITTED)
"""What its writer still finds among the drafts."""

EDITABLE_STATES = (DraftState.WRITING, DraftState.RETURNED)


@dataclass(frozen=True)
class Draft:
    """A review on its way. `base_revision` is the revision it began with (0: a new review)."""

    id: int
    guild_id: int
    owner_id: int
    film_id: int | None
    base_revision: int
    suggested: bool
    """Whether its writer may only suggest."""
    state: DraftState
    version: int
    """One more with every change, so that nobody approves what they have not seen."""
    part: str
    """Where its writer was last."""
    review: Review
    pending: dict[str, dict[str, str]]
    """What was typed into a form and could not be taken yet: by form, then by field."""
    note: str | None
    """What whoever sent it back, or published it, said."""
    created_at: dt.datetime
    changed_at: dt.datetime

    @property
    def editable(self) -> bool:
        """Whether its writer may change it now."""
        return self.state in EDITABLE_STATES
