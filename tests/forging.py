"""Somebody whose buttons, menus and forms carry whatever ids they like."""

from __future__ import annotations

from dataclasses import dataclass

import simcord

from bot.playground.people import Person, replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World

_ROW, _BUTTON, _MENU, _TEXT, _BOX, _LABEL = 1, 2, 3, 4, 17, 18


@dataclass
class Forger:
    """What comes back is the text of every answer."""

    world: World
    person: Person
    channel: simcord.ChannelHandle
    card: simcord.ResponseMessage | None = None

    async def _card_with(self, component: dict[str, object]) -> simcord.ResponseMessage:
        """A message of the bot with a component that the bot never put there."""
        self.card = self.card or (await self.person.run(self.channel, "/review alien")).response
        assert self.card
        stored = self.world.env.backend.get_message(self.channel.id, self.card.id)
        row = {"type": _ROW, "components": [component], "id": 76}
        stored.components = [{"type": _BOX, "components": [row], "id": 75}]
        return self.card

    async def press(self, custom_id: str) -> str:
        return said(await self.click(custom_id))

    async def click(self, custom_id: str) -> simcord.InteractionResult:
        component = {"type": _BUTTON, "style": 1, "label": "x", "custom_id": custom_id, "id": 77}
        return await self.person.click(await self._card_with(component), custom_id=custom_id)

    async def pick(self, custom_id: str, *values: str) -> str:
        return said(await self.select(custom_id, *values))

    async def select(self, custom_id: str, *values: str) -> simcord.InteractionResult:
        options = [{"label": "x", "value": value} for value in values]
        component = {"type": _MENU, "custom_id": custom_id, "options": options, "max_values": len(values), "id": 77}
        card = await self._card_with(component)
        return await self.person.select(card, list(values), custom_id=custom_id)

    async def submit(self, custom_id: str, typed: str = "Forged.") -> str:
        return said(await self.send(custom_id, typed))

    async def send(self, custom_id: str, typed: str, field: str = "blurb") -> simcord.InteractionResult:
        """Send a form of one field."""
        shown = await self.person.run(self.channel, "/cast alien")
        text = {"type": _TEXT, "custom_id": field, "style": 1, "required": False}
        fields = [{"type": _LABEL, "label": "x", "component": text}]
        shown._interaction.modal = {"custom_id": custom_id, "title": "Forged", "components": fields}
        return await self.person.submit_modal(shown, {field: typed})


def said(result: simcord.InteractionResult) -> str:
    assert result.acknowledged
    return "\n".join(readable(payload(reply)) for reply in replies_of(result))
