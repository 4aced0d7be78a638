"""People: they type commands, press, choose, fill forms in and talk, any number of them at once."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.loopback import limits
from tests.loopback.files import Hosted
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from tests.loopback.seen import Seen, watch
from tests.loopback.state import BOT, VIEW_AND_SEND, Channel, Message, Role

if TYPE_CHECKING:
    from tests.loopback.server import Loopback

_TEXT, _WHOLE, _BOOL, _USER, _CHANNEL, _ROLE, _FILE = 3, 4, 5, 6, 7, 8, 11
_GROUPS = {1, 2}
_THINKING = 8.0


@dataclass(eq=False, repr=False)
class Person:
    """A member of a server, who stands in a channel. Set `channel` to go elsewhere, also to a direct conversation."""

    discord: Loopback
    name: str
    channel: Channel
    roles: list[Role]
    joined_at: dt.datetime
    id: str

    def user(self) -> dict[str, Any]:
        """The account."""
        return {"id": self.id, "username": self.name.casefold(), "global_name": self.name, "discriminator": "0",
                "avatar": None}  # fmt: skip

    def member(self) -> dict[str, Any]:
        """The account in the server, with what it may do where it stands."""
        return {
            "user": self.user(), "roles": [role.id for role in self.roles], "joined_at": self.joined_at.isoformat(),
            "permissions": str(self.permissions), "deaf": False, "mute": False, "flags": 0,
        }  # fmt: skip

    @property
    def permissions(self) -> int:
        """Everyone's, and those of the roles."""
        permissions = VIEW_AND_SEND
        for role in self.roles:
            permissions |= role.permissions
        return permissions

    async def command(self, line: str, /, *, thinking: float = _THINKING, **options: Any) -> Seen:
        """Run "/review" or "/poll open". A channel, role, person or hosted file is given as an option as it is."""
        return await self._run(COMMAND, self._command_data(line, options, {}), thinking=thinking)

    async def old_command(self, command: dict[str, Any], **options: Any) -> Seen:
        """Run a command as a client shows it that has not heard of the newest: `command` as it was registered then."""
        given = [self._option(option, options[option["name"]], {}) for option in command["options"]
                 if option["name"] in options]  # fmt: skip
        return await self._run(COMMAND, {"id": command["id"], "name": command["name"], "type": 1, "options": given})

    async def use(self, name: str, message: Message) -> Seen:
        """Choose a command from a message's menu."""
        command = self._registered(name, 3)
        data = {"id": command["id"], "name": name, "type": 3, "target_id": message.id,
                "resolved": {"messages": {message.id: message.payload()}}}  # fmt: skip
        return await self._run(COMMAND, data)

    async def autocomplete(self, line: str, /, **options: Any) -> Seen:
        """Type in an option, the last one named; the choices come in `choices`."""
        data = self._command_data(line, options, {}, complete=False)
        self._leaf(data)[-1]["focused"] = True
        return await self._run(AUTOCOMPLETE, data)

    async def press(self, message: Message, custom_id: str) -> Seen:
        """Press a button."""
        return await self._run(COMPONENT, self._component(message, custom_id, limits.BUTTON), message)

    async def select(self, message: Message, custom_id: str, *values: str) -> Seen:
        """Choose in a menu."""
        data = self._component(message, custom_id, limits.MENU) | {"values": list(values)}
        return await self._run(COMPONENT, data, message)

    async def submit(self, opened: Seen, **typed: Any) -> Seen:
        """Type into a form's fields, by their custom ids, and send it; what is not named stays as it was filled in."""
        items = [_filled(item, typed) for item in opened.modal["components"]]
        data = {"custom_id": opened.modal["custom_id"], "components": _with_ids(items)}
        return await self._run(SUBMIT, data, opened.interaction.message)

    async def say(self, text: str, *files: Hosted) -> Message:
        """Say something where one stands."""
        mentioned = [BOT] if re.search(rf"<@!?{BOT['id']}>", text) else []
        message = Message(
            self.channel, self.user(), text, mentions=mentioned, attachments=[f.payload() for f in files],
            role_mentions=re.findall(r"<@&(\d+)>", text),
        )  # fmt: skip
        await self.discord.post(message)
        return message

    async def _run(
        self, kind: int, data: dict[str, Any], message: Message | None = None, thinking: float = _THINKING
    ) -> Seen:
        interaction = await self.discord.interactions.begin(kind, self, data, message)
        return await watch(interaction, self.discord.interactions.rules.answer_within, thinking)

    def _component(self, message: Message, custom_id: str, kind: int) -> dict[str, Any]:
        there = [c for c in limits.walk(message.components) if c.get("custom_id") == custom_id]
        assert there, f"nothing with the id {custom_id}"
        assert not there[0].get("disabled"), f"{custom_id} is disabled"
        assert message.viewer in {None, self}, "somebody else's message"
        return {"custom_id": custom_id, "component_type": kind, "id": there[0]["id"]}

    def _registered(self, name: str, kind: int = 1) -> dict[str, Any]:
        for command in self.discord.rest.commands:
            if command["name"] == name and command["type"] == kind:
                needed = int(command.get("default_member_permissions") or 0)
                assert self.permissions & needed == needed, f"{self.name} is not shown {name}"
                return command
        raise AssertionError(f"{name} is not registered")

    def _command_data(
        self, line: str, options: dict[str, Any], resolved: dict[str, Any], *, complete: bool = True
    ) -> dict[str, Any]:
        name, *path = line.removeprefix("/").split()
        command = self._registered(name)
        data: dict[str, Any] = {"id": command["id"], "name": name, "type": 1, "options": [], "resolved": resolved}
        known, at = command.get("options") or [], data
        for part in path:
            group = next(option for option in known if option["name"] == part and option["type"] in _GROUPS)
            at["options"] = [{"name": part, "type": group["type"], "options": []}]
            known, at = group.get("options") or [], at["options"][0]
        by_name = {option["name"]: option for option in known}
        missing = [option["name"] for option in known if option.get("required") and option["name"] not in options]
        assert not (complete and missing), f"{line} needs {missing}"
        at["options"] = [self._option(by_name[name], value, resolved) for name, value in options.items()]
        return data

    def _option(self, option: dict[str, Any], value: Any, resolved: dict[str, Any]) -> dict[str, Any]:
        choices = [choice["value"] for choice in option.get("choices") or ()]
        assert not choices or value in choices, f"{value} is not among {choices}"
        kinds = {_USER: "users", _CHANNEL: "channels", _ROLE: "roles", _FILE: "attachments"}
        if option["type"] in kinds:
            payload = value.user() if isinstance(value, Person) else value.payload()
            resolved.setdefault(kinds[option["type"]], {})[value.id] = payload
            if isinstance(value, Person):
                member = {key: part for key, part in value.member().items() if key != "user"}
                resolved.setdefault("members", {})[value.id] = member
            value = value.id
        return {"name": option["name"], "type": option["type"], "value": value}

    def _leaf(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = data["options"]
        while options and options[0]["type"] in _GROUPS:
            options = options[0]["options"]
        return options


def _with_ids(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A form's answers with the ids of their components."""
    ids = itertools.count(1)
    for item in items:
        item.setdefault("id", next(ids))
        if "component" in item:
            item["component"].setdefault("id", next(ids))
    return items


def _filled(item: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    if item["type"] != limits.LABEL:
        return {"type": item["type"]}
    field = item["component"]
    answer: dict[str, Any] = {"type": field["type"], "custom_id": field["custom_id"]}
    value = typed.get(field["custom_id"], _filled_in(field))
    if field["type"] in {limits.MENU, limits.TICKS}:
        answer["values"] = list(value or ())
    else:
        answer["value"] = value
    return {"type": limits.LABEL, "component": answer}


def _filled_in(field: dict[str, Any]) -> Any:
    if field["type"] == limits.RADIO:
        return next((option["value"] for option in field["options"] if option.get("default")), None)
    if field["type"] == limits.TICK:
        return field.get("default", False)
    if field["type"] in {limits.MENU, limits.TICKS}:
        return [option["value"] for option in field["options"] if option.get("default")]
    return field.get("value") or ""
