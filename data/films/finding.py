"""What a person means who typed a title, a link, a wish or talk, among the films that a server can ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data.film_keys import SMALLEST_ID
from data.films.links import elsewhere, is_address, told_by_address
from data.films.seen import Seen, are_like
from data.films.shelves import FilmChoice
from data.titles import Match, Outcome
from data.titles.chatter import FILLER
from data.titles.english import COMMON, KNOWN
from data.titles.normalize import fold
from data.titles.numerals import digits
from data.titles.queries import parse
from data.titles.wishes import (
    is_genre,
    is_of_a_kind,
    is_of_many,
    is_plain_wish,
    is_wish,
    likened,
    tells_what_happens,
    without_things,
)

MOST_SUGGESTIONS = 5
_ID_DIGITS = len(str(SMALLEST_ID))
_MOST_ID_DIGITS = 19
_FEW_WORDS = 2
"""Whoever writes no more than that to the bot names a film."""
_POSSIBLE = 0.1
"""A match less likely than that, or than a tenth of the best one's likelihood, is not worth a question."""
_BETWEEN = re.compile(r"[,&+]|\b(?:and|or|vs|versus)\b", re.IGNORECASE)
_LONGEST_SENTENCE = 500
"""Spotting in that much takes about a millisecond, so the event loop can do it itself."""


@dataclass(frozen=True)
class Finding:
    """What a typed title means: one film for sure, or suggestions, which are mere neighbours if not `likely`."""

    film: FilmChoice | None = None
    suggestions: tuple[FilmChoice, ...] = ()
    likely: bool = True
    is_wish: bool = False
    """Whether it names a kind of films and none, as `something scary`. Suggestions are films that it likens them to, or
    if `likely` those of a person that it names.
    """
    is_link: bool = False
    """Whether it is an address, of a film that nobody knows here."""


_WISH = Finding(likely=False, is_wish=True)


def find(seen: Seen, text: str) -> Finding | list[Match]:
    """What was meant; or what is like it, where only neighbours are left to offer, which takes a longer search."""
    if is_id(text):
        film = seen.choice(int(text))
        return Finding(film, likely=film is not None)
    if linked := seen.linked(text):
        return Finding(linked)
    if told := told_by_address(text):  # never surely: an address may be another film's of that name
        film, matches = _sure(seen, told)
        films = (film,) if film else _likely(seen, matches)
        return Finding(suggestions=films, likely=bool(films), is_link=not films)
    if elsewhere(text) or is_address(text):
        return Finding(likely=False, is_link=True)
    return _find(seen, text)


def spot(seen: Seen, text: str) -> list[FilmChoice]:
    """The films that a running text names, in the order they are named."""
    return seen.spot(text[:_LONGEST_SENTENCE])


def in_talk(seen: Seen, text: str, finding: Finding) -> Finding:
    """What was found in a message that may be mere talk: what it does not name by its title has to be like that."""
    if finding.film is None and set(fold(text).split()) <= FILLER and not finding.is_wish:
        return Finding(likely=False)
    named, core = spot(seen, text), parse(text).core
    is_talk = len(text.split()) > _FEW_WORDS
    is_named = finding.film in named or are_like(core, finding.film.label) if finding.film else False
    if finding.film and (is_named or not is_talk or " " not in core or seen.linked(text)):
        return finding
    if named:
        is_one = len(named) == 1 and not _goes_on(text, named[0])
        return Finding(named[0] if is_one else None, tuple(named[:MOST_SUGGESTIONS]))
    is_nickname = " " not in core and core not in COMMON | KNOWN and seen.is_name(core)
    if finding.is_wish or not is_talk or is_nickname:
        return finding
    alike = tuple(film for film in finding.suggestions if are_like(core, film.label))
    return Finding(suggestions=alike, likely=bool(alike))


def _goes_on(text: str, film: FilmChoice) -> bool:
    """Whether a number stands behind a film's title, as in `when does shrek 5 come out`, that is no rating nor time."""
    title = digits(fold(film.label.rpartition(" (")[0]))
    rating = r"out\sof|times|stars|hours|minutes|days|am|pm|10"
    return re.search(rf"\b{title} (?:part |chapter )?\d\b(?! (?:{rating}))", digits(fold(text))) is not None


def is_id(text: str) -> bool:
    """Whether a text is the value of a completion."""
    return text.isdecimal() and _ID_DIGITS <= len(text) <= _MOST_ID_DIGITS


def _find(seen: Seen, text: str) -> Finding | list[Match]:
    film, matches = _sure(seen, text)
    if other := likened(text):
        named, _ = _sure(seen, other)
        return replace(_WISH, suggestions=(named,) if named else ())
    several = _chosen_between(seen, text)
    if len(several) > 1 and not (film and are_like(text, film.label)):
        return Finding(suggestions=several)
    if film:
        is_kind = is_plain_wish(text) and not are_like(text, film.label)
        return _WISH if is_kind or (is_of_a_kind(text) and film not in spot(seen, text)) else Finding(film)
    suggestions = tuple(dict.fromkeys((*_likely(seen, matches), *seen.containing(text))))[:MOST_SUGGESTIONS]
    if is_genre(text) or (is_wish(text) and not any(are_like(text, film.label) for film in suggestions)):
        return _WISH
    return _of_many(seen, text) if is_of_many(text) else _unsure(seen, text, suggestions) or matches


def _chosen_between(seen: Seen, text: str) -> tuple[FilmChoice, ...]:
    """The films of `dune or interstellar?`, of which one may be likelier than the other."""
    return tuple(spot(seen, text))[:MOST_SUGGESTIONS] if _BETWEEN.search(text) else ()


def _of_many(seen: Seen, text: str) -> Finding:
    """The films of a name or a person, as of `the lotr movies`, or a wish for those of a kind, as `zombie movies`."""
    rest = without_things(text)
    films = _likely(seen, seen.search(rest, MOST_SUGGESTIONS)) if seen.is_name(rest) else ()
    return Finding(suggestions=films) if films else _of_person(seen, rest) or _WISH


def _of_person(seen: Seen, text: str) -> Finding | None:
    """Films of the one who is named with first and last name; one word may be anything."""
    is_person = " " in fold(text) and not seen.is_name(text)
    films = tuple(seen.by_person(text, MOST_SUGGESTIONS)) if is_person else ()
    return Finding(suggestions=films, is_wish=True) if films else None


def _unsure(seen: Seen, text: str, suggestions: tuple[FilmChoice, ...]) -> Finding | None:
    if " " in text:
        if of_person := _of_person(seen, text):
            return of_person
        suggestions = suggestions or tuple(spot(seen, text))[:MOST_SUGGESTIONS]
    if suggestions:
        return Finding(suggestions=suggestions)
    return _WISH if tells_what_happens(text) else None


def _sure(seen: Seen, text: str) -> tuple[FilmChoice | None, list[Match]]:
    """The one film that is meant, and everything that is like it; several sure ones are films of one name, to be
    told apart by their years.
    """
    matches = seen.search(text, MOST_SUGGESTIONS)
    sure = [match for match in matches if match.outcome is Outcome.SURE]
    return seen.choices(sure)[0] if len(sure) == 1 else None, matches


def _likely(seen: Seen, matches: list[Match]) -> tuple[FilmChoice, ...]:
    """The films that may well be meant."""
    likely = [match for match in matches if match.score >= max(_POSSIBLE, matches[0].score * _POSSIBLE)]
    return tuple(dict.fromkeys(seen.choices(likely)))
