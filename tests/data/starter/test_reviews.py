"""The starter library against the facts file, the model and itself."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from benchmarks.library import inside, lists_answered, presences
from benchmarks.library_texts import given_away, hidden_of, repeated, secrets
from data import starter
from data.drafts.checking import spoken_against
from data.formats import markdown
from data.library import Library
from data.models import Review, Severity, Tier
from data.warnings.answering import Presence

REVIEWS = starter.read(starter.files())
FACTS: dict[tuple[str, int | None], dict[str, Any]] = {
    (facts["title"], facts["year"]): facts
    for facts in json.loads((starter.FOLDER / "facts.json").read_text(encoding="utf-8"))["films"]
}
LANGUAGES = {
    "cn": "Cantonese", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "pt": "Portuguese", "ru": "Russian",
    "sv": "Swedish", "te": "Telugu", "zh": "Mandarin", "ar": "Arabic", "id": "Indonesian", "ml": "Malayalam",
}  # fmt: skip

each_review = pytest.mark.parametrize("review", REVIEWS.values(), ids=REVIEWS.keys())


def facts_of(review: Review) -> dict[str, Any]:
    return FACTS[review.film.title, review.film.year]


@each_review
def test_facts_are_those_of_the_facts_file(review: Review) -> None:
    film, facts = review.film, facts_of(review)
    assert film.directors[: len(facts["director"])] == tuple(facts["director"])
    runtimes = {facts["runtime"], *(other["value"] for other in facts.get("other_values", {}).get("runtime", ()))}
    assert film.runtime_minutes in runtimes
    assert set(film.genres) <= set(facts["genres"])
    assert film.content_rating == facts.get("content_rating")
    assert facts["release_date"] in {release.date.isoformat() for release in film.releases}


@each_review
def test_what_the_facts_file_lacks_names_its_source(review: Review) -> None:
    facts = facts_of(review)
    known = {*facts["cast"], *(role["actor"] for role in facts.get("roles", ()))}
    added = {character.actor for character in review.film.characters if character.actor} - known
    added |= set(review.film.directors) - set(facts["director"])
    assert review.film.sources
    if added or review.film.writers:
        assert any("credits" in source for source in review.film.sources), f"no source for {added}"


@each_review
def test_language_agrees_with_the_facts_file(review: Review) -> None:
    if review.film.title == "The Battle of Algiers":
        pytest.skip("the facts file gives the producers' language; the film is spoken in French and Arabic")
    if facts_of(review)["language"] == "xx":
        assert review.film.languages == ()  # nobody speaks
    else:
        assert LANGUAGES[facts_of(review)["language"]] in review.film.languages


@each_review
def test_a_review_is_whole(review: Review) -> None:
    assert review.verdict
    assert review.blurb
    assert review.summary
    assert review.audience
    assert review.overview
    assert len(review.sections) >= 2
    assert all(section.percentage is not None and section.text for section in review.sections)
    assert len(review.warnings) >= 4
    assert any(warning.severity is not Severity.NONE for warning in review.warnings)
    assert review.recommendations


@each_review
def test_the_file_is_written_as_it_reads(review: Review) -> None:
    assert markdown.loads(markdown.dumps(review)) == review


def test_there_are_enough_and_verdicts_are_spread() -> None:
    tiers = Counter(review.verdict.tier for review in REVIEWS.values() if review.verdict)
    assert len(REVIEWS) >= 40
    assert all(tiers[tier] >= len(REVIEWS) / 10 for tier in Tier)
    decades = {(review.film.year or 0) // 10 for review in REVIEWS.values()}
    assert len(decades) >= 9


def test_every_recommendation_leads_to_another_film_of_the_library() -> None:
    assert all(inside(REVIEWS.values()))
    own = [name for name, review in REVIEWS.items() if review.film.title in {r.title for r in review.recommendations}]
    assert own == []


def test_no_text_speaks_of_what_its_answers_deny_or_leave_open() -> None:
    spoken = {name: against for name, review in REVIEWS.items() if (against := spoken_against(review))}
    assert spoken == {}


def test_every_core_question_is_answered_and_few_are_unsure() -> None:
    for name, review in REVIEWS.items():
        given = presences(review)
        assert {Presence.NOT_KNOWN, Presence.PERHAPS}.isdisjoint(given.values()), name
        assert list(given.values()).count(Presence.UNSURE) <= 3, name
    assert lists_answered(REVIEWS.values())[0] > 0


def test_nothing_is_given_away_unasked() -> None:
    assert [
        f"{hit.shown_in[0]}, of {hit.told_of[0]}, {hit.words}: {hit.sentence}" for hit in given_away(REVIEWS.values())
    ] == []


def test_what_is_guarded_is_told_where_one_asks_for_it() -> None:
    hidden = {f"{title} ({year})": one for (title, year), one in hidden_of(REVIEWS.values()).items()}
    guarding = {(film, words): hidden[film].keeps(words) for film, every in secrets().items() for words in every}
    assert guarding
    assert all(guarding.values()), [one for one, keeps in guarding.items() if not keeps]


def test_what_tells_an_event_or_a_secret_is_found() -> None:
    jaws = REVIEWS["jaws-1975.md"]
    telling = "Hooper survives in the cage on the seabed."
    worse = jaws.model_copy(update={"blurb": f"{jaws.blurb} {telling}"})
    others = [review for review in REVIEWS.values() if review is not jaws]
    assert [hit.sentence for hit in given_away([worse, *others])] == [telling]
    pitch = jaws.recommendations[0].model_copy(
        update={"title": "Parasite", "year": 2019, "pitch": "Somebody lives in the bunker."}
    )
    pitching = jaws.model_copy(update={"recommendations": (pitch,)})
    assert [hit.told_of for hit in given_away([pitching, *others])] == [("Parasite", 2019)]


def test_no_phrase_of_six_words_stands_in_three_reviews() -> None:
    assert repeated(REVIEWS.values()) == []


def test_no_two_reviews_share_a_sentence() -> None:
    sentences = Counter(
        sentence
        for review in REVIEWS.values()
        for text in (review.blurb, review.summary, review.overview, *(s.text for s in review.sections))
        for sentence in set(re.split(r"(?<=[.!?])\s+", text or ""))
        if len(sentence) > 30
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


async def test_the_first_start_imports_them_once(library: Library) -> None:
    assert await library.catalogue.size(7) == len(REVIEWS)
    finding = await library.catalogue.find(7, "Ballerina (2023)")
    assert finding.film
    stored = await library.reviews.get(finding.film.film_id, 7)
    assert stored.review == REVIEWS["ballerina-2023.md"]
    await library.reviews.withdraw(stored.film_id)
    assert await starter.import_once(library.storage, library.reviews, library.now) == 0
    assert await library.catalogue.size(7) == len(REVIEWS) - 1
