"""What a person means who types something, among some reviewed films and all that are known."""

from __future__ import annotations

import pytest

from data.film_keys import SMALLEST_ID
from data.films import known
from data.films.finding import Finding, find, in_talk
from data.films.seen import Seen
from data.films.shelves import CataloguedFilm, Shelf
from data.models import ReviewState
from data.titles import Match

REVIEWED = [
    ("Dune", 2021),
    ("The Lion King", 1994),
    ("The Batman", 2022),
    ("Forrest Gump", 1994),
    ("Inception", 2010),
    ("Gladiator", 2000),
    ("Ballerina", 2023),
]


@pytest.fixture(scope="module")
def seen() -> Seen:
    films, shelf = known.load(), Shelf()
    for title, year in REVIEWED:
        (film,) = films.named(title, year)
        shelf.put(CataloguedFilm.of(film.id, film.facts), ReviewState.PUBLISHED, 1)
    fall = CataloguedFilm(SMALLEST_ID, "Anatomy of a Fall", 2023, ("Anatomie d'une chute",))
    shelf.put(fall, ReviewState.PUBLISHED, 1)
    return Seen([shelf], films)


def said(finding: Finding | list[Match]) -> str:
    """A film for sure; else the films to choose from, a wish, a link or nothing at all."""
    if isinstance(finding, list):
        return ""
    if finding.film:
        return finding.film.label
    named = "? " + "; ".join(film.label for film in finding.suggestions)
    return "link" if finding.is_link else f"wish{named}".removesuffix("? ") if finding.is_wish else named


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # of two films of a name the reviewed one, with its article or without; that of another year by its year
        ("dune", "Dune (2021)"),
        ("the dune movie", "Dune (2021)"),
        ("gladiater", "Gladiator (2000)"),
        ("balerina", "Ballerina (2023)"),
        ("balerina 2025", "Ballerina (2025)"),
        ("dune lynch", "Dune (1984)"),
        ("dune review", "Dune (2021)"),
        ("dune film 1984", "Dune (1984)"),
        ("scary movie", "Scary Movie (2000)"),
        ("lion king", "The Lion King (1994)"),
        ("lion king 2019", "The Lion King (2019)"),
        ("batman", "Batman (1989)"),
        ("avengers", "The Avengers (2012)"),
        # links and ids, with whatever stands around them
        ("look at https://m.imdb.com/title/tt0110357/?ref_=x this one", "The Lion King (1994)"),
        ("imdb tt0110357", "The Lion King (1994)"),
        ("https://en.wikipedia.org/wiki/Dune_(2021_film)", "? Dune (2021)"),
        ("https://www.rottentomatoes.com/m/the_lion_king", "? The Lion King (1994)"),
        ("https://www.imdb.com/title/tt9999999/", "link"),
        ("https://youtu.be/dQw4w9WgXcQ", "link"),
        # a film that is not known is not the one before it
        ("braveheart 2", "? Braveheart (1995)"),
        # wishes
        ("scary movies", "wish"),
        ("zombie movies", "wish"),
        ("top 10 movies", "wish"),
        ("romcom", "wish"),
        ("the one with the shark", "wish"),
        ("movies like inception", "wish? Inception (2010)"),
        ("something like a warm bath", "wish"),
        ("i want to watch a movie about a robot", "wish"),
        ("a good film with John Wick in it", "John Wick (2014)"),
        # people, and series
        ("it by stephen king", "? It (2017)"),
        ("last harry potter", "? Harry Potter and the Deathly Hallows: Part 2 (2011); "),
        ("we watched Star Wars: The Empire Strikes Back", "The Empire Strikes Back (1980)"),
        ("tom hanks", "wish? Forrest Gump (1994); "),
        ("christopher nolan", "wish? Inception (2010); "),
        ("films with tom hanks", "wish? Forrest Gump (1994); "),
        ("movies starring tom hanks", "wish? Forrest Gump (1994); "),
        ("james bond movies", "wish"),
        ("the lotr movies", "? The Lord of the Rings: The Fellowship of the Ring (2001); "),
        # a title in a sentence
        ("who directed Forrest Gump", "Forrest Gump (1994)"),
        ("barbie and oppenheimer", "? Barbie (2023); Oppenheimer (2023)"),
        ("fast and furious 7", "Furious 7 (2015)"),
        ("squid game", ""),
    ],
)
def test_what_is_meant(seen: Seen, typed: str, meant: str) -> None:
    found = said(find(seen, typed))
    assert found.startswith(meant) if meant.endswith("; ") else found == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what about lotr", "? The Lord of the Rings: The Fellowship of the Ring (2001)"),
        ("when does shrek 5 come out", "? Shrek (2001)"),
        ("we gave Shrek 9 out of 10", "Shrek (2001)"),
        ("dune or interstellar?", "? Dune (2021); Interstellar (2014)"),
        ("check this https://www.imdb.com/title/tt0110357/ out", "The Lion King (1994)"),
        ("hello", "? "),
        ("thanks!", "? "),
        ("i actually love it", "? "),
        ("what is the best nolan film", "? "),
        ("see you in 28 days", "? "),
    ],
)
def test_what_is_meant_in_talk(seen: Seen, typed: str, meant: str) -> None:
    found = find(seen, typed)
    talk = said(in_talk(seen, typed, Finding(likely=False) if isinstance(found, list) else found))
    assert talk.startswith(meant) if meant.endswith("; ") else talk == meant


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("dune", ["Dune (2021)", "Dune (1984)", "Dune: Part Two (2024)"]),
        (
            "lion king",
            [
                "The Lion King (1994)",
                "The Lion King (2019)",
                "Mufasa: The Lion King (2024)",
                "The Lion King II: Simba's Pride (1998)",
            ],
        ),
        ("gladiat", ["Gladiator (2000)", "Gladiator II (2024)"]),
    ],
)
def test_completions_end_where_likeness_ends(seen: Seen, typed: str, offered: list[str]) -> None:
    assert [film.label for film in seen.complete(typed, 25)] == offered
