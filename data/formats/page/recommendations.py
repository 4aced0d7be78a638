"""Other films that a page recommends: `1. The Northman (2022): An epic tale of revenge …`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from data.formats.page.boilerplate import says_nothing
from data.formats.page.lines import Kind, Line
from data.formats.page.notes import Notes

_COLON = re.compile(r"\s*:\s+|\s+[–—-]\s+")
_YEAR = re.compile(r"(?P<title>.+?)\s*\((?P<year>(?:18[7-9]|19|20)\d\d)\)\s*(?:[:–—-]\s*)?(?P<pitch>.*)", re.DOTALL)
_NEXT = re.compile(r"(?<=[.!?])[”\"]?\s*(?=[A-Z“\"][^.!?]{0,80}?\s?: ?[A-Z“\"])")
_LONGEST_TITLE, _LONGEST_PITCH, _MOST = 200, 400, 20
_TITLE_WORDS = 14
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "de",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
        "y",
        "&",
    ]
)


def recommendations_in(lines: list[Line], notes: Notes) -> list[dict[str, Any]]:
    """Every film with why; lines that name none go on the pitch above, or are left."""
    found: list[dict[str, Any]] = []
    listed = any(line.kind is Kind.ITEM for line in lines)
    for line in _joined(lines, listed):
        named = _named(line, listed)
        if named and not says_nothing(named["title"]):
            found.append(named)
        elif found and not listed:
            found[-1]["pitch"] = " ".join(filter(None, (found[-1]["pitch"], line.text)))
        elif found and line.kind is Kind.TEXT and not found[-1]["pitch"]:
            found[-1]["pitch"] = line.text
        else:
            notes.leave([line.text])
    return notes.first([_values(item, notes) for item in found], _MOST, "recommendations")


def _joined(lines: list[Line], listed: bool) -> list[Line]:
    """A pitch that begins with `:` on a line of its own belongs to the line before; films on one line are cut."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.text.startswith((":", "– ", "— ")):
            last = joined[-1]
            joined[-1] = Line(
                f"{last.text}: {line.text.lstrip(':–— ')}", last.number, last.kind, lead=last.lead or last.text
            )
        else:
            joined += [replace(line, text=text) for text in _NEXT.split(line.text)] if not listed else [line]
    return joined


def _named(line: Line, listed: bool) -> dict[str, Any] | None:
    title, pitch = _title_and_pitch(line, listed)
    if not title:
        return None
    dated = _YEAR.fullmatch(title)
    if dated:
        return {
            "title": _bare(dated["title"]),
            "year": int(dated["year"]),
            "pitch": " ".join(filter(None, (dated["pitch"], pitch))),
        }
    return {"title": _bare(title), "year": None, "pitch": pitch}


def _bare(title: str) -> str:
    return title.strip().strip('“”"‘’').strip(" :–—-") or title


def _title_and_pitch(line: Line, listed: bool) -> tuple[str, str]:
    text = line.text
    if len(line.cells) == 2:
        return line.cells[0], line.cells[1].replace("\n", " ")
    dated = _YEAR.fullmatch(text)
    if dated and _is_title(dated["title"]):
        return f"{dated['title']} ({dated['year']})", dated["pitch"]
    lead = line.lead.rstrip(": ")
    if lead and _is_title(lead) and text.startswith(lead) and len(lead) < len(text):
        rest = text[len(lead) :].lstrip()
        if not rest or rest[0] in ":–—-":
            return lead, rest.lstrip(":–—- ")
    return _divided(text, listed and line.kind is Kind.ITEM)


def _divided(text: str, is_item: bool) -> tuple[str, str]:
    """At the colon with a title before and a pitch behind it: `John Wick: Chapter 4: He is back` has two."""
    best: tuple[str, str] | None = None
    for colon in _COLON.finditer(text[: _LONGEST_TITLE + 5]):
        title, pitch = text[: colon.start()], text[colon.end() :]
        if not _is_title(title):
            break
        if best is None or len(best[0].split()) + 6 > len(title.split()):
            best = (title, pitch)
    if best:
        return best
    whole = len(text) <= 100 and not text.endswith((".", "!", ":")) and (is_item or _is_title(text))
    return (text, "") if whole else ("", "")


def _is_title(text: str) -> bool:
    """Titles have few words and begin most of them with a capital."""
    words = text.split()
    if not 0 < len(words) <= _TITLE_WORDS or len(text) > _LONGEST_TITLE or text.rstrip().endswith(","):
        return False
    weighty = [word for word in words if word.lower() not in _SMALL]
    return sum(not word[0].islower() for word in weighty) * 10 >= 7 * len(weighty)


def _values(item: dict[str, Any], notes: Notes) -> dict[str, Any]:
    title = notes.fitted(item["title"], _LONGEST_TITLE, "recommendations") or ""
    return {
        "title": title,
        "year": item["year"],
        "pitch": notes.fitted(item["pitch"] or "", _LONGEST_PITCH, "recommendations"),
    }
