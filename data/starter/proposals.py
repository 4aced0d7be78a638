"""Facts to begin a review with, from the facts that came with Marquee. A proposal only: the writer overrules it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from data.film_keys import title_key
from data.films import known as known_films
from data.models import Film
from data.starter import FOLDER

_LANGUAGES = {
    "cn": "Cantonese",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "ar": "Arabic",
    "id": "Indonesian",
    "ml": "Malayalam",
    "te": "Telugu",
    "zh": "Chinese",
}


def proposed_film(film: Film) -> Film:
    """The film with the facts that are known of it; a title without a year is enough if only one film has it."""
    known = _known().get(title_key(film.title), [])
    matching = [facts for facts in known if film.year in {None, facts["year"]}]
    if len(matching) == 1:
        return _film(matching[0])
    named = known_films.load().named(film.title, film.year)
    return named[0].facts if len(named) == 1 and not matching else film


@lru_cache(maxsize=1)
def _known() -> dict[str, list[dict[str, Any]]]:
    films: dict[str, list[dict[str, Any]]] = {}
    for facts in json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))["films"]:
        films.setdefault(title_key(facts["title"]), []).append(facts)
    return films


def _film(facts: dict[str, Any]) -> Film:
    characters = [{"name": role["character"], "actor": role["actor"]} for role in facts.get("roles", ())]
    language = _LANGUAGES.get(facts["language"])
    return Film.model_validate(
        {
            "title": facts["title"],
            "year": facts["year"],
            "directors": facts["director"],
            "genres": facts["genres"],
            "languages": [language] if language else [],
            "runtime_minutes": facts["runtime"] or None,
            "content_rating": facts.get("content_rating"),
            "releases": [{"date": facts["release_date"]}],
            "characters": [one for one in characters if one["name"]],
        }
    )
