"""A page to a draft: every part read by its own module, and put together."""

from __future__ import annotations

from typing import Any

from data.errors import expected
from data.formats.page import cast as casting
from data.formats.page.boilerplate import says_nothing, stands_below_image
from data.formats.page.content_warnings import introduced_title, warnings_in
from data.formats.page.facts import Table, film_values, table_of
from data.formats.page.landmarks import Part, key, overview_title
from data.formats.page.lines import MOST_LINES_OF_A_LIST, Kind, Line, Page
from data.formats.page.notes import Notes
from data.formats.page.opening import blurb_of, opening_of
from data.formats.page.parts import Parts
from data.formats.page.recommendations import recommendations_in
from data.formats.page.scores import Score, is_total, scores_in
from data.formats.page.sections import sections_in
from data.formats.page.titles import Named, is_series, named, named_in_caption
from data.formats.page.verdicts import verdict_in
from data.models import ReviewState

_LONGEST_SUMMARY, _LONGEST_OVERVIEW, _LONGEST_AUDIENCE, _LONGEST_DESCRIPTION = 12_000, 4000, 1000, 1000
_MOST_CHARACTERS, _MOST_SCORES = 40, 60


def values_of(page: Page, parts: Parts, file_title: str | None, notes: Notes) -> dict[str, Any]:
    """Everything that a review page says, as the values of a review."""
    opening = opening_of(parts.lines_of(Part.LEAD), notes, page.titles)
    table = table_of(parts.lines_of(Part.FACTS), notes)
    film = film_values(table, notes)
    guesses = [text for text in (opening.first, file_title) if text]
    stated = [*opening.titles, *_stated(table), *page.titles]
    film |= _name(parts, stated, guesses, film, notes)
    film["characters"] = _characters(page, parts, table, notes)
    scores, overview_lines = scores_in(parts.lines_of(Part.OVERVIEW))
    scores = (scores or scores_in([*parts.lines_of(Part.JUNK), *parts.lines_of(Part.OTHER)])[0])[:_MOST_SCORES]
    verdict, conclusion = verdict_in(parts.of(Part.VERDICT), notes)
    review = {
        "film": {name: value for name, value in film.items() if value},
        "blurb": blurb_of(opening, notes),
        "author": opening.author or page.author,
        "warnings": _warnings(parts, notes),
        "summary": _summary(parts, notes),
        "verdict": verdict,
        "sections": sections_in(parts.of(Part.SECTIONS), scores, notes),
        "audience": _audience(parts, table, notes),
        "recommendations": recommendations_in(notes.listed(parts.lines_of(Part.RECOMMENDATIONS)), notes),
        "overview": _overview(overview_lines, conclusion, scores, notes),
        "state": ReviewState.DRAFT,
    }
    if opening.prose[1:] and not (review["summary"] or review["sections"] or review["overview"]):
        review["overview"] = notes.fitted("\n\n".join(opening.prose[1:]), _LONGEST_OVERVIEW, "overview")
    else:
        notes.leave(opening.prose[1:])
    _leave_the_rest(parts, notes)
    return {name: value for name, value in review.items() if value}


def _stated(table: Table) -> list[str]:
    return [value for _, value in table.values.get("title", ()) if value]


def _name(parts: Parts, stated: list[str], guesses: list[str], film: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """Title and year, from the place that is most surely about the film; a year may stand in another place.

    Most sure is the heading of the overview, then what the page says of itself, unless its warnings name another film.
    """
    overviews = [overview_title(stretch.name) for stretch in parts.of(Part.OVERVIEW)]
    warned = introduced_title(parts.lines_of(Part.WARNINGS))
    found = [named(text) for text in (*filter(None, overviews), *stated)]
    if warned and found and found[0] and key(warned) not in key(found[0].title):
        found.insert(0, named(warned))
    found += [named(warned) if warned else None, *(named_in_caption(line.text) for line in parts.captions)]
    places = [place for place in found if place]
    if not places:
        notes.problem(
            "title", expected("the film's title with its year; this is the first line of the page, or the file's name")
        )
        places = [place for place in map(named, guesses) if place]
    title = places[0].title if places else None
    year = next((place.year for place in places if place.year), None) or film.get("year")
    if any(is_series(text) for text in (*stated, *filter(None, overviews))):
        notes.problem("title", expected("a film; this page is about a series"))
    return {"title": title, "year": year or _year_of_release(film, notes)}


def _year_of_release(film: dict[str, Any], notes: Notes) -> int | None:
    years = sorted(int(release["date"][:4]) for release in film.get("releases", ()))
    if not years or not 1870 <= years[0] <= 2100:
        return None
    notes.problem(
        "year", expected("the film's year in brackets behind its title; {year} is that of its release", year=years[0])
    )
    return years[0]


def _characters(page: Page, parts: Parts, table: Table, notes: Notes) -> list[dict[str, Any]]:
    described_in = parts.lines_of(Part.CHARACTERS)[:MOST_LINES_OF_A_LIST]
    heads = [role for line in described_in if (role := casting.role_in_head(line))]
    words = "\n".join(line.text for line in page.lines)
    cast = casting.roles_of_cast(table.cast, heads, words, notes, stacked=table.stacked)
    described = casting.described_roles(notes.listed(parts.lines_of(Part.CHARACTERS)), cast, notes)
    characters = [
        {
            "name": notes.fitted(role.name, 200, "characters"),
            "actor": notes.fitted(role.actor or "", 200, "characters"),
            "description": notes.fitted(role.text, _LONGEST_DESCRIPTION, f"characters, {role.name}"),
        }
        for role in casting.merged(cast, described)
    ]
    return notes.first([c for c in characters if c["name"]], _MOST_CHARACTERS, "characters")


def _warnings(parts: Parts, notes: Notes) -> list[dict[str, Any]]:
    return [
        warning for stretch in parts.of(Part.WARNINGS) for warning in warnings_in(stretch.lines, stretch.name, notes)
    ]


def _summary(parts: Parts, notes: Notes) -> str | None:
    lines = parts.lines_of(Part.SUMMARY)
    notes.leave(line.text for line in lines if stands_below_image(line))
    return _prose([line for line in lines if not stands_below_image(line)], _LONGEST_SUMMARY, "summary", notes)


def _prose(lines: list[Line], longest: int, field: str, notes: Notes) -> str | None:
    texts = [f"- {line.text}" if line.kind is Kind.ITEM else line.text for line in lines]
    return notes.fitted("\n\n".join(texts), longest, field)


def _audience(parts: Parts, table: Table, notes: Notes) -> str | None:
    liked = ", ".join(value for _, value in table.values.get("for", ()) if value)
    stated = _prose(parts.lines_of(Part.AUDIENCE), _LONGEST_AUDIENCE, "audience", notes)
    if stated and liked:
        notes.leave([f"Good if you like: {liked}"])
    return stated or (notes.fitted(f"Good if you like: {liked}", _LONGEST_AUDIENCE, "audience") if liked else None)


def _overview(lines: list[Line], conclusion: list[Line], scores: list[Score], notes: Notes) -> str | None:
    """The prose of the box; in it, criteria come back as a list without their scores."""
    own = [line for line in lines if not _is_made_of([score.heading for score in scores], line.text)]
    own = [line for line in own if not is_total(line.text) and not says_nothing(line.text)]
    return _prose([*own, *conclusion], _LONGEST_OVERVIEW, "overview", notes)


def _is_made_of(headings: list[str], text: str) -> bool:
    for heading in headings:
        text = text.replace(heading, "")
    return bool(headings) and not text.strip()


def _leave_the_rest(parts: Parts, notes: Notes) -> None:
    for stretch in parts.of(Part.OTHER):
        notes.leave([stretch.name, *(line.text for line in stretch.lines)])
    for stretch in parts.of(Part.JUNK):
        notes.leave(line.text for line in stretch.lines if len(line.text.split()) >= 8)


def degraded(page: Page, file_title: str | None, notes: Notes) -> dict[str, Any]:
    """What any other page gives: title, year and text."""
    opening_notes = Notes(notes.file)
    opening = opening_of(list(page.lines[:10]), opening_notes, page.titles)
    first = page.lines[0].text if page.lines else ""
    short = first if 0 < len(first) <= 120 and not first.endswith((".", "!", ",")) else None
    places: list[Named | None] = [named(text) for text in (*page.titles, *opening.titles)]
    places += [named(text) for text in (short, file_title) if text]
    name = next((place for place in places if place), None)
    if name is None:
        return {}
    body = [line for line in page.lines if line.text not in {name.title, short, *page.titles, *opening.titles}]
    text = "\n\n".join(f"- {line.text}" if line.kind is Kind.ITEM else line.text for line in body)
    field, longest = (
        ("overview", _LONGEST_OVERVIEW) if len(text) <= _LONGEST_OVERVIEW else ("summary", _LONGEST_SUMMARY)
    )
    notes.problem(
        "page",
        expected("a review with the parts of one; only title and text were read, the text as {field}", field=field),
    )
    film = {"title": name.title, **({"year": name.year} if name.year else {})}
    fitted = notes.fitted(text, longest, field)
    author = opening.author or page.author
    return {
        "film": film,
        "state": ReviewState.DRAFT,
        **({field: fitted} if fitted else {}),
        **({"author": author} if author else {}),
    }
