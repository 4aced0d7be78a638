"""What each sign weighs when `data.titles.spotting` judges whether some words of a message name a film.

Source: set by hand. None is fitted, and nothing in `benchmarks/` fits them: unlike those of the search, they came with
their first version and no figures. A reading begins with what its words tell, the signs around it are added or taken
off, and from `least` on it counts as a title. `tests/data/titles/test_spotting.py` takes each weight away in turn and
has a sentence that then reads otherwise, so none stands here for nothing; change one, and see there what it was for.
How plain words are is told by the English lists
(`data/titles/english.py`) and by the words of chatter (`data/titles/chatter.txt`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Scores are about 0 to 1; a plainness of 1 means words of chatter only, 0 words that no English list has."""

    least: float = 0.5
    """From here on a reading is a title."""
    most: float = 0.99
    """No reading scores more."""
    year: float = 0.97
    """The score of any title with its film's year behind it: `Up (2009)`."""
    linked: float = 0.2
    """What a reading may lack if a comma or "and" joins it to a title: `parasite, Little Women`."""
    letter: float = 0.012
    """For every letter, between two readings of one place: `Blade Runner 2049` before `Blade Runner`."""

    # How plain a word is.
    common_word: float = 0.67
    known_word: float = 0.5

    # What the words tell by themselves.
    several: float = 0.95
    several_plain: float = 0.75
    """Taken off by plainness: `get out` is hardly a title, `blade runner` is."""
    several_more: float = 0.06
    """For each word beyond two."""
    single: float = 0.5
    single_plain: float = 0.5
    """Taken off by plainness: `her`."""
    nickname: float = 0.3
    """Taken off a nickname of one word that is neither in capitals nor has a digit."""
    number: float = 0.4
    """Taken off what is only a number: `300`."""
    piece_single: float = 0.25
    """Taken off a piece of a title, before or behind its colon, that is one word."""
    piece_tail: float = 0.15
    piece_head: float = 0.05

    # What the film tells.
    popularity_unknown: float = 0.85
    """Taken for the popularity of a film that has none."""
    several_popularity: float = 0.2
    several_unpopular: float = 0.1
    """Taken off titles of several words whatever their popularity."""
    single_popularity: float = 0.6
    """By how far the film is more or less popular than `popularity_unknown`."""
    article: float = 0.1
    """Taken off one word without the article that its title has: `thing`."""

    # Upper and lower case, where a message has both.
    shouting: float = 0.7
    """A message with this share of capitals or more tells nothing by them."""
    no_case_rare: float = 0.08
    """Where case tells nothing, for words that no English list has."""
    several_capital: float = 0.25
    several_small: float = 0.1
    """Taken off."""
    single_small: float = 0.1
    single_small_plain: float = 0.2
    """Both taken off, the second by plainness."""
    single_opening: float = 0.15
    """One capital word that opens a sentence, where every word has a capital; by how far it is not plain."""
    single_capital: float = 0.4
    single_capital_plain: float = 0.3
    """One capital word of chatter within a sentence: `I saw Her`."""
    name_goes_on: float = 0.35
    """Taken off beside another capital word: `Pearl Harbor` is no `Pearl`."""

    # What stands around it.
    quoted: float = 0.7
    """Quotes or emphasis on both sides."""
    noun: float = 0.6
    """`the movie` before it."""
    watching: float = 0.35
    """`watched` before it."""
    watching_everyday: float = 0.25
    """The same before one word of chatter, in a message of upper and lower case: `watched Us`."""
    watching_everyday_no_case: float = 0.1
    """Too little to make a title of it: it moves the score of one that quotes have made."""
    liking: float = 0.15
    """`loved` before it."""
    liking_everyday: float = 0.05
    person: float = 0.5
    """What a reading may lack if somebody who worked on the film is named elsewhere: `the thing, the carpenter one`."""
    time: float = 0.4
    """Taken off a span of time in small letters: `28 days`, `every day`."""
    speaking: float = 0.3
    """Taken off one word before `said` and the like: `carol said`."""
    noun_after: float = 0.3
    """`movie` or `trailer` behind it."""


WEIGHTS = Weights()
