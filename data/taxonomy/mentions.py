"""Where a longer text speaks of topics, sentence by sentence: a review's summary, a text that is to become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.models import Manner, Model, Severity, clean_text
from data.taxonomy.classification import classify
from data.taxonomy.entries import sentences
from data.taxonomy.matching import named_in
from data.taxonomy.wording import read_plain


class Mention(Model):
    """A sentence, as written, and one topic that it speaks of."""

    topic: str
    sentence: str
    severity: Severity | None = None
    """`none` where the sentence says that there is none of it; None where it does not say how strong it is."""
    how: Manner | None = None


def mentions(text: str, topics: Iterable[str]) -> Iterator[Mention]:
    """The sentences of a text that speak of any of these topics, in reading order.

    Only sentences with words of theirs are classified, so that a few topics are looked for in milliseconds; all of
    them in a long text take about a second of computing.
    """
    wanted = frozenset(topics)
    silent: set[str] = set()  # what stands in many lines is read once
    for sentence in sentences(clean_text(text)):
        if sentence in silent:
            continue
        if not named_in(read_plain(sentence), wanted):
            silent.add(sentence)
        else:
            for read in classify(sentence):
                if read.topic in wanted:
                    yield Mention(topic=read.topic, sentence=sentence, severity=read.severity, how=read.how)
