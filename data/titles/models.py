"""The nouns of the title engine: a film as it comes in, a match and a span as they go out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Film(Protocol):
    """What `TitleIndex` reads from a film; any attribute but `id` and `title` may be missing, None or empty.

    `id` is hashable, `popularity` lies in 0..1 (what lies outside is clipped), `year` is a calendar year.
    """

    @property
    def id(self) -> Any: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int | None: ...  # noqa: D102
    @property
    def alt(self) -> Sequence[str] | None: ...  # noqa: D102
    @property
    def directors(self) -> Sequence[str] | None: ...  # noqa: D102
    @property
    def cast(self) -> Sequence[str] | None: ...  # noqa: D102
    @property
    def popularity(self) -> float | None: ...  # noqa: D102


class Outcome(StrEnum):
    """How far a match can be trusted: answer with it, or ask "did you mean"."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Match:
    """A film that a query may mean; `title` is the one of its titles that matched, `score` lies in 0..1."""

    film_id: Hashable
    score: float
    title: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text, `text[start:end]`, that names a film; `score` lies in 0..1."""

    start: int
    end: int
    film_id: Hashable
    title: str
    score: float
