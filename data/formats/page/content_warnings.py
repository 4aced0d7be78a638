"""Content warnings as pages list them: `Violence: Gun violence, knife violence, implied suicide.`

Such pages do not say how strong anything is, so no severity is read into them, except that there is none: `No sex`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from data.formats.page.boilerplate import says_nothing
from data.formats.page.landmarks import key
from data.formats.page.lines import Kind, Line
from data.formats.page.notes import Notes
from data.models import Manner, Severity
from data.taxonomy import classify

_INTRODUCTION = re.compile(
    r"[“\"']?(?P<title>[^”\"]{1,200}?),?[”\"']?\s*(?:\(\d{4}\)\s*)?contains(?: the following)?\s*:?\s*(?P<rest>.*)",
    re.I,
)
_CATEGORIES = (
    "Dialog", "Dialogue", "Language", "Profanity", "Violence", "Gore", "Violence & Gore", "Violence and Gore",
    "Sexual Content", "Sexual Violence", "Sex & Nudity", "Sex and Nudity", "Sex", "Nudity", "Substance Use",
    "Substance Abuse", "Drug Use", "Drugs", "Alcohol", "Miscellaneous", "Misc.", "Misc", "Other", "Mental Health",
    "Disturbing Content", "Disturbing Imagery", "Frightening Scenes", "Thematic Elements", "Trigger Warnings",
)  # fmt: skip
"""Only to find where categories begin in text that runs together; any other words before a colon are as good."""

_CATEGORY_START = re.compile(
    r"(?:(?<=[\s.,;:)])|(?<=[a-z])|^)("
    + "|".join(re.escape(name) for name in sorted(_CATEGORIES, key=len, reverse=True))
    + r")\s*:\s*"
)
_LABELLED = re.compile(r"(?P<category>[^:,.;]{2,60}?)\s*(?::|\s[–—-]\s)\s*(?P<topics>.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;•|\n]|(?<=[a-z)])\.(?=\s+[A-Z]))\s*(?![^()]{0,100}\))")
_IMPLIED = re.compile(
    r"^(?:(?:strongly|heavily|clearly|possibly)\s+)?"
    r"(?:implied|implications? of|implies|suggested|hinted|alluded|allusions? to|off.?screen)\s+",
    re.I,
)
_MENTIONED = re.compile(
    r"^(?:(?:brief|verbal|many|multiple|some)\s+)?(?:mention(?:s|ed|ing)?(?:\s+of)?|talks?\s+(?:of|about)|talking\s+(?:of|about)"
    r"|discuss(?:ed|ions?|es|ing)(?:\s+of|\s+about)?|referenc(?:e|es|ed|ing)(?:\s+to)?|reference to)\s+",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"^(?:depict(?:ed|ions? of|s)|on.?screen|shown|visible)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?P<topic>.+?)\s*(?:\((?P<inside>[^()]+)\)|\b(?:is|are)\s+(?P<said>implied|mentioned|shown|discussed|referenced|depicted))\.?"
)
_WORDS = {
    Manner.IMPLIED: re.compile(r"\b(?:implied|suggested|off.?screen)\b", re.IGNORECASE),
    Manner.MENTIONED: re.compile(r"\b(?:mentioned|mentions?|discussed|referenced|talked about)\b", re.IGNORECASE),
    Manner.SHOWN: re.compile(r"\b(?:shown|depicted|on.?screen)\b", re.IGNORECASE),
}
_NO = re.compile(r"\b(?:no|not|never|without|free)\b|n['’]t\b", re.IGNORECASE)
_RATED = re.compile(r"\b(?:is|was) rated\b|^rated\b", re.IGNORECASE)
_LONGEST_TOPIC, _LONGEST_DETAIL, _MOST = 80, 600, 80


def introduced_title(lines: list[Line]) -> str | None:
    """The film that the part says it is about: `“Ballerina” contains:`."""
    for line in lines:
        found = _INTRODUCTION.fullmatch(line.text)
        if found and re.match(r"[“\"]", line.text):
            return found["title"].strip(" ,")
    return None


def warnings_in(lines: list[Line], heading: str, notes: Notes) -> list[dict[str, Any]]:
    """Every warning under the page's own name of its category; `heading` stands in where there is none."""
    warnings: list[dict[str, Any]] = []
    category: str | None = None
    for text, is_item in _pieces(lines):
        category, topics = _labelled(text, is_item, category)
        if topics and says_nothing(topics):
            warnings += _absent(category, topics)
        elif category is None and not is_item and (len(topics) > 2 * _LONGEST_TOPIC or _RATED.search(topics)):
            notes.leave([topics])
        else:
            name = category or heading.strip(": ") or "Content"
            warnings += [_warning(name, topic, notes) for topic in _topics(topics)]
    unique = {(w["category"], w["topic"].casefold(), w["how"]): w for w in reversed(warnings)}
    return notes.first(list(reversed(unique.values())), _MOST, "warnings")


def _pieces(lines: list[Line]) -> Iterator[tuple[str, bool]]:
    """Lines and what runs together in them, without the introduction; a line that begins with `:` goes on the last."""
    pieces: list[tuple[str, bool]] = []
    for line in lines:
        text = line.text
        if len(line.cells) == 2 and ":" not in line.cells[0].rstrip(": "):
            text = f"{line.cells[0].rstrip(': ')}: {line.cells[1]}"
        introduction = _INTRODUCTION.fullmatch(text)
        if introduction:
            text = introduction["rest"]
        if text.startswith(":") and pieces:
            pieces[-1] = (pieces[-1][0] + text, pieces[-1][1])
            continue
        starts = [found.start(1) for found in _CATEGORY_START.finditer(text)]
        edges = [0, *(start for start in starts if start > 0), len(text)]
        is_item = line.kind in (Kind.ITEM, Kind.ROW)
        pieces += [(text[a:b].strip(" •*|-"), is_item) for a, b in pairwise(edges)]
    return (piece for piece in pieces if piece[0])


def _labelled(text: str, is_item: bool, category: str | None) -> tuple[str | None, str]:
    """A piece's category, its own or the one above it, and its topics."""
    found = _LABELLED.fullmatch(text)
    if found and len(found["category"].split()) <= 6:
        return found["category"].strip(), found["topics"].strip()
    known = key(text) in {key(name) for name in _CATEGORIES}
    return (text.rstrip(": "), "") if known and not is_item else (category, text)


def _absent(category: str | None, said: str) -> list[dict[str, Any]]:
    """`Sexual Content: None` states that there is none; `N/A` states nothing."""
    if category is None or not said.casefold().strip(" .").startswith("no"):
        return []
    return [{"category": category, "topic": category, "severity": Severity.NONE, "how": None}]


def _topics(text: str) -> list[str]:
    topics = [
        re.sub(r"^(?:and|or|as well as|also)\s+", "", topic.strip(" .•\t")) for topic in _BETWEEN.split(text, 5 * _MOST)
    ]
    return [topic for topic in topics if topic and not says_nothing(topic)]


def _warning(category: str, words: str, notes: Notes) -> dict[str, Any]:
    topic, how = _manner(words)
    warning: dict[str, Any] = {"category": category, "topic": topic, "how": how}
    if _NO.search(words) and all(read.severity is Severity.NONE for read in classify(words)):
        warning["severity"] = Severity.NONE
    if len(topic) > _LONGEST_TOPIC:
        # A whole sentence is no topic: the category names it, and the sentence tells the rest.
        warning |= {"topic": category, "detail": notes.fitted(words, _LONGEST_DETAIL, "warnings")}
    return warning


def _manner(words: str) -> tuple[str, Manner | None]:
    """How the words say that it appears, and the topic without those words."""
    for pattern, how in ((_IMPLIED, Manner.IMPLIED), (_MENTIONED, Manner.MENTIONED), (_SHOWN, Manner.SHOWN)):
        topic = pattern.sub("", words, count=1)
        if topic != words and topic.strip():
            return topic.strip(), how
    behind = _BEHIND.fullmatch(words) if len(words) <= _LONGEST_DETAIL else None
    said = (behind["inside"] or behind["said"]) if behind else ""
    for how, pattern in _WORDS.items():
        if behind and pattern.search(said):
            only = pattern.fullmatch(said.strip()) is not None
            return (behind["topic"] if only else words), how
    return words, None
