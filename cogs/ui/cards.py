"""Cards: a review and its votes as a fresh layout. Pure: models in, layout out."""

from __future__ import annotations

from typing import Any

from discord import ui

from cogs.ui.picks import PickSelect
from cogs.ui.presses import PressButton
from data.models import Tier

MARKS = {Tier.POSITIVE: "🟢", Tier.MIXED: "🟡", Tier.NEGATIVE: "🔴"}
COLOURS = {Tier.POSITIVE: 0x3BA55D, Tier.MIXED: 0xF0B232, Tier.NEGATIVE: 0xED4245}
_NEUTRAL = 0x80848E


class Card(ui.LayoutView):
    """A layout that never times out and is never sent twice; it holds only buttons that carry their own state."""

    def __init__(self, tier: Tier | None = None, *, colour: int = _NEUTRAL) -> None:
        super().__init__(timeout=None)
        self.box: ui.Container[Any] = ui.Container(accent_colour=COLOURS[tier] if tier else colour)
        self.add_item(self.box)

    def is_finished(self) -> bool:
        """Always: its buttons are found by what they carry, so discord.py need not keep the card to listen for them.

        It would keep one that only one person sees for a quarter of an hour, with the whole press it answered.
        """
        return True

    def text(self, content: str) -> None:
        """Add a paragraph."""
        self.box.add_item(ui.TextDisplay(content))

    def line(self) -> None:
        """Add a separating line."""
        self.box.add_item(ui.Separator())

    def row(self, *items: PressButton | PickSelect) -> None:
        """Add a row of up to five buttons, or of one select."""
        row: ui.ActionRow[Any] = ui.ActionRow()
        for one in items:
            row.add_item(one)
        self.box.add_item(row)
