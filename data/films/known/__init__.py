"""Films that are known whether or not anybody reviewed them: their facts, ids, and the index over their titles."""

from data.films.known.base import KnownFilms, kept, load
from data.films.known.films import KnownFilm
from data.films.known.folder import Folder

__all__ = ["Folder", "KnownFilm", "KnownFilms", "kept", "load"]
