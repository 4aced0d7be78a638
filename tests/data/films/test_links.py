"""A film's address or id in another database is the film."""

import pytest

from data.films.links import elsewhere


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://www.imdb.com/title/tt0073195/", ("imdb", "tt0073195")),
        ("<https://m.imdb.com/title/tt0073195/?ref_=fn_al_tt_1>", ("imdb", "tt0073195")),
        ("imdb.com/de/title/TT0073195", ("imdb", "tt0073195")),
        ("tt0073195", ("imdb", "tt0073195")),
        ("https://www.themoviedb.org/movie/578-jaws?language=de", ("tmdb", "578")),
        ("tmdb:578", ("tmdb", "578")),
        ("https://www.wikidata.org/wiki/Q189505", ("wikidata", "Q189505")),
        ("q189505", ("wikidata", "Q189505")),
        ("https://letterboxd.com/film/jaws/", ("letterboxd", "jaws")),
        ("letterboxd.com/film/frozen-2010-1/reviews/", ("letterboxd", "frozen-2010-1")),
    ],
)
def test_links_and_ids_name_a_film(typed: str, meant: tuple[str, str]) -> None:
    assert elsewhere(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["300", "1917", "Jaws", "Q", "Q2", "tt", "tt12", "https://example.com/title/tt0073195", "see tt0073195", ""],
)
def test_titles_and_other_addresses_name_none(typed: str) -> None:
    assert elsewhere(typed) is None
