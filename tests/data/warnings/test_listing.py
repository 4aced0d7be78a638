from hypothesis import given
from hypothesis import strategies as st

from data import models as m
from data.warnings.caps import CHILDREN, EVERYTHING, Cap
from data.warnings.listing import arrange, gives_away, key_of
from tests.data.reviews_strategy import reviews


def warning(topic: str, severity: m.Severity, category: str = "A", **more: object) -> m.ContentWarning:
    return m.ContentWarning.model_validate({"category": category, "topic": topic, "severity": severity} | more)


def test_categories_and_warnings_come_strongest_first() -> None:
    mild = warning("Smoking", m.Severity.MILD)
    strong = warning("Gun violence", m.Severity.MODERATE, "B")
    worst = warning("War", m.Severity.SEVERE, "B")
    assert arrange([mild, strong, worst], EVERYTHING).present == (worst, strong, mild)


def test_a_label_gives_away_by_the_review_or_by_the_taxonomy() -> None:
    assert gives_away(warning("A dog dies", m.Severity.MILD))
    assert gives_away(warning("Gun violence", m.Severity.MILD, spoils=True))
    assert not gives_away(warning("Gun violence", m.Severity.MILD))


def test_the_key_changes_with_what_is_said_but_not_with_the_detail() -> None:
    one = warning("Gun violence", m.Severity.MILD)
    assert key_of(one) == key_of(warning("Gun violence", m.Severity.MILD, detail="In the hall."))
    assert key_of(one) != key_of(warning("Gun violence", m.Severity.SEVERE))
    assert key_of(one) != key_of(warning("Gun violence", m.Severity.MILD, how=m.Manner.IMPLIED))


@given(reviews, st.sampled_from([EVERYTHING, CHILDREN]))
def test_no_warning_is_lost(review: m.Review, cap: Cap) -> None:
    listing = arrange(review.warnings, cap)
    shown = (*listing.present, *listing.absent, *listing.folded, *listing.folded_absent)
    assert len(shown) + listing.held_back + listing.unnamed == len(review.warnings)
    assert not listing.unnamed or cap != EVERYTHING
    assert not [w for w in listing.present if gives_away(w) or w.severity is m.Severity.NONE]
