"""Drafts: reviews that are being written, by part, kept with every step."""

from data.drafts.collection import Drafts
from data.drafts.completeness import Progress, missing, progress
from data.drafts.lists import DraftLine, DraftList
from data.drafts.merging import conflicting_parts, differing_parts, merge
from data.drafts.models import OPEN_STATES, Draft, DraftState

__all__ = [
    "OPEN_STATES",
    "Draft",
    "DraftLine",
    "DraftList",
    "DraftState",
    "Drafts",
    "Progress",
    "conflicting_parts",
    "differing_parts",
    "merge",
    "missing",
    "progress",
]
