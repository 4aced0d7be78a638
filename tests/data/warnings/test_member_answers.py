"""Members' answers about a film without a review are kept one by one and told as sums."""

import pytest

from data.errors import NotFound
from data.film_page import FilmPages
from data.films.known import load
from data.library import Library
from data.models import Film
from data.taxonomy.core import CORE_TOPICS
from data.warnings.members_say import Count, Said
from tests.clock import Clock
from tests.data.film_nights.clubs import NOT_CLEARED, asked, film_with, has_listed
from tests.data.worlds import GUILD

YES, NO = Said.YES, Said.NO
KNOWN = load().named("Shrek 2", 2004)[0]


async def test_one_answer_a_member_and_the_last_one_counts(empty_library: Library) -> None:
    answers, film_id = empty_library.member_answers, KNOWN.id
    await answers.say(GUILD, film_id, 1, {"dog": YES, "guns": NO})
    await answers.say(GUILD, film_id, 2, {"dog": YES, "guns": NO})
    await answers.say(GUILD, film_id, 2, {"dog": NO, "no-such-topic": YES})
    await answers.say(GUILD + 1, film_id, 3, {"dog": YES})
    assert await answers.of_film(GUILD, film_id) == {"dog": Count(yes=1, no=1), "guns": Count(no=2)}
    assert await answers.own(GUILD, film_id, 2) == {"dog": NO, "guns": NO}
    await answers.say(GUILD, film_id, 1, {"dog": None})
    assert await answers.of_film(GUILD, film_id) == {"dog": Count(no=1), "guns": Count(no=2)}
    assert [await answers.take_back(GUILD, film_id, member) for member in (1, 2, 2)] == [1, 2, 0]
    assert await answers.of_film(GUILD, film_id) == {}
    assert await answers.of_film(GUILD + 1, film_id) == {"dog": Count(yes=1)}


async def test_the_film_is_kept_with_the_first_answer_and_found_by_its_review(empty_library: Library) -> None:
    await empty_library.member_answers.say(GUILD, KNOWN.id, 1, {"dog": YES})
    draft = await empty_library.drafts.begin(GUILD, 9, Film(title="Shrek 2", year=2004))
    assert draft.film_id == KNOWN.id
    with pytest.raises(NotFound):
        await empty_library.member_answers.say(GUILD, 5, 1, {"dog": YES})


async def test_a_film_night_is_cleared_by_a_review_alone(empty_library: Library, clock: Clock) -> None:
    """Whatever members deny, and however many: the same night clears a film whose review denies it."""
    await has_listed(empty_library, "guns", 1, 2, 3)
    for member in range(5):
        await empty_library.member_answers.say(GUILD, KNOWN.id, member, dict.fromkeys(CORE_TOPICS, NO))
    page = await FilmPages(empty_library.storage, load()).read(KNOWN.id, GUILD)
    assert (page.reviewed, page.stored.review.warnings) == (False, ())
    denied = await film_with(empty_library, "Quiet", guild_id=GUILD)
    assert await asked(empty_library, clock, (1, 2, 3), page.stored, denied, guild_id=GUILD) == [NOT_CLEARED, (True, 3)]
