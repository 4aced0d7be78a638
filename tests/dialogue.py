"""Speaking with the bot in tests: type a line, press a button, read what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.playground.people import Person, replies_of
from bot.playground.transcript import buttons, options, payload, readable
from bot.playground.world import World


@dataclass(frozen=True)
class Reply:
    """One message of the bot, as one person sees it."""

    world: World
    message: Any

    @property
    def text(self) -> str:
        return readable(payload(self.message))

    @property
    def private(self) -> bool:
        return bool(self.message.flags.ephemeral)

    @property
    def labels(self) -> list[str]:
        return [button["label"] for button in self._buttons]

    @property
    def custom_ids(self) -> dict[str, str]:
        return {button["label"]: button["custom_id"] for button in self._buttons}

    @property
    def _buttons(self) -> list[dict[str, Any]]:
        return list(buttons(payload(self.message)["components"]))

    @property
    def options(self) -> list[str]:
        """What can be chosen in the message's selects."""
        return [option["label"] for _, option in options(payload(self.message)["components"])]

    async def choose(self, *labels: str, by: str = "member", of: str = "") -> Reply:
        """Choose options of one select, none of those of the one whose custom id has `of` in it."""
        present = list(options(payload(self.message)["components"]))
        chosen = [option for select, option in present if option["label"] in labels and of in select["custom_id"]]
        assert len(chosen) == len(labels), self.options
        custom_id = next(s["custom_id"] for s, o in present if (o in chosen if chosen else of in s["custom_id"]))
        person = self.world.people[by]
        result = await person.select(self.message, [option["value"] for option in chosen], custom_id=custom_id)
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)

    async def fill(self, label: str, by: str = "member", **fields: str) -> Reply:
        """Press a button that opens a form, fill the form, submit it."""
        person = self.world.people[by]
        shown = await person.click(self.message, custom_id=self.custom_ids[label])
        assert shown.modal
        result = await person.submit_modal(shown, fields)
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)

    async def press(self, label: str, by: str = "member") -> Reply:
        """Press a button; the message that answers, which is this one again if it was edited."""
        result = await self.world.people[by].click(self.message, custom_id=self.custom_ids[label])
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)


async def say(world: World, line: str, by: str = "member") -> Reply:
    """Type a line; the bot's one answer."""
    person: Person = world.people[by]
    if line.startswith("/"):
        result = await person.run(world.channel, line)
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(world, answer)
    before = {message.id for message in world.channel.history(viewer=person)}
    await person.send(world.channel, line.replace("@Marquee", world.bot.user.mention if world.bot.user else ""))
    new = [m for m in world.channel.history(viewer=person) if m.id not in before and m.author == world.bot.user]
    (answer,) = new
    return Reply(world, answer)
