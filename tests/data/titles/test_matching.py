"""Every way of typing a title that the engine promises to understand."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from data.titles import Outcome, TitleIndex
from tests.data.titles.films import FILMS, named


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(FILMS)


# query | title | year where it matters
_CASES = """
# exact
Inception | Inception
the dark knight | The Dark Knight
PULP FICTION | Pulp Fiction
# typos
incpetion | Inception
opennheimmer | Oppenheimer
eternal sunshin of teh spotles mind | Eternal Sunshine of the Spotless Mind
# transposed
hte northman | The Northman
zodaic | Zodiac
whipalsh | Whiplash
# phonetic
parrasite | Parasite
intersteler | Interstellar
openhimer | Oppenheimer
forest gumpp | Forrest Gump
# spacing
pulpfiction | Pulp Fiction
spiderman | Spider-Man
old boy | Oldboy
castaway | Cast Away
ghost busters | Ghostbusters
# punctuation
spider man | Spider-Man
pans labyrinth | Pan's Labyrinth
wall e | WALL·E
walle | WALL·E
your name | Your Name.
the man from uncle | The Man from U.N.C.L.E.
# accents
amelie | Amélie
Amélie | Amélie
les miserables | Les Misérables
leon the professional | Léon: The Professional
# scripts
발레리나 | Ballerina
기생충 | Parasite
gisaengchung | Parasite
もののけ姫 | Princess Mononoke
солярис | Solaris
kimi no na wa | Your Name.
# articles
player, the | The Player
a northman | The Northman
lighthouse | The Lighthouse
the fight club | Fight Club
leben der anderen | Das Leben der Anderen
# ampersand
fast and furious | Fast & Furious
fast & furious | Fast & Furious
the good the bad & the ugly | The Good, the Bad and the Ugly
# numerals
rocky 2 | Rocky II
rocky ii | Rocky II
rocky three | Rocky III
se7en | Seven
oceans 11 | Ocean's Eleven
twelve angry men | 12 Angry Men
dune part 2 | Dune: Part Two
kill bill vol ii | Kill Bill: Vol. 2
# subtitles
fury road | Mad Max: Fury Road
dr strangelove | Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb
the fellowship of the ring | The Lord of the Rings: The Fellowship of the Ring
judgment day | Terminator 2: Judgment Day
# words
silence lambs | The Silence of the Lambs
lambs silence of the | The Silence of the Lambs
grand hotel budapest | The Grand Budapest Hotel
everything everywhere at once | Everything Everywhere All at Once
# alternatives
harry potter and the philosophers stone | Harry Potter and the Sorcerer's Stone
the lives of others | Das Leben der Anderen
wo hu cang long | Crouching Tiger, Hidden Dragon
lust caution | Se, jie
# nicknames
lotr | The Lord of the Rings: The Fellowship of the Ring
t2 | Terminator 2: Judgment Day
eeaao | Everything Everywhere All at Once
tdk | The Dark Knight
hp3 | Harry Potter and the Prisoner of Azkaban
# prefixes
incep | Inception
the dark k | The Dark Knight
everyth | Everything Everywhere All at Once
interst | Interstellar
# mistyped prefixes
incpe | Inception
intertse | Interstellar
eveyrth | Everything Everywhere All at Once
the grnad bud | The Grand Budapest Hotel
# people
ballerina ana de armas | Ballerina | 2025
dune by david lynch | Dune | 1984
little women winona ryder | Little Women | 1994
the kurt russell movie the thing | The Thing | 1982
# releases
The.Northman.2022.1080p.BluRay.x264-GRP.mkv | The Northman
Dune.1984.REMASTERED.720p.WEB-DL.H264 | Dune | 1984
blade_runner_2049_2017_2160p_uhd_hevc.mkv | Blade Runner 2049
# chatter
that movie ballerina with the revenge | Ballerina
can we watch the lighthouse tonight | The Lighthouse
i think it's called moonrise kingdom | Moonrise Kingdom
have you seen Parasite? | Parasite
anyone up for hot fuzzz | Hot Fuzz
# numbers as titles
1917 | 1917
2012 | 2012
300 | 300
blade runner 2049 | Blade Runner 2049
2001 a space odyssey | 2001: A Space Odyssey
8 1/2 | 8½
m | M
"""

CASES = [line for line in _CASES.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_finds_the_film(index: TitleIndex, case: str) -> None:
    query, title, *year = (part.strip() for part in case.split("|"))
    right = {film.id for film in FILMS if film.title == title and (not year or film.year == int(year[0]))}
    matches = index.search(query)
    assert matches
    assert matches[0].film_id in right


@pytest.mark.parametrize(
    "query",
    [
        "ballerina 2023",
        "ballerina (2023)",
        "the 2023 ballerina",
        "ballerina '23",
        "2023 ballerina",
        "ballerina from 2023",
    ],
)
def test_a_year_tells_same_named_films_apart(index: TitleIndex, query: str) -> None:
    assert index.search(query)[0].film_id == named("Ballerina", 2023)


def test_same_named_films_rank_by_popularity(index: TitleIndex) -> None:
    years: dict[Hashable, int | None] = {film.id: film.year for film in FILMS}
    assert [years[m.film_id] for m in index.search("ballerina", 4)] == [2025, 2023, 2016, 2006]
    assert index.search("dune")[0].film_id == named("Dune", 2021)
    assert index.search("the thing")[0].film_id == named("The Thing", 1982)


def test_scores_fall_and_lie_between_nought_and_one(index: TitleIndex) -> None:
    scores = [match.score for match in index.search("the dark")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_tells_the_title_that_matched(index: TitleIndex) -> None:
    assert index.search("gisaengchung")[0].title == "Gisaengchung"
    assert index.search("parasite")[0].title == "Parasite"


@pytest.mark.parametrize(
    "query", ["inception", "the dark knight", "rocky ii", "amelie", "ballerina 2023", "spiderman 2"]
)
def test_is_sure_of_a_clear_title(index: TitleIndex, query: str) -> None:
    assert index.search(query)[0].outcome is Outcome.SURE


@pytest.mark.parametrize(
    "query",
    [
        "thanks, that makes sense",
        "how are you today",
        "i agree with you",
        "what time is it",
        "bohemian rhapsody lyrics",
        "see you next week",
        "smells like teen spirit",
        "the catcher in the rye",
        "qwrtzpsdf",
        "93847593",
        "lol same",
        "good morning everyone",
        "what is the weather like",
        "set an alarm for seven",
        "who wants pizza",
        "stairway to heaven",
        "to kill a mockingbird",
        "no way",
        "so good",
        "i love this song",
        "best day ever",
        "hotel california",
    ],
)
def test_is_not_sure_of_what_is_no_film(index: TitleIndex, query: str) -> None:
    matches = index.search(query)
    assert not matches or matches[0].outcome is Outcome.UNSURE
