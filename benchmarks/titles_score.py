"""What is measured of an engine, with the definitions of ../shared/titles/score.py.

Thresholds are fitted on the queries marked `dev` and reported on those marked `test`:
FAR@95 is the share of negatives whose best score reaches what 95 % of the right answers reach.
"""

from __future__ import annotations

import gc
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.titles_data import Film, Labelled
from benchmarks.titles_engines import Engine, Found

KEYSTROKES = 60
LIMIT = 10


@dataclass(slots=True)
class Figures:
    """Seconds, megabytes and milliseconds; shares in 0..1."""

    films: int
    asked: int
    build: float
    memory: float
    recall1: float
    recall5: float
    far95: float
    kept: float
    p50: float
    p99: float
    key99: float
    reference: float
    """Milliseconds that a fixed piece of rapidfuzz work took beside the queries: the machine's pace."""
    categories: dict[str, tuple[int, float, float, float]]
    """Category to queries, recall@1, recall@5, MRR."""
    refused: dict[str, tuple[int, int]]
    """Kind of negative to how many were asked, and how many were answered at the threshold of FAR@95."""


def sampled(asked: list[Labelled], count: int) -> list[Labelled]:
    """About `count` queries, each category in proportion, negatives three times as dense; in random order."""
    r = random.Random(7)
    kinds: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for query in asked:
        kinds[query.category, query.half].append(query)
    part = min(1.0, count / len(asked))
    chosen: list[Labelled] = []
    for (category, _), some in sorted(kinds.items()):
        wanted = part * len(some) * (3 if category.startswith("neg_") else 1)
        chosen += r.sample(some, min(len(some), max(1, round(wanted))))
    r.shuffle(chosen)
    return chosen


def measure(make: Callable[[list[Film]], Engine], films: list[Film], asked: list[Labelled]) -> dict[str, Any]:
    """Builds an engine and asks it everything, in one thread; a Figures as a dictionary."""
    gc.collect()
    before, began = _resident(), time.perf_counter()
    engine = make(films)
    build = time.perf_counter() - began
    gc.collect()
    memory = _resident() - before
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for query in asked[:20]:
        engine.search(query.query, LIMIT)
    answers, times = _ask(engine, [query.query for query in asked])
    typed = [query.query for query in asked if query.category in ("exact", "real_reddit_exact")][:KEYSTROKES]
    keys = _ask(engine, [text[:size] for text in typed for size in range(1, len(text) + 1)][: 4 * len(asked)])[1]
    ranks = [_rank(query, found) for query, found in zip(asked, answers, strict=True)]
    far, kept, limit = _refusal(asked, answers, ranks)
    right = [rank for query, rank in zip(asked, ranks, strict=True) if query.expected]
    return asdict(
        Figures(
            len(films), len(asked), build, (memory + engine.outside()) / 2**20,
            sum(rank == 1 for rank in right) / len(right), sum(0 < rank < 6 for rank in right) / len(right), far, kept,
            _percentile(times, 0.5), _percentile(times, 0.99), _percentile(keys, 0.99), _pace(),
            _categories(asked, ranks), _refused(asked, answers, limit),
        )
    )  # fmt: skip


def _resident() -> int:
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _ask(engine: Engine, texts: list[str]) -> tuple[list[Found], list[float]]:
    answers, times = [], []
    for text in texts:
        began = time.perf_counter_ns()
        answers.append(engine.search(text, LIMIT))
        times.append((time.perf_counter_ns() - began) / 1e6)
    return answers, times


def _pace() -> float:
    from rapidfuzz import fuzz, process

    texts = [f"the {n} title of {n * 7919 % 1000}" for n in range(2000)]
    least = float("inf")
    for _ in range(20):
        began = time.perf_counter()
        process.extract("teh 77 titel of 543", texts, scorer=fuzz.WRatio, limit=10)
        least = min(least, time.perf_counter() - began)
    return least * 1e3


def _rank(query: Labelled, found: Found) -> int:
    return next((place for place, (one, _) in enumerate(found, 1) if one in query.expected), 0)


def _refusal(asked: list[Labelled], answers: list[Found], ranks: list[int]) -> tuple[float, float, float]:
    rows = [
        (query.half, bool(query.expected), rank == 1, found[0][1] if found else float("-inf"))
        for query, found, rank in zip(asked, answers, ranks, strict=True)
    ]
    limit = _percentile([score for half, positive, right, score in rows if half == "dev" and positive and right], 0.05)
    wrong = [score >= limit for half, positive, _, score in rows if half == "test" and not positive]
    kept = [right and score >= limit for half, positive, right, score in rows if half == "test" and positive]
    return sum(wrong) / max(1, len(wrong)), sum(kept) / max(1, len(kept)), limit


def _categories(asked: list[Labelled], ranks: list[int]) -> dict[str, tuple[int, float, float, float]]:
    kinds: dict[str, list[int]] = defaultdict(list)
    for query, rank in zip(asked, ranks, strict=True):
        if query.expected:
            kinds[query.category].append(rank)
    return {
        kind: (
            len(found),
            sum(rank == 1 for rank in found) / len(found),
            sum(0 < rank < 6 for rank in found) / len(found),
            sum(1 / rank for rank in found if rank) / len(found),
        )
        for kind, found in sorted(kinds.items())
    }


def _refused(asked: list[Labelled], answers: list[Found], limit: float) -> dict[str, tuple[int, int]]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for query, found in zip(asked, answers, strict=True):
        if not query.expected:
            kinds[query.category].append(bool(found) and found[0][1] >= limit)
    return {kind: (len(wrong), sum(wrong)) for kind, wrong in sorted(kinds.items())}


def _percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    place = (len(ordered) - 1) * part
    low = int(place)
    high = ordered[min(low + 1, len(ordered) - 1)]
    return ordered[low] if high == ordered[low] else ordered[low] + (high - ordered[low]) * (place - low)
