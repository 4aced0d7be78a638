"""Finds the film that people mean, however they type its title. Pure: no network, no Discord, no SQL."""

from data.titles.index import TitleIndex
from data.titles.models import Film, Match, Outcome, Span

__all__ = ["Film", "Match", "Outcome", "Span", "TitleIndex"]
