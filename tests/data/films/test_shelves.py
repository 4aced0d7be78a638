"""A library's shelf: what it reads of a film, and that a small one is as if all its films had always been there."""

from hypothesis import given

from data.films.known import KnownFilms
from data.films.seen import Seen
from data.films.shelves import OVERLAY_FILMS, CataloguedFilm, Shelf
from data.models import Film, ReviewState
from tests.data.reviews_strategy import films

TYPED = ("lantern", "the lantern", "lantern keeper 3", "lantren", "harbour 2", "what is that film with the lighthouse")


def film(number: int) -> CataloguedFilm:
    title = ("The Lantern", "Lantern Keeper", "Harbour", "A Lighthouse", "Salt Clock")[number % 5]
    return CataloguedFilm(10**12 + number, f"{title} {number}", 1950 + number, cast=("Ada Lovel", f"Bo {title}"))


def filled(numbers: range) -> Shelf:
    """As it is read."""
    shelf = Shelf()
    for number in numbers:
        shelf.note(film(number), ReviewState.PUBLISHED, 1)
    for _ in shelf.build():
        pass
    return shelf


def answers(shelf: Shelf) -> list[object]:
    assert shelf.index
    return [shelf.index.search(typed) for typed in TYPED]


@given(films)
def test_a_film_is_the_same_from_the_database_as_from_a_review(known: Film) -> None:
    stored = known.model_dump(mode="json", exclude_defaults=True)
    assert CataloguedFilm.read(1, stored) == CataloguedFilm.of(1, known)


def test_what_is_published_on_a_small_shelf_is_found_as_if_it_had_been_there() -> None:
    grown = Shelf()
    for number in range(5):
        grown.put(film(number), ReviewState.PUBLISHED, 1)
        answers(grown)
    assert answers(grown) == answers(filled(range(5)))
    grown.put(film(5), ReviewState.PUBLISHED, 1)
    grown.put(film(5), ReviewState.WITHDRAWN, 2)
    assert answers(grown) == answers(filled(range(5)))


def test_a_shelf_that_grows_large_and_small_again_finds_what_is_on_it() -> None:
    shelf = Shelf()
    for number in range(OVERLAY_FILMS + 20):
        shelf.put(film(number), ReviewState.PUBLISHED, 1)
        assert shelf.index
        assert shelf.index.search(film(number).title)[0].film_id == film(number).id
    assert len(shelf.index or ()) == OVERLAY_FILMS + 20
    for number in range(40):
        shelf.put(film(number), ReviewState.DRAFT, 2)
        assert len(shelf.index or ()) == len(shelf.films) == OVERLAY_FILMS + 19 - number


def test_the_same_revision_once_more_leaves_the_index_alone() -> None:
    shelf = filled(range(3))
    before = shelf.index
    shelf.put(film(1), ReviewState.PUBLISHED, 1)
    assert shelf.index is before


def test_an_empty_shelf_has_no_index() -> None:
    shelf = Shelf()
    shelf.put(film(1), ReviewState.PUBLISHED, 1)
    assert shelf.index
    shelf.put(film(1), ReviewState.WITHDRAWN, 2)
    assert shelf.index is None
    assert shelf.hidden == {film(1).id}


def test_the_latest_films_of_two_shelves_are_those_that_are_seen() -> None:
    own, shared = filled(range(4, 6)), filled(range(5))
    seen = Seen((own, shared), KnownFilms())

    def years() -> list[int]:
        return [int(choice.label[-5:-1]) - 1950 for choice in seen.newest(4)]

    assert years() == [5, 4, 3, 2]
    own.put(film(3), ReviewState.WITHDRAWN, 1)
    own.put(film(5), ReviewState.WITHDRAWN, 2)
    shared.put(film(6), ReviewState.PUBLISHED, 1)
    assert years() == [6, 4, 2, 1]
    assert {choice.film_id for choice in seen.newest(10)} == set(seen.every_reviewed())
