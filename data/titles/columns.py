"""What the two networks see, a name a column: the order of the lines below is that of their inputs.

A weights file begins with the names it was trained for, and `data.titles.network.load` holds it to these. Add, drop or
move a line, and the networks are to be trained anew: `python -m benchmarks.train_titles DATA`.
"""

from __future__ import annotations

from enum import IntEnum, auto, unique


class _Column(IntEnum):
    """A member's value is its place in its class, from 0."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:
        return count


@unique
class Feature(_Column):
    """What is told of every candidate row; filled by `data.titles.features`, shares and likenesses in 0..1."""

    # How alike the texts are: the query's core (or the best of its segments) and the row's.
    RATIO = auto()  # the best segment
    SQUASH_RATIO = auto()  # the same, spaces left out of both
    CORE_RATIO = auto()
    PARTIAL = auto()  # the whole query against the best piece of either
    TOKEN_SORT = auto()
    TOKEN_SET = auto()
    WINKLER = auto()
    BEGIN = auto()  # the core and as many letters of the row
    BEGIN_EXACT = auto()
    BEGIN_WORD = auto()  # and a word of the row ends there
    EQUAL_CORE = auto()
    EQUAL_WHOLE = auto()
    # Which segment is the most alike.
    SEGMENT_SHARE = auto()  # how much of the query it is
    SEGMENT_QUOTED = auto()
    # How much they cover of each other.
    SPAN = auto()  # some run of the query's words is the row's text
    SPAN_SHARE = auto()
    SPAN_LEAD = auto()  # no other row has a longer one
    SHARED_ROW = auto()  # n-gram weight in common, as a part of the row's
    SHARED_QUERY = auto()  # and of the query's
    LENGTH_GAP = auto()  # -1..1, above 0 where the query is the longer
    ROW_LENGTH = auto()
    # What the film and its form are.
    POPULARITY = auto()
    RECENCY = auto()  # -1..1, from 1935 or not known to 2025
    YEAR_MATCH = auto()
    YEAR_NEAR = auto()  # one year off
    YEAR_OFF = auto()
    SEQUEL_SAME = auto()
    SEQUEL_MISSING = auto()  # the query has a number, the row another or none
    SEQUEL_EXTRA = auto()  # the row has one, the query none
    ARTICLE = auto()  # 1 where both have a leading article or neither has, else -1
    PERSON = auto()  # the query names people who worked on the film
    PLAIN = auto()  # how everyday the row's words are
    # Which kind of surface form the row is: the names of `data.titles.surfaces.Kind`.
    TITLE = auto()
    ALTERNATIVE = auto()
    HEAD = auto()
    TAIL = auto()
    INITIALS = auto()
    NICKNAME = auto()
    # What the query is: the same in every row.
    CORE_LENGTH = auto()
    WORDS = auto()
    DROPPED = auto()  # words taken for chatter
    RELEASE = auto()  # it is the name of a file
    HAS_YEAR = auto()
    SEGMENTS = auto()


@unique
class Clue(_Column):
    """What tells whether the best row is meant at all; filled by `data.titles.evidence`, shares in 0..1."""

    # How far the best row stands out, by the ranker's scores.
    TOP = auto()
    SECOND = auto()
    LEAD = auto()
    CHANCE = auto()  # its share of the softmax
    RIVALS = auto()
    # The words left over on both sides.
    EXACT_WORDS = auto()
    KNOWN_LEFT = auto()
    UNKNOWN_LEFT = auto()
    FILLER_LEFT = auto()
    SWAPPED_KNOWN = auto()  # a word in place of a title's, and not likely a slip
    SWAPPED_UNKNOWN = auto()
    TITLE_LEFT = auto()
    # What the title's words and the query's are like.
    TITLE_WORDS = auto()
    TITLE_RARITY = auto()
    TITLE_FILLER = auto()
    QUERY_WORDS = auto()
    QUERY_FILLER = auto()
    QUERY_UNKNOWN = auto()
    QUERY_RARITY = auto()
    # The tone of what was typed.
    CAPITAL = auto()
    TITLE_CASE = auto()
    UPPER = auto()
    STOP_MARK = auto()
    BANG = auto()
    QUESTION = auto()
    QUOTE = auto()
    ODD_MARKS = auto()
    DIGITS = auto()
    VOWELS = auto()
    LETTERS = auto()
    # The query once more.
    YEAR = auto()  # it has one
    COVER_WORDS = auto()  # words of the title that are in it
    LONG_WORDS = auto()  # letters of the longest word, by ten


RANKER_INPUTS = tuple(feature.name.lower() for feature in Feature)
"""What the ranker sees of each row."""
CONFIDENCE_INPUTS = (*RANKER_INPUTS, *(f"clue_{clue.name.lower()}" for clue in Clue))
"""What the confidence sees: the best row's features, and the clues."""
