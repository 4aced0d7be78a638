"""The help of the shell's commands, in the reader's language; `tests.extraction` collects it where typer takes it."""

from __future__ import annotations

import typer

from cogs.ui.language import _


def spoken(app: typer.Typer) -> typer.core.TyperGroup:
    """The commands as they are started, with every text of ours looked up; what typer itself says is typer's."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for command in (group, *group.commands.values()):
        command.help = _(command.help) if command.help else None
        for parameter in command.params:
            if isinstance(parameter, typer.core.TyperOption | typer.core.TyperArgument) and parameter.help:
                parameter.help = _(parameter.help)
    return group
