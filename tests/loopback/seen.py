"""What one person sees of what the bot answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.playground.transcript import is_called
from tests.loopback import limits
from tests.loopback.clock import until
from tests.loopback.interactions import CHOICES, DEFER, DEFER_UPDATE, MESSAGE, MODAL, UPDATE, Interaction
from tests.loopback.state import Message

FAILED = "This interaction failed"

_KINDS = {
    MESSAGE: "message",
    DEFER: "message",
    DEFER_UPDATE: "acknowledged",
    UPDATE: "update",
    CHOICES: "choices",
    MODAL: "form",
}


@dataclass(frozen=True)
class Seen:
    """`kind` is message, update, form, choices, acknowledged, thinking (still, after all patience) or failed."""

    kind: str
    interaction: Interaction

    @property
    def failed(self) -> bool:
        """Whether the person was told "This interaction failed"."""
        return self.kind == "failed"

    @property
    def latency(self) -> float:
        """Seconds from the person's act to the bot's first answer."""
        return self.interaction.latency

    @property
    def message(self) -> Message:
        """The message that answers, which is the one that was pressed on if it was edited."""
        assert self.interaction.original, f"no message was seen, but: {self.text}"
        return self.interaction.original

    @property
    def private(self) -> bool:
        """Whether only this person sees it."""
        return self.message.private

    @property
    def modal(self) -> dict[str, Any]:
        """The form that opened."""
        assert self.interaction.modal, f"no form opened, but: {self.text}"
        return self.interaction.modal

    @property
    def choices(self) -> list[str]:
        """The names of the choices."""
        return [choice["name"] for choice in self.interaction.choices]

    @property
    def text(self) -> str:
        """All that can be read."""
        if self.failed:
            return FAILED
        if self.interaction.modal:
            return str(self.interaction.modal["title"])
        if self.interaction.callback == CHOICES:
            return "\n".join(self.choices)
        return text_of(self.message) if self.interaction.original else ""

    def button(self, label: str) -> str:
        """The custom id of the button that says this."""
        return button(self.message, label)

    async def followup(self, number: int = 0, seconds: float = 3.0) -> Message:
        """What was said after the answer."""
        said = self.interaction.followups
        assert await until(lambda: len(said) > number, seconds), "nothing followed"
        return said[number]


def text_of(message: Message) -> str:
    """All that can be read in a message."""
    return "\n".join(filter(None, [message.content, *limits.texts(message.components)]))


async def comes_to_say(message: Message, text: str, seconds: float = 5.0) -> bool:
    """Whether a message says it within so many seconds: a public card follows a vote by an edit of its own.

    Its buttons stand at the end in square brackets.
    """

    def said() -> str:
        return "\n".join((text_of(message), " ".join(f"[{label}]" for label in _buttons(message))))

    return bool(await until(lambda: text in said(), seconds))


def button(message: Message, label: str) -> str:
    """The custom id of the button that says this, or this and how many votes it has."""
    buttons = _buttons(message)
    found = next((one for said, one in buttons.items() if is_called(said, label)), None)
    assert found, f"no button {label}, but {list(buttons)}"
    return found


def _buttons(message: Message) -> dict[str, str]:
    """The custom ids of its buttons by their labels."""
    found = (one for one in limits.walk(message.components) if one["type"] == limits.BUTTON)
    return {str(one.get("label") or ""): str(one.get("custom_id")) for one in found}


async def watch(interaction: Interaction, patience: float, thinking: float) -> Seen:
    """Wait as Discord's client does for the first answer, then as long as a test likes for what was promised."""
    try:
        async with asyncio.timeout(patience):  # `wait_for` forgets who is cancelled just as the answer comes
            await interaction.answered.wait()
    except TimeoutError:
        return Seen("failed", interaction)
    if interaction.thinking and not await until(lambda: not interaction.thinking, thinking):
        return Seen("thinking", interaction)
    return Seen(_KINDS[interaction.callback], interaction)
