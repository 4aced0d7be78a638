"""What titles become before they are compared, written out: a fold that loses a title would find nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.titles.normalize import MAX_CHARS, fold, front_article, squash, strip_article, strip_slipped_article

FOLDED = {
    # case and punctuation
    "The Good, the Bad and the Ugly": "the good the bad and the ugly",
    "Tick, Tick... BOOM!": "tick tick boom",
    "WALL·E": "wall e",
    "Spider-Man": "spider man",
    "  In   the\tMood\nfor Love ": "in the mood for love",
    "Romeo + Juliet": "romeo juliet",
    "Fast & Furious": "fast and furious",
    "AT&T": "at and t",
    "Pan's Labyrinth": "pans labyrinth",
    "Ocean’s Eleven": "oceans eleven",
    "Moʻolelo ‘n’ `b` ′c": "moolelo n b c",
    "Frost/Nixon": "frost nixon",
    "": "",
    "!?…": "",
    # letters and points
    "The Man from U.N.C.L.E.": "the man from uncle",
    "S.W.A.T": "swat",
    "E.T. the Extra-Terrestrial": "et the extra terrestrial",
    "É.T.": "et",
    "Dr. No": "dr no",
    "v2.0": "v2 0",
    # accents
    "Amélie": "amelie",
    "Nausicaä": "nausicaa",
    "Český sen": "cesky sen",
    "A Szép Őszi Tű": "a szep oszi tu",
    "Mùi đu đủ xanh": "mui du du xanh",
    "I\u0301le": "ile",
    # letters that no accent was added to
    "Straße": "strasse",
    "STRAẞE": "strasse",
    "Æon Flux": "aeon flux",
    "Œuvre": "oeuvre",
    "Smørrebrød": "smorrebrod",
    "Łódź": "lodz",
    "Þór í Ásgarði": "thor i asgardi",
    "Kış Uykusu": "kis uykusu",
    "İSTANBUL": "istanbul",
    "ŋ": "ng",
    # ligatures and wide letters
    "ﬁlm ﬀ": "film ff",
    "Ĳsland": "ijsland",
    "ǅ": "dz",
    "ＡＫＩＲＡ　２０２０": "akira 2020",
    "Ｓｐｉｄｅｒ－Ｍａｎ": "spider man",
    "ｱｷﾗ": "アキラ",
    # digits of all kinds
    "Se7en": "se7en",
    "Alien³": "alien3",
    "8½": "81 2",
    "Rocky Ⅳ": "rocky iv",
    "①": "1",
    "١٩١٧": "١٩١٧",
    # other scripts
    "Солярис": "солярис",
    "ЁЛКИ": "елки",
    "Ο Θίασος": "ο θιασοσ",
    "ΣΊΣΥΦΟΣ": "σισυφοσ",
    "七人の侍": "七人の侍",
    "色，戒": "色 戒",
    "ゴジラ": "コ\u3099シ\u3099ラ",
    "वज़ीर": "वज\u093cीर",
    "ฉลาดเกมส์โกง": "ฉลาดเกมส์โกง",
    "발레": "\u1107\u1161\u11af\u1105\u1166",
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", FOLDED)
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.lower()) == fold(text.upper()) == fold(text)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8), max_size=6))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    plain = " ".join(words)
    assert fold(plain) == plain
    assert fold(f"— {plain.upper()} é") == f"{plain} e".lstrip()
    assert squash(plain) == "".join(words)


def test_every_letter_and_digit_of_any_script_leaves_something() -> None:
    letters = [c for c in map(chr, range(0x10000)) if unicodedata.category(c)[0] in "LN"]
    lost = {c for c in letters if not fold(c)}
    assert lost == {"ʻ", "ʼ", "\u037a"}  # two apostrophes, and an iota that is written below others


def test_no_text_grows_without_bound() -> None:
    assert len("ﷺ" * 200) < MAX_CHARS
    assert len(fold("ﷺ" * 200)) <= 2 * MAX_CHARS
    assert fold("é" * 600) == "e" * MAX_CHARS


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("the player", "player"),
        ("a single man", "single man"),
        ("an education", "education"),
        ("the the", "the"),
        ("the", "the"),
        ("a", "a"),
        ("theory of everything", "theory of everything"),
        ("los olvidados", "los olvidados"),
        ("", ""),
    ],
)
def test_one_leading_article_goes(folded: str, bare: str) -> None:
    assert strip_article(folded) == bare


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("teh match", "match"),
        ("th match", "match"),
        ("thw thing", "thing"),
        ("tthe thing", "thing"),
        ("the match", "the match"),
        ("then match", "then match"),
        ("they live", "they live"),
        ("he got game", "he got game"),
        ("teh", "teh"),
    ],
)
def test_a_mistyped_article_goes_and_a_word_stays(folded: str, bare: str) -> None:
    assert strip_slipped_article(folded) == bare


@pytest.mark.parametrize(
    ("title", "fronted"),
    [
        ("Player, The", "The Player"),
        ("Player,The ", "The Player"),
        ("THING, THE", "THE THING"),
        ("Boot, Das", "Das Boot"),
        ("Misérables, Les", "Les Misérables"),
        ("Good, the Bad and the Ugly, The", "The Good, the Bad and the Ugly"),
        ("Avventura, L'", "L' Avventura"),
        ("Apple, Tree", "Apple, Tree"),
        ("Lust, Caution", "Lust, Caution"),
        ("The Player", "The Player"),
        (", The", ", The"),
    ],
)
def test_an_article_behind_a_comma_comes_to_the_front(title: str, fronted: str) -> None:
    assert front_article(title) == fronted
