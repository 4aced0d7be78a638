"""Verdicts as people write them: `Mixed (Divisive)`."""

from __future__ import annotations

import re

from pydantic import ValidationError

from data.errors import expected
from data.models import Verdict

EXPECTED = expected("Positive, Mixed or Negative, then an optional qualifier in brackets, as in `Mixed (Divisive)`")

_VERDICT = re.compile(r"(?P<tier>\w+)(?:\s*\((?P<qualifier>.*)\))?", re.DOTALL)


def parse(text: str) -> Verdict | None:
    """The verdict, or nothing where the tier is none of Positive, Mixed and Negative."""
    found = _VERDICT.fullmatch(text.strip())
    try:
        return Verdict.model_validate(found.groupdict()) if found else None
    except ValidationError:
        return None
