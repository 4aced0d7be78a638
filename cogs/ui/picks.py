"""Select menus that carry their own state, as buttons do, with what was chosen beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Self

import discord

from cogs.ui import routes
from cogs.ui.routes import MENU, Press
from cogs.ui.text import shorten

MOST_OPTIONS = 25


class PickSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=re.compile(rf"{MENU}.*", re.DOTALL)):
    """The one kind of menu there is; see `select`. It takes every custom id, so that none stays unanswered."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu that was chosen from."""
        return cls(discord.ui.Select(custom_id=match[0]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Something was chosen."""
        data: Any = interaction.data
        await routes.picked(interaction, self.custom_id, data.get("values", []))


def select(
    press: Press,
    placeholder: str,
    options: Sequence[tuple[str, str, str]],
    *,
    most: int = 1,
    least: int = 1,
    chosen: Collection[str] = (),
) -> PickSelect:
    """A menu for a card, of up to 25 options: value, label, description. `chosen` are the values chosen already."""
    item: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=MENU + press.custom_id,
        placeholder=placeholder,
        min_values=least,
        max_values=min(most, len(options)),
        options=[
            discord.SelectOption(
                value=value, label=shorten(label, 100), description=shorten(about, 100) or None, default=value in chosen
            )
            for value, label, about in options
        ],
    )
    return PickSelect(item)
