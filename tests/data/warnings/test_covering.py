from hypothesis import given
from hypothesis import strategies as st

from data.models import Film, Review, Section, SectionKind, Severity
from data.taxonomy import topics_named
from data.warnings.answering import answer, recorded
from data.warnings.caps import CHILDREN, EVERYTHING, Cap, allows_strength
from data.warnings.covering import COVER, covered
from tests.data.reviews_strategy import reviews
from tests.data.warnings.lists_strategy import warning


def _headed(heading: str, *, guns: Severity) -> Review:
    sections = (Section(kind=SectionKind.HIGHLIGHTS, heading=heading, text="Twice.", percentage=70),)
    return Review(film=Film(title="X"), warnings=(warning("guns", guns),), sections=sections)


def test_a_heading_is_shown_where_what_it_speaks_of_is() -> None:
    for strength, shown in ((Severity.MILD, True), (Severity.SEVERE, False), (Severity.NONE, False)):
        (section,) = covered(_headed("A shooting at the well", guns=strength), CHILDREN).sections
        assert (section.heading, section.text) == (("A shooting at the well", "Twice.") if shown else (COVER, None))
        assert section.percentage == 70


def test_what_the_review_does_not_record_may_be_of_any_strength() -> None:
    (section,) = covered(_headed("A suicide at the well", guns=Severity.MILD), CHILDREN).sections
    assert section.heading == COVER
    assert covered(_headed("A walk at the well", guns=Severity.SEVERE), CHILDREN).sections[0].text == "Twice."


@given(reviews, st.sampled_from([Severity.NONE, Severity.MILD, Severity.MODERATE]))
def test_no_text_that_is_left_speaks_of_what_is_held_back(review: Review, highest: Severity) -> None:
    cap = Cap(highest=highest, details=False)
    left, said = covered(review, cap), recorded(review.warnings)
    texts = [left.blurb, left.overview, left.audience, *(s.heading for s in left.sections)]
    for topic in (topic for text in texts if text for topic in topics_named(text)):
        assert allows_strength(cap, answer(topic, said).severity)
    assert len(left.sections) == len(review.sections)
    assert covered(review, EVERYTHING) == review
