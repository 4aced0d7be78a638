import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.warnings import phrases, score
from data.models import Manner, Severity, clean_text
from data.taxonomy import classify, load, prepare, topics_named
from data.taxonomy.mentions import mentions
from data.taxonomy.qualifiers import negation

Said = tuple[str | None, Severity | None, Manner | None]
"""Topic, strength and manner of what a text says."""


def said(text: str) -> list[Said]:
    return [(c.topic, c.severity, c.how) for c in classify(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Implied rape scenes", [("sexual-assault", None, Manner.IMPLIED)]),
        ("general fighting", [("fighting", None, None)]),
        ("Smoking and drinking", [("smoking", None, None), ("alcohol", None, None)]),
        ("no animals are harmed", [("animal-cruelty", Severity.NONE, None)]),
        ("strong bloody violence", [("gore", Severity.SEVERE, None), ("fighting", Severity.SEVERE, None)]),
        ("brief strong language", [("cursing", Severity.MODERATE, None)]),
        ("Does the dog survive?", [("dog", None, None)]),
        ("Profanity: none", [("cursing", Severity.NONE, None)]),
        ("drug references", [("drugs", None, Manner.MENTIONED)]),
    ],
)
def test_free_text_becomes_topics(text: str, expected: list[Said]) -> None:
    assert said(text) == expected


def test_a_list_keeps_each_entry_as_written() -> None:
    found = classify("Blood, minor mutilation, implied suicide")
    assert [(c.text, c.topic) for c in found] == [
        ("Blood", "gore"),
        ("minor mutilation", "mutilation"),
        ("implied suicide", "suicide"),
    ]
    assert [c.severity for c in found] == [None, Severity.MILD, None]
    assert [c.how for c in found] == [None, None, Manner.IMPLIED]


def test_what_happens_and_what_does_not_are_told_apart() -> None:
    assert set(said("a dog gets shot off-screen but survives")) == {
        ("dog", Severity.NONE, None),
        ("animal-cruelty", None, Manner.IMPLIED),
        ("guns", None, Manner.IMPLIED),
    }


@pytest.mark.parametrize(
    "text",
    [
        "gunmetal",
        "shot in black and white",
        "cutting remarks",
        "drug store",
        "killer soundtrack",
        "war of words",
        "a llama in a hat",
    ],
)
def test_false_friends_and_unknown_things_are_kept_as_written(text: str) -> None:
    assert [(c.text, c.topic) for c in classify(text)] == [(text, None)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("nobody knows who killed her", "death"),
        ("no one survives the plane crash", "plane-crash"),
        ("a man who is not his father is shot", "guns"),
        ("not only murder but torture", "murder"),
        ("no escape from torture", "torture"),
        ("no shortage of blood", "gore"),
        ("sex without consent", "sexual-assault"),
        ("not without violence", "fighting"),
        ("there is no rape, but a woman is beaten", "fighting"),
        ("a knife fight without blood", "fighting"),
        ("a dog that is not his dies", "dog"),
        ("almost no swearing", "cursing"),
        ("no on-screen violence", "fighting"),
        ("no graphic violence", "fighting"),
        ("a dog does not survive", "dog"),
        ("no dogs survive", "dog"),
        ("the cat doesn't survive", "cat"),
        ("the mother does not survive childbirth", "family-death"),
        ("the mother does not survive childbirth", "pregnancy"),
        ("No happy ending: suicide", "suicide"),
        ("No happy ending: suicide, rape or murder", "murder"),
        ("no survivors: children die", "child-death"),
        ("a child is not spared violence", "fighting"),
        ("not safe from rape", "sexual-assault"),
        ("never free of violence", "fighting"),
        ("not free of blood", "gore"),
        ("a no-win torture scene", "torture"),
        ("no condom sex", "sex-scene"),
        ("never subtle gore", "gore"),
        ("without a doubt torture", "torture"),
        ("no overt abuse", "manipulation"),
        ("no real gore", "gore"),
        ("no significant drug use", "drugs"),
        ("no detailed torture", "torture"),
        ("no frontal nudity", "nudity"),
        ("no confirmed deaths", "death"),
        ("no other deaths", "death"),
        ("no animals are seriously hurt", "animal-cruelty"),
        ("no jump scares after the first half", "jump-scares"),
        ("no gore in the first hour", "gore"),
        ("no gore in the theatrical version", "gore"),
        ("no gore (extended cut has it)", "gore"),
        ("no nudity is left out", "nudity"),
        ("no fake blood", "gore"),
        ("no rape, attempted only", "sexual-assault"),
        ("No rape. Attempted.", "sexual-assault"),
        ("without any warning a dog is killed", "dog"),
        ("I don't think a dog dies", "dog"),
        ("I don't remember any dog dying", "dog"),
        ("probably no dog dies", "dog"),
        ("no dogs die, allegedly", "dog"),
        ("no dog dies, I hope", "dog"),
        ("mostly no gore", "gore"),
        ("largely gore-free", "gore"),
        ("no suicide, at least not on screen", "suicide"),
        ("no rape this time", "sexual-assault"),
        ("no suicide note", "suicide"),
        ("no rape victim is believed", "sexual-assault"),
        ("nobody dies of natural causes", "death"),
        ("no dog dies alone", "dog"),
    ],
)
def test_a_no_that_speaks_of_something_else_denies_nothing(text: str, topic: str) -> None:
    assert topic in {c.topic for c in classify(text) if c.severity is not Severity.NONE}


@pytest.mark.parametrize("text", ["the cat is not harmed", "no dogs were harmed", "no dogs or cats are hurt"])
def test_a_no_to_one_kind_of_animal_is_none_to_all(text: str) -> None:
    assert {c.topic for c in classify(text)} == {None}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("no sex or nudity", {"sex-scene", "nudity"}),
        ("no sex, nudity or bad language", {"sex-scene", "nudity", "cursing"}),
        ("no dogs or cats die", {"dog", "cat"}),
        ("free of jump scares", {"jump-scares"}),
        ("the cat does not die", {"cat"}),
        ("no scenes of drug use", {"drugs"}),
        ("no major character deaths", {"main-character"}),
        ("no animals are hurt", {"animal-cruelty"}),
    ],
)
def test_a_no_denies_everything_it_speaks_of(text: str, topics: set[str]) -> None:
    assert {(c.topic, c.severity) for c in classify(text)} == {(topic, Severity.NONE) for topic in topics}


@pytest.mark.parametrize("text", ["no excessive swearing", "no heavy drinking", "never brutal violence"])
def test_how_strong_it_is_not_does_not_say_how_strong_it_is(text: str) -> None:
    assert {c.severity for c in classify(text)} == {None}


def test_a_minor_is_not_something_minor() -> None:
    assert {c.severity for c in classify("sexual assault of a minor")} == {None}
    assert {c.severity for c in classify("a minor is raped")} == {None}


def test_a_topic_named_twice_is_as_strong_as_its_strongest_mention() -> None:
    assert ("fighting", Severity.SEVERE, None) in said("mild fighting and then strong violence")


def test_every_label_names_its_own_topic() -> None:
    narrow = [t for t in load().topics if t.category != "wider"]
    lost = [t.label for t in narrow if t.id not in topics_named(t.label)]
    assert not lost


@pytest.mark.parametrize("held_out", [False, True])
def test_labelled_phrases_are_read_nine_times_in_ten(held_out: bool) -> None:
    total = score(phrase for phrase in phrases() if phrase.held_out is held_out)
    assert total.phrases >= 240
    assert total.precision >= 0.9
    assert total.recall >= 0.9


def test_labelled_phrases_are_on_the_taxonomy_and_unique() -> None:
    every = list(phrases())
    assert len({phrase.text for phrase in every}) == len(every) >= 400
    assert sum(not phrase.topics for phrase in every) >= 80
    assert {topic for phrase in every for topic in phrase.topics} <= {topic.id for topic in load().topics}


words = st.sampled_from(
    ["no", "dog", "dies", ",", "but", "or", "blood", "(", "?", "mild", "not", "without", "'s", "\n"]
)


@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=12).map(" ".join)))
def test_any_text_is_read_and_nothing_of_it_is_dropped(text: str) -> None:
    found = classify(text)
    kept = {c.text for c in found}
    assert all(any(word in piece for piece in kept) for word in clean_text(text).split() if word.isalpha())
    assert all(c.topic is None or load().topic(c.topic) for c in found)
    assert [(c.topic, c.severity) for c in classify(text)] == [(c.topic, c.severity) for c in found]


@pytest.mark.parametrize(
    ("clause", "topic", "denies"),
    [
        ("no happy ending: suicide", "suicide", False),  # what stands behind a colon is told
        ("no sex; suicide", "suicide", False),
        ("no suicide", "suicide", True),
        ("suicide: none", "suicide", True),
        ("no severe violence", "violence", False),
    ],
)
def test_how_far_a_no_reaches(clause: str, topic: str, denies: bool) -> None:
    start = clause.index(topic)
    assert negation(clause, start, start + len(topic)).denies is denies


def test_preparing_leaves_nothing_to_read_for_the_first_who_asks() -> None:
    load.cache_clear()
    prepare()
    assert load.cache_info().currsize == 1
    assert [read.topic for read in classify("needles")] == ["needles"]


def test_a_sentence_that_a_text_repeats_is_looked_through_once_and_the_others_are_found() -> None:
    found = list(mentions("They walk home.\nThey walk home.\nThe dog is run over and dies.", ["dog"]))
    assert [(one.topic, one.sentence) for one in found] == [("dog", "The dog is run over and dies")]
