"""Warning phrases to topics: precision and recall, on the phrases the patterns were tuned on and on those held out.

All phrases were written and labelled before the first pattern, and a hash of the phrase, not a choice, holds a third
out. Only mistakes on the other two thirds are ever listed (`--mistakes`), so that only they can be tuned on. One hand
wrote both the phrases and the patterns: text that other people wrote is harder, so read these as upper bounds.

Below stand the wordings that are hard to read (`benchmarks.warning_wordings`), and last what is worst, a false "no".
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import warning_wordings
from data.models import Manner, Severity
from data.taxonomy import classify

FILE = Path(__file__).with_name("warning_phrases.tsv")
Said = tuple[Severity | None, Manner | None]


@dataclass(frozen=True)
class Phrase:
    """A phrase and what it says: severity and manner by topic id."""

    text: str
    topics: dict[str, Said]
    seen: bool = False
    """Whether it serves as an example elsewhere, so that it cannot be held out."""

    @property
    def held_out(self) -> bool:
        """Whether the patterns may not be tuned on it: one in three, by its hash."""
        return not self.seen and int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 3 == 0


def phrases() -> Iterator[Phrase]:
    """The labelled phrases, as written in the file."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, topics, *marks = line.split("\t")
            said = {} if topics == "-" else dict(_topic(topic) for topic in topics.split())
            yield Phrase(text, said, seen="seen" in marks)


def _topic(written: str) -> tuple[str, Said]:
    named, _, how = written.partition("@")
    topic, _, severity = named.partition(":")
    return topic, (Severity(severity) if severity else None, Manner(how) if how else None)


def found(text: str) -> dict[str, Said]:
    """What the classification makes of a phrase."""
    return {read.topic: (read.severity, read.how) for read in classify(text) if read.topic}


@dataclass
class Score:
    """Counts over some phrases. Severity and manner are counted where the topic is right; not stated is a value too."""

    phrases: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    severities: int = 0
    manners: int = 0

    def add(self, expected: dict[str, Said], got: dict[str, Said]) -> None:
        """Count one phrase."""
        both = expected.keys() & got.keys()
        self.phrases += 1
        self.right += len(both)
        self.wrong += len(got.keys() - expected.keys())
        self.missed += len(expected.keys() - got.keys())
        self.severities += sum(expected[topic][0] is got[topic][0] for topic in both)
        self.manners += sum(expected[topic][1] is got[topic][1] for topic in both)

    @property
    def precision(self) -> float:
        """Of the topics found, the share that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of the topics that are there, the share that is found."""
        return self.right / max(self.right + self.missed, 1)


def score(some: Iterable[Phrase]) -> Score:
    """Classify phrases and count."""
    total = Score()
    for phrase in some:
        total.add(phrase.topics, found(phrase.text))
    return total


def mistakes(some: Iterable[Phrase]) -> Iterator[str]:
    """A line for each phrase that is not read exactly as labelled, held-out ones left out."""
    for phrase in some:
        got = found(phrase.text)
        if not phrase.held_out and got != phrase.topics:
            yield f"{phrase.text}: expected {_shown(phrase.topics)}, found {_shown(got)}"


def _shown(topics: dict[str, Said]) -> str:
    return " ".join(":".join([topic, *(str(s) for s in said if s)]) for topic, said in topics.items()) or "-"


def main() -> None:
    """Print both parts' scores, the held-out part last."""
    every = list(phrases())
    if "--mistakes" in sys.argv:
        print(*mistakes(every), sep="\n")
    for name, part in (("tuned on", False), ("held out", True)):
        total = score(p for p in every if p.held_out is part)
        details = f"severity {total.severities / total.right:.3f}, manner {total.manners / total.right:.3f}"
        counts = f"{total.phrases} phrases, {total.right + total.missed} topics"
        print(f"{name}: precision {total.precision:.3f}, recall {total.recall:.3f} ({counts}; {details})")
    for file in (*warning_wordings.UNSEEN, warning_wordings.FILE):
        print(file.name, *warning_wordings.figures(list(warning_wordings.wordings(file))), sep="\n")


if __name__ == "__main__":
    main()
