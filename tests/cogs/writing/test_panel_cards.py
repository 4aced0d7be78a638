"""Every card of writing, with the longest texts there can be, is one that Discord takes."""

import datetime as dt
from typing import Any

import pytest

from cogs.requests.cards import asked_card, requests_card
from cogs.ui.forms import LONGEST_INPUT
from cogs.ui.picks import MOST_OPTIONS
from cogs.warnings.questions import open_line
from cogs.writing.conflict_cards import conflict_card
from cogs.writing.forms import FORM_FIELDS, form_fields
from cogs.writing.history_cards import history_card, revision_card
from cogs.writing.list_cards import entry_card, list_card
from cogs.writing.log_cards import changes, log_card
from cogs.writing.panel_cards import against_lines, drafts_card, forms_card, missing_card, panel_card, problems_card
from cogs.writing.questions_cards import At, absence_card, questions_card
from cogs.writing.queue_cards import queue_card, queued_card
from data.drafts import Draft, DraftLine, DraftList, DraftState, missing
from data.drafts.answers import NO, TOPICS, UNSURE, Said, with_answers
from data.drafts.checking import Denial, Proposal
from data.drafts.entries import fill_entry
from data.drafts.typed import fill
from data.models import Film, Review
from data.parts import FORMS, LISTS, Part, entries
from data.requests.collection import Wanted
from data.reviews.history import FoundRevision, Revision
from data.servers.audit import AuditEntry
from data.warnings.answering import Presence
from data.warnings.members_say import Count
from tests.cogs.reviews.test_cards import longest_review
from tests.cogs.ui.limits import check

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
BARE = Review(film=Film(title="x" * 200, year=1999))


def draft(review: Review, state: DraftState = DraftState.WRITING, **fields: Any) -> Draft:
    plain: dict[str, Any] = {"id": 2**40, "guild_id": 1, "owner_id": 2**62, "film_id": 2**62, "base_revision": 7}
    plain |= {"suggested": True, "version": 9, "part": "summary", "pending": {}, "note": "n" * 1000}
    return Draft(**(plain | {"state": state, "review": review, "created_at": NOW, "changed_at": NOW} | fields))


def test_panels_lists_and_entries_fit() -> None:
    for review in (longest_review("x"), BARE):
        for state in DraftState:
            one = draft(review, state, pending={"facts.details": {}, "warnings.new": {}})
            check(panel_card(one, publishes=True, said="s" * 200))
            check(forms_card(one, Part.FACTS))
        for part in LISTS:
            for page in range(4):
                check(list_card(draft(review), part, page, said="s" * 200))
            for index in range(len(entries(review, part))):
                check(entry_card(draft(review), part, index))
    check(missing_card(draft(BARE), missing(BARE), open_line(BARE)))
    against = against_lines({topic: "x" * 1000 for topic in TOPICS})
    check(missing_card(draft(BARE), missing(BARE), open_line(BARE), against))
    check(queued_card(draft(longest_review("x")), BARE, 0, against))
    check(problems_card(draft(BARE), "facts.details", ["p" * 500] * 40))
    lines = [DraftLine(2**40 + n, 2**62, "x" * 210, DraftState.SUBMITTED, True, NOW) for n in range(MOST_OPTIONS)]
    many = DraftList(tuple(lines), 10**6)
    check(drafts_card(many, "Drafts", "open", "none", given_up=lines))
    check(queue_card(many, said="s"))


@pytest.mark.parametrize("letter", ["x", "*", "😀"])
def test_the_pages_of_core_questions_fit(letter: str) -> None:
    said = Said(presence=Presence.YES)
    proposed = {topic: Proposal(NO if n % 3 else said, letter * 1000) for n, topic in enumerate(TOPICS)}
    every = Denial(TOPICS[::2], {topic: letter * 1000 for topic in TOPICS[1::2]}, {})
    answered = with_answers(BARE, dict.fromkeys(TOPICS[:20], UNSURE) | dict.fromkeys(TOPICS[20:], said))
    for review in (BARE, answered, longest_review(letter)):
        for at in (At(0, 0, ""), At(1, 255, "z" * 36)):
            check(questions_card(draft(review), at, proposed, letter * 1500))
            check(absence_card(draft(review), at, TOPICS, every))
            told = absence_card(draft(review), at, TOPICS, every, dict.fromkeys(TOPICS, Count(yes=10**6)))
            check(told)
            assert "members say yes (1000000)" in str(told.to_components())


def test_differences_histories_and_logs_fit_on_every_page() -> None:
    long, revisions = longest_review("x"), []
    for number in range(1, 60):
        review = long if number % 2 else BARE
        revisions.append(Revision(number, NOW, 2**62, review.state, "n" * 500, review))
    check(history_card(2**62, long.film.label, revisions[:MOST_OPTIONS]))
    for page in range(40):
        check(revision_card(2**62, FoundRevision(revisions[2], revisions[1], 5), page))
        check(queued_card(draft(long), BARE, page))
        check(conflict_card(draft(long), revisions[1], BARE, page))
    check(queued_card(draft(BARE), None))
    entry = AuditEntry(1, 1, 2**62, "send back", "s" * 300, {"revision": 1}, {"note": "n" * 500}, NOW)
    check(log_card([entry] * 15, 15))
    gates = {"role_id": 2**62, "min_days_in_server": 3650}
    roles = {"moderator_role_ids": [2**62] * 25, "reviewer_role_ids": [2**62] * 25, "vote_gates": gates}
    check(log_card([AuditEntry(1, 1, 2**62, "settings", "the server", {}, roles, NOW)] * 15, 15))
    check(requests_card([Wanted(2**62 + n, "l" * 210, 5, NOW) for n in range(30)]))
    check(asked_card(Wanted(2**62, "l" * 210, 5, NOW)))


def test_forms_have_what_discord_allows() -> None:
    for review in (longest_review("x"), BARE):
        filled = {form: fill(review, form) for form in FORMS}
        filled |= {part: fill_entry(review, part, 0 if entries(review, part) else None) for part in LISTS}
        for name, (title, _) in FORM_FIELDS.items():
            made = list(form_fields(name, filled[name]))
            assert 1 <= len(made) <= 5
            assert len(title) <= 45
            assert all(len(field.label) <= 45 and len(field.hint) <= 100 for field in made)
            assert all(field.item() for field in made if len(field.value) <= LONGEST_INPUT)
            assert name not in {"summary", "overview", "audience", *LISTS} or all(
                len(field.value) <= LONGEST_INPUT for field in made
            )
    assert set(FORM_FIELDS) == {*FORMS, *LISTS}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"revision": 1, "state": "published"}, {"revision": 2, "state": "published"}, ["revision 1 → 2"]),
        ({"draft": 7, "state": "writing"}, {"draft": 7, "state": "returned"}, ["state writing → returned"]),
        ({}, {"revision": 1, "state": "published", "note": "Why."}, ["revision 1", "state published", "note Why."]),
        ({"time_zone": "Asia/Tokyo", "digest": "daily"}, {"digest": "daily"}, ["time zone Asia/Tokyo no more"]),
        ({}, {"suggestions_allowed": True}, ["suggestions by members yes"]),
        ({"suggestions_allowed": True}, {}, ["suggestions by members no"]),
        ({"reviewer_role_ids": [5]}, {"reviewer_role_ids": [5, 6]}, ["who writes <@&5> → <@&5> <@&6>"]),
        ({"quiet_hours": {"start": "22:00:00", "end": "07:00:00"}}, {}, ["quiet hours 22:00–07:00 no more"]),
        ({}, {"highest": "mild", "details": False}, ["strongest warning shown mild", "details shown no"]),
        ({}, {"vote_gates": {"min_account_days": 7}}, ["who votes on cards accounts of at least 7 days"]),
    ],
)
def test_the_log_says_what_changed_in_words_and_nothing_else(
    before: dict[str, Any], after: dict[str, Any], said: list[str]
) -> None:
    assert changes(before, after) == said
