"""Who plays whom: the rows of the cast, and the character descriptions with their texts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from data.errors import expected
from data.formats.page.boilerplate import says_nothing
from data.formats.page.landmarks import key
from data.formats.page.lines import Kind, Line
from data.formats.page.notes import Notes

_HEAD = re.compile(
    r"[“\"']?(?P<name>[^()]{1,120}?(?:\s\([^()]{1,40}\))?)\s*\((?P<actor>[^()]{2,120})\)[”\"',]{0,3}\s*"
    r"(?:(?:[:–—]|\s-\s)\s*(?P<text>.*))?",
    re.DOTALL,
)
_PLAYED = re.compile(
    r"(?P<name>[^():]{1,80}?),?\s+(?:is )?(?:played|portrayed|voiced)\s+by:?\s+(?P<actor>[^():]{2,80})", re.I
)
_AS = re.compile(r"(?P<actor>[^():]{2,80}?)\s+(?:as|\.{3,}|…)\s+(?P<name>[^():]{1,80})")
_BETWEEN = re.compile(r"\s+[–—-]\s+|\s*:\s+|\s*\.{3,}\s*|\s*…\s*")
_HEADER = frozenset(
    ("character", "characters", "character name", "actor", "actors", "role", "name", "cast", "played by")
)
_PARTICLES = frozenset(
    ("de", "da", "del", "della", "di", "du", "van", "von", "der", "la", "le", "bin", "al", "el", "st.", "mac")
)
_SUFFIXES = frozenset(("jr.", "jr", "sr.", "sr", "ii", "iii", "iv"))
_ABBREVIATED = re.compile(r".*\b(?:[A-Z]|Jr|Sr)\.", re.DOTALL)
"""A full stop that belongs to a name: `Agent K.`, `Paul Jr.`"""

_MOST_TOKENS = 7
_MOST_ROWS, _MOST_PIECES = 100, 10


@dataclass(frozen=True, slots=True)
class Role:
    """A character, and as much as is said of it."""

    name: str
    actor: str | None = None
    text: str = ""


def role_in_head(line: Line, known: Container[str] = ()) -> Role | None:
    """The role of a line such as `Ok-ju (Jeon Jong-seo)`, with or without its description behind a colon.

    What ends like a sentence is no name, unless it is among the `known` ones, given as the keys of their names.
    """
    found = _HEAD.fullmatch(line.text)
    if not found or says_nothing(found["actor"]):
        return None
    name = found["name"].rstrip()
    if name.endswith((".", "!", "?", ";")) and not _ABBREVIATED.fullmatch(name) and key(name) not in known:
        return None
    is_name = len(found["name"].split()) <= 9 and len(found["actor"].split()) <= 14
    return (
        Role(found["name"].strip(" “\"'"), found["actor"].strip(), (found["text"] or "").strip()) if is_name else None
    )


def roles_of_cast(lines: list[Line], known: list[Role], page: str, notes: Notes, *, stacked: bool) -> list[Role]:
    """The roles in the rows of the cast.

    Where a row does not show where the role ends and the actor begins, `known` roles and the whole text of the
    `page` tell; where they do not either, the row is divided as most are, and a problem says so.
    """
    notes.leave(line.text for line in lines[_MOST_ROWS:])
    known = known[:_MOST_ROWS]
    rows = [row for line in lines[:_MOST_ROWS] for row in _rows(line)]
    rows = [
        row
        for row in rows
        if not (key(row.text) in _HEADER or all(key(cell) in _HEADER for cell in row.cells or ("?",)))
    ]
    if (
        rows
        and all(len(row.cells) < 2 for row in rows)
        and (stacked or _alternates(rows, known))
        and len(rows) % 2 == 0
    ):
        return [Role(a.text, b.text) for a, b in zip(rows[::2], rows[1::2], strict=True)]
    return [role for row in rows for role in _roles_in_row(row, known, page, notes)]


def _rows(line: Line) -> Iterator[Line]:
    columns = [cell.split("\n") for cell in line.cells]
    if len(columns) == 2 and len(columns[0]) == len(columns[1]) > 1:
        for name, actor in zip(*columns, strict=True):
            yield replace(line, text=f"{name} {actor}", cells=(name, actor))
    else:
        yield line


def _alternates(rows: list[Line], known: list[Role]) -> bool:
    actors = {key(role.actor) for role in known if role.actor}
    return any(key(row.text) in actors for row in rows)


def _roles_in_row(row: Line, known: list[Role], page: str, notes: Notes) -> Iterator[Role]:
    if len(row.cells) >= 2:
        yield Role(row.cells[0].replace("\n", " "), " ".join(" ".join(row.cells[1:]).split()))
        return
    pairs = re.findall(r"([^(),][^()]{0,80}?)\s*\(([^()]{2,80})\)[,;]?\s*", row.text)
    if pairs and row.text.strip().rstrip(",;").endswith(")"):
        yield from (Role(name.strip(), actor.strip()) for name, actor in pairs)
        return
    stated = _PLAYED.fullmatch(row.text) or _AS.fullmatch(row.text)
    between = _BETWEEN.split(row.text)
    if stated:
        yield Role(stated["name"].strip(), stated["actor"].strip())
    elif len(between) == 2 and all(between):
        yield Role(between[0], between[1])
    else:
        yield from _unmarked(row, known, page, notes)


def _unmarked(row: Line, known: list[Role], page: str, notes: Notes) -> Iterator[Role]:
    """A row of nothing but names, one or several in it."""
    rest = row.text
    for role in known:
        stated = re.compile(rf"{re.escape(role.name)}\s*{re.escape(role.actor or '')}")
        if role.actor and stated.search(rest):
            yield role
            rest = stated.sub("\n", rest, count=1)
    pieces = [piece.strip(" ,;") for piece in rest.split("\n") if piece.strip(" ,;")]
    notes.leave(pieces[_MOST_PIECES:])
    for names in pieces[:_MOST_PIECES]:
        guess, sure = _divided(names, page)
        if guess is None:
            notes.leave([names])
            continue
        if not sure:
            told = expected(
                "a role and its actor, kept apart; read as {name} ({actor})", name=guess.name, actor=guess.actor
            )
            notes.problem("characters", told, row.number)
        yield guess


def _divided(names: str, page: str) -> tuple[Role | None, bool]:
    tokens = names.split()
    for place in range(1, min(len(tokens), _MOST_TOKENS)):
        name, actor = " ".join(tokens[:place]), " ".join(tokens[place:])
        if f"{name} ({actor})" in page:
            return Role(name, actor), True
    if not 2 <= len(tokens) <= _MOST_TOKENS or "," in names or any(not _like_a_name(token) for token in tokens):
        return None, False
    place = len(tokens) - min(_length_of_actor(tokens), len(tokens) - 1)
    return Role(" ".join(tokens[:place]), " ".join(tokens[place:])), False


def _length_of_actor(tokens: list[str]) -> int:
    """Most actors have two names; a middle initial, a particle or a suffix makes it three."""
    if len(tokens) == 2:
        return 1
    longer = (
        tokens[-1].lower() in _SUFFIXES
        or tokens[-2].lower() in _PARTICLES
        or re.fullmatch(r"[A-Z]\.", tokens[-2]) is not None
    )
    return 3 if longer else 2


def _like_a_name(token: str) -> bool:
    return not token[0].islower() or token.lower() in _PARTICLES or "-" in token


def described_roles(lines: list[Line], known: list[Role], notes: Notes) -> list[Role]:
    """The character descriptions: a head, then paragraphs up to the next head."""
    names = {key(role.name): role for role in known}
    roles: list[Role] = []
    for line in lines:
        if len(line.cells) >= 2 and line.kind is Kind.ROW:
            roles.append(_role_in_row(line))
            continue
        head = role_in_head(line, names) or names.get(key(line.text))
        if head:
            roles.append(head)
        elif not roles or _is_about_actor(line.text):
            notes.leave([line.text])
        else:
            roles[-1] = replace(roles[-1], text="\n\n".join(filter(None, (roles[-1].text, line.text))))
    return roles


def _role_in_row(line: Line) -> Role:
    head = role_in_head(Line(line.cells[0]))
    rest = "\n\n".join(line.cells[1:])
    if head:
        return replace(head, text=rest)
    return (
        Role(line.cells[0], line.cells[1], "\n\n".join(line.cells[2:]))
        if len(line.cells) > 2
        else Role(line.cells[0], rest)
    )


def _is_about_actor(text: str) -> bool:
    return (
        re.match(
            r"you (?:may|might|can|probably|best|would|could)\b.{0,20}\b(?:know|remember|recognize|recognise|seen)",
            text,
            re.I,
        )
        is not None
    )


def merged(cast: list[Role], described: list[Role]) -> list[Role]:
    """The cast in its order with the descriptions, then who is only described."""
    roles: dict[str, Role] = {}
    for role in (*cast, *described):
        same = _same(roles, role)
        if same is None:
            roles[key(role.name) or role.name] = role
            continue
        known = roles[same]
        text = known.text if role.text in known.text else "\n\n".join(filter(None, (known.text, role.text)))
        roles[same] = Role(known.name, known.actor or role.actor, text)
    return list(roles.values())


def _same(roles: dict[str, Role], role: Role) -> str | None:
    name = key(role.name) or role.name
    if name in roles:
        return name
    actor = key(role.actor or "")
    for other, known in roles.items():
        if actor and key(known.actor or "") == actor and set(key(known.name).split()) & set(name.split()):
            return other
    return None
