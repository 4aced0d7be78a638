"""Finding the film a person means, however they spell it. Pure: no I/O, importable alone."""

from data.titles.index import Match, Outcome, TitledFilm, TitleIndex

__all__ = ["Match", "Outcome", "TitleIndex", "TitledFilm"]
