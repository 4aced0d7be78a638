"""Finds the titles that a running text names, and tells them from the same words used as words.

Whole titles only: a run of words is looked up, then judged by how plain its words are, their case, quotes or emphasis
around them, a year behind them, and words like "watched" or "movie" beside them. What each of these weighs stands in
`data.titles.spotting_weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from data.titles.catalogue import Catalogue
from data.titles.chatter import FILLER
from data.titles.english import COMMON, KNOWN
from data.titles.lexicon import Lexicon
from data.titles.models import Span
from data.titles.normalize import fold, squash, strip_article
from data.titles.numerals import digits
from data.titles.people import People
from data.titles.spotting_weights import WEIGHTS
from data.titles.spotting_words import (
    AFTER,
    AROUND,
    ARTICLES,
    BEFORE_A_NAME,
    BEHIND_A_NAME,
    LIKING,
    NOUNS,
    OF_TIMES,
    SPEAKING,
    TIMES,
    WATCHING,
)
from data.titles.surfaces import Kind

MAX_CHARS = 4000
"""As long as a Discord message can be; what lies behind is not read."""
_MAX_WORDS = 12
_MOST = 400
"""Readings that are judged in one text; real messages have a few dozen."""
_NAMESAKES = 16
_WHOLE, _INITIALS = int(Kind.ALTERNATIVE), int(Kind.INITIALS)
_GAP = 8
"""Letters between two titles that a comma or an "and" may take."""
_WORD = re.compile(r"[^\W_]+(?:['’.·-][^\W_]+)*|&")
_YEAR_AFTER = re.compile(r"[\"”»*_’']*,?\s*[(\[]?((?:18|19|20)\d\d)[)\]]?(?!\w)")
_OPENING, _CLOSING = "\"“«*_‘'`", "\"”»*_’'`"
_LINK = re.compile(r"\s*(?:,|&|/|\+|and|or|vs\.?|then|>|<|,\s*and)\s*", re.IGNORECASE)
_SHORTEST_NAME = 5


@dataclass(slots=True)
class _Text:
    """A text with its words, each folded, squashed and with numerals in digits."""

    raw: str
    words: list[re.Match[str]]
    plain: list[str]
    numbered: list[str]
    mixed: bool
    """Whether upper and lower case tell anything."""


@dataclass(slots=True)
class _Reading:
    first: int
    last: int
    start: int
    end: int
    row: int
    score: float


def spot(text: str, catalogue: Catalogue, lexicon: Lexicon, people: People) -> list[Span]:
    """The films a text names, in reading order, without overlaps; of two readings of a place the better one."""
    read = _read(text[:MAX_CHARS])
    readings = sorted(
        _longest(islice(_readings(read, catalogue, lexicon), _MOST), catalogue),
        key=lambda r: r.score + WEIGHTS.letter * (r.end - r.start),
        reverse=True,
    )
    least = WEIGHTS.least
    taken: list[_Reading] = []
    places: dict[int, int] = {}
    covered = bytearray(len(read.raw))
    for lenient in (False, True):
        for reading in readings:
            nearly = lenient and reading.score < least
            bonus = WEIGHTS.linked if nearly and _linked(reading, places, read) else 0.0
            if nearly and reading.score + WEIGHTS.person >= least and _named(reading, read, catalogue, people):
                bonus = WEIGHTS.person
            if reading.score + bonus >= least and not any(covered[reading.start : reading.end]):
                reading.score = max(least, reading.score)
                covered[reading.start : reading.end] = b"\x01" * (reading.end - reading.start)
                places[reading.start] = reading.end
                taken.append(reading)
    return [_span(reading, catalogue) for reading in sorted(taken, key=lambda reading: reading.start)]


def _longest(readings: Iterator[_Reading], catalogue: Catalogue) -> Iterator[_Reading]:
    """Without those that lie within a longer title: `Mad Max fury road` names no `Mad Max`."""
    begins = ends = -1  # of the title, among those before, that reaches furthest
    for reading in sorted(readings, key=lambda one: (one.start, -one.end)):
        if ends < reading.end or (begins, ends) == (reading.start, reading.end):
            yield reading
        if reading.end > ends and reading.score >= WEIGHTS.least and catalogue.kind.values[reading.row] <= _WHOLE:
            begins, ends = reading.start, reading.end


def _read(raw: str) -> _Text:
    words = list(_WORD.finditer(raw))
    folded = [fold(word.group()) for word in words]
    upper = sum(map(str.isupper, raw))
    mixed = 0 < upper < sum(map(str.isalpha, raw)) * WEIGHTS.shouting
    return _Text(raw, words, [squash(word) for word in folded], [squash(digits(word)) for word in folded], mixed)


def _readings(read: _Text, catalogue: Catalogue, lexicon: Lexicon) -> Iterator[_Reading]:
    for words in (read.plain, read.numbered) if read.plain != read.numbered else (read.plain,):
        for first in range(len(words)):
            joined = ""
            for last in range(first, min(first + _MAX_WORDS, len(words))):
                joined += words[last]
                if first == last and _only_a_word(read, first):
                    continue
                if lexicon.has(joined) and (rows := _alive(lexicon.exact(joined)[:_NAMESAKES], catalogue)):
                    yield _judge(read, first, last, rows, catalogue)


def _only_a_word(read: _Text, place: int) -> bool:
    """Whether a word of chatter has nothing around it that could make it a title; saves judging every "and"."""
    if read.plain[place] not in FILLER:
        return False
    word, raw = read.words[place], read.raw
    near = raw[max(0, word.start() - 1) : word.start()] + raw[word.end() : word.end() + 3]
    beside = read.plain[max(0, place - 1) : place] + read.plain[place + 1 : place + 2]
    return not (word.group()[0].isupper() or any(map(_telling, near)) or not AROUND.isdisjoint(beside))


def _telling(char: str) -> bool:
    return char in _OPENING or char in _CLOSING or char.isdigit() or char in "(["


def _alive(rows: list[int], catalogue: Catalogue) -> list[int]:
    alive, film, kind = catalogue.alive.values, catalogue.film.values, catalogue.kind.values
    return [row for row in rows if alive[film[row]] and kind[row] != _INITIALS]


def _judge(read: _Text, first: int, last: int, rows: list[int], catalogue: Catalogue) -> _Reading:
    start, end = read.words[first].start(), read.words[last].end()
    year = _YEAR_AFTER.match(read.raw, end)
    bare = strip_article(written := fold(read.raw[start:end]))
    row = _best(rows, int(year[1]) if year else 0, bare != written, catalogue)
    film = catalogue.film.values[row]
    if year and int(catalogue.year.values[film]) == int(year[1]):
        return _Reading(first, last, start, end, row, WEIGHTS.year)
    plain = _plain(bare)
    score = _words(bare, plain, Kind(int(catalogue.kind.values[row])), read.raw[start:end])
    popularity = float(catalogue.popularity.values[film]) or WEIGHTS.popularity_unknown
    if " " in bare:
        score += WEIGHTS.several_popularity * popularity - WEIGHTS.several_unpopular
    else:
        score += WEIGHTS.single_popularity * (popularity - WEIGHTS.popularity_unknown)
    if " " not in bare and bare == written and catalogue.article.values[row]:
        score -= WEIGHTS.article
    score += _case(read, first, last, plain) + _cues(read, first, last, plain) - _otherwise(read, first, last)
    if start and end < len(read.raw) and read.raw[start - 1] in _OPENING and read.raw[end] in _CLOSING:
        score += WEIGHTS.quoted
    return _Reading(first, last, start, end, row, min(WEIGHTS.most, score))


def _best(rows: list[int], year: int, article: bool, catalogue: Catalogue) -> int:
    """The year decides, then a title before a part of one, the article, popularity and recency."""
    films, kinds, articles = catalogue.film.values, catalogue.kind.values, catalogue.article.values
    years, popularity = catalogue.year.values, catalogue.popularity.values

    def rank(row: int) -> tuple[bool, bool, bool, float, int]:
        film, made = films[row], int(years[films[row]])
        return made == year, bool(kinds[row] <= _WHOLE), bool(articles[row]) == article, float(popularity[film]), made

    return max(rows, key=rank)


def _plain(bare: str) -> float:
    """How everyday the words are: 1 for those of chatter, 0 for those that no English list has."""
    words = bare.split(" ")
    common, known = WEIGHTS.common_word, WEIGHTS.known_word
    plain = [1 if w in FILLER else common if w in COMMON else known if w in KNOWN else 0 for w in words]
    return sum(plain) / len(words)


def _words(bare: str, plain: float, kind: Kind, written: str) -> float:
    """How far the words alone tell that they are a title."""
    count = bare.count(" ") + 1
    if count > 1:
        score = WEIGHTS.several - WEIGHTS.several_plain * plain + WEIGHTS.several_more * (count - 2)
    else:
        score = WEIGHTS.single - WEIGHTS.single_plain * plain
    if kind is Kind.NICKNAME and count == 1 and not (written.isupper() or any(map(str.isdigit, written))):
        score -= WEIGHTS.nickname
    if bare.replace(" ", "").isdecimal():
        score -= WEIGHTS.number
    if kind in (Kind.TAIL, Kind.HEAD):
        whole = WEIGHTS.piece_tail if kind is Kind.TAIL else WEIGHTS.piece_head
        score -= WEIGHTS.piece_single if count == 1 else whole
    return score


def _case(read: _Text, first: int, last: int, plain: float) -> float:
    if not read.mixed:
        return WEIGHTS.no_case_rare if plain == 0 else 0.0
    words = [word.group() for word in read.words[first : last + 1]]
    beside = WEIGHTS.name_goes_on if _name_goes_on(read, first, last) else 0.0
    if len(words) > 1:
        big = words[0][0].isupper() and (words[-1][0].isupper() or words[-1][0].isdigit())
        return (WEIGHTS.several_capital if big else -WEIGHTS.several_small) - beside
    if not words[0][0].isupper():
        return -WEIGHTS.single_small - WEIGHTS.single_small_plain * plain
    if _opens(read, first):
        return WEIGHTS.single_opening * (1 - plain) - beside
    return (WEIGHTS.single_capital if plain < 1 else WEIGHTS.single_capital_plain) - beside


def _opens(read: _Text, place: int) -> bool:
    """Whether a word opens a sentence, where its capital means nothing."""
    before = read.raw[: read.words[place].start()].rstrip("\"“'‘*_ ")[-1:]
    return not before or before in ".!?\n:"


def _name_goes_on(read: _Text, first: int, last: int) -> bool:
    """Whether a capital word stands right beside: then this is a piece of a longer name."""
    words, raw = read.words, read.raw
    if first and raw[words[first - 1].end() : words[first].start()] == " ":
        before = words[first - 1].group()
        if before[0].isupper() and not _opens(read, first - 1) and before != "I":
            return True
    if last + 1 < len(words) and raw[words[last].end() : words[last + 1].start()] == " ":
        after = words[last + 1].group()
        return after[0].isupper() and after != "I"
    return False


def _cues(read: _Text, first: int, last: int, plain: float) -> float:
    before = read.plain[first - 1] if first else ""
    after = read.plain[last + 1] if last + 1 < len(read.plain) else ""
    far = read.plain[first - 2] if first > 1 else ""
    everyday = first == last and plain == 1  # `saw her` names no film, `the movie her` does
    score = 0.0
    if before in NOUNS and far not in ("a", "this", "that", "good", "great", "what"):
        score = WEIGHTS.noun
    elif before in WATCHING or (before in ARTICLES and far in WATCHING):
        plainly = WEIGHTS.watching_everyday if read.mixed else WEIGHTS.watching_everyday_no_case
        score = plainly if everyday else WEIGHTS.watching
    elif before in LIKING:
        score = WEIGHTS.liking_everyday if everyday else WEIGHTS.liking
    if after in AFTER:
        score += WEIGHTS.noun_after
    return score


def _otherwise(read: _Text, first: int, last: int) -> float:
    """How far the words are something else: a span of time, or somebody who speaks."""
    words = read.plain[first : last + 1]
    small = not any(word.group()[0].isupper() for word in read.words[first : last + 1])
    if small and words[-1] in TIMES and all(word in OF_TIMES or word.isdecimal() for word in words[:-1]):
        return WEIGHTS.time
    after = read.plain[last + 1] if last + 1 < len(read.plain) else ""
    return WEIGHTS.speaking if first == last and after in SPEAKING else 0.0


def _linked(reading: _Reading, taken: dict[int, int], read: _Text) -> bool:
    """Whether only a comma, "and" or the like lies between this and a title that was taken."""
    if all(word in FILLER for word in read.plain[reading.first : reading.last + 1]):
        return False
    ends = {end: start for start, end in taken.items()}
    before = ((end, reading.start) for end in range(reading.start - _GAP, reading.start) if end in ends)
    after = ((reading.end, start) for start in range(reading.end + 1, reading.end + _GAP) if start in taken)
    return any(_LINK.fullmatch(read.raw, start, end) for start, end in (*before, *after))


def _named(reading: _Reading, read: _Text, catalogue: Catalogue, people: People) -> bool:
    """Whether the text names somebody who worked on the film: `the thing … the carpenter one`, `drive with Gosling`."""
    film = catalogue.film.values[reading.row : reading.row + 1]
    for place, word in enumerate(read.plain):
        if reading.first <= place <= reading.last or len(word) < _SHORTEST_NAME or word in FILLER:
            continue
        before, after = "".join(read.plain[max(0, place - 1) : place]), "".join(read.plain[place + 1 : place + 2])
        is_name = before in BEFORE_A_NAME or after in BEHIND_A_NAME
        if is_name and (found := people.among(word, film)) is not None and bool(found[0]):
            return True
    return False


def _span(reading: _Reading, catalogue: Catalogue) -> Span:
    film = int(catalogue.film.values[reading.row])
    title = catalogue.title(film, int(catalogue.source.values[reading.row]))
    return Span(reading.start, reading.end, catalogue.ids[film], title, round(reading.score, 3))
