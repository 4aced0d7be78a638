"""Lists of names and of genres, however their items are kept apart."""

from __future__ import annotations

import re

from data.formats.page.boilerplate import says_nothing

_BETWEEN_NAMES = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr|II|III)\b)|;|\n|\||•|\s/\s|\s&\s|\s\+\s|\s[Aa]nd\s)\s*")
_BETWEEN_GENRES = re.compile(r"\s*(?:,|;|\n|\||•|/)\s*")
_LANGUAGES = re.compile(
    r"(?:non.english|foreign(?:.language)?|international)(?:\s+(?:film|movie|language))?\s*\((?P<languages>[^()]{2,80})\)",
    re.I,
)
_ONLY_FOREIGN = re.compile(r"(?:non.english|foreign(?:.language)?)", re.IGNORECASE)
_GENRES = (
    "Action", "Adventure", "Animation", "Animated", "Anime", "Biography", "Biographical", "Biopic", "Comedy", "Crime",
    "Coming of Age", "Coming-of-Age", "Dark Comedy", "Documentary", "Drama", "Dramedy", "Faith", "Family", "Fantasy",
    "Historical", "History", "Holiday", "Horror", "Kids", "LGBT", "LGBT+", "LGBTQ", "LGBTQ+", "Martial Arts", "Music",
    "Musical", "Mystery", "Period Piece", "Psychological Thriller", "Religious", "Romance", "Romantic Comedy",
    "Satire", "Sci-Fi", "Science Fiction", "Slasher", "Sport", "Sports", "Superhero", "Supernatural", "Suspense",
    "Teen", "Thriller", "War", "Western", "Young Adult",
)  # fmt: skip
_ONE_GENRE = "|".join(re.escape(genre) for genre in sorted(_GENRES, key=len, reverse=True))
_GENRES_IN_A_ROW = re.compile(rf"(?:(?:{_ONE_GENRE})\s*){{2,12}}")
_EACH_GENRE = re.compile(_ONE_GENRE)
_LONGEST = 200


def names_in(texts: list[str]) -> list[str]:
    """The names of a list with commas, `and`, `&` or line breaks in it."""
    names = [
        name.strip(" .") if not re.search(r"\b\w{1,2}\.$", name) else name.strip()
        for text in texts
        for name in _BETWEEN_NAMES.split(text)
    ]
    return [name for name in dict.fromkeys(names) if name and len(name) <= _LONGEST and not says_nothing(name)]


def genres_and_languages(genre_texts: list[str], language_texts: list[str]) -> tuple[list[str], list[str]]:
    """Genres, and the languages: those of `Non-English (Korean)` among the genres too."""
    languages: list[str] = []
    genres: list[str] = []
    for text in genre_texts:
        for found in _LANGUAGES.finditer(text):
            languages += names_in([found["languages"]])
        for genre in _BETWEEN_GENRES.split(_LANGUAGES.sub("\n", text)):
            genres += _separated(genre.strip(" .&"))
    languages += names_in(language_texts)
    genres = [genre for genre in genres if genre and not _ONLY_FOREIGN.fullmatch(genre) and not says_nothing(genre)]
    return [g for g in dict.fromkeys(genres) if len(g) <= _LONGEST], list(dict.fromkeys(languages))


def _separated(text: str) -> list[str]:
    """`ActionDrama` and `Action Drama`, where the commas between links were lost."""
    return _EACH_GENRE.findall(text) if len(text) < 200 and _GENRES_IN_A_ROW.fullmatch(text) else [text]
