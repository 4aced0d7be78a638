"""The words that people read, in the language of whoever reads them; English stands in the code and needs no catalogue.

`_` and `counted` translate where they are called, so a constant of a module is only marked, with `N_`, and translated
where it is shown: `_(LABEL)`. What is filled in stands in braces: `_("Kept: {film}").format(film=…)`; no f-string can
be looked up. `python -m tests.extraction` collects everything that is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

from data.errors import Expected

_ENGLISH = NullTranslations()
_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=_ENGLISH)

CATALOGUES: Mapping[str, NullTranslations] = {}
"""By Discord's names of languages. There are no translations yet."""


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Say everything out of a catalogue, in this task and in those that begin in it."""
    token = _catalogue.set(catalogue)
    try:
        yield
    finally:
        _catalogue.reset(token)


def N_(text: str) -> str:  # noqa: N802 -- what gettext calls it
    """Mark words for translators, to be translated with `_` where they are shown."""
    return text


def _(text: str) -> str:
    """Words in the reader's language."""
    return _catalogue.get().gettext(text)


def counted(number: int, one: str, many: str, **values: Any) -> str:
    """`1 vote`, `2 votes`: the form that goes with a number, and the number and `values` filled in.

    Both forms name the number `{count}`, or `{count:,}` where it may be large.
    """
    return _catalogue.get().ngettext(one, many, number).format(count=number, **values)


def told(what: Expected | str) -> str:
    """What a file should have had; a text is what a library says, and stays."""
    if isinstance(what, str):
        return what
    values = {name: told(value) if isinstance(value, Expected) else value for name, value in what.values.items()}
    return _(what.text).format(**values) if values else _(what.text)
