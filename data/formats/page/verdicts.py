"""The page's own judgement: `Our Rating: Mixed (Divisive)`."""

from __future__ import annotations

import re
from typing import Any

from data.errors import expected
from data.formats.page.boilerplate import cleaned
from data.formats.page.lines import Line
from data.formats.page.notes import Notes
from data.formats.page.parts import Stretch

_TIER = re.compile(
    r"[“\"]?(?P<tier>positive|mixed|negative)\b[”\"]?\s*(?:[(\[](?P<inside>[^()\[\]]*)[)\]]|[:,/–—-]\s*(?P<behind>[^.()]{1,60}))?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_QUALIFIER = 40
_LONGEST_VALUE = 60


def verdict_in(stretches: list[Stretch], notes: Notes) -> tuple[dict[str, Any] | None, list[Line]]:
    """The first verdict that is stated, and the prose that stood with it."""
    verdict: dict[str, Any] | None = None
    prose: list[Line] = []
    for stretch in stretches:
        for index, line in enumerate(stretch.lines):
            found = _TIER.fullmatch(line.text) if index == 0 and len(line.text) <= 4 * _LONGEST_VALUE else None
            if found and verdict is None:
                verdict = _values(found, notes)
            elif found and _same(verdict, found):
                continue
            elif index == 0 and len(line.text) <= _LONGEST_VALUE and not line.text.endswith("."):
                notes.problem(
                    "verdict", expected("Positive, Mixed or Negative, not “{text}”", text=line.text), line.number
                )
                notes.leave([f"{stretch.name}: {line.text}"])
            else:
                prose.append(line)
    return verdict, prose


def _same(verdict: dict[str, Any] | None, found: re.Match[str]) -> bool:
    return verdict is not None and verdict["tier"] == found["tier"].capitalize()


def _values(found: re.Match[str], notes: Notes) -> dict[str, Any]:
    qualifier = (found["inside"] or found["behind"] or "").strip()
    rest = cleaned(Line(found["rest"].strip(" |–—-")))
    notes.leave([rest.text] if rest else [])
    return {
        "tier": found["tier"].capitalize(),
        "qualifier": notes.fitted(qualifier, _LONGEST_QUALIFIER, "verdict"),
    }
