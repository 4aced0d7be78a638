import re
from collections.abc import Callable

import pytest

from data import starter
from data.errors import InvalidTaxonomy, NotFound
from data.models import Severity
from data.taxonomy import load
from data.taxonomy.topics import MOST_CHOICES, Category, Topic, loads
from tests.refusals import refused

SMALL = """
words: {person: man|woman}
false_friends: []
qualifiers: {mild: [], moderate: [], severe: [], seldom: [], often: [], implied: [], mentioned: [], shown: [],
  negations: [], not_negations: [], negated_after: []}
categories:
  violence:
    label: Violence
    topics:
      guns: {label: Guns, former_labels: [Shooting], synonyms: [gun*]}
"""


def test_fits_the_selects_it_is_chosen_from() -> None:
    taxonomy = load()
    assert len(taxonomy.categories) <= MOST_CHOICES
    assert all(1 <= len(category.topics) <= MOST_CHOICES for category in taxonomy.categories)
    assert all(len(f"{c.label}: {t.label}") <= 100 for c in taxonomy.categories for t in c.topics)


def test_where_many_stand_in_one_line_each_is_a_noun_of_its_own() -> None:
    nouns = [topic.noun for topic in load().topics]
    assert len(set(nouns)) == len(nouns)
    assert not [noun for noun in nouns if re.search(r"[,;]| (dies|is|are|their) ", f"{noun} ")]
    assert load().topic("snakes").noun == "Sharks & snakes"
    assert load().topic("guns").noun == "Gun violence"


def test_topics_know_their_category() -> None:
    for category in load().categories:
        assert {topic.category for topic in category.topics} == {category.id}
        assert load().category(category.id) == category


def test_a_topic_is_found_by_its_id_and_its_label() -> None:
    guns = load().topic("guns")
    assert load().labelled(" gun  VIOLENCE ") == guns
    assert load().labelled("gunmetal") is None


@pytest.mark.parametrize("find", [load().topic, load().category])
def test_an_unknown_id_is_said(find: Callable[[str], Category | Topic]) -> None:
    with refused(NotFound, match="“ballet”"):
        find("ballet")


def test_labels_that_give_the_plot_away_are_marked() -> None:
    assert {"main-character", "suicide", "sad-ending"} <= {topic.id for topic in load().topics if topic.spoils}
    assert not load().topic("smoking").spoils


def test_a_small_taxonomy_reads() -> None:
    taxonomy = loads(SMALL)
    assert taxonomy.labelled("shooting") == taxonomy.topic("guns")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("gun*", "'(gun'", r"\(gun"),
        ("gun*", "<weapon>", "weapon"),
        ("label: Guns", "lable: Guns", "categories.0.topics.0.lable"),
        ("former_labels: [Shooting]", "former_labels: [guns]", "used twice: guns"),
        ("guns:", "Guns!:", "categories.0.topics.0.id"),
        ("categories:", "categories: [", "YAML"),
        ("synonyms: [gun*]", "kind_of: [weapons]", "guns: no topic weapons"),
        ("synonyms: [gun*]", "kind_of: [guns]", "guns: a kind of itself"),
        ("synonyms: [gun*]", "reads: {guns: ['(gun']}", r"\(gun"),
        ("synonyms: [gun*]", "spoils: maybe", "categories.0.topics.0.spoils"),
    ],
)
def test_a_mistake_in_the_file_is_named(old: str, new: str, told: str) -> None:
    with refused(InvalidTaxonomy, match=told):
        loads(SMALL.replace(old, new))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "42", "categories: 3", "categories: {violence: 3}", "categories: {violence: {label: V, topics: 3}}"],
)
def test_what_is_no_taxonomy_is_refused(text: str) -> None:
    with pytest.raises(InvalidTaxonomy):
        loads(text)


def test_too_many_topics_for_a_select_are_refused() -> None:
    more = "\n".join(f"      topic-{'x' * n}: {{label: Topic {n}}}" for n in range(1, 26))
    with refused(InvalidTaxonomy, match="at most 25"):
        loads(SMALL + more)


@pytest.mark.uncounted
def test_every_warning_of_the_starter_reviews_is_on_the_taxonomy() -> None:
    taxonomy = load()
    on_it = {(category.label, topic.label) for category in taxonomy.categories for topic in category.topics}
    reviews = starter.read(starter.files())
    missing = sorted(
        f"{name}: {warning.category}: {warning.topic}"
        for name, review in reviews.items()
        for warning in review.warnings
        if (warning.category, warning.topic) not in on_it
    )
    assert not missing, "\n".join(missing)
    assert sum(len(review.warnings) for review in reviews.values()) > 500


@pytest.mark.uncounted
def test_every_warning_of_the_starter_reviews_has_a_severity_and_a_manner() -> None:
    missing = sorted(
        f"{name}: {warning.topic}"
        for name, review in starter.read(starter.files()).items()
        for warning in review.warnings
        if warning.severity is None or (warning.severity is not Severity.NONE and warning.how is None)
    )
    assert not missing, "\n".join(missing)


STORED = """
fighting guns blades gore torture mutilation eyes cannibalism choking burning execution mass-violence war
captivity murder main-character child-death family-death death bodies grief sexual-assault minor-abuse
harassment spiking incest trafficking intimate-footage sex-scene nudity sexual-talk kink age-gap kissing
suicide suicide-attempt self-harm eating-disorder domestic child-abuse manipulation stalking bullying cheating
left separation dog cat horse animal-death animal-cruelty racism slavery homophobia transphobia antisemitism
sexism ableism fat-jokes hate-speech cursing smoking alcohol drugs addiction overdose hospital needles illness
pregnancy pregnancy-loss abortion vomit body-functions body-horror mental-illness panic trauma unreality
jump-scares supernatural monsters spiders snakes clowns tight-spaces water heights holes disturbing threat
flashing loud screaming shaky mouth-sounds haze car-crash plane-crash disaster accidents dangerous religion
crime poverty sad-ending spoilers mature any-violence any-abuse any-assault any-animal-death any-animal any-child
any-sex any-slurs any-drugs
"""


def test_ids_that_lists_are_stored_under_are_all_there() -> None:
    """A member's list under an id that is gone would silently ask for nothing. New ids are added above."""
    assert {topic.id for topic in load().topics} == set(STORED.split())
