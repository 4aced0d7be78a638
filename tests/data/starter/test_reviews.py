"""The starter library against the facts file, the model and itself."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from data import starter
from data.formats import markdown
from data.library import Library
from data.models import Review, Severity, Tier

REVIEWS = starter.read(starter.files())
FACTS: dict[tuple[str, int | None], dict[str, Any]] = {
    (facts["title"], facts["year"]): facts
    for facts in json.loads((starter.FOLDER / "facts.json").read_text(encoding="utf-8"))["films"]
}
LANGUAGES = {
    "cn": "Cantonese", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "pt": "Portuguese", "ru": "Russian",
    "sv": "Swedish", "te": "Telugu", "zh": "Mandarin",
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


def test_most_recommendations_lead_to_another_film_of_the_library() -> None:
    titles = {(review.film.title, review.film.year) for review in REVIEWS.values()}
    named = [(r.title, r.year) for review in REVIEWS.values() for r in review.recommendations]
    assert sum(film in titles for film in named) / len(named) > 0.6


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
