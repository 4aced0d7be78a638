"""Films by their address or id in other databases, as people paste them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

_ADDRESS = re.compile(
    r"""(?<![\w.@/-])(?:https?://)?(?:[a-z]{1,3}\.)?(?:
        imdb\.com/(?:[a-z]{2}(?:-[a-z]{2})?/)?title/(?P<imdb>tt\d{7,9})
      | (?:themoviedb|tmdb)\.org/movie/(?P<tmdb>\d{1,8})
      | wikidata\.org/(?:wiki|entity)/(?P<wikidata>Q\d{1,10})
      | letterboxd\.com/(?:[a-z0-9_]{1,40}/)?film/(?P<letterboxd>[a-z0-9-]{1,100})
    )(?![a-z0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_ID = re.compile(
    r"(?<![\w/])(?P<imdb>tt\d{7,9})(?!\w)|(?<!\w)tmdb:?\s*(?P<tmdb>\d{1,8})(?!\w)|\A\W*(?P<wikidata>Q\d{4,10})\W*\Z",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:wikipedia\.org/wiki|letterboxd\.com/(?:[\w-]+/)?film|rottentomatoes\.com/m|trakt\.tv/movies"
    r"|(?:themoviedb|tmdb)\.org/movie/\d+-|justwatch\.com/\w+/movie|metacritic\.com/movie)/?(?P<title>[^/?\#\s]+)",
    re.IGNORECASE,
)
"""Addresses of pages whose last part is a film's title."""
_NO_TITLE = re.compile(r"[_(]film\)|[_\W]+", re.IGNORECASE)

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
    """The database, `imdb`, `tmdb`, `wikidata` or `letterboxd`, and the id of the one film that links or ids in a text
    name; else None.

    A bare number is a title, never an id: TMDB's need `tmdb` before them. So is a Wikidata id among other words.
    """
    found = {(kind, value.lower()) for m in _ADDRESS.finditer(text) for kind, value in m.groupdict().items() if value}
    if not found and not _PAGE.search(text):
        found = {(kind, value.lower()) for m in _ID.finditer(text) for kind, value in m.groupdict().items() if value}
    if len(found) != 1:
        return None
    database, value = found.pop()
    return database, value.upper() if database == "wikidata" else value


def told_by_address(text: str) -> str:
    """The words of a title that the address of a film's page ends with: `The Lion King` of Wikipedia's; else empty."""
    found = _TOLD.search(text)
    return " ".join(_NO_TITLE.sub(" ", unquote(found["title"])).split()) if found else ""


def is_address(text: str) -> bool:
    """Whether a text is nothing but the address of a page."""
    return _PAGE.fullmatch(text.strip().strip("<>()[]")) is not None
