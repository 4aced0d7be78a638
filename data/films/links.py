"""Films by their address or id in other databases, as people paste them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADDRESSES = re.compile(
    r"""(?:https?://)?(?:[a-z]{1,3}\.)?(?:
        imdb\.com/(?:[a-z]{2}/)?title/(?P<imdb>tt\d{7,9})
      | themoviedb\.org/movie/(?P<tmdb>\d{1,8})
      | wikidata\.org/(?:wiki|entity)/(?P<wikidata>Q\d{1,10})
      | letterboxd\.com/film/(?P<letterboxd>[a-z0-9-]{1,100})
    )(?:[/?\#-]\S*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_IDS = re.compile(r"(?P<imdb>tt\d{7,9})|tmdb:\s*(?P<tmdb>\d{1,8})|(?P<wikidata>Q\d{4,10})", re.IGNORECASE)

_PAGES = {
    "imdb": ("IMDb", "https://www.imdb.com/title/{id}/"),
    "tmdb": ("TMDB", "https://www.themoviedb.org/movie/{id}"),
    "letterboxd": ("Letterboxd", "https://letterboxd.com/film/{id}/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{id}"),
}


def pages_of(ids: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name and address of a film's page in each database that has one; `ids` as `KnownFilm` has them."""
    return [(name, address.format(id=ids[database])) for database, (name, address) in _PAGES.items() if database in ids]


def elsewhere(text: str) -> tuple[str, str] | None:
    """The database, `imdb`, `tmdb`, `wikidata` or `letterboxd`, and the id that a link or an id names; else None.

    A bare number is a title, never an id: TMDB's need `tmdb:` before them.
    """
    typed = text.strip().removeprefix("<").removesuffix(">")
    if not (found := _ADDRESSES.fullmatch(typed) or _IDS.fullmatch(typed)):
        return None
    database, value = next((name, value) for name, value in found.groupdict().items() if value)
    return database, value.upper() if database == "wikidata" else value.lower()
