"""What the two networks see, by name; and that their weights are for just these names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from data.titles import TitleIndex, network
from data.titles.columns import CONFIDENCE_INPUTS, RANKER_INPUTS, Clue, Feature
from data.titles.evidence import Vocabulary, evidence
from data.titles.features import features
from data.titles.queries import parse
from data.titles.surfaces import Kind
from tests.data.titles.films import FILMS, named

WEIGHTS = Path(network.__file__).parent


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(FILMS)


def row_of(index: TitleIndex, query: str, film_id: int, text: str) -> dict[Feature, float]:
    """The features of the row of a film that has this text."""
    parsed, found = index.candidates(query)
    matrix = features(parsed, found, index.stores)
    catalogue = index.stores.catalogue
    place = next(
        place
        for place, row in enumerate(found.rows.tolist())
        if catalogue.texts[row] == text and catalogue.ids[catalogue.film.values[row]] == film_id
    )
    return {feature: round(float(matrix[place, feature]), 3) for feature in Feature}


def clues_of(query: str, text: str, scores: list[float], words: tuple[str, ...] = ()) -> dict[Clue, float]:
    vocabulary = Vocabulary()
    for word in words:
        vocabulary.add(word)
    line = evidence(parse(query), text, np.array(scores, np.float32), vocabulary)
    return {clue: round(float(line[clue]), 3) for clue in Clue}


@pytest.mark.parametrize(("name", "inputs"), [("ranker.txt", RANKER_INPUTS), ("confidence.txt", CONFIDENCE_INPUTS)])
def test_the_weights_are_for_these_columns_and_no_others(name: str, inputs: tuple[str, ...], tmp_path: Path) -> None:
    trained = network.load(WEIGHTS / name, inputs)
    assert trained.hidden.shape[0] == len(inputs) == len(set(inputs))
    swapped = (inputs[1], inputs[0], *inputs[2:])
    for other in (swapped, inputs[:-1], (*inputs, "one_more")):
        with pytest.raises(ValueError, match=rf"{name}: input \d+ is"):
            network.load(WEIGHTS / name, other)
    copy = tmp_path / name
    copy.write_text(trained.dump(inputs))
    assert copy.read_text() == (WEIGHTS / name).read_text()


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines, "1"],
        lambda lines: [lines[0], f"{lines[1]} 1", *lines[2:]],
        lambda lines: lines[:1],
        lambda lines: [*lines[:-1], f"{lines[-1]} 1"],
    ],
)
def test_weights_that_are_cut_or_torn_are_refused(spoilt: Callable[[list[str]], list[str]], tmp_path: Path) -> None:
    torn = tmp_path / "ranker.txt"
    torn.write_text("\n".join(spoilt((WEIGHTS / "ranker.txt").read_text().splitlines())))
    with pytest.raises(ValueError, match=r"ranker\.txt: expected 46 lines"):
        network.load(torn, RANKER_INPUTS)


def test_columns_are_numbered_from_nought_in_the_order_they_are_declared() -> None:
    assert [*Feature] == [*range(len(Feature))]
    assert [*Clue] == [*range(len(Clue))]
    assert (Feature.RATIO, Feature.SEGMENTS, Clue.TOP, Clue.LONG_WORDS) == (0, 43, 0, 32)
    assert {kind.name for kind in Kind} < set(Feature.__members__)


def test_the_features_of_the_very_title(index: TitleIndex) -> None:
    seen = row_of(index, "Rocky 2", named("Rocky II"), "rocky 2")
    ones = ("RATIO", "SQUASH_RATIO", "CORE_RATIO", "PARTIAL", "TOKEN_SORT", "TOKEN_SET", "WINKLER", "BEGIN", "TITLE",
            "BEGIN_EXACT", "BEGIN_WORD", "EQUAL_CORE", "EQUAL_WHOLE", "SEGMENT_SHARE", "SPAN", "SPAN_SHARE",
            "SPAN_LEAD", "SEQUEL_SAME", "ARTICLE")  # fmt: skip
    assert {name: seen[Feature[name]] for name in ones} == dict.fromkeys(ones, 1.0)
    noughts = ("LENGTH_GAP", "YEAR_MATCH", "YEAR_NEAR", "YEAR_OFF", "SEQUEL_MISSING", "SEQUEL_EXTRA", "PERSON",
               "ALTERNATIVE", "HEAD", "TAIL", "INITIALS", "NICKNAME", "DROPPED", "RELEASE", "HAS_YEAR",
               "SEGMENT_QUOTED")  # fmt: skip
    assert {name: seen[Feature[name]] for name in noughts} == dict.fromkeys(noughts, 0.0)
    assert seen[Feature.POPULARITY] == pytest.approx(0.86)
    assert seen[Feature.RECENCY] == pytest.approx(-1 / 45, abs=0.001)
    assert seen[Feature.WORDS] == pytest.approx(2 / 12, abs=0.001)


@pytest.mark.parametrize(
    ("query", "row", "column", "value"),
    [
        ("dune 1984", ("Dune", 1984, "dune"), Feature.YEAR_MATCH, 1),
        ("dune 1985", ("Dune", 1984, "dune"), Feature.YEAR_NEAR, 1),
        ("dune 2021", ("Dune", 1984, "dune"), Feature.YEAR_OFF, 1),
        ("dune 2021", ("Dune", 1984, "dune"), Feature.HAS_YEAR, 1),
        ("rocky 3", ("Rocky II", 1979, "rocky 2"), Feature.SEQUEL_MISSING, 1),
        ("rocky", ("Rocky II", 1979, "rocky 2"), Feature.SEQUEL_EXTRA, 1),
        ("rocky 1", ("Rocky", 1976, "rocky"), Feature.SEQUEL_SAME, 1),
        ("the shining", ("The Shining", 1980, "shining"), Feature.ARTICLE, 1),
        ("shining", ("The Shining", 1980, "shining"), Feature.ARTICLE, -1),
        ("oldboy spike lee", ("Oldboy", 2013, "oldboy"), Feature.PERSON, 1),
        ("oldboy by park", ("Oldboy", 2003, "oldboy"), Feature.PERSON, 0.5),
        ("spiderverse", ("Spider-Man: Into the Spider-Verse", 2018, "into the spider verse"), Feature.TAIL, 1),
        ("leap", ("Ballerina", 2016, "leap"), Feature.ALTERNATIVE, 1),
        ('i loved "up" the most', ("Up", 2009, "up"), Feature.SEGMENT_QUOTED, 1),
        ("The.Northman.2022.1080p.BluRay.x264", ("The Northman", 2022, "northman"), Feature.RELEASE, 1),
        ("have you seen parasite", ("Parasite", 2019, "parasite"), Feature.DROPPED, 0.5),
        ("incep", ("Inception", 2010, "inception"), Feature.LENGTH_GAP, -0.444),
    ],
)
def test_a_feature_says_what_its_name_says(
    index: TitleIndex, query: str, row: tuple[str, int, str], column: Feature, value: float
) -> None:
    title, year, text = row
    assert row_of(index, query, named(title, year), text)[column] == value


def test_the_clues_of_how_far_the_best_stands_out() -> None:
    alone = clues_of("dune", "dune", [5.0])
    assert (alone[Clue.TOP], alone[Clue.SECOND], alone[Clue.LEAD], alone[Clue.CHANCE]) == (0.5, -1, 2, 1)
    close = clues_of("dune", "dune", [5.0, 5.0, -20.0])
    assert (close[Clue.SECOND], close[Clue.LEAD], close[Clue.CHANCE], close[Clue.RIVALS]) == (0.5, 0, 0.5, 0.4)
    far = clues_of("dune", "dune", [50.0, 1.0])
    assert (far[Clue.LEAD], far[Clue.CHANCE]) == (2, 1)


def test_the_clues_of_the_words_left_over() -> None:
    same = clues_of("dark knight", "dark knight", [1.0])
    assert (same[Clue.EXACT_WORDS], same[Clue.TITLE_LEFT], same[Clue.COVER_WORDS]) == (1, 0, 1)
    slip = clues_of("dark knigth", "dark knight", [1.0])
    assert slip[Clue.EXACT_WORDS] == 0.5
    assert 0.1 < slip[Clue.SWAPPED_UNKNOWN] < 0.3
    assert slip[Clue.SWAPPED_KNOWN] == 0
    other = clues_of("dark fight", "dark knight", [1.0])
    assert other[Clue.SWAPPED_KNOWN] > 0 == other[Clue.SWAPPED_UNKNOWN]
    longer = clues_of("dark garden zzyzx", "dark", [1.0])
    assert (longer[Clue.KNOWN_LEFT], longer[Clue.UNKNOWN_LEFT]) == (0.333, 0.333)
    assert clues_of("dark", "dark knight", [1.0])[Clue.TITLE_LEFT] == 0.5
    assert clues_of("dark", "the dark", [1.0])[Clue.TITLE_LEFT] == 0.15


@pytest.mark.parametrize(
    ("query", "clue", "value"),
    [
        ("Dune", Clue.CAPITAL, 1),
        ("dune", Clue.CAPITAL, 0),
        ("Get Out", Clue.TITLE_CASE, 1),
        ("Get out", Clue.TITLE_CASE, 0),
        ("Dune", Clue.TITLE_CASE, 0.5),
        ("DUNE", Clue.UPPER, 1),
        ("Nope.", Clue.STOP_MARK, 1),
        ("Nope!", Clue.BANG, 1),
        ("Nope?", Clue.QUESTION, 1),
        ("*Nope*", Clue.QUOTE, 1),
        ("nope...", Clue.ODD_MARKS, 1),
        ("nope; up/it", Clue.ODD_MARKS, 1),
        ("1917", Clue.DIGITS, 1),
        ("dune", Clue.VOWELS, 0.5),
        ("rocky 2", Clue.LETTERS, 0.714),
        ("dune 1984", Clue.YEAR, 1),
        ("dune", Clue.YEAR, 0),
        ("inception", Clue.LONG_WORDS, 0.9),
    ],
)
def test_a_clue_says_what_its_name_says(query: str, clue: Clue, value: float) -> None:
    assert clues_of(query, "dune", [1.0])[clue] == value


def test_a_word_of_many_titles_is_less_rare() -> None:
    plain = clues_of("zzyzx", "zzyzx", [1.0])
    common = clues_of("zzyzx", "zzyzx", [1.0], words=("zzyzx",) * 3)
    assert plain[Clue.TITLE_RARITY] == 1 > common[Clue.TITLE_RARITY]
    assert (plain[Clue.QUERY_UNKNOWN], common[Clue.QUERY_UNKNOWN]) == (1, 0)
