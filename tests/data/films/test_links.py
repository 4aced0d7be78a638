"""A film's address or id in another database is the film."""

import pytest

from data.films.links import elsewhere, is_address, told_by_address


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
        ("https://letterboxd.com/some_body/film/jaws/1/", ("letterboxd", "jaws")),
        ("https://www.tmdb.org/movie/578-jaws", ("tmdb", "578")),
        ("https://www.imdb.com/es-es/title/tt0073195/", ("imdb", "tt0073195")),
        ("this one: [Jaws](https://www.imdb.com/title/tt0073195/), tonight?", ("imdb", "tt0073195")),
        ("see tt0073195", ("imdb", "tt0073195")),
        ("imdb:tt0073195", ("imdb", "tt0073195")),
        ("tmdb 578", ("tmdb", "578")),
    ],
)
def test_links_and_ids_name_a_film(typed: str, meant: tuple[str, str]) -> None:
    assert elsewhere(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *["300", "1917", "Jaws", "Q", "Q2", "tt", "tt12", "", "tmdb", "the Q1891 error", "attt0073195"],
        "https://example.com/title/tt0073195",
        "https://www.themoviedb.org/tv/1396-breaking-bad",
        "myimdb.com/title/tt0073195",
        "tt0073195 or tt0110357",
    ],
)
def test_titles_and_other_addresses_name_none(typed: str) -> None:
    assert elsewhere(typed) is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("https://en.m.wikipedia.org/wiki/Dune_(2021_film)", "Dune 2021"),
        ("https://de.wikipedia.org/wiki/Am%C3%A9lie", "Amélie"),
        ("https://www.rottentomatoes.com/m/the_lion_king/reviews", "the lion king"),
        ("https://letterboxd.com/film/portrait-of-a-lady-on-fire/", "portrait of a lady on fire"),
        ("https://www.themoviedb.org/movie/578-jaws?language=de", "jaws"),
        ("https://www.themoviedb.org/movie/578", ""),
        ("https://youtu.be/dQw4w9WgXcQ", ""),
        ("Jaws", ""),
    ],
)
def test_some_addresses_end_with_a_title(typed: str, title: str) -> None:
    assert told_by_address(typed) == title


@pytest.mark.parametrize(
    ("typed", "address"),
    [("<https://youtu.be/dQw4w9WgXcQ>", True), ("boxd.it/2a1k", True), ("Face/Off", False), ("Dr. Who/2", False)],
)
def test_an_address_is_no_title(typed: str, *, address: bool) -> None:
    assert is_address(typed) == address
