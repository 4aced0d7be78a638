"""Free text to topics: "Implied rape scenes", "Smoking and drinking", "no animals are harmed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.models import Manner, Model, Severity
from data.warnings import qualifiers
from data.warnings.matching import Force, Match, matches
from data.warnings.phrases import plain

_LINES = re.compile(r"[\n;•|]+|(?<=[^\W\d]{2})\.(?:\s+|$)")
_BORDERS = re.compile(r"[,;:]? (?:and|but|or|nor|though|although|while|with|plus|yet) |[,;!?] |[()]")
_OPEN = re.compile(r" (?:or|nor) ")
_LONGEST_ENTRY = 6
"""A line with commas is a list when no entry has more words than this; else it is a sentence."""


class Classified(Model):
    """A piece of free text, as written, and one topic it names. `topic` is None when it names none that is known.

    Severity `none` means that the text says there is none of it; None, that it does not say how strong it is.
    """

    text: str
    topic: str | None = None
    severity: Severity | None = None
    how: Manner | None = None


@dataclass(frozen=True)
class _Clause:
    """A stretch of plain text in which a "mild" or an "implied" speaks of the same thing."""

    start: int
    end: int
    after_or: bool
    """Whether an "or" joins it to the clause before, so that a "no" there speaks of this one too."""


def classify(text: str) -> list[Classified]:
    """The topics a text names, in reading order, a topic once for each entry of a list; what names none is kept."""
    found: list[Classified] = []
    for line in _LINES.split(text):
        pieces = _entries(line)
        shared = _shared_negation(pieces)
        for piece in pieces:
            found += _piece(piece, negated=shared and bool(found)) or [Classified(text=piece)]
    return _joined(found)


def _entries(line: str) -> list[str]:
    entries = [entry.strip() for entry in line.split(",")]
    if any(len(entry.split()) > _LONGEST_ENTRY for entry in entries):
        entries = [line.strip()]
    return [entry for entry in entries if entry]


def _shared_negation(pieces: list[str]) -> bool:
    """ "No sex, nudity or swearing": whether the first entry's "no" speaks of all."""
    if len(pieces) < 2 or not _OPEN.search(f" {plain(pieces[-1])} "):
        return False
    return qualifiers.cues().negations.match(plain(pieces[0])) is not None


def _piece(piece: str, *, negated: bool) -> list[Classified]:
    words = plain(piece)
    found = matches(words)
    clauses = _clauses(words, found)
    asked = words.endswith("?")
    topics: dict[str, Classified] = {}
    denied = negated
    for clause in clauses:
        denied = denied and (clause.after_or or (negated and clause is clauses[0]))
        for match in (m for m in found if clause.start <= m.start < clause.end):
            read = _read(words, clause, match, found)
            denied = denied or read.severity is Severity.NONE
            if denied:
                read = read.model_copy(update={"severity": Severity.NONE, "how": None})
            known = topics.get(match.topic)
            topics[match.topic] = _stronger(known, read) if known else read
    return [_asked(t) if asked else t for t in (c.model_copy(update={"text": piece}) for c in topics.values())]


def _clauses(words: str, found: list[Match]) -> list[_Clause]:
    """Clauses that name no topic belong to the one before them: "a murder, not shown"."""
    borders = [b for b in _BORDERS.finditer(words) if not any(m.start < b.start() and b.end() < m.end for m in found)]
    starts = [0, *(b.end() for b in borders)]
    ends = [*(b.start() for b in borders), len(words)]
    clauses: list[_Clause] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        named = any(start <= m.start < end for m in found)
        if named or not clauses:
            clauses.append(_Clause(start, end, number > 0 and bool(_OPEN.search(borders[number - 1][0]))))
        else:
            clauses[-1] = _Clause(clauses[-1].start, end, clauses[-1].after_or)
    return clauses


def _read(words: str, clause: _Clause, match: Match, found: list[Match]) -> Classified:
    said = words[clause.start : clause.end]
    before, after = words[clause.start : match.start], words[match.end : clause.end]
    negation = qualifiers.negation(before, after)
    if match.denied or negation.denies:
        return Classified(text=words, topic=match.topic, severity=Severity.NONE)
    if negation.unseen:
        return Classified(text=words, topic=match.topic, how=Manner.IMPLIED)
    unnamed = said
    for other in found:
        if other.force is Force.SYNONYM and clause.start <= other.start < clause.end:
            hidden = slice(other.start - clause.start, other.end - clause.start)
            unnamed = unnamed[: hidden.start] + " " * (hidden.stop - hidden.start) + unnamed[hidden.stop :]
    severity = None if _only_negated(said) else qualifiers.severity(said)
    return Classified(text=words, topic=match.topic, severity=severity, how=qualifiers.manner(unnamed))


def _only_negated(said: str) -> bool:
    """ "Never graphic" says nothing about how strong it is instead."""
    return re.search(r"\b(?:no|not|never|nothing|without) (?:\w+ )?(?:graphic|strong|explicit|severe|extreme)", said) is not None


def _stronger(one: Classified, other: Classified) -> Classified:
    """Of two mentions of a topic the one that warns more: what is there somewhere is there."""
    order = [Severity.NONE, Severity.MILD, None, Severity.MODERATE, Severity.SEVERE]
    return max(one, other, key=lambda c: order.index(c.severity))


def _asked(classified: Classified) -> Classified:
    """A question states nothing: "does the dog survive?" """
    return classified.model_copy(update={"severity": None})


def _joined(found: list[Classified]) -> list[Classified]:
    return list(_distinct(found))


def _distinct(found: list[Classified]) -> Iterator[Classified]:
    seen: set[tuple[str, str | None]] = set()
    for classified in found:
        if (key := (classified.text, classified.topic)) not in seen:
            seen.add(key)
            yield classified
