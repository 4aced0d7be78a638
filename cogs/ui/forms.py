"""Forms: modals whose submit is understood from its custom id, as a button's press is; `cogs.ui.routes` has the way.

discord.py remembers an open modal in memory only, so one that was open over a restart would lose what was typed.
No modal is given to it to remember: every submit comes through `submitted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from cogs.ui import routes
from cogs.ui.host import Interaction
from cogs.ui.routes import Press
from cogs.ui.text import shorten

UNSET = "unset"
"""The value of the option that says that nothing is chosen: a radio button cannot be let go of."""

LONGEST_INPUT = 4000
_LONGEST_TITLE = 45


@dataclass(frozen=True)
class TextField:
    """An input for text. `name` is what the handler finds it under."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    longest: int = LONGEST_INPUT
    long: bool = False
    required: bool = False

    def item(self) -> ui.Item[Any]:
        """The input; what is in it already is never cut."""
        style = discord.TextStyle.paragraph if self.long else discord.TextStyle.short
        return ui.TextInput(
            custom_id=self.name,
            style=style,
            default=self.value or None,
            max_length=max(self.longest, len(self.value)),
            required=self.required,
        )


@dataclass(frozen=True)
class ChoiceField:
    """One of two to ten options, each a value and its label."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""
    hint: str = ""
    required: bool = False

    def item(self) -> ui.Item[Any]:
        """The radio buttons."""
        options = [
            discord.RadioGroupOption(value=value, label=label, default=value == (self.value or UNSET))
            for value, label in self.options
        ]
        return ui.RadioGroup(custom_id=self.name, options=options, required=self.required)


@dataclass(frozen=True)
class TickField:
    """A box to tick; "yes" if it is."""

    name: str
    label: str
    value: str = ""
    hint: str = ""

    def item(self) -> ui.Item[Any]:
        """The box."""
        return ui.Checkbox(custom_id=self.name, default=bool(self.value))


Field = TextField | ChoiceField | TickField


async def show_form(interaction: Interaction, press: Press, title: str, fields: Iterable[Field]) -> None:
    """Open a form of up to five fields as the answer to a press or a command."""
    modal = ui.Modal(title=shorten(title, _LONGEST_TITLE), custom_id=press.custom_id)
    for field in fields:
        if len(field.value) > LONGEST_INPUT:
            modal.add_item(ui.TextDisplay(f"**{field.label}** is too long for a form and stays as it is."))
            continue
        modal.add_item(ui.Label(text=field.label, description=field.hint or None, component=field.item()))
    modal.stop()  # so that discord.py does not remember it; see above
    await interaction.response.send_modal(modal)


async def submitted(interaction: Interaction) -> None:
    """Do what a submitted form asks for."""
    data: Any = interaction.data
    await routes.submitted(interaction, data["custom_id"], dict(_typed(data["components"])))


def _typed(components: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        leaf = component.get("component")
        if leaf is None:
            continue
        value = leaf.get("value")
        if isinstance(value, bool):
            value = "yes" if value else ""
        yield leaf["custom_id"], ("" if value == UNSET else value) or ",".join(leaf.get("values", ()))
