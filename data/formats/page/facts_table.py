"""The labels of a page's table of facts, in the wordings of many years, and the field that each one fills."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from data.formats.page.landmarks import key

CAST, LEFT = "cast", "left"
"""Fields of the table that are not fields of a film: roles, and what the model has no place for."""

_FIELDS: dict[str, str] = {
    "directors": """director|directors|directed by|film director|directors by|direction""",
    "writers": """screenplay by|screenplay|screenplay writer|screenplay writers|writer|writers|written by|teleplay by
        |script by|screenwriter|screenwriters|screen play by|writing credits""",
    "directors writers": """written and directed by|directed and written by|writer/director|director/writer
        |writer and director|director and writer|writers/directors""",
    "based_on": """based on|based on work by|based upon|adapted from|source material|based on a work by
        |based on the work by""",
    "releases": """date released|release date|released|release|dates released|date of release|premiere date|premiered
        |air date|date aired|aired|original air date|initial release|first aired|theatrical release
        |release dates|us release|available|date available|series premiere|premiere""",
    "genres": "genre|genres",
    "languages": "language|languages|original language|spoken languages",
    "runtime_minutes": """film length|length|runtime|run time|running time|movie length|duration|total runtime
        |film runtime|running length""",
    "content_rating": """content rating|mpaa rating|age rating|rated|mpaa|film rating|motion picture rating|tv rating
        |certificate""",
    "year": "year|year released|release year",
    "original_title": "original title|native title|foreign title",
    "alternative_titles": """also known as|aka|alternative title|alternative titles|alternate title|alternate titles
        |other titles""",
    "title": """title|film title|movie title|film|movie|name of film|name""",
    "where": """network|channel|streaming service|streaming on|platform|studio/network""",
    "for": "good if you like|good if you liked|you might like this if you like|recommended if you like",
    CAST: """noted characters and cast|noted cast|noted cast and characters|noted cast members|cast|starring
        |stars|noted actors|noted characters|cast and characters|characters and cast|main cast|actors
        |noted actors and characters|newly noted characters and cast|introduced this episode
        |noted characters and cast members|principal cast|noted cast member
        |newly introduced characters and cast|notable cast|notable characters and cast|featured cast
        |cast list""",
    LEFT: """isnt for you if you|isnt for you if|not for you if|not for you if you|where to watch|created by
        |creator|creators|number of episodes|episodes|episode title|episode|season|series|producer|producers
        |produced by|executive producers|executive producer|cinematographer|cinematography|music by|music
        |composer|composers|editor|editors|edited by|distributor|distributors|distributed by
        |production company|production companies|production|country|countries|budget|box office|showrunner
        |showrunners|story by|story|characters by|network and air time|purchase|song|songs|episode length
        |number of seasons|seasons|host|hosts|narrated by|narrator|images|review by|reviewed by|hosted by
        |developed by|studio|country of origin|cast details|tagline|imdb|rotten tomatoes|metacritic
        |choreographer|choreography|lyrics by""",
}
_BY_KEY = {name.strip(): field for field, names in _FIELDS.items() for name in names.split("|")}
_LONGEST_LABEL = 6
"""Words in a label, at the most, without what stands behind it in brackets."""

_INLINE = (
    "Director(s)", "Directors", "Director", "Directed By", "Written and Directed By", "Written & Directed By",
    "Screenplay By", "Written By", "Writer(s)", "Writers", "Based On", "Date Released", "Release Date", "Genre(s)",
    "Genres", "Film Length", "Running Time", "Runtime", "Run Time", "Content Rating", "Noted Characters and Cast",
    "Noted Characters And Cast", "Noted Characters & Cast", "Noted Cast", "Noted Actors", "Good If You Like",
    "Isn't For You If You", "Isn’t For You If You", "Date Aired", "Air Date", "Created By", "Where To Watch",
    "Number of Episodes", "Network", "Original Title", "Movie Length", "Language(s)", "Distributed By", "Produced By",
    "Release Date(s)", "Noted Cast and Characters", "Noted Characters", "Newly Noted Characters and Cast",
)  # fmt: skip
"""The labels that are told from prose by their capitals, so that they also separate facts that run together."""

_AT_START = ("Genre", "Starring", "Producer(s)", "Distributor(s)", "Writer", "Cinematographer(s)", "Length", "Duration")
"""These are words of prose as well, and only count at the beginning of a line of the table."""

_INLINE_PATTERN = re.compile(
    "(?:"
    + "|".join(re.escape(label) for label in sorted(_INLINE, key=len, reverse=True))
    + r")(?=\s|[A-Z(:]|\d|$)(?!\s+(?:Explan|Explain|Warning|Details|Information|Descriptions?\b))"
)
_AT_START_PATTERN = re.compile("(?:" + "|".join(map(re.escape, _AT_START)) + r")(?=\s+[A-Z\d(]|$)")
_QUALIFIED = re.compile(r"(?P<label>[^()]{2,50}(?:\(s\))?[^()]{0,30}?)\s*\((?!s\))(?P<qualifier>[^()]{1,60})\)\s*:?")
_IN_BRACKETS = re.compile(r"(?P<actor>[^\s(),;][^(),;]{0,80}?)\s*\((?P<role>[^()]{2,80})\)")
_AGE_RATING = re.compile(
    r"(?:rated\s+)?(?:g|pg|pg.?13|r|nc.?17|nr|ur|x|m|not rated|unrated|tv.?(?:y7?|g|pg|14|ma)|u|12a?|15|18)\b.*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what stands behind it on its line: `Date Released (Netflix)`, `October 6, 2023`."""

    field: str
    label: str
    qualifier: str | None
    value: str


def fact_in_cells(cells: tuple[str, ...]) -> Fact | None:
    """The fact of a row whose first cell is a label."""
    label, qualifier = _qualified(cells[0])
    field = _BY_KEY.get(key(label))
    return Fact(field, label, qualifier, "\n".join(cells[1:])) if field else None


def fact_in_words(text: str) -> Fact | None:
    """The fact of a line that begins with a label: followed by `:`, by a value, or by nothing."""
    head, colon, rest = text.partition(":")
    if colon and len(head) < 80:
        label, qualifier = _qualified(head)
        if field := _field_of(label, rest):
            return Fact(field, label, qualifier, rest.strip())
    label, qualifier = _qualified(text)
    if len(text) < 80 and (field := _BY_KEY.get(key(label))):
        return Fact(field, label, qualifier, "")
    found = _INLINE_PATTERN.match(text) or _AT_START_PATTERN.match(text)
    return _inline(text, found.end()) if found else None


def _inline(text: str, end: int) -> Fact | None:
    label, rest = text[:end], text[end:].strip()
    qualifier = re.match(r"\(([^()]{1,60})\)\s*:?\s*(.*)", rest, re.DOTALL)
    place, value = (qualifier[1], qualifier[2]) if qualifier else (None, rest)
    field = _BY_KEY.get(key(label))
    return Fact(field, label, place, value.lstrip(" :–—-")) if field else None


def _field_of(label: str, value: str) -> str | None:
    """`Rating: PG-13` is a fact, `Rating: Mixed` is none."""
    if key(label) == "rating":
        return "content_rating" if _AGE_RATING.fullmatch(value.strip()) else None
    return _BY_KEY.get(key(label))


def _qualified(text: str) -> tuple[str, str | None]:
    text = text.strip().rstrip(":").strip()
    found = _QUALIFIED.fullmatch(text)
    return (found["label"].strip(), found["qualifier"].strip()) if found else (text, None)


def cast_as_roles(label: str, text: str) -> str:
    """Cast as `role (actor)`; under `Starring` it stands the other way round."""
    return _IN_BRACKETS.sub(r"\g<role> (\g<actor>)", text) if key(label) in {"starring", "stars"} else text


def split_inline(text: str) -> list[str]:
    """A line of facts that run together, cut before each label."""
    starts = [found.start() for found in _INLINE_PATTERN.finditer(text)]
    if not starts:
        return [text]
    edges = [0, *(start for start in starts if start > 0), len(text)]
    pieces = [text[a:b].strip() for a, b in pairwise(edges)]
    return [piece for piece in pieces if piece]


def begins_facts(text: str) -> bool:
    """Whether a line outside of the table is one of its facts all the same: a label of its own kind and little more."""
    if len(text) > 150 or text.endswith((".", "!", "?")):
        return len(list(_INLINE_PATTERN.finditer(text))) >= 3
    found = _INLINE_PATTERN.match(text)
    return (found is not None and found[0] not in {"Network", "Director", "Directors", "Writers", "Genres"}) or (
        found is not None and (text == found[0] or text[found.end() :].lstrip().startswith((":", "–", "|")))
    )
