"""What a server can ask for: the films with a review of its own or a shared one, and all that are known. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz, process

from data.film_keys import are_others, name_key, spelling
from data.films.known import KnownFilm, KnownFilms
from data.films.links import elsewhere
from data.films.shelves import CataloguedFilm, FilmChoice, Shelf, latest_first
from data.titles import Match, Outcome, Span, TitleIndex
from data.titles.normalize import fold, strip_article
from data.titles.numerals import digits
from data.titles.queries import parse

_CLOSEST = 3
_CLOSE = 70.0
"""Titles less alike than that are no neighbours of what was typed."""
_LIKE = 80.0
"""Titles more alike than that may well be what was typed, whatever that reads as."""
_FAINT = 0.02
"""Completions have at least that part of the best one's likelihood."""
_MOST_ALIKE = 8
_MOST_LISTED = 25
"""Films that all that are known are asked for, before what few are reviewed is held to them."""
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
        """Other films of a title, however it is spelt: the reviewed ones, and then the latest."""
        named = [match for match in self._on_shelves(title, _MOST_ALIKE) if spelling(match.title) == spelling(title)]
        known = [film for film in self.known.named(title) if spelling(film.title) == spelling(title)]
        known.sort(key=lambda film: -film.year)
        same = [*self.choices(named), *(choice for film in known if (choice := self.choice(film.id)))]
        same.sort(key=lambda choice: not choice.reviewed)
        return [one for one in dict.fromkeys(same) if one.film_id != film_id]

    def sequels(self, title: str) -> list[FilmChoice]:
        """Films whose title goes on behind a colon: who types a series' name may mean any."""
        found = self.search(title, _MOST_ALIKE)
        return self.choices(match for match in found if match.title.casefold().startswith(f"{title.casefold()}: "))

    def search(self, text: str, limit: int) -> list[Match]:
        """All matches as one list: of about equal ones the reviewed first, and of those the newest.

        Where one side is sure of what is letter for letter a title, the other cannot be sure of anything less, and of
        two films of that name the reviewed one is meant: whoever means the other types its year.
        """
        known = self.known.index.search(text, max(limit, _MOST_LISTED)) if self.known.index else []
        among = {match.film_id for match in known}
        reviewed = [match for match in self._on_shelves(text, limit) if self._is_like(match, text, among)]
        here = {match.film_id: match for match in known if self.reviewed(match.film_id)}
        reviewed = [max(match, here.pop(match.film_id, match), key=lambda one: one.score) for match in reviewed]
        reviewed += here.values()  # found among all films, and too little like what was typed among a few
        known = [match for match in known[:limit] if self.only_known(match.film_id)]
        typed = _Typed(text)
        reviewed, known = _told_by(reviewed, known, typed), _told_by(known, reviewed, typed, namesakes=True)

        def rank(match: Match) -> tuple[float, bool, int, float]:
            film = self.reviewed(match.film_id)
            return -round(match.score, 1), film is None, -(film.year if film and film.year else 0), -match.score

        return sorted((*reviewed, *known), key=rank)[:limit]

    def complete(self, text: str, limit: int) -> list[FilmChoice]:
        """Films to offer while a title is typed: without those that are far less likely and do not begin so."""
        found = [(match.score, film) for match in self.search(text, limit) if (film := self.choice(match.film_id))]
        least = _FAINT * found[0][0] if found else 0.0
        likely = [film for score, film in found if score >= least or _begins(film.label, text)]
        return list(dict.fromkeys((*likely, *self.containing(text))))[:limit]

    def _is_like(self, match: Match, text: str, among: Collection[Hashable]) -> bool:
        """Whether a match among few films is none only for want of others: all films that are known have better."""
        if match.outcome is Outcome.SURE or match.film_id in among or match.film_id not in self.known:
            return True
        return _begins(match.title, text)

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

    def is_name(self, text: str) -> bool:
        """Whether a film is called just that, by a title, a part of one or a nickname."""
        return any(index.is_name(text) for index in self._indexes())

    def by_person(self, name: str, limit: int) -> list[FilmChoice]:
        """Films on which somebody of that name worked, the reviewed ones first."""
        ids = dict.fromkeys(film_id for index in self._indexes() for film_id in index.by_person(name, _MOST_LISTED))
        films = [choice for film_id in ids if self._has_worked_on(name, film_id) and (choice := self.choice(film_id))]
        return sorted(dict.fromkeys(films), key=lambda film: not film.reviewed)[:limit]

    def _has_worked_on(self, name: str, film_id: object) -> bool:
        """Whether one person has the whole name; an index tells its words apart."""
        films = (self.reviewed(film_id), self.known.get(film_id) if isinstance(film_id, int) else None)
        people = (person for film in films if film for person in (*film.directors, *film.cast))
        return any(set(fold(name).split()) <= set(fold(person).split()) for person in people)

    def _indexes(self) -> Iterator[TitleIndex]:
        yield from filter(None, (*(shelf.index for shelf in self.shelves), self.known.index))

    def spot(self, text: str) -> list[FilmChoice]:
        """The films that a running text names, in the order they are named; of places that overlap the longest."""
        spans = [span for index in self._indexes() for span in index.spot(text) if self.choice(span.film_id)]
        taken: list[Span] = []
        for span in sorted(spans, key=lambda span: span.start - span.end):
            if all(span.end <= one.start or span.start >= one.end for one in taken):
                taken.append(span)
        taken.sort(key=lambda span: span.start)
        if self.known.index:
            taken = self.known.index.without_series(text, taken)
        named = [self.choice(span.film_id) for span in taken]
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


def _begins(title: str, typed: str) -> bool:
    """Whether every word that was typed begins one of the title's."""
    words = fold(title).split()
    return all(any(word.startswith(begun) for word in words) for begun in fold(typed).split())


def is_called(label: str, title: str) -> bool:
    """Whether a label's title is this one, however spelt, with its article or without."""
    return spelling(strip_article(fold(_title_of(label)))) == spelling(strip_article(fold(title)))


def _title_of(label: str) -> str:
    return label.rpartition(" (")[0].casefold() or label.casefold()


class _Typed:
    """A title as it was typed, to be held against many."""

    def __init__(self, text: str) -> None:
        query = parse(text)
        self._whole = spelling(text)
        self._bare = frozenset() if query.year else frozenset({query.core, query.whole})

    def is_exactly(self, match: Match) -> int:
        """2 for letter for letter what was typed, 1 for the same but for its article and chatter around it, else 0."""
        if spelling(match.title) == self._whole:
            return 2
        return int(digits(strip_article(fold(match.title))) in self._bare)

    def is_nearly(self, match: Match) -> bool:
        """Whether it is that title but for a slip, and nothing else that would tell one film of that name."""
        return any(fuzz.ratio(text, fold(match.title)) >= _LIKE for text in self._bare)


def _told_by(matches: list[Match], others: list[Match], typed: _Typed, *, namesakes: bool = False) -> list[Match]:
    """Unsure of what is less just as it was typed than what the others are sure of, and of `namesakes` too."""
    sure = [other for other in others if other.outcome is Outcome.SURE]
    surely = max(map(typed.is_exactly, sure), default=0)
    if not surely:
        slips = {spelling(other.title) for other in sure if namesakes and typed.is_nearly(other)}
        return [replace(one, outcome=Outcome.UNSURE) if spelling(one.title) in slips else one for one in matches]
    least = surely + 1 if namesakes else surely
    return [
        replace(match, outcome=Outcome.UNSURE)
        if match.outcome is Outcome.SURE and typed.is_exactly(match) < least
        else match
        for match in matches
    ]
