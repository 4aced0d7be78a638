"""Cards: what a message looks like, as a fresh layout, by one system. Pure: models in, layout out.

A card reads from the top: the title, the answer, what argues for it, small print, buttons. A verdict is told by its
shape and its word, never by colour alone; the edge has the verdict's colour, or the colour of what the card is about.
"""

from __future__ import annotations

from typing import Any

from discord import ui

from cogs.ui.drawings import Drawing
from cogs.ui.picks import PickSelect
from cogs.ui.presses import Link, PressButton
from data.models import Tier

MARKS = {Tier.POSITIVE: "🟢", Tier.MIXED: "🔶", Tier.NEGATIVE: "🔻"}
"""A circle, a diamond and a triangle, which are told apart in grey as well."""
UNJUDGED = "▫️"
"""Stands where the shape of a verdict would, in a list."""
COLOURS = {Tier.POSITIVE: 0x3BA55D, Tier.MIXED: 0xF0B232, Tier.NEGATIVE: 0xED4245}
NEUTRAL = 0x80848E
"""What judges nothing, or has not judged yet."""
WARNINGS = 0xE67E22
"""What may be met in a film."""
OPEN = 0x5865F2
"""What waits for somebody: a poll, a queue, a draft, a choice of one's own."""


class Card(ui.LayoutView):
    """A layout that never times out and is never sent twice; it holds only buttons that carry their own state."""

    def __init__(self, tier: Tier | None = None, *, colour: int = NEUTRAL) -> None:
        super().__init__(timeout=None)
        self.box: ui.Container[Any] = ui.Container(accent_colour=COLOURS[tier] if tier else colour)
        self.add_item(self.box)
        self.drawing: Drawing | None = None
        """Goes beside the first paragraph, if the card is sent by `cogs.ui.replies`."""

    def is_finished(self) -> bool:
        """Always: its buttons are found by what they carry, so discord.py need not keep the card to listen for them.

        It would keep one that only one person sees for a quarter of an hour, with the whole press it answered.
        """
        return True

    def text(self, content: str) -> None:
        """Add a paragraph."""
        self.box.add_item(ui.TextDisplay(content))

    def beside(self, content: str, *, url: str, description: str) -> None:
        """Add a paragraph with a small picture beside it; `description` is for whoever does not see that."""
        picture = ui.Thumbnail[Any](url, description=description)
        self.box.add_item(ui.Section(content, accessory=picture))

    def show_drawing(self) -> None:
        """Put the picture, which is uploaded with the message, beside the first paragraph."""
        first, *rest = list(self.box.children)
        if not (self.drawing and isinstance(first, ui.TextDisplay)):
            return
        self.box.clear_items()
        self.beside(first.content, url=f"attachment://{self.drawing.name}", description=self.drawing.description)
        for item in rest:
            self.box.add_item(item)

    def line(self) -> None:
        """Add a separating line."""
        self.box.add_item(ui.Separator())

    def row(self, *items: PressButton | PickSelect | Link) -> None:
        """Add a row of up to five buttons, which may be links, or of one select."""
        row: ui.ActionRow[Any] = ui.ActionRow()
        for one in items:
            row.add_item(one)
        self.box.add_item(row)
