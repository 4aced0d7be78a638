"""What Discord makes of a text: written from how its clients read, not from how Marquee escapes."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_LINK = re.compile(r"https?://[^\s\ufeff<]+[^<.,:;\"'\]\s\ufeff]")
_MARK = re.compile(r"[*_~`|\[<]|@(?:everyone|here)|^\s*(?:#{1,3}|[-*+>]|>>>|-#|\d+[.)])(?=\s)", re.MULTILINE)

_TURNS = re.compile("[\u202a-\u202e\u2066\u2067]")
_ISOLATED = re.compile("\u2068[^\u2066-\u2069\n]*\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


def active(text: str) -> str:
    """The text without what is shown letter by letter: what is escaped, and links, which are links as a whole."""
    kept, at = [], 0
    while at < len(text):
        quiet = _ESCAPED.match(text, at) or _LINK.match(text, at)
        kept.append("·" if quiet else text[at])
        at = quiet.end() if quiet else at + 1
    return "".join(kept)


def marks(text: str) -> list[str]:
    """All that would format or mention."""
    return _MARK.findall(active(text))


def links(text: str) -> list[str]:
    """The addresses that Discord would make links of by itself."""
    found, at = [], 0
    while at < len(text):
        link = _LINK.match(text, at)
        quiet = _ESCAPED.match(text, at) or link
        found += [link[0]] if link and quiet is link else []
        at = quiet.end() if quiet else at + 1
    return found


def turns_around(text: str) -> bool:
    """Whether letters from right to left, or marks that turn them, reach beyond themselves."""
    alone = _ISOLATED.sub("", text)
    return bool(_TURNS.search(text) or _RIGHT_TO_LEFT.search(alone) or re.search("[\u2068\u2069]", alone))
