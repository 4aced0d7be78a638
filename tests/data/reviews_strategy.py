"""Reviews of every shape, for property tests."""

from typing import TypeVar

from hypothesis import strategies as st

from data import models as m

T = TypeVar("T")


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


line = st.text(min_size=1, max_size=60).filter(m.clean_line)
text = st.text(min_size=1, max_size=300).filter(m.clean_text)
tricky = st.sampled_from(
    [
        "# heading",
        "## Summary",
        "\\# x",
        "--- ",
        "75%",
        "A — 75%",
        "a: b",
        "- x",
        "null",
        "No",
        "'",
        '"',
        "||s||",
        "1917",
        "  #",
        "é",
        "\u2028",
    ]
)
words = st.one_of(line, tricky).filter(m.clean_line)
prose = st.one_of(text, st.lists(tricky, min_size=1, max_size=4).map("\n".join)).filter(m.clean_text)
lines = st.lists(words, max_size=4).map(tuple)
years = st.none() | st.integers(1870, 2100)

films = st.builds(
    m.Film,
    title=words,
    year=years,
    original_title=maybe(words),
    alternative_titles=lines,
    directors=lines,
    writers=lines,
    based_on=maybe(words),
    releases=st.lists(st.builds(m.Release, date=st.dates(), where=maybe(words)), max_size=3).map(tuple),
    genres=lines,
    languages=lines,
    runtime_minutes=maybe(st.integers(1, 6000)),
    content_rating=maybe(st.sampled_from(["PG", "TV-MA", "18", "No"])),
    characters=st.lists(
        st.builds(m.Character, name=words, actor=maybe(words), description=maybe(prose)), max_size=3
    ).map(tuple),
    poster_url=maybe(st.just("https://example.org/poster.jpg")),
    imdb_id=maybe(st.just("tt0034583")),
    tmdb_id=maybe(st.integers(1, 10**9)),
    wikidata_id=maybe(st.just("Q132689")),
    sources=lines,
)
warnings = st.builds(
    m.ContentWarning,
    category=st.sampled_from(["Violence & injury", "Language", "Animals", "no: yes"]),
    topic=words,
    severity=maybe(st.sampled_from(m.Severity)),
    how=maybe(st.sampled_from(m.Manner)),
    detail=maybe(prose),
    spoils=st.booleans(),
)
sections = st.builds(
    m.Section,
    kind=st.sampled_from(m.SectionKind),
    heading=words,
    text=maybe(prose),
    percentage=maybe(st.integers(0, 100)),
)
reviews = st.builds(
    m.Review,
    film=films,
    blurb=maybe(words),
    summary=maybe(prose),
    warnings=st.lists(warnings, max_size=5).map(tuple),
    unsure=lines,
    verdict=maybe(
        st.builds(
            m.Verdict,
            tier=st.sampled_from(m.Tier),
            qualifier=maybe(st.one_of(st.just("a (b)"), line.map(lambda x: x[:40]).filter(m.clean_line))),
        )
    ),
    sections=st.lists(sections, max_size=5).map(tuple),
    audience=maybe(prose),
    recommendations=st.lists(st.builds(m.Recommendation, title=words, year=years, pitch=maybe(prose)), max_size=3).map(
        tuple
    ),
    overview=maybe(prose),
    author=maybe(words),
    state=st.sampled_from(m.ReviewState),
    revision=st.integers(1, 10**6),
)
