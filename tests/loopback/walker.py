"""A walker: people who do, at random, what is on their screens, and what is held against the bot after every step."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.loopback import found, limits
from tests.loopback.clock import until
from tests.loopback.people import Person
from tests.loopback.process import BotProcess
from tests.loopback.seen import Seen, text_of
from tests.loopback.state import BOT, DIRECT, Channel, Message
from tests.loopback.typist import Leaf, Typist, leaves

_T = TypeVar("_T")
_LAST_STEPS = 12
_NEAR, _KEPT = 3, 150
_STAYS, _GOES_ON = 0.9, 0.8
"""How often the same person goes on, and with what was said last rather than with what else is still on the screen."""


@dataclass
class Walker:
    """`step()` again and again; it raises what the bot did wrong, with the steps that led there."""

    bot: BotProcess
    people: list[Person]
    rooms: list[Channel]
    typist: Typist
    seed: int
    steps: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    """How often what was seen."""
    slowest: tuple[float, str] = (0.0, "")
    """Seconds, and what was done."""
    done: Counter[str] = field(default_factory=Counter)
    """How often which command, button, menu or form, without numbers."""
    _who: Person | None = None
    _chance: random.Random = field(init=False)
    _last: deque[str] = field(default_factory=lambda: deque(maxlen=_LAST_STEPS))
    _mine: dict[str, deque[Seen]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=_KEPT)))
    _forms: list[Seen] = field(default_factory=list)
    _said: deque[Message] = field(default_factory=lambda: deque(maxlen=20))

    def __post_init__(self) -> None:
        self._chance = self.typist.chance

    def __str__(self) -> str:
        seen = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        seconds, what = self.slowest
        return f"{self.steps} steps, {len(self.done)} kinds of them; {seen}; slowest {seconds:.2f} s, {what:.100}"

    async def step(self) -> None:
        """Somebody does something."""
        if self._who is None or self._chance.random() > _STAYS:
            self._who = self._chance.choice(self.people)
        person = self._who
        person.channel = self._chance.choice(self._rooms(person))
        submit = 60 if self._open_forms(person) else 0
        acts: list[Callable[[Person], Awaitable[Seen | None]]] = [
            self._command, self._press, self._select, self._submit, self._mention, self._use,
        ]  # fmt: skip
        (act,) = self._chance.choices(acts, [20, 45, 10, submit, 3, 3])
        try:
            seen = await act(person) or await self._command(person)
            self._judge(seen)
        except AssertionError as wrong:
            led_there = "\n".join(
                (f"seed {self.seed}, step {self.steps}", *self._last, "The end of its log:", self._log())
            )
            raise AssertionError(f"{wrong}\n{led_there}") from wrong
        self.steps += 1

    def _judge(self, seen: Seen) -> None:
        self.kinds[seen.kind] += 1
        self.slowest = max(self.slowest, (seen.latency, self._last[-1]))
        self._mine[seen.interaction.person.id].append(seen)
        assert seen.kind in {"message", "update", "form", "choices"}, f"{seen.kind}: no answer in time"
        assert seen.kind == "choices" or readable(seen.text), f"nothing to read: {seen.text!r}"
        assert not found.VIOLATIONS, found.VIOLATIONS
        log = self._log()
        assert "Traceback" not in log, "a traceback"
        assert "ncident" not in log, "an incident"
        assert not self.bot.ended, "it ended"
        if seen.kind == "form":
            self._forms.append(seen)

    def _log(self) -> str:
        return "".join(self.bot.lines[-60:])

    def _note(self, person: Person, what: str) -> None:
        where = "in private" if person.channel.kind == DIRECT else f"in {person.channel.name}"
        self._last.append(f"{self.steps}: {person.name} {where}: {what}")

    async def _command(self, person: Person) -> Seen:
        shown = [leaf for leaf in leaves(person.discord.rest.commands) if leaf.is_shown_to(person)]
        leaf = self._rarest(shown, lambda leaf: leaf.line)
        options: dict[str, Any] = {}
        for option in leaf.options:
            if option.get("required") or self._chance.random() < 0.3:
                options[option["name"]] = await self._option(person, leaf, option, options)
        self._note(person, f"/{leaf.line} {brief(options)}")
        return await person.command(f"/{leaf.line}", **options)

    async def _option(self, person: Person, leaf: Leaf, option: dict[str, Any], before: dict[str, Any]) -> Any:
        value = self.typist.value(person, option)
        if not option.get("autocomplete"):
            return value
        typed = str(value)[: self._chance.randrange(1, 12)] if self._chance.random() < 0.5 else value
        self._note(person, f"/{leaf.line} {brief(before)}, typing {brief({option['name']: typed})}")
        seen = await person.autocomplete(f"/{leaf.line}", **before, **{option["name"]: typed})
        self._judge(seen)
        if seen.interaction.choices and self._chance.random() < 0.7:
            return self._chance.choice(seen.interaction.choices)["value"]
        return value

    async def _press(self, person: Person) -> Seen | None:
        pressed = self._pick(person, limits.BUTTON)
        if pressed is None:
            return None
        message, button = pressed
        self._note(person, f"presses {button.get('label')!r}, {button['custom_id']}")
        return await person.press(message, button["custom_id"])

    async def _select(self, person: Person) -> Seen | None:
        opened = self._pick(person, limits.MENU)
        if opened is None:
            return None
        message, menu = opened
        values = self.typist.of_menu(menu)
        self._note(person, f"chooses {values} in {menu['custom_id']}")
        return await person.select(message, menu["custom_id"], *values)

    def _open_forms(self, person: Person) -> list[Seen]:
        return [form for form in self._forms if form.interaction.person is person]

    async def _submit(self, person: Person) -> Seen | None:
        mine = self._open_forms(person)
        form = mine[-1] if self._chance.random() < _GOES_ON else self._chance.choice(mine)
        self._forms.remove(form)
        person.channel = form.interaction.channel
        typed = self.typist.in_form(form.modal)
        self.done[_route(form.modal["custom_id"])] += 1
        self._note(person, f"sends {form.modal['custom_id']} with {brief(typed)}")
        return await person.submit(form, **typed)

    async def _mention(self, person: Person) -> Seen | None:
        text = f"<@{BOT['id']}> {self.typist.title()}"[:2000]
        files = [self.typist.file(person)] if self._chance.random() < 0.5 else []
        self._note(person, f"says {text[:80]!r}")
        said = await person.say(text, *files)
        self._said.append(said)

        def answers() -> list[Message]:
            return [message for message in person.channel.from_bot() if message.reply_to == said.id]

        assert person.channel.closed or await until(answers, 3.0), "a mention without an answer"
        assert all(readable(text_of(answer)) for answer in answers())
        return None

    async def _use(self, person: Person) -> Seen | None:
        (menu,) = [command for command in person.discord.rest.commands if command["type"] == 3]
        said = [message for message in self._said if message.channel.guild]
        if not said or not Leaf.of(menu).is_shown_to(person):
            return None
        message = self._chance.choice(said)
        person.channel = message.channel
        if not Leaf.of(menu).is_shown_to(person):
            return None
        self._note(person, f"uses {menu['name']!r} on {message.content[:40]!r}, {message.attachments}")
        return await person.use(menu["name"], message)

    def _pick(self, person: Person, kind: int) -> tuple[Message, dict[str, Any]] | None:
        """Something that can be pressed, on a message of this person's screen; they go to where it is."""
        near = self._screen(person, near=True) if self._chance.random() < _GOES_ON else []
        there = [(m, one) for m in near or self._screen(person) for one in _live(m, kind)]
        there = there or [(m, one) for m in self._screen(person) for one in _live(m, kind)]
        if not there:
            return None
        message, component = self._rarest(there, lambda one: _route(one[1]["custom_id"]))
        person.channel = message.channel
        return message, component

    def _rarest(self, things: Sequence[_T], name: Callable[[_T], str]) -> _T:
        """One of them, sooner what was done less often, so that a walk comes to what is rare too."""
        (thing,) = self._chance.choices(things, [1 / (1 + self.done[name(thing)]) ** 2 for thing in things])
        self.done[name(thing)] += 1
        return thing

    def _rooms(self, person: Person) -> list[Channel]:
        return [*self.rooms, person.discord.direct_channel(person.id)]

    def _screen(self, person: Person, *, near: bool = False) -> list[Message]:
        """The bot's messages that this person sees or, near, those that the last acts of theirs were answered with."""
        mine = list(self._mine[person.id])[-_NEAR if near else 0 :]
        answers = {m.id: m for seen in mine for m in seen.interaction.messages().values() if not m.deleted}
        public = [] if near else [message for room in self._rooms(person) for message in room.from_bot()]
        return [*public, *(message for message in answers.values() if near or message.private)]


def _live(message: Message, kind: int) -> Iterator[dict[str, Any]]:
    for component in limits.walk(message.components):
        if component["type"] == kind and "custom_id" in component and not component.get("disabled"):
            yield component


def _route(custom_id: str) -> str:
    return re.sub(r"[0-9a-f]*\d[0-9a-f]*", "#", custom_id)


def readable(text: str) -> bool:
    """Whether there is anything to see."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def brief(values: dict[str, Any]) -> str:
    """Options or fields as a line of a report; each is cut."""
    return ", ".join(f"{name}={value!r:.60}" for name, value in values.items())
