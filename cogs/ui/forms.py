"""Forms (modals) that carry their own state: `form:noun:id:verb[:argument]`. What was typed survives a restart.

discord.py hands a submitted form only to the object that opened it, which a restart forgets. So forms are never kept:
whoever listens to interactions calls `submitted`, which finds the handler by noun and verb, as for buttons.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import discord

from cogs.ui import failures
from cogs.ui.presses import LARGEST_ID, Press
from data.errors import NotFound

Fields = dict[str, str]
"""What was filled in, by the field's name; of a select its value. Empty for what was left open."""

Handler = Callable[[discord.Interaction[Any], Press, Fields], Awaitable[None]]
_handlers: dict[tuple[str, str], Handler] = {}
_CUSTOM_ID = re.compile(r"form:(?P<noun>[a-z]+):(?P<id>\d{1,20}):(?P<verb>[a-z]+)(?::(?P<argument>.{1,60}))?")
_LONGEST_TITLE = 45


def on_submit(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Register what happens when a form `form:noun:…:verb` is submitted."""

    def register(handler: Handler) -> Handler:
        _handlers[noun, verb] = handler
        return handler

    return register


async def submitted(interaction: discord.Interaction[Any]) -> None:
    """Take a submitted form, if it is one of ours; whatever goes wrong is told to the person."""
    data: Any = interaction.data or {}
    match = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or match is None:
        return
    press = Press(match["noun"], int(match["id"]), match["verb"], match["argument"] or "")
    try:
        handler = _handlers.get((press.noun, press.verb))
        if handler is None or press.id > LARGEST_ID:
            raise NotFound("This form is from an older Marquee. Open it again.")
        await handler(interaction, press, dict(_filled(data.get("components", ()))))
    except Exception as error:  # nothing above would tell anyone: discord.py only logs it
        await failures.answer(interaction, error)


def _filled(components: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every field, whether it lies in a row or under a label."""
    for component in components:
        if name := component.get("custom_id"):
            values = component.get("values") or [component.get("value")]
            yield str(name), str(values[0] or "")
        inner = component.get("component")
        yield from _filled([*component.get("components", ()), *([inner] if inner else [])])


async def open_form(
    interaction: discord.Interaction[Any], press: Press, title: str, fields: Sequence[discord.ui.Label[Any]]
) -> None:
    """Show a form of at most five fields; it must be the first answer, and not to another form."""
    modal = discord.ui.Modal(title=title[:_LONGEST_TITLE], custom_id=f"form:{press.custom_id}")
    for field in fields:
        modal.add_item(field)
    modal.stop()  # so that discord.py does not keep it
    await interaction.response.send_modal(modal)


def text_field(
    name: str, label: str, *, hint: str = "", longest: int, required: bool = True, paragraph: bool = False
) -> discord.ui.Label[Any]:
    """A field to type into."""
    style = discord.TextStyle.paragraph if paragraph else discord.TextStyle.short
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=name, style=style, max_length=longest, required=required, placeholder=hint or None
    )
    return discord.ui.Label(text=label, component=typed)


def choice_field(
    name: str, label: str, options: Sequence[discord.SelectOption], *, required: bool = True
) -> discord.ui.Label[Any]:
    """A field to choose one option in."""
    chosen: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=name, options=list(options), required=required, min_values=1 if required else 0, max_values=1
    )
    return discord.ui.Label(text=label, component=chosen)
