"""What a card, an answer and a private note say of what members said: never a no by which a film would be cleared."""

import pytest

from cogs.warnings.members_lines import list_note, members_say, topic_answer, wanted_lines
from data.models import Severity
from data.taxonomy.core import CORE_TOPICS
from data.warnings.caps import CHILDREN, EVERYTHING, Cap
from data.warnings.members_say import Count, Counts
from data.warnings.personal import PersonalList, Wish

SAID: Counts = {"dog": Count(yes=2), "needles": Count(yes=1, no=5), "guns": Count(no=3), "gore": Count(no=2)}
EVERYONE_DENIES = {topic: Count(no=50) for topic in CORE_TOPICS}


def test_a_card_names_the_yes_from_one_and_the_no_from_three_and_clears_nothing() -> None:
    said = members_say(SAID, EVERYTHING)
    assert "**Members say yes:** ||Dog death|| (2) · Needles (1)" in said
    assert "Members say no: Gun violence (3)\n" in said
    assert "gore" not in said
    assert "nothing is cleared" in said
    assert members_say({}, EVERYTHING) == members_say({"gore": Count(no=2)}, EVERYTHING) == ""


@pytest.mark.parametrize("cap", [CHILDREN, Cap(highest=Severity.MODERATE), Cap(highest=Severity.NONE)])
def test_a_channel_that_holds_strong_warnings_back_names_nothing(cap: Cap) -> None:
    said = members_say(SAID, cap)
    assert "yes** to 2 things that this channel does not name" in said
    assert "no to 1 thing" in said
    assert not [word for word in ("Dog", "Needles", "Gun") if word in said]
    assert topic_answer("dog", SAID, cap).startswith("🔒 **A dog dies**: **held back**")


def test_many_are_counted() -> None:
    said = members_say({topic: Count(yes=1) for topic in CORE_TOPICS}, EVERYTHING)
    assert "and 34 more" in said
    assert len(said) < 600


@pytest.mark.parametrize(
    ("topic", "counts", "says"),
    [
        ("dog", {"dog": Count(yes=2)}, "⚠️ **A dog dies**: **yes**, 2 members say so"),
        ("dog", {"dog": Count(yes=1, no=9)}, "⚠️ **A dog dies**: **yes**, 1 member says so"),
        ("animal-death", {"dog": Count(yes=1)}, "⚠️ **Another animal dies**: **yes**: members say ||Dog death|| (1)"),
        ("guns", SAID, "⚪ **Gun violence**: **members say no (3)**, nobody says yes; that is no promise"),
        ("gore", SAID, "❔ **Blood and gore**: **not known**: no review here, and too few members have answered"),
        ("snakes", SAID, "❔ **Snakes, sharks, crocodiles**: **not known**: no review here, and nobody has answered"),
    ],
)
def test_one_topic_is_answered_from_members(topic: str, counts: Counts, says: str) -> None:
    assert topic_answer(topic, counts, EVERYTHING) == says


def test_own_words_are_read_and_those_that_are_no_topic_are_not_known() -> None:
    assert wanted_lines("does the dog die?", SAID, EVERYTHING) == topic_answer("dog", SAID, EVERYTHING)
    assert "it is no topic of mine" in wanted_lines("odd *hats*", SAID, EVERYTHING)
    both = wanted_lines("dog+guns", SAID, EVERYTHING).splitlines()
    assert both == [topic_answer(topic, SAID, EVERYTHING) for topic in ("dog", "guns")]


def test_a_list_is_told_a_yes_and_never_cleared() -> None:
    mine = PersonalList(wishes=(Wish(topic="needles", at_least=Severity.SEVERE), Wish(topic="guns")))
    hit = list_note(mine, SAID, "Shrek 2 (2004)")
    assert hit
    assert "Members say that it is in it: **Needles** (1)." in hit
    assert "Not known: 1 topic of yours, which is not a “no”." in hit
    denied = list_note(mine, EVERYONE_DENIES, "Shrek 2 (2004)", by_itself=True)
    assert denied == "🔔 **Your list, Shrek 2 (2004)** Not known: there is no review here."
    assert list_note(mine, {}, "Shrek 2 (2004)") == "🔔 **Your list** Not known: there is no review here."
    assert list_note(mine, {}, "Shrek 2 (2004)", by_itself=True) is None
    assert list_note(PersonalList(), SAID, "Shrek 2 (2004)") is None
