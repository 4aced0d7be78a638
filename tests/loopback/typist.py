"""What people type, choose and hand over, by chance: what fits an option or a field, plausible or hostile."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.formats import markdown
from tests.loopback import hostile, limits
from tests.loopback.files import Hosted
from tests.loopback.people import Person
from tests.loopback.state import DIRECT

_SUB, _TEXT, _WHOLE, _YES, _CHANNEL, _ROLE, _FILE = 1, 3, 4, 5, 7, 8, 11
_GROUPS = {1, 2}
_LONGEST_OPTION = 6000
_LONGEST_TYPED = 4000
_HOSTILE = 0.5
_FAMILIAR, _TOGETHER = 8, 0.4
"""Titles that so often are what it is about, so that people meet: in one draft, one poll, one queue."""

_PLAUSIBLE: dict[str, Sequence[str]] = {
    "duration": ("5 minutes", "48", "2 days", "1d 12h", "32 days", "-1", "9" * 30),
    "time_zone": ("Europe/Berlin", "UTC", "Mars/Base"),
    "quiet": ("22-8", "22:00-07:30", "8", "off"),
    "topic": ("dogs", "blood", "self-harm", "spiders"),
    "year": ("1999", "0", "21000", "soon"),
    "poll": ("1", "2", "jaws"),
}


@dataclass(frozen=True)
class Leaf:
    """A command without commands below it, as a client shows it: "poll open", and its options."""

    line: str
    options: list[dict[str, Any]]
    needs: int
    only_in_servers: bool

    @classmethod
    def of(cls, command: dict[str, Any]) -> Leaf:
        """The whole of a registered command."""
        needs = int(command.get("default_member_permissions") or 0)
        only = command.get("contexts") == [0] or command.get("dm_permission") is False
        return cls(command["name"], command.get("options") or [], needs, only)

    def is_shown_to(self, person: Person) -> bool:
        """Whether this person, where they stand, can choose it."""
        if person.channel.kind == DIRECT:
            return not self.only_in_servers
        return person.permissions & self.needs == self.needs

    def below(self) -> Iterator[Leaf]:
        """The commands below it or, if there are none, itself."""
        groups = [option for option in self.options if option["type"] in _GROUPS]
        for group in groups:
            inner = Leaf(f"{self.line} {group['name']}", group.get("options") or [], self.needs, self.only_in_servers)
            yield from inner.below()
        if not groups:
            yield self


def leaves(commands: list[dict[str, Any]]) -> list[Leaf]:
    """Everything that can be typed after a slash."""
    return [leaf for command in commands if command["type"] == 1 for leaf in Leaf.of(command).below()]


@dataclass
class Typist:
    """All chance of a walk comes out of `chance`."""

    chance: random.Random
    titles: list[str]
    """The last are those that people come back to."""

    def hostile(self, longest: int) -> str:
        """A text of one thing, often as long as may be."""
        mark = self.chance.choice((*hostile.MARKS, *hostile.NOTHING))
        length = self.chance.choice((1, 2, longest // 2, longest))
        return (mark * length)[: max(1, min(length, longest))]

    def title(self) -> str:
        """A film's title, whole, cut, doubled or misspelt."""
        title = self.chance.choice(self.titles[-_FAMILIAR:] if self.chance.random() < _TOGETHER else self.titles)
        at = self.chance.randrange(len(title) + 1)
        return self.chance.choice((title, title, title[:at] or "x", title[:at] + title[at + 1 :] or "y", title + title))

    def text(self, name: str, longest: int) -> str:
        """What is typed under a name."""
        if self.chance.random() < _HOSTILE:
            return self.hostile(longest)
        plausible = _PLAUSIBLE.get(name)
        return (self.chance.choice(plausible) if plausible else self.title())[:longest]

    def value(self, person: Person, option: dict[str, Any]) -> Any:
        """A value for a command's option."""
        if option.get("choices"):
            return self.chance.choice(option["choices"])["value"]
        if option["type"] == _TEXT:
            longest = option.get("max_length", _LONGEST_OPTION)
            return self.text(option["name"], longest).ljust(option.get("min_length", 0), "x")
        if option["type"] == _WHOLE:
            least, most = option["min_value"], option["max_value"]
            return self.chance.choice((least, most, self.chance.randint(least, min(most, 5))))
        if option["type"] == _YES:
            return self.chance.random() < 0.5
        return self._thing(person, option)

    def _thing(self, person: Person, option: dict[str, Any]) -> Any:
        if option["type"] == _FILE:
            return self.file(person)
        assert person.channel.guild
        if option["type"] == _ROLE:
            return self.chance.choice(list(person.channel.guild.roles.values()))
        assert option["type"] == _CHANNEL, f"an option of type {option['type']}"
        fitting = [c for c in person.channel.guild.channels.values() if c.kind in option["channel_types"]]
        return self.chance.choice(fitting)

    def file(self, person: Person) -> Hosted:
        """A file: a whole review, part of one, or nothing that could be read."""
        mark = self.chance.choice(hostile.MARKS)
        whole = markdown.dumps(hostile.longest(mark)).encode()
        name, data = self.chance.choice((
            ("review.md", whole),
            ("cut.md", whole[: self.chance.randrange(len(whole))]),
            ("review.txt", f"The Lantern (2031)\n\nFilm Summary\n{self.hostile(3000)}\n\nOur Rating\nMixed".encode()),
            ("nothing.json", b""),
            ("deep.json", b"[" * 100_000),
            ("list.json", json.dumps([{"film": {"title": self.hostile(200)}}] * 3).encode()),
            ("page.html", f"<h1>{self.hostile(500)}</h1>".encode() * 50),
            ("bytes.md", self.chance.randbytes(2000)),
            ("rows.csv", f"title,year\n{self.hostile(200)!r},x\n".encode()),
            (f"{mark.strip() or 'x'}.exe", b"MZ"),
        ))  # fmt: skip
        return person.discord.files.add(name.replace("/", "-"), data)

    def of_menu(self, menu: dict[str, Any]) -> list[str]:
        """As many of its values as it asks for, or allows."""
        values = [option["value"] for option in menu["options"]]
        number = self.chance.randint(menu.get("min_values", 1), min(menu.get("max_values", 1), len(values)))
        return self.chance.sample(values, number)

    def in_form(self, modal: dict[str, Any]) -> dict[str, Any]:
        """What is typed into a form; some fields are left as they were, unless Discord would not let it go."""
        typed: dict[str, Any] = {}
        for field in limits.walk(modal["components"]):
            needed = field.get("required", True) and not field.get("value")
            if "custom_id" in field and (needed or self.chance.random() < 0.7):
                typed[field["custom_id"]] = self._in_field(field)
        return typed

    def _in_field(self, field: dict[str, Any]) -> Any:
        if field["type"] == limits.INPUT:
            longest = field.get("max_length") or _LONGEST_TYPED
            text = self.text(field["custom_id"], longest)
            least = field.get("min_length") or int(field.get("required", True))
            return "" if not least and self.chance.random() < 0.2 else text.ljust(least, "x")
        if field["type"] == limits.RADIO:
            return self.chance.choice(field["options"])["value"]
        if field["type"] == limits.TICK:
            return self.chance.random() < 0.5
        return self.of_menu(field)
