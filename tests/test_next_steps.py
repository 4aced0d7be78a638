"""Whatever is refused says what to do next: a command to type, somebody to ask, something to write or press."""

import ast
import re
from collections.abc import Iterator

import pytest

from cogs.ui.sentences import SENTENCES
from data.errors import Reason
from tests.test_house import CODE, ROOT

_VERBS = (
    "please ask choose write name look type try open press put take mend make close stop start say upload use add send "
    "publish bring install update remove let check give paste restart propose see join hand"
)
STEP = re.compile(
    rf"(?<![\w])/[a-z]+ ?|python -m|(?:^|[.:;,] |\bor |\band |\bcan )(?:{'|'.join(_VERBS.split())})\b", re.IGNORECASE
)
"""A command, or a verb that asks for something where a sentence or a part of one begins."""

_NEEDS_NONE = {
    Reason.FORMAT_ONLY_READ: "names what is written",
    Reason.NO_FORMAT: "names the formats there are",
    Reason.SAVED_MEANWHILE: "the card below it, or the sentence behind it, has both ways on",
    Reason.INVALID_VALUE: "a line of a card that says to open the form again",
    Reason.ROLE_MISSING: "the role, and whom to ask for it, stand behind it",
    Reason.ACCOUNT_TOO_YOUNG: "says when to come back",
    Reason.JOINED_TOO_LATELY: "says when to come back",
    Reason.DATABASE_CLOSED: "the engine's own reason says what is wrong",
    Reason.DATABASE_KIND: "names what it can be",
    Reason.FOLDER_READ_ONLY: "the system's own reason says what is wrong",
    Reason.RESTORE_FAILED: "the reason inside says what is wrong",
}


@pytest.mark.parametrize("reason", [one for one in Reason if not re.fullmatch(r"\{\w+\}", SENTENCES[one])])
def test_a_reason_says_the_next_step(reason: Reason) -> None:
    assert bool(STEP.search(SENTENCES[reason])) != (reason in _NEEDS_NONE), SENTENCES[reason]


def _refusals() -> Iterator[tuple[str, str]]:
    """What cogs turn away with a sentence of their own: where, and the sentence."""
    for path in (path for path in CODE if path.is_relative_to(ROOT / "cogs")):
        for raised in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Raise)):
            for call in (node for node in ast.walk(raised) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id == "_" and isinstance(call.args[0], ast.Constant):
                    yield f"{path.relative_to(ROOT)}:{call.lineno}", str(call.args[0].value)


def test_what_cogs_turn_away_themselves_says_the_next_step() -> None:
    refusals = list(_refusals())
    assert len(refusals) > 25
    assert {where: said for where, said in refusals if not STEP.search(said)} == {}
