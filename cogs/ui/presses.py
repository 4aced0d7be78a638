"""Buttons that carry their own state: `noun:id:verb[:argument]`. They work after any restart.

A handler is found by noun and verb; cogs register theirs with `@on_press("film", "vote")`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

import discord

from cogs.ui import failures
from cogs.ui.host import Interaction
from data.errors import NotFound

_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Press:
    """What a button says when it is pressed; everything in it is input from outside."""

    noun: str
    id: int
    verb: str
    argument: str = ""

    @property
    def custom_id(self) -> str:
        """At most 100 characters, by Discord's rule."""
        return ":".join(filter(None, (self.noun, str(self.id), self.verb, self.argument)))


Handler = Callable[[Interaction, Press], Awaitable[None]]
_handlers: dict[tuple[str, str], Handler] = {}


def on_press(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Register what happens when a button `noun:…:verb` is pressed."""

    def register(handler: Handler) -> Handler:
        _handlers[noun, verb] = handler
        return handler

    return register


async def handle(interaction: Interaction, press: Press) -> None:
    """Do what a press asks for; whatever goes wrong is told to the person."""
    try:
        handler = _handlers.get((press.noun, press.verb))
        if handler is None or press.id > _LARGEST_ID:
            raise NotFound("This button is from an older Marquee. Ask again with /review.")
        await handler(interaction, press)
    except Exception as error:  # nothing above would tell anyone: discord.py only logs it
        await failures.answer(interaction, error)


class PressButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(r"(?P<noun>[a-z]+):(?P<id>\d{1,20}):(?P<verb>[a-z]+)(?::(?P<argument>.{1,60}))?"),
):
    """The one kind of button there is; see `button`."""

    def __init__(self, item: discord.ui.Button[Any], press: Press) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a press back from the custom id."""
        press = Press(match["noun"], int(match["id"]), match["verb"], match["argument"] or "")
        return cls(discord.ui.Button(custom_id=press.custom_id), press)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Pressed."""
        await handle(interaction, self.press)


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
    return PressButton(item, press)
