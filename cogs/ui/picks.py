"""Select menus that carry their own state, as buttons do: `noun:id:verb[:argument]`, with what was chosen beside it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, Self

import discord

from cogs.ui import failures
from cogs.ui.host import Interaction
from cogs.ui.presses import Press
from cogs.ui.text import shorten
from data.errors import NotFound

MOST_OPTIONS = 25
_LARGEST_ID = 2**63 - 1

Handler = Callable[[Interaction, Press, Sequence[str]], Awaitable[None]]
_handlers: dict[tuple[str, str], Handler] = {}


def on_pick(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Register what happens when something is chosen in a menu `noun:…:verb`; it gets the values."""

    def register(handler: Handler) -> Handler:
        _handlers[noun, verb] = handler
        return handler

    return register


class PickSelect(
    discord.ui.DynamicItem[discord.ui.Select[Any]],
    template=re.compile(r"pick=(?P<noun>[a-z]+):(?P<id>\d{1,20}):(?P<verb>[a-z]+)(?::(?P<argument>.{1,55}))?"),
):
    """The one kind of menu there is; see `select`."""

    def __init__(self, item: discord.ui.Select[Any], press: Press) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read it back from the custom id."""
        press = Press(match["noun"], int(match["id"]), match["verb"], match["argument"] or "")
        return cls(discord.ui.Select(custom_id=f"pick={press.custom_id}"), press)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Something was chosen."""
        data: Any = interaction.data
        try:
            handler = _handlers.get((self.press.noun, self.press.verb))
            if handler is None or self.press.id > _LARGEST_ID:
                raise NotFound("This menu is from an older Marquee. Ask again.")
            await handler(interaction, self.press, data.get("values", []))
        except Exception as error:  # nothing above would tell anyone: discord.py only logs it
            await failures.answer(interaction, error)


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
        custom_id=f"pick={press.custom_id}",
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
    return PickSelect(item, press)
