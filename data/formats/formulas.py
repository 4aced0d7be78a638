"""Keeps what somebody wrote from being computed by a spreadsheet; for every cell of every CSV file.

A cell that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text". One that has
apostrophes before such a beginning gets one more, so that taking one off gives every text back.
Source of the beginnings, line feed and full-width forms among them: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

_SIGNS = "[=+\\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(f"'*{_SIGNS}")
_GUARDED = re.compile(f"'+{_SIGNS}")


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet computes."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` made this cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell
