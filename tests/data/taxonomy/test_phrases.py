"""The small language of phrases, and what is put together from the taxonomy's file for the first who asks."""

import re
import time

import pytest

from data.models import Manner, Severity
from data.taxonomy import classify, load, matching, qualifiers
from data.taxonomy.phrases import expression, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Blood & Gore", "blood and gore"),
        ("blood+gore", "blood and gore"),
        ("knives(brief) ,and more", "knives( brief) , and more"),
        ("drugs/alcohol", "drugs or alcohol"),
        ("9/11", "9/11"),
        ("isn't it", "is not it"),
        ("won\N{RIGHT SINGLE QUOTATION MARK}t", "will not"),
        ("cannot", "can not"),
        ("the dogs' den", "the dogs 's den"),
        ("a dog's life", "a dog 's life"),
        ("a—b “c”_d", "a b c d"),
    ],
)
def test_texts_are_read_in_one_plain_form(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize(
    ("phrase", "matched", "not_matched"),
    [
        ("kill*", ["kill", "killing"], ["skill"]),
        (r"\w* hurt", ["badly hurt", " hurt"], ["hurt"]),
        ("dog (is)? hurt", ["dog hurt", "dog is hurt"], ["dogs hurt", "dog XXhurt"]),
        ("dog ... dies", ["dog dies", "dog of the house dies"], ["dog, who dies", "dog"]),
        ("<limb> broken", ["arm broken", "leg broken"], ["limb broken"]),
    ],
)
def test_a_phrase_matches_what_it_says(phrase: str, matched: list[str], not_matched: list[str]) -> None:
    written = re.compile(expression(phrase, {"limb": "arm|leg"}))
    assert [text for text in matched if not written.fullmatch(text)] == []
    assert [text for text in not_matched if written.search(text)] == []


def test_the_first_who_asks_has_everything_put_together() -> None:
    for once_read in (load, matching.phrases, qualifiers.cues):
        once_read.cache_clear()
    said = {
        text: [(found.topic, found.severity, found.how) for found in classify(text)]
        for text in (
            "dog dies",
            "a killing joke",
            "killings",
            "no rape",
            "without consent",
            "the man survives",
            "mild gore",
        )
    }
    assert said == {
        "dog dies": [("dog", None, None)],
        "a killing joke": [(None, None, None)],  # a false friend owns its words
        "killings": [("murder", None, None)],  # a generic word, where nothing tells more
        "no rape": [("sexual-assault", Severity.NONE, None)],
        "without consent": [("sexual-assault", None, None)],  # a phrase that is itself made with a negation
        "the man survives": [("death", Severity.NONE, None)],  # a denial
        "mild gore": [("gore", Severity.MILD, None)],
    }
    assert classify("gunshots heard")[0].how is Manner.IMPLIED


@pytest.mark.parametrize("text", ["- " * 6000, "-" * 12_000, "( " * 6000, " . " * 4000])
def test_a_long_line_of_marks_is_read_in_no_time(text: str) -> None:
    began = time.process_time()
    plain(text)
    assert time.process_time() - began < 0.2
