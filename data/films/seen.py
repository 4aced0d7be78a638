"""What a server can ask for: the films with a review of its own or a shared one, and all that are known. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz, process

from data.film_keys import are_others, name_key, spelling
from data.films.known import KnownFilm, KnownFilms
from data.films.links import elsewhere
from data.films.shelves import CataloguedFilm, FilmChoice, Shelf, latest_first
from data.titles import Match, Outcome, Span

_CLOSEST = 3
_CLOSE = 60.0
"""Titles less alike than that are no neighbours of what was typed."""
_LIKE = 80.0
"""Titles more alike than that may well be what was typed, whatever that reads as."""
_MOST_ALIKE = 8
_LONGEST_TYPED = 100
_FEW_FILMS = 5_000
"""Libraries of up to so many films are looked through one by one; in larger ones that would take too long."""


@dataclass(frozen=True)
class Seen:
    """The server's own shelf first, which wins over, or hides, what the shared one has; then what is only known."""

    shelves: Sequence[Shelf]
    known: KnownFilms

    def reviewed(self, film_id: object) -> CataloguedFilm | None:
        """A film with a review that is seen."""
        for shelf in self.shelves:
            if film_id in shelf.films or film_id in shelf.hidden:
                return shelf.films.get(film_id) if isinstance(film_id, int) else None
        return None

    def only_known(self, film_id: object) -> KnownFilm | None:
        """A film that is known and has no review that is seen."""
        if not isinstance(film_id, int) or self.reviewed(film_id):
            return None
        film = self.known.get(film_id)
        return film if film and not self._review_of(film) else None

    def _review_of(self, film: KnownFilm) -> CataloguedFilm | None:
        """The review of a known film that is kept under another id, as by an install from before it was known."""
        for key in (*(film.ids or {}).items(), ("title", name_key(film.title, film.year))):
            for shelf in self.shelves:
                found = self.reviewed(shelf.elsewhere.get(key))
                if found and not are_others(found.directors, film.directors):
                    return found
        return None

    def choice(self, film_id: object) -> FilmChoice | None:
        """A film as one can pick it."""
        if film := self.reviewed(film_id):
            return film.choice
        known = self.only_known(film_id)
        return FilmChoice(known.id, known.label, reviewed=False, directors=known.directors) if known else None

    def choices(self, matches: Iterable[Match]) -> list[FilmChoice]:
        """Matches as films to pick from."""
        return [choice for match in matches if (choice := self.choice(match.film_id))]

    def every_reviewed(self) -> dict[int, CataloguedFilm]:
        """Every reviewed film that is seen, by its id."""
        films: dict[int, CataloguedFilm] = {}
        for shelf in reversed(self.shelves):
            films = {film_id: film for film_id, film in films.items() if film_id not in shelf.hidden} | shelf.films
        return films

    def newest(self, limit: int) -> list[FilmChoice]:
        """The latest reviewed films."""
        every = heapq.merge(*(shelf.newest for shelf in self.shelves), key=latest_first)
        return [film.choice for film in islice((film for film in every if self.reviewed(film.id) is film), limit)]

    def linked(self, text: str) -> FilmChoice | None:
        """The film that an address or an id of another database names."""
        if not (named := elsewhere(text)):
            return None
        for shelf in self.shelves:
            if found := self.choice(shelf.elsewhere.get(named)):
                return found
        known = self.known.with_id(*named)
        return self.choice(known.id) if known else None

    def named(self, title: str, year: int | None) -> FilmChoice | None:
        """The film of just that title and year, as a recommendation names it; a reviewed one before another."""
        matches = self._on_shelves(title, _CLOSEST)
        films = [film for match in matches if (film := self.reviewed(match.film_id))]
        for film in films:
            if spelling(film.title) == spelling(title) and year in {None, film.year}:
                return film.choice
        known = self.known.named(title, year)
        return self.choice(known[0].id) if len(known) == 1 else None

    def namesakes(self, title: str, film_id: int) -> list[FilmChoice]:
        """Other films of a title, however it is spelt, the reviewed ones first and then the latest; then its sequels.

        Sequels are those whose title goes on behind a colon: who types a series' name may mean any.
        """
        found = self.search(title, _MOST_ALIKE)
        named = [match for match in found if spelling(match.title) == spelling(title)]
        known = [film for film in self.known.named(title) if spelling(film.title) == spelling(title)]
        known.sort(key=lambda film: -film.year)
        sequels = [match for match in found if match.title.casefold().startswith(f"{title.casefold()}: ")]
        same = [*self.choices(named), *(choice for film in known if (choice := self.choice(film.id)))]
        same.sort(key=lambda choice: not choice.reviewed)
        return [one for one in dict.fromkeys((*same, *self.choices(sequels))) if one.film_id != film_id]

    def search(self, text: str, limit: int) -> list[Match]:
        """All matches as one list: of about equal ones the reviewed first, and of those the newest.

        Where one side is sure of what is letter for letter a title, the other cannot be sure of anything less, and of
        two films of that name the reviewed one is meant: whoever means the other types its year.
        """
        reviewed = self._on_shelves(text, limit)
        known = self.known.index.search(text, limit) if self.known.index else []
        here = {match.film_id: match for match in known if self.reviewed(match.film_id)}
        reviewed = [max(match, here.pop(match.film_id, match), key=lambda one: one.score) for match in reviewed]
        reviewed += here.values()  # found among all films, and too little like what was typed among a few
        known = [match for match in known if self.only_known(match.film_id)]
        typed = spelling(text)
        reviewed, known = _told_by(reviewed, known, typed), _told_by(known, reviewed, typed, namesakes=True)

        def rank(match: Match) -> tuple[float, bool, int, float]:
            film = self.reviewed(match.film_id)
            return -round(match.score, 1), film is None, -(film.year if film and film.year else 0), -match.score

        return sorted((*reviewed, *known), key=rank)[:limit]

    def _on_shelves(self, text: str, limit: int) -> list[Match]:
        """A film on both shelves counts as on the first."""
        covered: set[int] = set()
        matches: list[Match] = []
        for shelf in self.shelves:
            found = shelf.index.search(text, limit) if shelf.index is not None else []
            matches += [match for match in found if match.film_id not in covered]
            if shelf is not self.shelves[-1]:
                covered |= shelf.films.keys() | shelf.hidden
        return matches

    def spot(self, text: str) -> list[FilmChoice]:
        """The films that a running text names, in the order they are named; of places that overlap the longest."""
        indexes = [shelf.index for shelf in self.shelves] + [self.known.index]
        spans = [span for index in indexes if index for span in index.spot(text) if self.choice(span.film_id)]
        taken: list[Span] = []
        for span in sorted(spans, key=lambda span: span.start - span.end):
            if all(span.end <= one.start or span.start >= one.end for one in taken):
                taken.append(span)
        named = [self.choice(span.film_id) for span in sorted(taken, key=lambda span: span.start)]
        return list(dict.fromkeys(choice for choice in named if choice))

    def containing(self, text: str) -> list[FilmChoice]:
        """Reviewed films with words in their titles that begin as the typed ones do, the newest first; of few films.

        The title engine rightly takes `city` or `love` for no title; in a library of reviews they may still be meant.
        """
        typed = text[:_LONGEST_TYPED].casefold().split()
        if not typed or not self._are_few():
            return []
        longest = max(typed, key=len)  # which most titles do not have at all, and it is asked of every one of them
        found = [
            film
            for film in self.every_reviewed().values()
            if longest in (title := film.title.casefold())
            and all(any(word.startswith(begun) for word in title.split()) for begun in typed)
        ]
        return [film.choice for film in sorted(found, key=lambda film: (-(film.year or 0), film.title))]

    def closest(self, text: str, matches: Sequence[Match]) -> tuple[FilmChoice, ...]:
        """Neighbours to offer when nothing is likely: by their letters, among the matches and all of few reviews."""
        typed = text[:_LONGEST_TYPED].casefold()
        films = [choice for match in matches if (choice := self.choice(match.film_id))]
        if self._are_few():
            films += [film.choice for film in self.every_reviewed().values()]
        titles = [_title_of(choice.label) for choice in films]
        near = process.extract(typed, titles, scorer=fuzz.ratio, limit=2 * _CLOSEST, score_cutoff=_CLOSE)
        return tuple(dict.fromkeys(films[place] for _, _, place in near))[:_CLOSEST]

    def _are_few(self) -> bool:
        return sum(len(shelf.films) for shelf in self.shelves) <= _FEW_FILMS


def are_like(typed: str, label: str) -> bool:
    """Whether what was typed is nearly the title of a label."""
    return fuzz.ratio(typed[:_LONGEST_TYPED].casefold(), _title_of(label)) >= _LIKE


def _title_of(label: str) -> str:
    return label.rpartition(" (")[0].casefold() or label.casefold()


def _told_by(matches: list[Match], others: list[Match], typed: str, *, namesakes: bool = False) -> list[Match]:
    """Unsure of what is not just as it was typed, and of `namesakes` too, where the others are sure of what is."""
    if not any(other.outcome is Outcome.SURE and spelling(other.title) == typed for other in others):
        return matches
    return [
        match if spelling(match.title) == typed and not namesakes else replace(match, outcome=Outcome.UNSURE)
        for match in matches
    ]
