"""Turning pages: which one is open, what it says of where one is, and the way to its neighbours. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import discord

from cogs.ui.cards import Card
from cogs.ui.presses import button
from cogs.ui.routes import Press

Page = TypeVar("Page")


@dataclass(frozen=True)
class Pager(Generic[Page]):
    """Something in one or more pages, open at one of them."""

    pages: Sequence[Page]
    wanted: int = 0
    """The page that was asked for, from 0; before the first it is the first, behind the last the last."""

    @property
    def number(self) -> int:
        """The page that is open, from 0."""
        return min(max(self.wanted, 0), len(self.pages) - 1)

    @property
    def here(self) -> Page:
        """What is on it."""
        return self.pages[self.number]

    @property
    def several(self) -> bool:
        """Whether there is anything to turn."""
        return len(self.pages) > 1

    @property
    def place(self) -> str:
        """`page 2 of 5`"""
        return f"page {self.number + 1} of {len(self.pages)}"

    def add_to(
        self,
        card: Card,
        to: Callable[[int], Press],
        *,
        labels: tuple[str, str] = ("Back", "Next"),
        arrows: bool = True,
        forward: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        """Add the row to turn with, if there is anything to turn. `to` is the press that opens a page."""
        if not self.several:
            return
        number, (back, onward) = self.number, labels
        left, right = ("◀️", "▶️") if arrows else (None, None)
        card.row(
            button(to(number - 1), back, emoji=left, disabled=number == 0),
            button(to(number + 1), onward, emoji=right, disabled=number == len(self.pages) - 1, style=forward),
        )
