"""Common English words, so that a real word can be told from a mistyped one whatever the catalogue's size."""

from __future__ import annotations

from pathlib import Path

_BEFORE, _, _AFTER = Path(__file__).with_name("words.txt").read_text("ascii").partition("# level 20\n")

COMMON = frozenset(_BEFORE.rpartition("# level 10\n")[2].split())
"""The four thousand commonest."""
KNOWN = frozenset(_AFTER.split())
"""The seven thousand after them."""
