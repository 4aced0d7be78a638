"""Tells the name of a series from a film where the film's own title stands right behind it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from data.titles.models import Span
from data.titles.normalize import fold, squash, strip_article
from data.titles.numerals import digits
from data.titles.stores import Stores

_NUMBERS = range(2, 16)
_BETWEEN = " :-–—"


def without_series(text: str, spans: Iterable[Span], stores: Stores) -> list[Span]:
    """Spans in their order, without those that only say the series of the next: `star wars empire strikes back`."""
    found = list(spans)
    series = {one for one, then in pairwise(found) if _is_series(text, one, then, stores)}
    return [span for span in found if span not in series]


def _is_series(text: str, one: Span, then: Span, stores: Stores) -> bool:
    film = stores.catalogue.number_of.get(then.film_id)
    if film is None or text[one.end : then.start].strip(_BETWEEN):
        return False
    name = squash(digits(strip_article(fold(text[one.start : one.end]))))
    rows = (row for number in _NUMBERS for row in stores.lexicon.exact(f"{name}{number}"))
    return any(stores.catalogue.film.values[row] == film for row in rows)
