"""Puts candidates in order and says how far the best can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.titles import network
from data.titles.candidates import Candidates
from data.titles.catalogue import Catalogue
from data.titles.columns import CONFIDENCE_INPUTS, RANKER_INPUTS
from data.titles.evidence import evidence
from data.titles.features import features
from data.titles.models import Match, Outcome
from data.titles.queries import Query
from data.titles.stores import Stores

_HERE = Path(__file__).parent
_RANKER = network.load(_HERE / "ranker.txt", RANKER_INPUTS)
_CONFIDENCE = network.load(_HERE / "confidence.txt", CONFIDENCE_INPUTS)
_THRESHOLDS = {
    name: float(value) for name, value in map(str.split, (_HERE / "thresholds.txt").read_text("ascii").splitlines())
}
SURE = _THRESHOLDS["sure"]
"""Scores from here on are sure: 95 % of the right answers lie above."""
NONE = _THRESHOLDS["none"]
"""Below, nothing is answered: 0.1 % of the right answers lie there."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row a film, best first: their ranker scores, and the chance that the first is right."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    chance: float


def best_per_film(scores: NDArray[np.float32], films: NDArray[np.int32]) -> NDArray[np.int64]:
    """Places of each film's best row, best film first."""
    order = np.argsort(-scores, kind="stable")
    first: dict[int, int] = {}
    for place, film in zip(order.tolist(), films[order].tolist(), strict=True):
        first.setdefault(film, place)
    return np.fromiter(first.values(), np.int64, len(first))


def rank(query: Query, found: Candidates, stores: Stores) -> Ranked | None:
    """Scores every candidate row; None if there is no candidate."""
    if not len(found.rows):
        return None
    catalogue = stores.catalogue
    matrix = features(query, found, stores)
    scores = _RANKER.score(matrix)
    order = best_per_film(scores, catalogue.film.values[found.rows])
    rows = found.rows[order]
    clues = evidence(query, catalogue.texts[rows[0]], scores[order], stores.vocabulary)
    odds = _CONFIDENCE.score(np.concatenate([matrix[order[0]], clues])[None])[0]
    return Ranked(rows, scores[order], 1 / (1 + math.exp(-max(-30.0, min(30.0, float(odds))))))


def matches(ranked: Ranked, catalogue: Catalogue, limit: int) -> list[Match]:
    """The first `limit` films of a ranking, or none if even the best is too doubtful."""
    if ranked.chance < NONE:
        return []
    scores = ranked.scores[:limit]
    share = ranked.chance * np.exp((scores - scores[0]) / 2)
    rows = ranked.rows[:limit]
    films = catalogue.film.values[rows].tolist()
    sources = catalogue.source.values[rows].tolist()
    return [
        Match(
            catalogue.ids[film], score, catalogue.title(film, source), Outcome.SURE if score >= SURE else Outcome.UNSURE
        )
        for film, source, score in zip(films, sources, share.tolist(), strict=True)
    ]
