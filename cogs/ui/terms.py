"""The few words that verdicts, warnings and sections are told with, which the models hold in English."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from cogs.ui.language import N_, _
from data.models import Verdict

MARKED = (
    *(N_("Positive"), N_("Mixed"), N_("Negative"), N_("Haven't seen it")),
    *(N_("none"), N_("mild"), N_("moderate"), N_("severe")),
    *(N_("mentioned"), N_("implied"), N_("shown")),
    *(N_("Highlights"), N_("On the Fence"), N_("Low Points")),
)


def term(one: StrEnum) -> str:
    """One of the words in the reader's language."""
    return _(one.value)


def judgement(verdict: Verdict) -> str:
    """`Mixed · Divisive`; what stands behind the dot is the reviewer's own word."""
    return f"{term(verdict.tier)} · {verdict.qualifier}" if verdict.qualifier else term(verdict.tier)


def in_words(value: Any) -> str:
    """A value of the models: theirs in the reader's language, people's as they stand."""
    if isinstance(value, Verdict):
        return judgement(value)
    return term(value) if isinstance(value, StrEnum) else str(value)
