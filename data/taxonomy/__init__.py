"""The topics of content warnings, and reading free text into them. Pure: no storage, no network.

The first use reads the taxonomy's file and takes about a second of computing: call `prepare` in a thread before.
"""

from __future__ import annotations

from data.taxonomy.classification import Classified, asked_about, classify, topics_named
from data.taxonomy.phrases import plain
from data.taxonomy.topics import Category, Taxonomy, Topic, load

__all__ = [
    "Category",
    "Classified",
    "Taxonomy",
    "Topic",
    "asked_about",
    "classify",
    "load",
    "plain",
    "prepare",
    "topics_named",
]


def prepare() -> None:
    """Read the taxonomy and put its phrases together, so that no later call takes long."""
    load()
    classify("nothing in particular")
