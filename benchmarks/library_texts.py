"""What the starter reviews' texts are held to: nothing given away unasked, no phrase in three of them.

**Given away.** Hidden is what only the summary's second half tells, and what folded warnings tell. A sentence that is
shown unasked (blurb, headings, criteria, audience, overview, pitches, details of unfolded warnings) tells an event of
it when it shares two words with one hidden sentence, both in no more than a quarter of the library and neither in
what is told openly; it tells a name of it when a name first falls there. Pitches are held to the film pitched too.
What can be told in other words stands in `library_secrets.tsv`, by film, in words that give it away.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.models import Review

SECRETS = Path(__file__).with_name("library_secrets.tsv")
PHRASE = 6
"""Words."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’]+")
_ENDINGS = ("ing", "ed", "es", "ly", "s")
_LEAST_STEM = 4
_COMMON = 4
"""A word in more than one of so many films tells nothing of one."""

Label = tuple[str, int | None]


def stem(word: str) -> str:
    """A word without its commonest endings: `Hatched` and `hatches` are one."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")


def stems(text: str | None) -> list[str]:
    """The stems of a text's words, in its order."""
    return [stem(word) for word in _WORD.findall(text or "")]


def sentences(text: str | None) -> list[str]:
    """A text's sentences; what a semicolon parts is two."""
    return [one for one in _SENTENCE.split(text or "") if one]


def label(review: Review) -> Label:
    """A film as recommendations name it."""
    return review.film.title, review.film.year


def unasked(review: Review) -> Iterator[str]:
    """All that is shown to whoever did not ask for the plot, but pitches."""
    yield from filter(None, (review.blurb, review.audience, review.overview))
    for section in review.sections:
        yield from filter(None, (section.heading, section.text))
    yield from (warning.detail for warning in review.warnings if warning.detail and not warning.spoils)


def prose(review: Review) -> Iterator[str]:
    """Every text of a review."""
    yield from unasked(review)
    yield from filter(None, (review.summary, *(one.pitch for one in review.recommendations)))
    yield from (warning.detail for warning in review.warnings if warning.detail and warning.spoils)


@dataclass(frozen=True)
class Hit:
    """A sentence that gives something away: in which film's review, of which film, and what of it."""

    shown_in: Label
    told_of: Label
    words: tuple[str, ...]
    sentence: str


class Hidden:
    """What a review keeps for whoever asks."""

    def __init__(self, review: Review, common: frozenset[str], secrets: Iterable[str] = ()) -> None:
        told = sentences(review.summary)
        half, length = len(review.summary or "") / 2, 0
        first: list[str] = []
        while told and length < half:
            length += len(told[0])
            first.append(told.pop(0))
        people = [f"{one.name} {one.description or ''}" for one in review.film.characters]
        self._open = {one for text in (*first, review.film.title, *people) for one in stems(text)} | common
        actors = {one for person in review.film.characters for one in stems(person.actor)}
        folded = [one.detail for one in review.warnings if one.spoils and one.detail]
        self._hidden = told + [one for detail in folded for one in sentences(detail)]
        self._names = {stem(name) for one in self._hidden for name in _NAME.findall(one)} - self._open - actors
        self._secrets = [re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in secrets]

    @cached_property
    def _events(self) -> list[frozenset[str]]:
        return [frozenset(stems(one)) - self._open for one in self._hidden]

    def told_by(self, sentence: str) -> tuple[str, ...]:
        """The words by which a sentence tells what is hidden; none where it does not."""
        words = frozenset(stems(sentence))
        shared = max((words & event for event in self._events), key=len, default=frozenset())
        secret = {found[0] for one in self._secrets if (found := one.search(sentence))}
        return tuple(sorted((words & self._names) | secret | (shared if len(shared) > 1 else set())))

    def keeps(self, words: str) -> bool:
        """Whether words that give something away stand in what is hidden, so that they guard anything."""
        return any(re.search(rf"\b(?:{words})\b", one, re.IGNORECASE) for one in self._hidden)


def common_words(reviews: Iterable[Review]) -> frozenset[str]:
    """The stems in so many reviews that they tell nothing of a film."""
    seen = [{one for text in prose(review) for one in stems(text)} for review in reviews]
    counts = Counter(one for words in seen for one in words)
    return frozenset(one for one, count in counts.items() if count * _COMMON > len(seen))


def secrets() -> dict[str, list[str]]:
    """By film, as `Jaws (1975)`, the words that give it away: regular expressions."""
    with SECRETS.open(encoding="utf-8", newline="") as file:
        return {film: words for film, *words in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def hidden_of(reviews: Iterable[Review]) -> dict[Label, Hidden]:
    """What each review keeps."""
    every, guarded = list(reviews), secrets()
    common = common_words(every)
    return {label(one): Hidden(one, common, guarded.get(one.film.label, ())) for one in every}


def given_away(reviews: Iterable[Review]) -> Iterator[Hit]:
    """The sentences that give something away."""
    every = list(reviews)
    hidden = hidden_of(every)
    for review in every:
        here = label(review)
        shown = [(here, sentence) for text in unasked(review) for sentence in sentences(text)]
        for one in review.recommendations:
            of = [film for film in dict.fromkeys((here, (one.title, one.year))) if film in hidden]
            shown += [(film, sentence) for sentence in sentences(one.pitch) for film in of]
        for film, sentence in shown:
            if words := hidden[film].told_by(sentence):
                yield Hit(here, film, words, sentence)


def repeated(reviews: Iterable[Review], least: int = 3) -> list[tuple[str, int]]:
    """The phrases of six words that stand in so many reviews, the most frequent first."""
    counts: Counter[str] = Counter()
    for review in reviews:
        counts.update({phrase for text in prose(review) for phrase in _phrases(text)})
    return [(phrase, count) for phrase, count in counts.most_common() if count >= least]


def _phrases(text: str) -> Iterator[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    for start in range(len(words) - PHRASE + 1):
        yield " ".join(words[start : start + PHRASE])
