"""What the starter library holds, and where a text and its answers disagree: python -m benchmarks.library [--hits].

An answer is a yes or a no; unsure is told apart and counted as none. A list of five is drawn from the core topics at
random, with a fixed seed, and fully answered for a film if each of the five is a yes or a no there.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.library_texts import given_away, repeated
from data import starter
from data.drafts.answers import TOPICS
from data.drafts.checking import spoken_against
from data.models import Review
from data.taxonomy.core import CORE_QUESTIONS
from data.warnings.answering import Presence, answer, recorded, topics_labelled

LISTS, LENGTH = 1000, 5
WOMEN = frozenset(
    {
        *("Agnès Varda", "Catherine Hardwicke", "Céline Sciamma", "Celine Song", "Chloé Zhao", "Coralie Fargeat"),
        *("Elizabeth Chai Vasarhelyi", "Emerald Fennell", "Greta Gerwig", "Haifaa Al-Mansour", "Jennifer Lee"),
        *("Justine Triet", "Lana Wachowski", "Lilly Wachowski", "Marjane Satrapi", "Mary Harron", "Payal Kapadia"),
        *("S. J. Clarkson", "Kátia Lund", "Christine Cynn", "Loveleen Tandan", "Vicky Jenson"),
    }
)
"""Directors of the library who are women, by the names that credits give them."""


def presences(review: Review) -> dict[str, Presence]:
    """What a review answers to each core topic."""
    said, unsure = recorded(review.warnings), topics_labelled(review.unsure)
    return {topic: answer(topic, said, unsure).presence for topic in TOPICS}


def questions(review: Review) -> Counter[Presence]:
    """How many core questions are answered how: yes if one topic is, no if all are denied, else unsure or not known."""
    given = presences(review)
    return Counter(_of_question([given[topic] for topic in question.topics]) for question in CORE_QUESTIONS)


def _of_question(given: list[Presence]) -> Presence:
    for presence in (Presence.YES, Presence.UNSURE, Presence.PERHAPS, Presence.NOT_KNOWN):
        if presence in given:
            return presence
    return Presence.NO


def lists_answered(reviews: Iterable[Review], *also: Presence) -> list[float]:
    """Of each random list, the share of films that answer all of it, the least first; `also` counts as an answer."""
    settled = (Presence.YES, Presence.NO, *also)
    open_topics = [{topic for topic, one in presences(r).items() if one not in settled} for r in reviews]
    drawn = random.Random(18)
    lists = [set(drawn.sample(TOPICS, LENGTH)) for _ in range(LISTS)]
    return sorted(sum(lacking.isdisjoint(one) for lacking in open_topics) / len(open_topics) for one in lists)


def inside(reviews: Iterable[Review]) -> list[bool]:
    """Of each recommendation, whether it leads to a film of the library."""
    every = list(reviews)
    titles = {(one.film.title, one.film.year) for one in every}
    return [(one.title, one.year) in titles for review in every for one in review.recommendations]


def main() -> None:
    """Prints the figures; with `--hits` each sentence that the checks stop at."""
    reviews = starter.read(starter.files())
    for line in report(reviews, hits="--hits" in sys.argv[1:]):
        print(line)


def report(reviews: dict[str, Review], *, hits: bool = False) -> Iterator[str]:
    """The lines of the report."""
    every = list(reviews.values())
    yield f"films                       {len(every)}"
    yield from _answers(every)
    yield from _facts(every)
    yield from _texts(reviews, hits)


def _answers(every: list[Review]) -> Iterator[str]:
    asked = [questions(one) for one in every]
    for name in (Presence.YES, Presence.NO, Presence.UNSURE, Presence.PERHAPS, Presence.NOT_KNOWN):
        counts = [one[name] for one in asked]
        yield f"core questions {name:<12} {sum(counts)}, a film {statistics.mean(counts):.1f} (most {max(counts)})"
    topics = [sum(one is Presence.UNSURE for one in presences(review).values()) for review in every]
    yield f"core topics unsure          {sum(topics)}, a film {statistics.mean(topics):.2f} (most {max(topics)})"
    for said, shares in (("answered", lists_answered(every)), ("or unsure", lists_answered(every, Presence.UNSURE))):
        worst = f"(the worst of {LISTS} lists {shares[0]:.1%})"
        yield f"lists of five {said:<13} {statistics.mean(shares):.1%} of films {worst}"


def _facts(every: list[Review]) -> Iterator[str]:
    films = [one.film for one in every]
    facts = _facts_file()
    known: list[dict[str, Any]] = [facts.get((one.title, one.year), {}) for one in films]
    yield f"content ratings             {sum(bool(one.content_rating) for one in films)}"
    yield f"IMDb ids, TMDB ids          {sum(bool(f.imdb_id) for f in films)}, {sum(bool(f.tmdb_id) for f in films)}"
    sizes = Counter(len(one.characters) for one in films)
    yield f"cast sizes                  {_counted(sizes, by_key=True)}"
    yield f"verdicts                    {_counted(Counter(str(r.verdict.tier) for r in every if r.verdict))}"
    yield f"decades                     {_counted(Counter((one.year or 0) // 10 * 10 for one in films), by_key=True)}"
    yield f"languages                   {_counted(Counter(name for one in films for name in one.languages))}"
    yield f"countries, where known      {_counted(Counter(one.get('country', 'not known') for one in known))}"
    women = [one.label for one in films if WOMEN.intersection(one.directors)]
    yield f"with a woman directing      {len(women)}: {', '.join(women)}"


def _facts_file() -> dict[tuple[str, int | None], dict[str, Any]]:
    read = json.loads((starter.FOLDER / "facts.json").read_text(encoding="utf-8"))["films"]
    return {(one["title"], one["year"]): one for one in read}


def _counted(counts: Counter[Any], *, by_key: bool = False) -> str:
    pairs = sorted(counts.items()) if by_key else counts.most_common()
    return ", ".join(f"{name} {count}" for name, count in pairs)


def _texts(reviews: dict[str, Review], hits: bool) -> Iterator[str]:
    stays = inside(reviews.values())
    yield f"recommendations inside      {sum(stays)} of {len(stays)}"
    phrases = repeated(reviews.values())
    yield f"phrases in three or more    {len(phrases)}"
    against = [(name, *one) for name, review in reviews.items() for one in spoken_against(review).items()]
    yield f"self-check hits             {len(against)}"
    told = list(given_away(reviews.values()))
    yield f"spoiler-check hits          {len(told)}"
    if hits:
        yield from (f"  phrase: {phrase} ({count})" for phrase, count in phrases)
        yield from (f"  {name}, {topic}: {sentence}" for name, topic, sentence in against)
        yield from (f"  {one.shown_in[0]}, of {one.told_of[0]}, {one.words}: {one.sentence}" for one in told)


if __name__ == "__main__":
    main()
