"""Turning pages."""

from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.cards import Card
from cogs.ui.pager import Pager
from cogs.ui.presses import PressButton
from cogs.ui.routes import Press


def buttons_of(pager: Pager[str]) -> list[PressButton]:
    card = Card()
    pager.add_to(card, lambda to: Press("film", 1, "cast", str(to)))
    return [item for item in card.walk_children() if isinstance(item, PressButton)]


@given(st.lists(st.text(), min_size=1, max_size=30), st.integers())
def test_whatever_page_is_asked_for_one_that_is_there_is_open(pages: list[str], wanted: int) -> None:
    pager = Pager(pages, wanted)
    assert pager.here == pages[pager.number]
    assert pager.number == wanted or pager.number in {0, len(pages) - 1}
    assert pager.place == f"page {pager.number + 1} of {len(pages)}"


@given(st.integers(2, 30), st.data())
def test_the_buttons_lead_to_the_neighbours_and_no_further(pages: int, data: st.DataObject) -> None:
    wanted = data.draw(st.integers(0, pages - 1))
    back, onward = buttons_of(Pager(["text"] * pages, wanted))
    assert (back.item.disabled, onward.item.disabled) == (wanted == 0, wanted == pages - 1)
    if wanted:
        assert back.custom_id == f"film:1:cast:{wanted - 1}"
    if wanted < pages - 1:
        assert onward.custom_id == f"film:1:cast:{wanted + 1}"


def test_one_page_has_nothing_to_turn() -> None:
    assert buttons_of(Pager(["text"], 7)) == []


def test_a_list_may_call_its_neighbours_otherwise() -> None:
    card = Card()
    Pager([1, 2]).add_to(card, lambda to: Press("film", 1, "cast", str(to)), labels=("Earlier", "Later"), arrows=False)
    shown = [item.item for item in card.walk_children() if isinstance(item, PressButton)]
    assert [(button.label, button.emoji) for button in shown] == [("Earlier", None), ("Later", None)]
