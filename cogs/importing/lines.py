"""What was understood of a text, part by part, and what was left of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cogs.reviews.lines import verdict_line
from cogs.ui.fields import field_name
from cogs.ui.language import _, counted
from cogs.ui.text import escape, fit, shorten
from data.models import Review
from data.parts import Part, part_values

UNDERSTOOD: Mapping[Part, Callable[[int], str]] = {
    Part.SUMMARY: lambda size: counted(
        size, "- a summary of {count:,} character", "- a summary of {count:,} characters"
    ),
    Part.WARNINGS: lambda number: counted(number, "- {count} warning", "- {count} warnings"),
    Part.SECTIONS: lambda number: counted(number, "- {count} section", "- {count} sections"),
    Part.CAST: lambda number: counted(number, "- {count} character", "- {count} characters"),
    Part.RECOMMENDATIONS: lambda number: counted(number, "- {count} recommendation", "- {count} recommendations"),
    Part.AUDIENCE: lambda _size: _("- who it is for"),
    Part.OVERVIEW: lambda size: counted(
        size, "- an overview of {count:,} character", "- an overview of {count:,} characters"
    ),
}
"""What is said of a part that is one text or one list, by its length. The verdict stands above, the facts below."""


def understood(review: Review) -> Iterator[str]:
    """What a text gave, a line a part."""
    if review.verdict:
        yield verdict_line(review)
    for part, words in UNDERSTOOD.items():
        value = next(iter(part_values(review, part).values()))
        if value:
            yield words(len(value))
    facts = [field_name(name) for name, value in part_values(review, Part.FACTS).items() if value and name != "title"]
    yield _("- of the film, besides its title: {facts}").format(facts=", ".join(facts).lower() or _("nothing"))


def left_lines(left: Sequence[str]) -> str:
    """What found no place in a review."""
    lines = [f"- {escape(shorten(' '.join(text.split()), 200))}" for text in left]
    return fit(lines, 700, _("-# and {count} more"))
