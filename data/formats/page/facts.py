"""The table of facts of a page: labels and values, however they stood, to the fields of a film."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from data.errors import expected
from data.formats.page.boilerplate import says_nothing
from data.formats.page.dates import dates_in, minutes_in
from data.formats.page.facts_table import CAST, LEFT, Fact, cast_as_roles, fact_in_cells, fact_in_words, split_inline
from data.formats.page.lines import Line
from data.formats.page.notes import Notes
from data.formats.page.people_and_genres import genres_and_languages, names_in

_SEVERAL = frozenset(
    ("directors", "writers", "directors writers", "genres", "languages", "releases", "alternative_titles")
)
"""Fields whose values may go on in the lines below."""

_LONGEST_NAME = 6
_RATING = re.compile(
    r"(?:rated:?\s+)?(?P<rating>tv-?(?:y7|y|g|pg|14|ma)|pg-?13|pg|nc-?17|not rated|unrated|nr|ur|g|r|x)\b"
    r"[.,]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Table:
    """Facts by field, each with the qualifier of its label, and the lines of the cast."""

    values: dict[str, list[tuple[str | None, str]]] = field(default_factory=dict)
    cast: list[Line] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    """Lines that may be the value of the next label, where cells are centred beside one another."""
    stacked: bool = False
    """Whether every cell stands on a line of its own."""


def table_of(lines: list[Line], notes: Notes) -> Table:
    """Sort the lines of the table under their labels."""
    table = Table()
    current: Fact | None = None
    alone = 0
    for line in lines:
        facts = list(_facts(line))
        if current and current.field == CAST and len(facts) == 1 and _may_be_a_role(facts[0]):
            facts = []
        for fact in facts:
            current = fact
            alone += not fact.value
            if table.pending and not fact.value:
                current = replace(fact, value="\n".join(table.pending))
            else:
                notes.leave(table.pending)
            table.pending.clear()
            _store(table, current, line)
        if not facts:
            _continue(table, current, line, notes)
    notes.leave(table.pending)
    table.stacked = alone >= 3
    return table


def _may_be_a_role(fact: Fact) -> bool:
    """Among the cast, `Narrator` and `Host` are roles."""
    return fact.field == LEFT and bool(fact.value) and " " not in fact.label and not fact.label.endswith("s)")


def _facts(line: Line) -> Iterator[Fact]:
    if line.cells:
        yield from _facts_in_cells(line.cells)
        return
    for piece in split_inline(line.text) if len(line.text) > 20 else [line.text]:
        fact = fact_in_words(piece)
        if fact:
            yield fact


def _facts_in_cells(cells: tuple[str, ...]) -> Iterator[Fact]:
    """Labels and values in turn; two columns of facts may stand beside one another."""
    starts = [index for index in range(len(cells)) if fact_in_cells(cells[index : index + 1])]
    if not starts or starts[0] != 0:
        fact = fact_in_words(" ".join(cells)) if not starts else None
        if fact:
            yield fact
        return
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        fact = fact_in_cells(cells[start:end])
        if fact:
            yield fact


def _store(table: Table, fact: Fact, line: Line) -> None:
    if fact.field == CAST:
        if fact.value:
            rest = line.cells[1:] if len(line.cells) > 2 else ()
            value = cast_as_roles(fact.label, fact.value.replace("\n", " "))
            table.cast.append(Line(value, line.number, line.kind, cells=rest))
        return
    name = f"{LEFT}:{fact.label}" if fact.field == LEFT else fact.field
    table.values.setdefault(name, [])
    if fact.value or name not in table.values:
        table.values[name].append((fact.qualifier, fact.value))
    elif fact.qualifier:
        table.values[name].append((fact.qualifier, ""))


def _continue(table: Table, current: Fact | None, line: Line, notes: Notes) -> None:
    if current is None:
        notes.leave([line.text])
        return
    if current.field == CAST:
        table.cast.append(replace(line, text=cast_as_roles(current.label, line.text)))
        return
    name = f"{LEFT}:{current.label}" if current.field == LEFT else current.field
    values = table.values[name]
    short = len(line.text.split()) <= _LONGEST_NAME and not line.text.endswith((".", "!"))
    if values and not values[-1][1]:
        values[-1] = (values[-1][0], line.text)
    elif not values:
        values.append((current.qualifier, line.text))
    elif current.field == "releases" and short and not dates_in(line.text):
        table.pending.append(line.text)
    elif (current.field in _SEVERAL and short) or current.field in (LEFT, "for"):
        values.append((None, line.text))
    else:
        notes.leave([line.text])


def film_values(table: Table, notes: Notes) -> dict[str, Any]:
    """The fields of a film that the table fills; what it says besides goes to the notes."""
    stated = {
        name: [(qualifier, value) for qualifier, value in pairs if not says_nothing(value)]
        for name, pairs in table.values.items()
    }
    texts = {name: [value for _, value in pairs] for name, pairs in stated.items()}
    film: dict[str, Any] = {}
    both = names_in(texts.get("directors writers", []))
    for people in ("directors", "writers"):
        film[people] = [*names_in(texts.get(people, [])), *both]
    film["alternative_titles"] = names_in(texts.get("alternative_titles", []))
    film["genres"], film["languages"] = genres_and_languages(texts.get("genres", []), texts.get("languages", []))
    film["releases"] = _releases(stated.get("releases", []), stated.get("where", []), notes)
    film |= _single_values(texts, notes)
    for name, values in texts.items():
        if name.startswith(f"{LEFT}:"):
            notes.leave([f"{name.removeprefix(f'{LEFT}:')}: {', '.join(values)}"] if values else [])
    return {name: value for name, value in film.items() if value}


def _single_values(texts: dict[str, list[str]], notes: Notes) -> dict[str, Any]:
    film: dict[str, Any] = {}
    for name in ("based_on", "original_title"):
        film[name] = notes.fitted(", ".join(texts.get(name, [])), 300 if name == "based_on" else 200, name)
    if texts.get("runtime_minutes"):
        film["runtime_minutes"] = _runtime(" ".join(texts["runtime_minutes"]), notes)
    if texts.get("content_rating"):
        film["content_rating"] = _rating(" ".join(texts["content_rating"]), notes)
    year = re.search(r"\b(?:18[7-9]|19|20)\d\d\b" if texts.get("year") else r"(?!)", " ".join(texts.get("year", [])))
    film["year"] = int(year[0]) if year else None
    return film


def _runtime(text: str, notes: Notes) -> int | None:
    minutes = minutes_in(text)
    if minutes is None or minutes > 6000:
        notes.problem("runtime_minutes", expected("a running time, as in `1 Hour 33 Minutes`"))
        notes.leave([text])
        return None
    return minutes


def _rating(text: str, notes: Notes) -> str | None:
    found = _RATING.fullmatch(text.strip())
    if not found:
        return notes.fitted(re.sub(r"^rated:?\s+", "", text.strip(), flags=re.IGNORECASE), 40, "content_rating")
    notes.leave([found["rest"]])
    return found["rating"]


def _releases(
    stated: list[tuple[str | None, str]], networks: list[tuple[str | None, str]], notes: Notes
) -> list[dict[str, Any]]:
    network = networks[0][1] if len(networks) == 1 else None
    releases: list[dict[str, Any]] = []
    place: str | None = None
    for qualifier, value in stated:
        place = qualifier or place
        dates = dates_in(value)
        if not dates:
            notes.problem("releases", expected("a date, as in `October 6, 2023`"))
            notes.leave([value])
        for found in dates:
            if found.ambiguous:
                notes.problem(
                    "releases",
                    expected(
                        "the month in letters; {value} was read as {date}", value=value, date=found.date.isoformat()
                    ),
                )
            where = notes.fitted(found.where or place or network or "", 100, "releases")
            release = {"date": found.date.isoformat(), "where": where}
            releases += [release] if release not in releases else []
    if network and not any(release["where"] == network for release in releases):
        notes.leave([f"Network: {network}"])
    return releases[:20]
