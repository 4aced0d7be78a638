"""The ways from a button, a menu or a form to its handler: one grammar of custom ids, one table, one guarded door.

A custom id is `noun:id:verb[:argument]`, that of a menu has `pick=` before it. It carries its whole state, so it works
after any restart; and it is input from outside, so nothing of it reaches a handler that its route does not read.
Topics register theirs with `@on_press("film", "vote", …)`, `@on_pick(…)` and `@on_submit(…)`.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar, overload

from cogs.ui import failures
from cogs.ui.arguments import LARGEST_ID, Argument, Values
from cogs.ui.host import Interaction
from cogs.ui.language import N_, _
from data.deadlines import answer_due
from data.errors import NotFound

log = logging.getLogger(__name__)

T = TypeVar("T")
V = TypeVar("V")
_Handler = Callable[..., Awaitable[None]]

MENU = "pick="
_LONGEST_ID = 100
LONGEST_ARGUMENT = 60
_GRAMMAR = re.compile(
    rf"(?P<noun>[a-z]+):(?P<id>[0-9]{{1,20}}):(?P<verb>[a-z]+)(?::(?P<argument>.{{1,{LONGEST_ARGUMENT}}}))?"
)


class Way(StrEnum):
    """How somebody acts."""

    PRESS = "press"
    PICK = "pick"
    SUBMIT = "submit"


_OLD = {
    Way.PRESS: N_("This button is from an older Marquee. Ask again with /review."),
    Way.PICK: N_("This menu is from an older Marquee. Type the command again."),
    Way.SUBMIT: N_("This form is from an older Marquee. Open it again."),
}


@dataclass(frozen=True)
class Press:
    """What a custom id says."""

    noun: str
    id: int
    verb: str
    argument: str = ""

    @property
    def custom_id(self) -> str:
        """As Discord keeps it.

        Raises:
            ValueError: it would not be understood again.
        """
        written = ":".join(filter(None, (self.noun, str(self.id), self.verb, self.argument)))
        if len(MENU + written) > _LONGEST_ID or parse(written) != self:
            raise ValueError(f"{written!r} is no custom id")
        return written


def parse(custom_id: str) -> Press | None:
    """Read a custom id back; None if it is none of Marquee's."""
    match = _GRAMMAR.fullmatch(custom_id)
    if match is None or int(match["id"]) > LARGEST_ID:
        return None
    return Press(match["noun"], int(match["id"]), match["verb"], match["argument"] or "")


@dataclass
class Timing:
    """How often a route was taken, and how long that took at most, in seconds."""

    count: int = 0
    longest: float = 0.0


@dataclass(frozen=True)
class Route:
    """Where one noun and verb lead, and what of a custom id and of a menu the handler there is given."""

    handler: _Handler
    argument: Argument[Any] | None
    values: Values[Any] | None
    old: str
    timing: Timing = field(default_factory=Timing)

    @property
    def origin(self) -> tuple[str, str]:
        """The same for a function whose module is executed again, as discord.py does for every new bot."""
        return self.handler.__module__, self.handler.__qualname__

    def arguments(self, press: Press, beside: Sequence[Any]) -> list[Any]:
        """What the handler gets besides the interaction. `beside` holds a menu's values or a form's fields, if any.

        Raises:
            NotFound: something of it does not read.
        """
        if self.argument is None and press.argument:
            raise NotFound(_(self.old))
        try:
            read = [] if self.argument is None else [self.argument.read(press.argument)]
            return [press, *read, *(self.values.read(one) if self.values else one for one in beside)]
        except ValueError:
            raise NotFound(_(self.old)) from None


_routes: dict[tuple[Way, str, str], Route] = {}


def _register(way: Way, noun: str, verb: str, make: Callable[[_Handler], Route]) -> Callable[[_Handler], _Handler]:
    """A decorator that puts the route `make` makes of a handler into the table.

    Raises:
        ValueError: another function has that name already, or it is no name.
    """

    def register(handler: _Handler) -> _Handler:
        route, known = make(handler), _routes.get((way, noun, verb))
        if known and known.origin != route.origin:
            raise ValueError(f"{way} {noun}:{verb} leads to {known.origin} and to {route.origin}")
        if not re.fullmatch("[a-z]+:[a-z]+", f"{noun}:{verb}"):
            raise ValueError(f"{noun}:{verb} is no name of a route")
        _routes[way, noun, verb] = route
        return handler

    return register


_Pressed = Callable[[Interaction, Press], Awaitable[None]]
_PressedWith = Callable[[Interaction, Press, T], Awaitable[None]]
_Picked = Callable[[Interaction, Press, V], Awaitable[None]]
_PickedWith = Callable[[Interaction, Press, T, V], Awaitable[None]]
_Submitted = Callable[[Interaction, Press, dict[str, str]], Awaitable[None]]
_SubmittedWith = Callable[[Interaction, Press, T, dict[str, str]], Awaitable[None]]


@overload
def on_press(noun: str, verb: str, *, old: str = ...) -> Callable[[_Pressed], _Pressed]: ...


@overload
def on_press(
    noun: str, verb: str, argument: Argument[T], *, old: str = ...
) -> Callable[[_PressedWith[T]], _PressedWith[T]]: ...


def on_press(noun: str, verb: str, argument: Argument[Any] | None = None, *, old: str = _OLD[Way.PRESS]) -> Any:
    """Register what happens when a button `noun:…:verb` is pressed. `old` answers a press that does not read."""
    return _register(Way.PRESS, noun, verb, lambda handler: Route(handler, argument, None, old))


@overload
def on_pick(noun: str, verb: str, values: Values[V], *, old: str = ...) -> Callable[[_Picked[V]], _Picked[V]]: ...


@overload
def on_pick(
    noun: str, verb: str, values: Values[V], argument: Argument[T], *, old: str = ...
) -> Callable[[_PickedWith[T, V]], _PickedWith[T, V]]: ...


def on_pick(
    noun: str, verb: str, values: Values[Any], argument: Argument[Any] | None = None, *, old: str = _OLD[Way.PICK]
) -> Any:
    """Register what happens when something is chosen in a menu `noun:…:verb`; the handler gets it last."""
    return _register(Way.PICK, noun, verb, lambda handler: Route(handler, argument, values, old))


@overload
def on_submit(noun: str, verb: str, *, old: str = ...) -> Callable[[_Submitted], _Submitted]: ...


@overload
def on_submit(
    noun: str, verb: str, argument: Argument[T], *, old: str = ...
) -> Callable[[_SubmittedWith[T]], _SubmittedWith[T]]: ...


def on_submit(noun: str, verb: str, argument: Argument[Any] | None = None, *, old: str = _OLD[Way.SUBMIT]) -> Any:
    """Register what happens when a form `noun:…:verb` is submitted; the handler gets last what was typed, by field."""
    return _register(Way.SUBMIT, noun, verb, lambda handler: Route(handler, argument, None, old))


async def pressed(interaction: Interaction, custom_id: str) -> None:
    """Do what a button asks for."""
    await _follow(Way.PRESS, interaction, custom_id)


async def picked(interaction: Interaction, custom_id: str, values: Sequence[str]) -> None:
    """Do what a menu asks for."""
    await _follow(Way.PICK, interaction, custom_id.removeprefix(MENU), values)


async def submitted(interaction: Interaction, custom_id: str, fields: dict[str, str]) -> None:
    """Do what a form asks for; whoever typed it gets it back if that fails."""
    await _follow(Way.SUBMIT, interaction, custom_id, fields, typed="\n\n".join(filter(None, fields.values())))


async def _follow(way: Way, interaction: Interaction, custom_id: str, *beside: Any, typed: str = "") -> None:
    """Whatever goes wrong is told to the person."""
    answer_due(interaction.response.is_done)
    try:
        async with interaction.client.let_in(interaction.user.id):
            await _lead(way, interaction, custom_id, beside)
    except Exception as error:  # nothing above would tell anyone: discord.py only logs it
        await failures.answer(interaction, error, typed=typed)


async def _lead(way: Way, interaction: Interaction, custom_id: str, beside: Sequence[Any]) -> None:
    press = parse(custom_id)
    route = _routes.get((way, press.noun, press.verb)) if press else None
    if press is None or route is None:
        raise NotFound(_(_OLD[way]))
    arguments = route.arguments(press, beside)
    with _timed(route, f"{way} {press.noun}:{press.verb}"):
        await route.handler(interaction, *arguments)


@contextmanager
def _timed(route: Route, name: str) -> Iterator[None]:
    """Only the route's name is kept and logged: the rest of a custom id may say something of a member."""
    began = time.perf_counter()
    try:
        yield
    finally:
        took = time.perf_counter() - began
        route.timing.count += 1
        route.timing.longest = max(route.timing.longest, took)
        log.debug("%s took %.1f ms", name, took * 1000)


def timings() -> dict[str, Timing]:
    """How often each route was taken, as `press film:vote`, and its longest time."""
    return {f"{way} {noun}:{verb}": replace(route.timing) for (way, noun, verb), route in _routes.items()}
