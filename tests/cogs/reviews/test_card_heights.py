"""How tall a card is on a phone, reckoned without a browser; `python -m benchmarks.card_heights` measures it in one."""

import re
import textwrap
from typing import Any

import pytest

from cogs.reviews.answers import openers
from cogs.reviews.cards import review_card
from data import starter
from data.models import Tally
from tests.cogs.reviews.test_cards import page_of

MOST = 700
"""Pixels at 400 px width."""
_PICTURE = 112
_EDGES = 34
_BUTTON_LINE = 39
_ROOM = 275
_LINES = {"## ": (25, 24.0), "-# ": (38, 19.25), "": (33, 22.0)}
"""Characters of a line, a little fewer than there mostly are, and its height, by how it begins."""


def reckoned(components: list[dict[str, Any]]) -> float:
    """The height of a card's contents."""
    return sum(_button_lines(one) if one["type"] == 1 else _text(one["content"]) for one in components)


def _text(content: str) -> float:
    height = 0.0
    for line in content.split("\n"):
        begins = next(begins for begins in _LINES if line.startswith(begins))
        characters, each = _LINES[begins]
        shown = re.sub(r"[*`\\]", "", line.removeprefix(begins))
        height += each * len(textwrap.wrap(shown, characters, break_on_hyphens=False))
    return height


def _button_lines(row: dict[str, Any]) -> float:
    lines, room = 1, _ROOM
    for button in row["components"]:
        width = 52 + 8 * len(button["label"])
        if room < width:
            lines, room = lines + 1, _ROOM
        room -= width + 8
    return lines * _BUTTON_LINE


@pytest.mark.parametrize("name", [path.name for path in starter.files()])
def test_the_card_of_every_starter_review_fits_a_phone_with_a_picture(name: str) -> None:
    review = starter.read([starter.FOLDER / name])[name]
    (box,) = review_card(page_of(review, Tally()), opens=openers(1)).to_components()
    height = reckoned(box["components"])
    assert height > 250
    assert height + _EDGES + _PICTURE <= MOST
