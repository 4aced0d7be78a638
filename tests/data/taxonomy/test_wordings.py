"""What people write besides the plain names of topics: denials that are none, brackets, abbreviations, misspellings."""

from pathlib import Path

import pytest

from benchmarks.warning_wordings import FILE, NEVER_NO, UNSEEN, false_noes, figures, found, tally, wordings
from data.models import Manner, Severity
from data.taxonomy import asked_about, classify, load, topics_named
from data.taxonomy.entries import entries, remarks, sentences
from data.taxonomy.spelling import literals, names, nearest, ordinary
from data.taxonomy.wording import read_plain


@pytest.mark.parametrize("file", [FILE, *UNSEEN], ids=lambda file: file.stem)
def test_wordings_are_read(file: Path) -> None:
    every = list(wordings(file))
    stated = [w for w in every if w.kind != NEVER_NO]
    total = tally(stated)
    assert len(every) >= 150
    assert total.precision >= 0.96
    assert total.recall >= 0.95
    assert total.severities >= 0.97 * total.right
    assert total.manners >= 0.97 * total.right
    assert false_noes(every) == []
    figurative = [w for w in every if not w.labels]
    assert sum(not found(w.text) for w in figurative) >= 0.9 * len(figurative) >= 15


def test_the_worst_figure_stands_last() -> None:
    *_, last = figures(list(wordings()))
    assert last.startswith('false "no": 0 of ')


@pytest.mark.parametrize(
    ("text", "topic", "severity", "how"),
    [
        ("no suicide is shown but it is implied", "suicide", None, Manner.IMPLIED),
        ("no suicide is shown but it is talked about", "suicide", None, Manner.MENTIONED),
        ("we never see the rape", "sexual-assault", None, Manner.IMPLIED),
        ("no gore until the end", "gore", None, None),
        ("no gore? plenty", "gore", None, None),
        ("no gore, but it comes later", "gore", None, None),
        ("no gore, but a lot of swearing", "gore", Severity.NONE, None),
        ("no gore, just kissing", "gore", Severity.NONE, None),
        ("the dog survives until the war", "dog", None, None),
        ("the dog survives", "dog", Severity.NONE, None),
        ("none of the dogs survive", "dog", None, None),
        ("only one of the dogs does not die", "dog", None, None),
        ("a boy lives with his abusive father", "child-death", None, None),
        ("domestic violence; severe", "domestic", Severity.SEVERE, None),
        ("Suicide (off-page)", "suicide", None, Manner.IMPLIED),
        ("sexual assault (heavily implied)", "sexual-assault", None, Manner.IMPLIED),
        ("mild action/violence", "fighting", Severity.MILD, None),
        ("intense action and violence", "fighting", Severity.SEVERE, None),
        ("violence and gore: moderate", "fighting", Severity.MODERATE, None),
        ("murder, with a murder shown", "murder", None, Manner.SHOWN),
    ],
)
def test_strength_and_manner(text: str, topic: str, severity: Severity | None, how: Manner | None) -> None:
    said = {read.topic: (read.severity, read.how) for read in classify(text)}
    assert said.get(topic, (None, None)) == (severity, how)
    assert topic in said or text.startswith("a boy lives")


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("SA", {"sexual-assault"}),
        ("sa warning?", {"sexual-assault"}),
        ("any s*xual assault in it?", {"sexual-assault"}),
        ("s.uicide", {"suicide"}),
        ("su1cide", {"suicide"}),
        ("s/a", {"sexual-assault"}),
        ("gore w/o blood", {"gore"}),
        ("DV or SH?", {"domestic", "self-harm"}),
        ("🕷️", {"spiders"}),
        ("🩸🔪", {"gore", "blades"}),
        ("epilepsy", {"flashing", "illness"}),
        ("violance and vomitting", {"fighting", "vomit"}),
        ("violance", {"fighting"}),
        ("jump scars", {"jump-scares"}),
        ("self hram", {"self-harm"}),
        ("flashinglights", {"flashing"}),
        ("h@t", set()),
        ("*" * 60 + "q", set()),
        ("raining cats and dogs", set()),
        ("boots", set()),
        ("rpea", set()),
        ("a sharp editor", set()),
    ],
)
def test_what_people_ask_with(typed: str, topics: set[str]) -> None:
    assert set(topics_named(typed)) == topics


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("abuse", ["any-abuse"]),
        ("assault", ["any-assault"]),
        ("animals", ["any-animal"]),
        ("violence", ["any-violence"]),
        ("do any animals die", ["any-animal-death"]),
        ("slurs", ["any-slurs"]),
        ("does the dog die", ["dog"]),
    ],
)
def test_a_general_word_asks_for_the_wider_topic(typed: str, topics: list[str]) -> None:
    assert asked_about(typed) == topics


def test_a_remark_stays_with_what_it_speaks_of() -> None:
    text = "Rape; it is never shown. Gore. Blood\nonly implied"
    assert list(sentences(text)) == ["Rape; it is never shown", "Gore", "Blood", "only implied"]
    assert list(sentences("")) == []
    assert not remarks("")
    assert not remarks("it is a film about a man who has not slept for days")
    assert entries("self-harm (brief, off-screen), gore, mild") == ["self-harm (brief, off-screen)", "gore, mild"]
    assert entries("Blood, sweat and tears") == ["Blood, sweat and tears"]


def test_a_shared_noun_is_repeated() -> None:
    assert read_plain("sexual and physical abuse") == "sexual abuse and physical abuse"
    assert read_plain("drug, alcohol and child abuse") == "drug abuse, alcohol abuse and child abuse"


def test_names_are_written_out_and_ordinary_words_are_none_of_them() -> None:
    assert sorted(literals("(mass|school) shootings?")) == [
        "mass shooting",
        "mass shootings",
        "school shooting",
        "school shootings",
    ]
    assert list(literals("(bare )?chest")) == ["bare chest", "chest"]
    assert list(literals(r"\w+ things")) == []
    assert not ordinary() & set(names())
    assert nearest("one two three four") is None
    assert nearest("cat") is None


def test_no_phrase_of_four_letters_is_ordinary_by_mistake() -> None:
    known = {topic.id for topic in load().topics}
    assert {read.topic for name in names()[::400] for read in classify(name) if read.topic} <= known
