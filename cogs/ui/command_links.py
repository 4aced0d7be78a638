"""Commands as people can press them in a message, where Discord said which ids they have."""

from __future__ import annotations

from collections.abc import Mapping


class CommandLinks:
    """The ids that Discord gave the commands. They are learned at the start; before, commands are plain words."""

    def __init__(self) -> None:
        self._ids: Mapping[str, int] = {}

    def learn(self, ids: Mapping[str, int]) -> None:
        """Take the ids of the commands, by the first word of each."""
        self._ids = dict(ids)

    def link(self, command: str) -> str:
        """`/my votes` as `</my votes:1>`, which puts it into the line of whoever presses it; without an id as it is.

        Discord takes no link to a group alone: a command is named whole.
        """
        found = self._ids.get(command.removeprefix("/").split(" ", 1)[0])
        return f"<{command}:{found}>" if found else f"`{command}`"
