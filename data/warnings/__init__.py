"""Content warnings: the taxonomy, reading free text into it, and the rules around it. Pure: no storage, no network.

The first use reads the taxonomy's file and takes about a second of computing: call `prepare` in a thread before.
"""

from __future__ import annotations

from data.warnings.classification import Classified, classify, topics_named
from data.warnings.placement import Placed, by_topic, topics_of, unplaced
from data.warnings.search import search
from data.warnings.taxonomy import Category, InvalidTaxonomy, Taxonomy, Topic, load

__all__ = [
    "Category",
    "Classified",
    "InvalidTaxonomy",
    "Placed",
    "Taxonomy",
    "Topic",
    "by_topic",
    "classify",
    "load",
    "prepare",
    "search",
    "topics_named",
    "topics_of",
    "unplaced",
]


def prepare() -> None:
    """Read the taxonomy and put its phrases together, so that no later call takes long."""
    load()
    classify("nothing in particular")
