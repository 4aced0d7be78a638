"""Texts longer than one input of a form, in several inputs, and back without a letter's change. Pure."""

from __future__ import annotations

import re

LONGEST_INPUT = 4000
_MOST_INPUTS = 5

_JOINTS = {"p": "\n\n", "n": "\n", "s": " ", "x": ""}
"""How an input goes on from the one before it, by the last letter of its name: Discord trims what is typed."""

_PIECE = re.compile(rf"text\d[{''.join(_JOINTS)}]")


def pieces(text: str, longest: int = LONGEST_INPUT) -> dict[str, str]:
    """A text in inputs of at most `longest` characters, and an empty one more to go on in.

    Broken between paragraphs where that keeps it to as many inputs as a form has, else between lines or words.
    """
    found: dict[str, str] = {}
    joint, rest = "p", text
    while rest:
        end, next_joint = _end(rest, longest)
        found[f"text{len(found) + 1}{joint}"] = rest[:end]
        rest, joint = rest[end + len(_JOINTS[next_joint]) :], next_joint
    if len(found) < _MOST_INPUTS:
        found[f"text{len(found) + 1}p"] = ""
    return found


def is_piece(name: str) -> bool:
    """Whether an input of that name holds a piece of a text."""
    return _PIECE.fullmatch(name) is not None


def joined(typed: dict[str, str]) -> str | None:
    """The text of its inputs, whichever of them are empty."""
    text = ""
    for name in sorted(typed):
        piece = typed[name].strip()
        if piece:
            text += (_JOINTS[name[-1]] if text else "") + piece
    return text or None


def _end(text: str, longest: int) -> tuple[int, str]:
    """Where the first input ends, and how the next one goes on."""
    if len(text) <= longest:
        return len(text), "x"
    for joint in ("p", "n", "s"):
        mark = _JOINTS[joint]
        at = text.rfind(mark, longest * 3 // 4, longest + 1)
        if at > 0 and text[at - 1 : at].strip() and text[at + len(mark) :][:1].strip():
            return at, joint
    end = longest
    while end > 1 and not (text[end - 1].strip() and text[end].strip()):
        end -= 1
    return end, "x"
