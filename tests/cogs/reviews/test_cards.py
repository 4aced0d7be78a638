import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.films import parts
from cogs.films.parts import Asked, FilmPart, panel_buttons
from cogs.films.questions import Question, question_card
from cogs.reviews.answers import openers
from cogs.reviews.cards import review_card, verdict_card
from cogs.reviews.lines import arguments
from cogs.reviews.parts import PARTS, history_card, part_card
from cogs.ui.cards import MARKS, Card
from cogs.ui.presses import PressButton
from cogs.votes.tallies import members_line
from cogs.warnings.cards import detail_card, warnings_card
from cogs.warnings.lines import LONGEST, glance
from data import models as m
from data import starter
from data.film_page import FilmPage
from data.films.catalogue import FilmChoice, Finding
from data.polls import Count, Poll, PollResult
from data.reviews.history import RevisionHead
from data.warnings.caps import CHILDREN, EVERYTHING, Cap
from data.warnings.crowd import Voices
from tests.cogs.ui.limits import check
from tests.data.reviews_strategy import reviews

LARGEST = 2**63 - 1


def page_of(review: m.Review, tally: m.Tally | None = None, guild_id: int = LARGEST, cap: Cap = EVERYTHING) -> FilmPage:
    stored = m.StoredReview(id=1, film_id=LARGEST, guild_id=LARGEST, review=review)
    return FilmPage(stored, guild_id, tally or m.Tally(), cap=cap)


def every_card(review: m.Review, tally: m.Tally) -> list[Card]:
    film, opens = page_of(review, tally), openers(LARGEST)
    cards = [review_card(film, opens=opens), verdict_card(film), review_card(page_of(review, guild_id=0))]
    note = "n" * LONGEST
    cards += [review_card(film, note=note, opens=opens), verdict_card(film, note=note)]
    cards += warning_cards(review, note)
    made_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    revisions = [RevisionHead(10**9 - n, made_at, LARGEST, m.ReviewState.PUBLISHED, "n" * 200) for n in range(25)]
    cards.append(history_card(film.stored, revisions, panel_buttons(film, "history")))
    similar = {r.label: FilmChoice(LARGEST - n // 2, r.label) for n, r in enumerate(review.recommendations)}
    for part in PARTS:
        page = 0
        while True:
            known = similar if part == "similar" else None
            card = part_card(film.stored, part, page, similar=known, note=note, turns=panel_buttons(film, part))
            cards.append(card)
            if f"Page {page + 1} of" not in str(card.to_components()) or _is_last(card, page):
                break
            page += 1
    return cards


def warning_cards(review: m.Review, note: str) -> list[Card]:
    cards = []
    for film in (page_of(review), page_of(review, cap=CHILDREN)):
        for folded in (False, True):
            page = 0
            while True:
                cards.append(warnings_card(film, page, folded=folded, note=note))
                if not _has_next(cards[-1]):
                    break
                page += 1
        voices = Voices(yes=10**6, no=10**6, worse=10**6, milder=10**6)
        cards += [detail_card(film, w, voices, view="l999") for w in review.warnings]
    return cards


def _has_next(card: Card) -> bool:
    return any(button.item.label == "Next" and not button.item.disabled for button in _buttons(card))


def _buttons(card: Card) -> list[PressButton]:
    return [item for item in card.walk_children() if isinstance(item, PressButton)]


def _is_last(card: Card, page: int) -> bool:
    return f"Page {page + 1} of {page + 1}" in str(card.to_components())


def longest_review(letter: str) -> m.Review:
    """Every field at its longest, made of one letter, or of words of it."""

    def of(length: int) -> str:
        return (letter * length)[:length]

    film = m.Film(
        title=of(200),
        year=2100,
        original_title=f"o{of(199)}",
        alternative_titles=tuple(f"{n}{of(190)}" for n in range(40)),
        directors=tuple(f"{n}{of(190)}" for n in range(40)),
        writers=tuple(f"{n}{of(190)}" for n in range(40)),
        based_on=of(300),
        releases=tuple(m.Release(date=dt.date(2000, 1, 1 + n), where=of(100)) for n in range(20)),
        genres=tuple(f"{n}{of(190)}" for n in range(40)),
        languages=tuple(f"{n}{of(190)}" for n in range(40)),
        runtime_minutes=6000,
        content_rating=of(40),
        characters=tuple(m.Character(name=of(200), actor=of(200), description=of(1000)) for _ in range(40)),
        poster_url=f"https://example.org/{'x' * 480}",
        imdb_id="tt123456789",
        tmdb_id=10**9,
        wikidata_id=f"Q{10**9}",
        sources=(of(200),),
    )
    warnings = tuple(
        m.ContentWarning(
            category=f"{n % 16}{of(58)}",
            topic=f"{n}{of(78)}",
            severity=list(m.Severity)[n % 4],
            how=m.Manner.MENTIONED,
            detail=of(600),
            spoils=n % 5 == 0,
        )
        for n in range(80)
    )
    kinds = list(m.SectionKind)
    return m.Review(
        film=film,
        blurb=of(300),
        summary=of(12_000),
        warnings=warnings,
        unsure=tuple(f"{n}{of(78)}" for n in range(60)),
        verdict=m.Verdict(tier=m.Tier.MIXED, qualifier=of(40)),
        sections=tuple(m.Section(kind=kinds[n % 3], heading=of(150), text=of(4000), percentage=100) for n in range(20)),
        audience=of(1000),
        recommendations=tuple(m.Recommendation(title=f"{n}{of(190)}", year=2000, pitch=of(400)) for n in range(20)),
        overview=of(4000),
        author=of(100),
    )


@pytest.mark.parametrize("letter", ["a", "*", "|| ", "@everyone ", "<", "😀"])
def test_a_review_with_every_field_at_its_longest_fits(letter: str) -> None:
    cards = every_card(longest_review(letter), m.Tally(positive=10**9, mixed=10**9, negative=10**9))
    assert len(cards) > 10
    for card in cards:
        check(card)


@pytest.mark.parametrize("name", [path.name for path in starter.files()])
def test_every_starter_review_fits(name: str) -> None:
    review = starter.read([starter.FOLDER / name])[name]
    for card in every_card(review, m.Tally(positive=3)):
        check(card)


@settings(max_examples=150)
@given(reviews)
def test_any_review_fits(review: m.Review) -> None:
    for card in every_card(review, m.Tally()):
        check(card)


@settings(max_examples=100)
@given(st.text(), st.lists(st.text(min_size=1, max_size=300), max_size=5), st.booleans())
def test_any_question_fits(typed: str, labels: list[str], likely: bool) -> None:
    choices = tuple(FilmChoice(LARGEST - n, label) for n, label in enumerate(labels) if m.clean_line(label))
    for in_server in (True, False):
        asked = Question(typed, "recommend", LARGEST, in_server, str)
        check(question_card(Finding(suggestions=choices, likely=likely), asked))
        check(question_card(Finding(likely=False, is_wish=True), asked))


def test_nothing_of_a_summary_is_lost_between_pages() -> None:
    words = [f"word{n}" for n in range(1300)]
    review = m.Review(film=m.Film(title="Long"), summary=" ".join(words))
    shown = " ".join(
        str(component["content"])
        for page in range(10)
        for component in part_card(page_of(review).stored, "summary", page).to_components()[0]["components"]
        if component["type"] == 10
    )
    assert all(word in shown for word in words)


def test_what_spoils_is_on_no_public_card() -> None:
    review = starter.read([starter.FOLDER / "jaws-1975.md"])["jaws-1975.md"]
    public = str(review_card(page_of(review)).to_components())
    public += str(verdict_card(page_of(review)).to_components())
    assert review.summary
    assert review.summary[:60] not in public
    for warning in review.warnings:
        assert not warning.detail or warning.detail not in public
    assert any(warning.spoils for warning in review.warnings)
    assert "3 folded" in public


def test_the_panel_has_a_second_row_for_more_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    async def draw(asked: Asked) -> Card:
        return review_card(asked.film)

    more = {verb: FilmPart(verb, draw, verb=verb, label="More", place=6) for verb in ("watch", "answers")}
    monkeypatch.setattr(parts, "_opened", parts._opened | more)
    review = starter.read([starter.FOLDER / "jaws-1975.md"])["jaws-1975.md"]
    rows = panel_buttons(page_of(review), "verdict")
    assert [len(row) for row in rows] == [5, 2]
    assert [one.item.disabled for one in rows[0]] == [True, False, False, False, False]


def test_an_empty_review_says_what_is_missing() -> None:
    empty = m.Review(film=m.Film(title="Unknown"))
    for card in every_card(empty, m.Tally()):
        check(card)
    assert "does not mean that there is nothing" in str(review_card(page_of(empty)).to_components())


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (m.Tally(), "no votes yet. Seen it? Give yours."),
        (m.Tally(positive=1), "Positive, 1 vote"),
        (m.Tally(positive=2, negative=2), "Mixed, 4 votes"),
        (m.Tally(positive=3, mixed=1, negative=1), "60\u00a0% of 5 say Positive"),
        (m.Tally(positive=24, mixed=6, negative=4), "71\u00a0% of 34 say Positive"),
        (m.Tally(positive=6, negative=5), "55\u00a0% of 11 say Positive · Divisive"),
        (m.Tally(positive=5, negative=5), "Mixed, 10 votes · Divisive"),
    ],
)
def test_shares_and_divisive_need_five_votes(tally: m.Tally, line: str) -> None:
    assert members_line(tally) == line


def strong(
    number: int, severity: m.Severity | None = m.Severity.SEVERE, *, spoils: bool = False
) -> list[m.ContentWarning]:
    """So many warnings of a strength."""
    return [
        m.ContentWarning(category="c", topic=f"Odd thing {severity} {spoils} {n}", severity=severity, spoils=spoils)
        for n in range(number)
    ]


def answer_of(review: m.Review, tally: m.Tally | None = None, cap: Cap = EVERYTHING) -> str:
    """The line below the title."""
    lines = str(review_card(page_of(review, tally, cap=cap)).to_components()[0]["components"][0]["content"]).split("\n")
    return lines[1] if len(lines) > 1 else ""


def test_the_line_below_the_title_is_the_answer() -> None:
    verdict = m.Verdict(tier=m.Tier.MIXED, qualifier="Divisive")
    warnings = (*strong(8), *strong(2, m.Severity.MILD), *strong(1, spoils=True), *strong(4, m.Severity.NONE))
    review = m.Review(film=m.Film(title="X"), verdict=verdict, warnings=warnings)
    said = answer_of(review, m.Tally(positive=24, mixed=6, negative=4))
    assert said == "🔶 **Mixed · Divisive** — ⚠️\u00a08 strong warnings, 1 folded — 👥\u00a071\u00a0% of 34 say Positive"
    assert answer_of(review) == "🔶 **Mixed · Divisive** — ⚠️\u00a08 strong warnings, 1 folded"
    assert answer_of(m.Review(film=m.Film(title="X")), m.Tally(negative=1)) == "👥\u00a0Negative, 1 vote"
    assert answer_of(m.Review(film=m.Film(title="X"))) == ""


@pytest.mark.parametrize(
    ("warnings", "cap", "said"),
    [
        (strong(2, m.Severity.MILD), EVERYTHING, "⚠️\u00a02 warnings, none of them strong"),
        ([*strong(1, m.Severity.MILD), *strong(1, None)], EVERYTHING, "⚠️\u00a02 warnings"),
        ([*strong(1, m.Severity.MILD), *strong(1, spoils=True)], EVERYTHING, "⚠️\u00a01 warning, 1 folded"),
        (strong(1, spoils=True), EVERYTHING, "⚠️\u00a01 folded"),
        ([*strong(3), *strong(1, m.Severity.MILD)], CHILDREN, "⚠️\u00a01 warning, 3 held back"),
        (strong(3), CHILDREN, "⚠️\u00a03 held back"),
        (strong(5, m.Severity.NONE), EVERYTHING, ""),
        ([], EVERYTHING, ""),
    ],
)
def test_what_is_not_known_is_never_said_to_be_harmless(warnings: list[m.ContentWarning], cap: Cap, said: str) -> None:
    assert answer_of(m.Review(film=m.Film(title="X"), warnings=tuple(warnings)), cap=cap) == said


def test_of_each_kind_the_most_telling_argument_stands_on_the_card_with_its_score_behind_it() -> None:
    kinds = [*[m.SectionKind.HIGHLIGHTS] * 2, m.SectionKind.ON_THE_FENCE, *[m.SectionKind.LOW_POINTS] * 2]
    scores = (60, 90, None, 40, 5)
    sections = tuple(
        m.Section(kind=kind, heading=f"Heading {n}", percentage=score)
        for n, (kind, score) in enumerate(zip(kinds, scores, strict=True))
    )
    review = m.Review(film=m.Film(title="X"), sections=sections)
    assert arguments(review, longest=900).split("\n") == [
        "-# **What works** Heading 1 `████░\u00a090\u00a0%`",
        "-# **What divides** Heading 2",
        "-# **What fails** Heading 4 `░░░░░\u00a05\u00a0%`",
    ]
    assert len(arguments(review, longest=900, every=True).split("\n")) == 5


@pytest.mark.parametrize(
    ("ballots", "quorum", "name"), [(4, 0, "**Poll**"), (5, 0, "**Server verdict**"), (3, 3, "**Server verdict**")]
)
def test_few_ballots_are_no_servers_verdict_unless_the_poll_asked_for_no_more(
    ballots: int, quorum: int, name: str
) -> None:
    ended = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    poll = Poll(
        id=1,
        guild_id=1,
        channel_id=1,
        film_id=1,
        film_label="X",
        opened_by=1,
        opened_at=ended,
        ends_at=ended,
        is_open=False,
        quorum=quorum,
    )
    result = PollResult(poll=poll, count=Count(tally=m.Tally(negative=ballots)), closed_at=ended)
    film = replace(page_of(m.Review(film=m.Film(title="X"))), server_verdict=result)
    for card in (review_card(film), verdict_card(film)):
        assert f"🗳️ {name} 🔻 Negative" in str(card.to_components())


def test_verdicts_are_told_apart_by_shape_and_word() -> None:
    assert len(set(MARKS.values())) == len(m.Tier)
    assert not {"🟢", "🟡", "🔴"} >= set(MARKS.values()), "circles are one shape"
    for tier in m.Tier:
        review = m.Review(film=m.Film(title="X"), verdict=m.Verdict(tier=tier))
        assert answer_of(review) == f"{MARKS[tier]} **{tier}**"


def test_a_poster_stands_beside_the_title_and_says_what_it_is() -> None:
    poster = "https://example.org/x.png"
    card = review_card(page_of(m.Review(film=m.Film(title="X", year=2000, poster_url=poster))))
    section = card.to_components()[0]["components"][0]
    assert section["components"][0]["content"] == "## X (2000)"
    assert section["accessory"]["media"]["url"] == poster
    assert section["accessory"]["description"] == "Poster of X (2000)"


def test_warnings_of_unknown_strength_stand_high_since_they_may_be_anything() -> None:
    warnings = (
        m.ContentWarning(category="Violence", topic="Knives"),
        m.ContentWarning(category="Violence", topic="Blood", severity=m.Severity.MILD),
        m.ContentWarning(category="Violence", topic="Suicide", how=m.Manner.IMPLIED, spoils=True),
        m.ContentWarning(category="Violence", topic="Torture", severity=m.Severity.NONE),
    )
    review = m.Review(film=m.Film(title="Rain"), warnings=warnings)
    shown = glance(review.warnings)
    assert shown.index("**Strength not stated:** Knives") < shown.index("**Mild:** Blood")
    assert shown.endswith(", 1 folded")
    assert "Torture" not in shown
    assert "**None of:** Torture" in glance(review.warnings[-1:])
    opened = str(warnings_card(page_of(review)).to_components())
    assert "Knives — strength not stated" in opened
    assert "Suicide" not in opened


def test_one_sees_where_a_label_ends_and_what_is_not_seen_on_screen() -> None:
    topics = ("Snakes, sharks, crocodiles", "Another animal dies", "Rape or sexual assault", "Odd looks, or worse")
    manners = (None, m.Manner.SHOWN, m.Manner.IMPLIED, m.Manner.MENTIONED)
    warnings = tuple(
        m.ContentWarning(category="c", topic=topic, severity=m.Severity.SEVERE, how=how)
        for topic, how in zip(topics, manners, strict=True)
    )
    assert glance(warnings) == "-# ⚠️ **Severe:** Sharks & snakes · Animal death and 2 more"
    assert glance(warnings[1:3]) == "-# ⚠️ **Severe:** Animal death · Rape or sexual assault (implied)"
    assert glance(warnings[-1:]) == "-# ⚠️ **Severe:** Odd looks, or worse (mentioned)"
