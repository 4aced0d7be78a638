"""Free text to topics: "Implied rape scenes", "Smoking and drinking", "no animals are harmed"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data.models import WEAKEST_FIRST, Manner, Model, Severity, clean_text
from data.taxonomy.matching import Force, Match, matches
from data.taxonomy.phrases import plain
from data.taxonomy.qualifiers import cues, manner, negation, severity

_LINES = re.compile(r"[\n;•|]+|(?<=[^\W\d]{2})\.(?:\s+|$)")
_BORDERS = re.compile(
    r"[,;:]? (?:and|but|or|nor|though|although|while|when|because|with|plus|yet) "
    r"|[,;!?] |[()]|(?<!not)[,;:]? (?=without )"
)
_OR = re.compile(r" (?:or|nor) ")
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
    """The topics a text names, in reading order, each once for an entry of a list; an entry that names none is kept.

    It errs towards warning: a "no" counts only close to what it denies, and a "none" never outweighs a mention.
    """
    found: dict[tuple[str, str | None], Classified] = {}
    for line in _LINES.split(clean_text(text)):
        entries = _entries(line)
        shared = _shares_negation(entries)
        for number, entry in enumerate(entries):
            for read in _entry(entry, denied=shared and number > 0) or [Classified(text=entry)]:
                found.setdefault((entry, read.topic), read)
    return list(found.values())


def topics_named(text: str) -> list[str]:
    """The ids of the topics a text names, each once, in reading order: what a search or a form's field looks for."""
    return list(dict.fromkeys(read.topic for read in classify(text) if read.topic))


def _entries(line: str) -> list[str]:
    entries = [entry.strip() for entry in line.split(",")]
    if any(len(entry.split()) > _LONGEST_ENTRY for entry in entries):
        entries = [line.strip()]
    return [entry for entry in entries if entry]


def _shares_negation(entries: list[str]) -> bool:
    """Whether the first entry's "no" speaks of all, as in "no sex, nudity or swearing"."""
    if len(entries) < 2 or not _OR.search(f" {plain(entries[-1])} "):
        return False
    first, said = plain(entries[0]), cues()
    return ":" not in first and bool(said.negations.match(first) and not said.not_negations.match(first))


def _entry(entry: str, *, denied: bool) -> list[Classified]:
    words = plain(entry)
    found = matches(words)
    topics: dict[str, Classified] = {}
    for clause in _clauses(words, found):
        here = [m for m in found if clause.start <= m.start < clause.end]
        denied = denied and (clause.start == 0 or clause.after_or)
        readings = [_read(words, clause, match, found) for match in here]
        if denied:
            readings = [Classified(text=entry, topic=match.topic, severity=Severity.NONE) for match in here]
        for said in readings:
            topics[str(said.topic)] = _stronger(topics.get(str(said.topic), said), said)
        denied = any(r.severity is Severity.NONE and not m.denied for r, m in zip(readings, here, strict=True))
    asked = {"severity": None} if words.endswith("?") else {}  # a question states nothing
    return [reading.model_copy(update={"text": entry, **asked}) for reading in topics.values()]


def _clauses(words: str, found: list[Match]) -> list[_Clause]:
    """Clauses that name no topic belong to the one before them: "a murder, not shown"."""
    borders = [b for b in _BORDERS.finditer(words) if not any(m.start < b.start() and b.end() < m.end for m in found)]
    starts = [0, *(b.end() for b in borders)]
    ends = [*(b.start() for b in borders), len(words)]
    joins = ["", *(b[0] for b in borders)]
    clauses: list[_Clause] = []
    for start, end, join in zip(starts, ends, joins, strict=True):
        if clauses and not any(start <= m.start < end for m in found):
            clauses[-1] = replace(clauses[-1], end=end)
        else:
            clauses.append(_Clause(start, end, bool(_OR.search(join))))
    return clauses


def _read(words: str, clause: _Clause, match: Match, found: list[Match]) -> Classified:
    said = words[clause.start : clause.end]
    no = negation(said, match.start - clause.start, match.end - clause.start)
    if match.denied or no.denies:
        return Classified(text=words, topic=match.topic, severity=Severity.NONE)
    if no.unseen:
        return Classified(text=words, topic=match.topic, how=Manner.IMPLIED)
    how = manner(_without_synonyms(words, found)[clause.start : clause.end])
    return Classified(text=words, topic=match.topic, severity=severity(said), how=how)


def _without_synonyms(words: str, found: list[Match]) -> str:
    """The text with what names a topic blanked out: "sexual references" do not say that something is mentioned."""
    for match in found:
        if match.force is Force.SYNONYM:
            words = words[: match.start] + " " * match.length + words[match.end :]
    return words


def _stronger(one: Classified, other: Classified) -> Classified:
    """Of two mentions of a topic the one that warns more: what is there somewhere is there."""
    return max(one, other, key=lambda reading: WEAKEST_FIRST.index(reading.severity))
