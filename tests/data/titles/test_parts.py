"""The parts of the engine, each against what it promises."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.titles.chatter import trim
from data.titles.lexicon import Lexicon
from data.titles.ngrams import codes, row_codes
from data.titles.nicknames import names_of, read
from data.titles.normalize import fold, squash
from data.titles.numerals import digits, sequel_number
from data.titles.queries import parse
from data.titles.surfaces import Kind, surfaces

ANY_TEXT = st.text(st.characters(categories=None), max_size=60)
WORDS = st.text("abcth ", max_size=12).map(squash)


@given(text=ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("rocky ii", "rocky 2"),
        ("oceans eleven", "oceans 11"),
        ("part i", "part 1"),
        ("i robot", "i robot"),
        ("the thirty nine steps", "the 39 steps"),
        ("kill bill vol 2", "kill bill volume 2"),
        ("batman vs superman", digits("batman v superman")),
        ("friday the thirteenth", "friday the 13th"),
    ],
)
def test_digits(text: str, number: str) -> None:
    assert digits(text) == number


def test_sequel_number() -> None:
    assert sequel_number("rocky 2") == 2
    assert sequel_number("blade runner 2049") == 0
    assert sequel_number("") == 0


@given(text=ANY_TEXT.map(fold).map(squash))
def test_one_text_has_the_same_ngrams_alone_and_in_a_run(text: str) -> None:
    found, number = codes(["before", text, "after"])
    assert row_codes(text) == set(found[number == 1].tolist())


def test_a_slip_in_the_first_letters_leaves_a_code_in_common() -> None:
    for typed in ("nception", "icneption", "onception", "iinception", "inxeption"):
        assert row_codes(typed[:5]) & row_codes("inception")


@settings(max_examples=60)
@given(texts=st.lists(WORDS, min_size=1, max_size=30), late=st.lists(WORDS, max_size=5), prefix=WORDS)
def test_lexicon_finds_what_a_scan_finds(texts: list[str], late: list[str], prefix: str) -> None:
    lexicon = Lexicon()
    for row, text in enumerate(texts):
        lexicon.load(text, row)
    for _ in lexicon.seal(np.zeros(len(texts), np.float32)):
        pass
    for row, text in enumerate(late, len(texts)):
        lexicon.add(text, row)
    every = [*texts, *late]
    assert sorted(lexicon.exact(prefix)) == [row for row, text in enumerate(every) if text == prefix]
    assert sorted(lexicon.prefixed(prefix).tolist()) == [
        row for row, text in enumerate(every) if text.startswith(prefix)
    ]


def test_a_wide_prefix_gives_the_popular() -> None:
    lexicon = Lexicon()
    for row in range(20_000):
        lexicon.load(f"the{row:05d}", row)
    popularity = np.arange(20_000, dtype=np.float32)
    for _ in lexicon.seal(popularity):
        pass
    found = lexicon.prefixed("the")
    assert 0 < len(found) < 20_000
    assert found.min() > 10_000
    assert sorted(lexicon.prefixed("the0123").tolist()) == list(range(1230, 1240))
    lexicon.add("the new one", 20_000)
    assert 20_000 in lexicon.prefixed("the").tolist()


def test_many_texts_that_begin_alike_are_sorted_all_the_same() -> None:
    texts = [f"new{one}{two}{three}" for one in "cab" for two in "fed" for three in range(300, 0, -1)]
    lexicon = Lexicon()
    for row, text in enumerate(texts):
        lexicon.load(text, row)
    for _ in lexicon.seal(np.zeros(len(texts), np.float32)):
        pass
    assert [texts[row] for row in lexicon.prefixed("newae").tolist()] == sorted(t for t in texts if t[:5] == "newae")
    assert [lexicon.exact(text) for text in texts] == [[row] for row in range(len(texts))]


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("can we watch the lighthouse tonight", "the lighthouse"),
        ("movie night inception", "night inception"),
        ("have you seen parasite", "parasite"),
        ("is dead birds playing at the cinema", "is dead birds"),
        ("watch", "watch"),
        ("up", "up"),
        ("the night of the hunter on netflix", "the night of the hunter"),
    ],
)
def test_trim(text: str, core: str) -> None:
    assert trim(text)[0] == core


@pytest.mark.parametrize(
    ("text", "core", "year"),
    [
        ("Dune (1984)", "dune", 1984),
        ("the 2021 dune", "dune", 2021),
        ("dune '21", "dune", 2021),
        ("2012", "2012", 0),
        ("1917 2019", "1917", 2019),
        ("The.Northman.2022.1080p.BluRay.x264-GRP.mkv", "northman", 2022),
        ("Player, The", "player", 0),
    ],
)
def test_parse(text: str, core: str, year: int) -> None:
    query = parse(text)
    assert (query.core, query.year) == (core, year)


@given(text=ANY_TEXT)
def test_a_query_has_a_core_if_there_is_anything_to_look_for(text: str) -> None:
    query = parse(text)
    seen = "".join(char for char in text if char.isprintable()).strip()
    assert bool(query.core) == bool(fold(text) or seen)  # `$` is a title
    assert all(query.segments)


def test_nicknames() -> None:
    names = read("# comment\nlotr | lord of the rings = The Ring (2001); Two (2002)\nbest = The Only One (1999)\n")
    assert list(names_of(["ring"], 2001, names))[:4] == ["lotr", "lotr 1", "lotr part 1", "lord of the rings"]
    assert "lotr 2" in list(names_of(["two", "2"], 2003, names))
    assert list(names_of(["only 1"], 2010, names)) == []
    assert list(names_of(["only 1"], 2000, names)) == ["best"]


def test_surfaces() -> None:
    film = SimpleNamespace(id=1, title="The Good: Part II", year=2000, alt=["Het Goede"], popularity=0.9)
    found = {form.text: form.kind for form in surfaces(film, {})}
    assert found["good part ii"] is Kind.TITLE
    assert found["good part 2"] is Kind.TITLE
    assert found["het goede"] is Kind.ALTERNATIVE
    assert found["good"] is Kind.HEAD
    assert found["part 2"] is Kind.TAIL
    assert "tgpi" in found


@pytest.mark.parametrize(
    ("title", "kind", "texts"),
    [
        ("Leap! (Ballerina)", Kind.HEAD, {"leap"}),
        ("Alien [Director's Cut]", Kind.HEAD, {"alien"}),
        ("Mission: Impossible - Fallout", Kind.HEAD, {"mission"}),
        ("Mission: Impossible - Fallout", Kind.TAIL, {"impossible fallout", "fallout"}),
        ("The Lord of the Rings", Kind.INITIALS, {"tlotr", "lotr"}),
        ("Get Out", Kind.INITIALS, set()),
        ("Rocky II", Kind.TITLE, {"rocky ii", "rocky 2"}),
        ("…", Kind.TITLE, {"…"}),
    ],
)
def test_the_forms_of_a_title(title: str, kind: Kind, texts: set[str]) -> None:
    film = SimpleNamespace(id=1, title=title)
    assert {form.text for form in surfaces(film, {}) if form.kind is kind} == texts


def test_the_unknown_get_no_initials() -> None:
    film = SimpleNamespace(id=1, title="The Lord of the Rings", popularity=0.5)
    assert Kind.INITIALS not in {form.kind for form in surfaces(film, {})}
