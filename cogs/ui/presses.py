"""Buttons that carry their own state, so that they work after any restart; `cogs.ui.routes` says where they lead."""

from __future__ import annotations

import re
from typing import Any, Self

import discord

from cogs.ui import routes
from cogs.ui.routes import MENU, Press


class PressButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(rf"(?!{MENU}).+", re.DOTALL)):
    """The one kind of button there is; see `button`. It takes every custom id, so that none stays unanswered."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(discord.ui.Button(custom_id=match[0]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Pressed."""
        await routes.pressed(interaction, self.custom_id)


Link = discord.ui.Button[Any]
"""A button that leads out of Discord, and to no handler."""


def link(label: str, address: str) -> Link:
    """A button that leads out of Discord; `label` is a name that no language changes."""
    return discord.ui.Button(label=label, url=address)


def button(
    press: Press,
    label: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
    disabled: bool = False,
) -> PressButton:
    """A button for a card."""
    item: discord.ui.Button[Any] = discord.ui.Button(
        style=style, label=label, emoji=emoji, custom_id=press.custom_id, disabled=disabled
    )
    return PressButton(item)
