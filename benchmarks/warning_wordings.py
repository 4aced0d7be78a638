"""Wordings that are hard to read: denials that are none, brackets, abbreviations, misspellings, figures of speech.

Labels allow what a reader may differ in; the file says how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.models import WEAKEST_FIRST, Severity
from data.taxonomy import classify

FILE = Path(__file__).with_name("warning_wordings.tsv")
UNSEEN = tuple(FILE.with_stem(f"warning_wordings_unseen{number}") for number in ("", "_2"))
"""Wordings of many kinds whose writer had not seen the patterns, the second after the first were mended."""
_LABEL = re.compile(r"\??(?P<topics>[a-z/-]+)(?::(?P<severity>[a-z|*-]+))?(?:@(?P<how>[a-z|*-]+))?")
NEVER_NO = "never no"


@dataclass(frozen=True)
class Label:
    """What a wording says: any of the topics, with any of the strengths and manners; `*` allows all."""

    topics: tuple[str, ...]
    severities: tuple[str, ...]
    manners: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Wording:
    """A wording of a kind, and what it says."""

    kind: str
    text: str
    labels: tuple[Label, ...]


def wordings(file: Path = FILE) -> Iterator[Wording]:
    """The labelled wordings, as written in a file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, text, labels = line.split("\t")
            yield Wording(kind, text, tuple(_label(one) for one in labels.split() if one != "-"))


def _label(written: str) -> Label:
    found = _LABEL.fullmatch(written)
    assert found, written
    severities, manners = found["severity"] or "-", found["how"] or "-|shown"
    return Label(
        tuple(found["topics"].split("/")), tuple(severities.split("|")), tuple(manners.split("|")), written[0] == "?"
    )


def found(text: str) -> dict[str, tuple[str, str]]:
    """What the classification makes of a wording: strength and manner by topic, `-` where they are not stated."""
    strongest: dict[str, tuple[Severity | None, str]] = {}
    for read in classify(text):
        if read.topic:
            known = strongest.get(read.topic)
            if known is None or WEAKEST_FIRST.index(read.severity) > WEAKEST_FIRST.index(known[0]):
                strongest[read.topic] = (read.severity, read.how or "-")
    return {topic: (severity or "-", how) for topic, (severity, how) in strongest.items()}


@dataclass
class Tally:
    """Counts over wordings; strengths and manners where the topic is right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    severities: int = 0
    manners: int = 0

    @property
    def precision(self) -> float:
        """Of the topics found, the share that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of the topics that are there, the share that is found."""
        return self.right / max(self.right + self.missed, 1)


def tally(some: Sequence[Wording]) -> Tally:
    """Classify wordings and count."""
    total = Tally()
    for wording in some:
        got = found(wording.text)
        total.wrong += len(got.keys() - {topic for label in wording.labels for topic in label.topics})
        for label in wording.labels:
            if not label.optional:
                _count(total, label, [got[topic] for topic in label.topics if topic in got])
    return total


def _count(total: Tally, label: Label, said: list[tuple[str, str]]) -> None:
    if not said:
        total.missed += 1
        return
    total.right += 1
    total.severities += any("*" in label.severities or severity in label.severities for severity, _ in said)
    total.manners += any("*" in label.manners or how in label.manners or severity == "none" for severity, how in said)


def false_noes(some: Sequence[Wording]) -> list[str]:
    """The wordings that are read as a "no" to what they say is there."""
    return [w.text for w in some if any(_denied(label, found(w.text)) for label in w.labels)]


def _denied(label: Label, got: dict[str, tuple[str, str]]) -> bool:
    allowed = {"none", "*"} & set(label.severities)
    return not allowed and any(got[topic][0] == "none" for topic in label.topics if topic in got)


def figures(every: Sequence[Wording]) -> Iterator[str]:
    """A line for each kind, and last the false noes."""
    stated = [w for w in every if w.kind != NEVER_NO]
    for kind in dict.fromkeys(w.kind for w in stated):
        some = [w for w in stated if w.kind == kind]
        if any(w.labels for w in some):
            yield f"{kind}: {_shares(tally(some))} ({len(some)} wordings)"
    yield f"all wordings: {_shares(tally(stated))} ({len(stated)} wordings)"
    alone = [w for w in stated if not w.labels]
    yield f"figures of speech left alone: {sum(not found(w.text) for w in alone)} of {len(alone)}"
    denied = false_noes(every)
    yield f'false "no": {len(denied)} of {len(every)}{": " if denied else ""}{"; ".join(denied)}'


def _shares(total: Tally) -> str:
    severity, manner = total.severities / max(total.right, 1), total.manners / max(total.right, 1)
    return f"precision {total.precision:.3f}, recall {total.recall:.3f}, severity {severity:.3f}, manner {manner:.3f}"
