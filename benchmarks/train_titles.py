"""Trains the title engine's two networks and fits its thresholds: python -m benchmarks.train_titles DATA [--check].

The recipe. Ranker: for every query the candidate rows with their features; listwise softmax loss. Confidence: the best
row's features and the evidence of `data/titles/evidence.py`; was it right? Learned from
  - the labelled development queries, weight 1, their negatives 3;
  - queries made from the catalogue by `titles_recipe.py` (slips, prefixes, chatter, ...), everyday lines, and titles of
    films that are masked in the index, as songs and books are titled that no film is; asked of the whole catalogue and
    of small ones of 120 to 2,500 films.

`--check` cross-validates instead of writing: five folds by film (a film's queries, labelled and made, are all in one
fold); the ranker's scores that the confidence learns from are of rankers that have not seen the fold. Seeds are fixed;
three minutes.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.titles_data import Film, Labelled, films, queries
from benchmarks.titles_network import Trained, train_binary, train_listwise
from benchmarks.titles_recipe import absent, chat, positives
from data.titles import TitleIndex, network
from data.titles.candidates import Candidates
from data.titles.columns import CONFIDENCE_INPUTS, RANKER_INPUTS
from data.titles.evidence import Vocabulary, evidence
from data.titles.features import features
from data.titles.queries import Query
from data.titles.ranking import best_per_film

FOLDS = 5
HERE = Path(network.__file__).parent
SMALL = ((120, 900), (120, 900), (400, 1200), (2500, 2500))
"""Sizes of the small catalogues, and how many queries are made for each."""


@dataclasses.dataclass(slots=True)
class Example:
    """A query with its candidates: their features, which are right, their films and texts."""

    query: Labelled
    fold: int
    parsed: Query
    matrix: NDArray[np.float32]
    right: NDArray[np.bool_]
    films: NDArray[np.int32]
    texts: list[str]
    vocabulary: Vocabulary
    clues: NDArray[np.float32] | None = None
    hit: bool = False
    fifth: bool = False
    """Whether one of the first five films is right."""


def labelled(query: Labelled) -> bool:
    """Whether the query is one of the development file."""
    return query.half in ("dev", "test")


def fold_of(query: Labelled) -> int:
    """The fold of a query: that of its film, or of its text if it has none."""
    key = (min(query.expected) if query.expected else query.query) if labelled(query) else query.half
    return int(hashlib.blake2b(key.encode("utf-8", "replace")).hexdigest(), 16) % FOLDS


def weight_of(query: Labelled) -> float:
    """How much a query counts for the confidence."""
    if labelled(query):
        return 1.0 if query.expected else 3.0
    return 0.2 if query.category.startswith("made") else 0.15


def example(index: TitleIndex, query: Labelled) -> Example | None:
    """A query as the engine sees it; None if it finds no candidate."""
    parsed, found = index.candidates(query.query)
    if query.category == "absent":
        found = _mask(index, found, query)
    if not len(found.rows):
        return None
    matrix = features(parsed, found, index.stores)
    film = index.stores.catalogue.film.values[found.rows]
    right = [
        query.category != "absent" and index.stores.catalogue.ids[number] in query.expected for number in film.tolist()
    ]
    texts = [index.stores.catalogue.texts[row] for row in found.rows.tolist()]
    return Example(
        query,
        fold_of(query),
        parsed,
        np.ascontiguousarray(matrix),
        np.array(right),
        film,
        texts,
        index.stores.vocabulary,
    )


def _mask(index: TitleIndex, found: Candidates, query: Labelled) -> Candidates:
    gone = {index.stores.catalogue.number_of[one] for one in query.expected if one in index.stores.catalogue.number_of}
    film = index.stores.catalogue.film.values
    keep = np.array([int(film[row]) not in gone for row in found.rows.tolist()], np.bool_)
    spans = {row: size for row, size in found.spans.items() if int(film[row]) not in gone}
    return dataclasses.replace(found, rows=found.rows[keep], shared=found.shared[keep], spans=spans)


def examples(real: list[Film], development: list[Labelled]) -> list[Example | None]:
    """Everything that is learned from, always the same."""
    r = random.Random(1)
    made = [*positives(real, 14_000, r), *absent(real, 5_000, r), *chat(real, 3_000, r)]
    index = TitleIndex(real)
    out = [example(index, query) for query in (*development, *made)]
    for number, (size, count) in enumerate(SMALL):
        r = random.Random(50 + number)
        some = sorted(r.sample(real[: len(real) // 3], size), key=lambda film: -film.popularity)
        index = TitleIndex(some)
        asked = [*positives(some, count, r), *absent(some, count // 3, r), *chat(real, count // 4, r)]
        ids = {film.id for film in some}
        outside = [
            q for q in r.sample(made[:14_000], count // 2) if not q.expected & ids and "prefix" not in q.category
        ]
        asked += [dataclasses.replace(query, expected=frozenset(), category="outside") for query in outside]
        out += [example(index, query) for query in asked]
    return out


def learn_order(data: list[Example]) -> network.Network:
    """The ranker of some examples."""
    data = [one for one in data if one.right.any()]
    starts = np.concatenate([[0], np.cumsum([len(one.right) for one in data])])
    weights = np.array([1.0 if labelled(one.query) else 0.3 for one in data], np.float32)
    trained = Trained(np.concatenate([one.matrix for one in data]), 1e-3)
    right = np.concatenate([one.right for one in data])
    for seed in range(2):
        trained.networks.append(
            train_listwise(trained.x, right, starts, weights, sizes=[64], seed=seed, epochs=22, decay=0.1)
        )
    return trained.merged()


def learn_confidence(data: list[Example]) -> network.Network:
    """The confidence, of examples whose `clues` and `hit` are set."""
    trained = Trained(np.array([one.clues for one in data], np.float32), 1e-2)
    weights = np.array([weight_of(one.query) for one in data], np.float32)
    hits = np.array([one.hit for one in data], np.float32)
    for seed in range(3):
        trained.networks.append(
            train_binary(trained.x, hits, weights, sizes=[16], seed=seed, epochs=25, rate=0.003, decay=0.3)
        )
    return trained.merged()


def set_clues(data: list[Example], ranker: network.Network) -> None:
    """Ranks every example and keeps what the confidence sees."""
    for one in data:
        scores = ranker.score(one.matrix)
        order = best_per_film(scores, one.films)
        first = int(order[0])
        one.hit = bool(one.right[first])
        one.fifth = bool(one.right[order[:5]].any())
        one.clues = np.concatenate(
            [one.matrix[first], evidence(one.parsed, one.texts[first], scores[order], one.vocabulary)]
        )


def out_of_fold(data: list[Example]) -> None:
    """Sets every example's clues by a ranker that has not seen its fold."""
    for fold in range(FOLDS):
        ranker = learn_order([one for one in data if one.fold != fold])
        set_clues([one for one in data if one.fold == fold], ranker)


def chances(data: list[Example]) -> NDArray[np.float64]:
    """The confidence in every example by a network that has not seen its fold."""
    out = np.zeros(len(data))
    for fold in range(FOLDS):
        confidence = learn_confidence([one for one in data if one.fold != fold])
        here = [place for place, one in enumerate(data) if one.fold == fold]
        odds = confidence.score(np.array([data[place].clues for place in here], np.float32))
        out[here] = 1 / (1 + np.exp(-odds))
    return out


def thresholds(data: list[Example], chance: NDArray[np.float64]) -> dict[str, float]:
    """`sure` and `none`: below them lie 5 % and 0.1 % of the labelled queries that are answered rightly."""
    right = [c for one, c in zip(data, chance, strict=True) if labelled(one.query) and one.hit]
    return {"sure": float(np.quantile(right, 0.05)), "none": float(np.quantile(right, 0.001))}


def report(data: list[Example], missed: int, chance: NDArray[np.float64]) -> None:
    """Prints what cross-validation found; `missed` labelled queries had no candidate."""
    limits = thresholds(data, chance)
    hits: dict[str, list[bool]] = defaultdict(list)
    sure: dict[str, list[bool]] = defaultdict(list)
    for one, c in zip(data, chance, strict=True):
        kind = (
            one.query.category
            if labelled(one.query)
            else f"small {one.query.category}"
            if one.vocabulary is not data[0].vocabulary
            else one.query.category
        )
        if one.query.expected and one.query.category != "absent":
            hits[kind].append(one.hit)
        if not one.query.expected or one.query.category == "absent":
            sure[kind].append(c >= limits["sure"])
    right = [one.hit for one in data if labelled(one.query) and one.query.expected]
    wrong = [
        c >= limits["sure"]
        for one, c in zip(data, chance, strict=True)
        if labelled(one.query) and not one.query.expected
    ]
    fifth = sum(one.fifth for one in data if labelled(one.query) and one.query.expected)
    print(
        f"cross-validated recall@1 {sum(right) / (len(right) + missed):.4f}"
        f"  recall@5 {fifth / (len(right) + missed):.4f}"
        f"  FAR@95 {np.mean(wrong):.3f}"
        f"  thresholds {limits}"
    )
    for kind, found in sorted(hits.items()):
        print(f"  {kind:28s} {len(found):5d}  recall@1 {np.mean(found):.3f}")
    for kind, found in sorted(sure.items()):
        print(f"  {kind:28s} {len(found):5d}  answered as sure {np.mean(found):.3f}")


def main() -> None:
    """Trains and writes, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where catalogue.jsonl.gz and queries_dev.jsonl are")
    parser.add_argument("--check", action="store_true", help="cross-validate and write nothing")
    options = parser.parse_args()
    development = queries(options.folder)
    everything = examples(films(options.folder), development)
    missed = sum(one is None and bool(query.expected) for one, query in zip(everything, development, strict=False))
    data = [one for one in everything if one is not None]
    out_of_fold(data)
    chance = chances(data)
    report(data, missed, chance)
    if options.check:
        return
    (HERE / "confidence.txt").write_text(learn_confidence(data).dump(CONFIDENCE_INPUTS))
    (HERE / "ranker.txt").write_text(learn_order(data).dump(RANKER_INPUTS))
    (HERE / "thresholds.txt").write_text(
        "".join(f"{name} {value:.4f}\n" for name, value in thresholds(data, chance).items())
    )


if __name__ == "__main__":
    main()
