"""Members' answers about a film without a review are kept one by one and told as sums."""

import pytest

from data.errors import NotFound
from data.films.known import load
from data.library import Library
from data.models import Film
from data.warnings.members_say import Count, Said
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
