from hypothesis import given
from hypothesis import strategies as st

from data.models import ContentWarning, Severity
from data.warnings.caps import CHILDREN, EVERYTHING, Cap, allows, apply, cap_of
from tests.data.warnings.lists_strategy import warning, warnings

caps = st.builds(Cap, highest=st.sampled_from(Severity), details=st.booleans())


def test_a_childrens_channel_counts_what_it_does_not_show() -> None:
    film = [warning("guns", Severity.SEVERE, detail="A duel."), warning("smoking", Severity.MILD, detail="A pipe.")]
    capped = apply(CHILDREN, film)
    assert [(w.topic, w.detail) for w in capped.shown] == [("Smoking", None)]
    assert capped.held_back == 1


def test_not_stated_is_shown_only_where_severe_is() -> None:
    unstated = warning("guns").model_copy(update={"severity": None})
    assert allows(EVERYTHING, unstated)
    assert not allows(Cap(highest=Severity.MODERATE), unstated)


def test_the_channels_own_cap_holds_before_the_servers() -> None:
    assert cap_of(EVERYTHING, CHILDREN) == EVERYTHING
    assert cap_of(None, CHILDREN) == CHILDREN
    assert cap_of(None, None) == EVERYTHING


@given(caps, warnings)
def test_nothing_is_lost_and_nothing_above_the_cap_is_shown(cap: Cap, film: list[ContentWarning]) -> None:
    capped = apply(cap, film)
    assert len(capped.shown) + capped.held_back == len(film)
    assert all(allows(cap, shown) for shown in capped.shown)
    assert cap.details or all(shown.detail is None for shown in capped.shown)
    assert [w.topic for w in capped.shown] == [w.topic for w in film if allows(cap, w)]


@given(warnings)
def test_without_a_cap_a_film_is_shown_as_it_is(film: list[ContentWarning]) -> None:
    assert apply(EVERYTHING, film).shown == tuple(film)
