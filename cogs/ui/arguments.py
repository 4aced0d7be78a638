"""What a custom id may say behind its verb, and a menu in its values: read and bounded here, once.

A route declares one of these and its handler gets the value; text that does not read never reaches a handler.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")
Source = TypeVar("Source")
Member = TypeVar("Member", bound=StrEnum)

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class _Reader(Generic[Source, T]):
    """How something from outside becomes a value; `read` raises ValueError for all else. `example` is what reads."""

    read: Callable[[Source], T]
    example: Source

    def __post_init__(self) -> None:
        self.read(self.example)


class Argument(_Reader[str, T]):
    """What stands behind a verb: `noun:id:verb:argument`."""

    def then(self, make: Callable[[T], U]) -> Argument[U]:
        """The same text as another value, such as a class of the topic's own."""
        return Argument(lambda text: make(self.read(text)), self.example)


class Values(_Reader[Sequence[str], T]):
    """What is chosen in a menu."""


def number(most: int = LARGEST_ID) -> Argument[int]:
    """A whole number from 0 on."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", text) or int(text) > most:
            raise ValueError(f"no number up to {most}")
        return int(text)

    return Argument(read, "1")


ID = number()
PAGE = number(9_999)
"""A page, from 0; what is behind the last page shows the last one."""
REVISION = number(999_999_999)
"""A revision or a version: what is counted fits a column of 32 bits."""


def text(pattern: str, example: str) -> Argument[str]:
    """A text of a pattern, such as a key."""

    def read(given: str) -> str:
        if not re.fullmatch(pattern, given):
            raise ValueError(f"not like {pattern}")
        return given

    return Argument(read, example)


def named(values: Mapping[str, V]) -> Argument[V]:
    """What a name stands for."""

    def read(name: str) -> V:
        if name not in values:
            raise ValueError("none of the names")
        return values[name]

    return Argument(read, next(iter(values)))


def one_of(members: Iterable[Member]) -> Argument[Member]:
    """A member of an enum, or of a part of one."""
    return named({member.value: member for member in members})


def optional(argument: Argument[T]) -> Argument[T | None]:
    """What may be left out; None then."""
    return Argument(lambda given: argument.read(given) if given else None, argument.example)


def either(first: Argument[T], second: Argument[U]) -> Argument[T | U]:
    """What the first reads, else what the second does."""

    def read(given: str) -> T | U:
        try:
            return first.read(given)
        except ValueError:
            return second.read(given)

    return Argument(read, first.example)


@overload
def dotted(first: Argument[T], second: Argument[U], /) -> Argument[tuple[T, U]]: ...


@overload
def dotted(first: Argument[T], second: Argument[U], third: Argument[V], /) -> Argument[tuple[T, U, V]]: ...


def dotted(*parts: Argument[Any]) -> Argument[Any]:
    """`3.17`: several with a dot between them; only the last may have dots of its own, or be missing."""

    def read(given: str) -> tuple[Any, ...]:
        pieces = given.split(".", len(parts) - 1)
        pieces += [""] * (len(parts) - len(pieces))
        return tuple(part.read(piece) for part, piece in zip(parts, pieces, strict=True))

    return Argument(read, ".".join(part.example for part in parts))


def one(argument: Argument[T]) -> Values[T]:
    """The one choice of a menu."""

    def read(values: Sequence[str]) -> T:
        if len(values) != 1:
            raise ValueError("not one choice")
        return argument.read(values[0])

    return Values(read, (argument.example,))


def several(argument: Argument[T]) -> Values[tuple[T, ...]]:
    """All choices of a menu, which may be none."""
    return Values(lambda values: tuple(argument.read(value) for value in values), (argument.example,))
