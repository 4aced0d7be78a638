"""Speaking with the bot in tests: type a line, press a button, read what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.playground.people import Person, replies_of
from bot.playground.transcript import buttons, is_called, payload, readable
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

    async def press(self, label: str, by: str = "member") -> Reply:
        """Press a button; the message that answers, which is this one again if it was edited."""
        result = await self.world.people[by].click(self.message, custom_id=self._id_of(label))
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)

    def _id_of(self, label: str) -> str:
        """The custom id of the button that says this, or this and how many votes it has."""
        found = [custom_id for said, custom_id in self.custom_ids.items() if is_called(said, label)]
        assert found, f"no button {label}, but {self.labels}"
        return found[0]

    @property
    def now(self) -> Reply:
        """The same message as it is now: buttons of others may have changed it."""
        messages = self.world.channel.history(viewer=self.world.people["moderator"])
        return Reply(self.world, next(message for message in messages if message.id == self.message.id))

    @property
    def options(self) -> dict[str, str]:
        """What can be chosen in the message's menus: the values by their labels."""
        return {option["label"]: option["value"] for menu in self._menus for option in menu["options"]}

    @property
    def menu_id(self) -> str:
        return str(self._menus[0]["custom_id"])

    @property
    def _menus(self) -> list[dict[str, Any]]:
        return [c for c in walk(payload(self.message)["components"]) if c["type"] == 3]

    async def choose(self, *labels: str, by: str = "member", of: str = "") -> Reply:
        """Choose in the message's menu, in that whose custom id has `of` in it; the message that answers."""
        menu = next(menu for menu in self._menus if of in menu["custom_id"])
        values = [next(o["value"] for o in menu["options"] if wanted in o["label"]) for wanted in labels]
        result = await self.world.people[by].select(self.message, values, custom_id=menu["custom_id"])
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)

    async def open(self, label: str, by: str = "member") -> Form:
        """Press a button that opens a form."""
        result = await self.world.people[by].click(self.message, custom_id=self.custom_ids[label])
        assert result.modal, "no form was opened"
        return Form(self.world, result, by)


@dataclass(frozen=True)
class Form:
    """An open form, as its reader sees it."""

    world: World
    shown: Any
    by: str

    @property
    def values(self) -> dict[str, Any]:
        """What the form is filled in with; Discord sends it back where nobody changes it."""
        return {c["custom_id"]: _filled_in(c) for c in self._inputs}

    @property
    def _inputs(self) -> list[dict[str, Any]]:
        return [label["component"] for label in self.shown.modal["components"]]

    async def submit(self, **typed: Any) -> Reply:
        """Type into some of the fields and send the form."""
        values = {name: value for name, value in (self.values | typed).items() if value is not None}
        result = await self.world.people[self.by].submit_modal(self.shown, values)
        assert result.acknowledged
        (answer,) = replies_of(result)
        return Reply(self.world, answer)


def _filled_in(component: dict[str, Any]) -> Any:
    if component["type"] == 21:
        return next((option["value"] for option in component["options"] if option.get("default")), None)
    if component["type"] == 23:
        return component.get("default", False)
    return component.get("value") or ""


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component of a message."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))


@contextmanager
def patiently(world: World) -> Iterator[None]:
    """What rests as long as it worked, as an import after each draft, may take longer than the usual five seconds."""
    usual, world.env.settle_timeout = world.env.settle_timeout, 30.0
    try:
        yield
    finally:
        world.env.settle_timeout = usual


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
    (written,) = new
    return Reply(world, written)
