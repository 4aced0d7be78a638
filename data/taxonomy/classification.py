"""Free text to topics: "Implied rape scenes", "Smoking and drinking", "no animals are harmed"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data.models import WEAKEST_FIRST, Manner, Model, Severity, clean_text
from data.taxonomy.asking import is_picture, lone, misspelt
from data.taxonomy.denials import Denial, denial, of_one_kind, told
from data.taxonomy.entries import entries, remarks, sentences
from data.taxonomy.matching import Force, Match, read
from data.taxonomy.phrases import plain
from data.taxonomy.qualifiers import cues, manner, severity
from data.taxonomy.wording import read_plain

_BORDERS = re.compile(
    r"[,;:]? (?:and|but|or|nor|though|although|while|when|because|with|plus|yet) "
    r"|[,;!?] |[()]|(?<!not)[,;:]? (?=without )"
)
_EXPLAINS = frozenset({"(", "when", "while", "because"})
"""What stands behind these tells more of what stands before them."""
_FREE_OF = re.compile(r"(?:\w+ ){0,3}?(?:free (?:of|from)|devoid of|absence of)\b")
_SHORT = 3
"""Words of an entry that an "and" still lets a "free of" speak of."""
_HEADING = re.compile(r"\W*(?P<says>[^\W\d][\w ]{1,20}):(?= )")
_OR = re.compile(r" (?:or|nor) ")
_VALUE = re.compile(r"[^:]+:(?P<value> [^:]+)$")


class Classified(Model):
    """A piece of free text, as written, and one topic it names. `topic` is None when it names none that is known.

    Severity `none` means that the text says there is none of it; None, that it does not say how strong it is.
    """

    text: str
    topic: str | None = None
    severity: Severity | None = None
    how: Manner | None = None
    wider: str | None = None
    """The wider topic that the words name where `topic` is only what they mostly stand for: "violence"."""


@dataclass(frozen=True)
class _Clause:
    """A stretch of plain text in which a "mild" or an "implied" speaks of the same thing."""

    start: int
    end: int
    after_or: bool
    """Whether an "or" joins it to the clause before, so that a "no" there speaks of this one too."""
    explains: bool = False
    """Whether it tells more of the clause before, "bad language ('crap')", which has said how strong it is."""


def classify(text: str) -> list[Classified]:
    """The topics a text names, in reading order, each once for an entry of a list; an entry that names none is kept.

    It errs towards warning: a "no" counts only close to what it denies, and a "none" never outweighs a mention.
    """
    found: dict[tuple[str, str | None], Classified] = {}
    for line in sentences(clean_text(text)):
        listed = entries(line)
        shared = _shares_negation(listed)
        heading = _heading(listed)
        for number, entry in enumerate(listed):
            words = read_plain(heading + (_HEADING.sub("", entry) if heading else entry))
            if shared and _FREE_OF.match(plain(listed[0])):
                words = words.replace(" and ", " or ")
            for said in _entry(entry, words, denied=shared and number > 0) or [Classified(text=entry)]:
                found.setdefault((entry, said.topic), said)
    return list(found.values())


def topics_named(text: str) -> list[str]:
    """The ids of the topics a text names, each once, in reading order: what a search or a form's field looks for."""
    return list(dict.fromkeys(said.topic for said in classify(text) if said.topic))


def asked_about(text: str) -> list[str]:
    """The ids of the topics that somebody asks about: a general word asks for the wider topic that it names."""
    return list(dict.fromkeys(said.wider or said.topic for said in classify(text) if said.topic))


def _shares_negation(listed: list[str]) -> bool:
    """Whether the first entry's "no" speaks of all, as in "no sex, nudity or swearing"."""
    if len(listed) < 2:
        return False
    first, said = plain(listed[0]), cues()
    if _FREE_OF.match(first):
        return all(len(plain(entry).split()) <= _SHORT for entry in listed[1:])
    if not _OR.search(f" {plain(listed[-1])} "):
        return False
    return ":" not in first and bool(said.negations.match(first) and not said.not_negations.match(first))


def _heading(listed: list[str]) -> str:
    """What stands before a colon and says how strong all are, or that there are none: "Mild: swearing, drinking"."""
    found = _HEADING.match(listed[0]) if listed else None
    if found is None or any(":" in entry for entry in listed[1:]):
        return ""
    if found["says"].casefold() in ("none", "no", "absent", "not present"):
        return "no "
    return f"{found['says']} " if remarks(found["says"]) else ""


def _found(words: str) -> list[Match]:
    """The topics in plain words: those that phrases name and those that stand alone, else those that are misspelt."""
    named, figures = read(words)
    alone = [] if figures else [m for m in lone(words) if not (is_picture(m, words) and m.topic in _topics(named))]
    adding = [m for m in alone if _adds(m, alone, named)]
    found = [m for m in named if not any(m.overlaps(a) and m.topic == a.topic for a in adding)] + adding
    if not figures:
        found += [m for m in misspelt(words) if not any(m.overlaps(other) for other in found)]
    return sorted(found, key=lambda m: (m.start, -m.end))


def _topics(found: list[Match]) -> set[str]:
    return {match.topic for match in found}


def _adds(match: Match, alone: list[Match], named: list[Match]) -> bool:
    """A word alone means more than phrases make of it, "epilepsy", but nothing else than they do."""
    meant = {other.topic for other in alone if other.overlaps(match)}
    return {other.topic for other in named if other.overlaps(match)} < meant and match not in named


def _entry(entry: str, words: str, *, denied: bool) -> list[Classified]:
    found = _found(words)
    topics: dict[str, Classified] = {}
    for clause in _clauses(words, found):
        here = [m for m in found if clause.start <= m.start < clause.end]
        denied = denied and (clause.start == 0 or clause.after_or)
        readings = [_read(words, clause, match, found, denied=denied) for match in here]
        for said in readings:
            known = topics.get(str(said.topic), said)
            stated = clause.explains and known.severity is not None and said.severity is None
            topics[str(said.topic)] = known if stated else _stronger(known, said)
        denied = any(
            r.severity is Severity.NONE and m.force is not Force.DENIAL for r, m in zip(readings, here, strict=True)
        )
    asked = {"severity": None} if words.endswith("?") else {}  # a question states nothing
    return [reading.model_copy(update={"text": entry, **asked}) for reading in topics.values()]


def _clauses(words: str, found: list[Match]) -> list[_Clause]:
    """Clauses that name no topic belong to the one before them, "a murder, not shown"; the first to the one behind."""
    borders = [b for b in _BORDERS.finditer(words) if not any(m.start < b.start() and b.end() < m.end for m in found)]
    starts = [0, *(b.end() for b in borders)]
    ends = [*(b.start() for b in borders), len(words)]
    joins = ["", *(b[0] for b in borders)]
    clauses: list[_Clause] = []
    for start, end, join in zip(starts, ends, joins, strict=True):
        if clauses and not any(start <= m.start < end for m in found):
            clauses[-1] = replace(clauses[-1], end=end)
        elif len(clauses) == 1 and join == " and " and not any(m.start < clauses[0].end for m in found):
            clauses = [replace(clauses[0], end=end)]  # "intense action and violence"
        else:
            explains = join.strip(" ,;:") in _EXPLAINS or words.count("(", 0, start) > words.count(")", 0, start)
            clauses.append(_Clause(start, end, bool(_OR.search(join)), explains))
    return clauses


def _read(words: str, clause: _Clause, match: Match, found: list[Match], *, denied: bool) -> Classified:
    said = words[clause.start : clause.end]
    plainly = Classified(text=words, topic=match.topic, wider=match.wider)
    says = denial(said, clause.start, match, words, found)
    if denied and says is Denial.NO:
        says = Denial.YES
    if says is Denial.YES and of_one_kind(match, words):
        return Classified(text=words)
    if says is Denial.YES:
        return plainly.model_copy(update={"severity": Severity.NONE})
    if says is Denial.UNSEEN:
        return plainly.model_copy(update={"how": Manner.MENTIONED if told(said) else Manner.IMPLIED})
    if says is Denial.OPEN:
        return plainly
    said += _value(words, clause, found)
    how = manner(_without_synonyms(words, found)[clause.start : clause.end])
    return plainly.model_copy(update={"severity": severity(said), "how": how})


def _value(words: str, clause: _Clause, found: list[Match]) -> str:
    """What stands behind a colon speaks of everything before it: "violence and gore: moderate"."""
    behind = _VALUE.fullmatch(words)
    if behind is None or any(m.end > behind.start("value") for m in found) or clause.end > behind.start("value"):
        return ""
    return behind["value"]


def _without_synonyms(words: str, found: list[Match]) -> str:
    """The text with what names a topic blanked out: "sexual references" do not say that something is mentioned."""
    for match in found:
        if match.force is Force.SYNONYM:
            words = words[: match.start] + " " * match.length + words[match.end :]
    return words


def _stronger(one: Classified, other: Classified) -> Classified:
    """Of two mentions of a topic the one that warns more: what is there somewhere is there."""
    stronger = max(one, other, key=lambda reading: WEAKEST_FIRST.index(reading.severity))
    shown = stronger.how is None and Manner.SHOWN in (one.how, other.how)
    return stronger.model_copy(update={"how": Manner.SHOWN}) if shown else stronger
