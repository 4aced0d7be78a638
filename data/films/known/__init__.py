"""Films that are known whether or not anybody reviewed them: their facts, ids, and the index over their titles."""

from data.films.known.base import KnownFilms, load
from data.films.known.films import KnownFilm

__all__ = ["KnownFilm", "KnownFilms", "load"]
