"""Selects that carry their own state, like the buttons of `presses`: `pick:noun:id:verb[:argument]`.

A handler is found by noun and verb; cogs register theirs with `@on_pick("my", "topics")`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

import discord

from cogs.ui import failures
from cogs.ui.presses import LARGEST_ID, Press
from data.errors import NotFound

Handler = Callable[[discord.Interaction[Any], Press, list[str]], Awaitable[None]]
_handlers: dict[tuple[str, str], Handler] = {}

MOST_OPTIONS = 25


def on_pick(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Register what happens when something is chosen in a select `pick:noun:…:verb`."""

    def register(handler: Handler) -> Handler:
        _handlers[noun, verb] = handler
        return handler

    return register


async def handle(interaction: discord.Interaction[Any], press: Press, values: list[str]) -> None:
    """Do what a choice asks for; whatever goes wrong is told to the person. The values are input from outside."""
    try:
        handler = _handlers.get((press.noun, press.verb))
        if handler is None or press.id > LARGEST_ID:
            raise NotFound("This list is from an older Marquee. Ask again.")
        await handler(interaction, press, values)
    except Exception as error:  # nothing above would tell anyone: discord.py only logs it
        await failures.answer(interaction, error)


class PickSelect(
    discord.ui.DynamicItem[discord.ui.Select[Any]],
    template=re.compile(r"pick:(?P<noun>[a-z]+):(?P<id>\d{1,20}):(?P<verb>[a-z]+)(?::(?P<argument>.{1,60}))?"),
):
    """The one kind of select there is; see `select`."""

    def __init__(self, item: discord.ui.Select[Any], press: Press) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a select back from the custom id."""
        press = Press(match["noun"], int(match["id"]), match["verb"], match["argument"] or "")
        return cls(discord.ui.Select(custom_id=f"pick:{press.custom_id}"), press)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Chosen."""
        data: Any = interaction.data or {}
        await handle(interaction, self.press, [str(value) for value in data.get("values", ())])


def select(
    press: Press, options: Sequence[discord.SelectOption], placeholder: str, *, several: bool = False
) -> PickSelect:
    """A select for a card, of one option or of any number of them, none included."""
    item: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=f"pick:{press.custom_id}",
        options=list(options)[:MOST_OPTIONS],
        placeholder=placeholder,
        min_values=0 if several else 1,
        max_values=len(options[:MOST_OPTIONS]) if several else 1,
    )
    return PickSelect(item, press)
