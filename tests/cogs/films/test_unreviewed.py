"""A film without a review has a card all the same: it is found, voted on and asked for, and nothing of that is lost."""

import re
from dataclasses import replace

import pytest

from bot.playground.world import World
from cogs.reviews.unreviewed import unreviewed_card
from data.film_page import FilmPage
from data.films import known
from data.films.catalogue import FilmChoice
from data.models import Film, Recommendation, Review, StoredReview
from tests.cogs.ui.limits import check
from tests.dialogue import say
from tests.forging import Forger

MOST_TYPED = [
    ("dune", "Dune (2021)"),
    ("the shawshank redemption", "The Shawshank Redemption (1994)"),
    ("shawshank redemtion", "The Shawshank Redemption (1994)"),
    ("dark knight", "The Dark Knight (2008)"),
    ("intersteller", "Interstellar (2014)"),
    ("star wars", "Star Wars (1977)"),
    ("toy story", "Toy Story (1995)"),
    ("forest gump", "Forrest Gump (1994)"),
    ("joker", "Joker (2019)"),
    ("avatar", "Avatar (2009)"),
    ("gladiator", "Gladiator (2000)"),
    ("frozen", "Frozen (2013)"),
    ("shrek", "Shrek (2001)"),
    ("whiplash", "Whiplash (2014)"),
    ("jhon wick", "John Wick (2014)"),
    ("lotr", "The Lord of the Rings: The Fellowship of the Ring (2001)"),
    ("https://www.imdb.com/title/tt0110357/", "The Lion King (1994)"),
]


async def test_the_films_people_type_most_are_found(wide_world: World) -> None:
    for typed, label in MOST_TYPED:
        answer = await say(wide_world, f"/review {typed}")
        assert f"## {label}" in answer.text, answer.text


async def test_a_film_is_voted_on_and_asked_for_before_anybody_reviewed_it(wide_world: World) -> None:
    card = await say(wide_world, "/review shrek 2")
    assert "## Shrek 2 (2004)" in card.text
    assert "Not reviewed here yet" in card.text
    assert not card.private
    await card.press("Positive")
    assert "1 vote" in (await say(wide_world, "/review shrek 2")).text
    asked = await say(wide_world, "/request shrek2")
    assert "Noted: Shrek 2 (2004)" in asked.text


@pytest.mark.parametrize("command", ["summary", "verdict", "cast", "recommend", "warnings"])
async def test_whatever_is_asked_of_it_is_answered_by_the_same_card(wide_world: World, command: str) -> None:
    answer = await say(wide_world, f"/{command} shrek 2")
    assert "Not reviewed here yet" in answer.text


async def test_the_whole_life_of_a_film_from_the_first_vote_to_its_review(wide_world: World) -> None:
    """Found, voted on, asked for under two spellings, polled, written where it was found; nothing of it is lost."""
    card = await say(wide_world, "/review shrek2")
    assert "nobody has asked" in card.text
    assert "With Mike Myers" in card.text
    await card.press("Positive")
    asked = await card.press("Ask for a review")
    assert asked.private
    assert "### Noted: Shrek 2 (2004)" in asked.text
    assert "1 member waits" in (await card.press("Ask for a review")).text
    assert "2 members wait" in (await say(wide_world, "/request shrek 2 2004", by="friend")).text
    assert "2 people wait" in (await say(wide_world, "/review https://www.imdb.com/title/tt0298148/")).text
    assert "1 person waits" in card.now.text  # it follows what is pressed on it
    opened = await say(wide_world, "/poll open shrek 2", by="moderator")
    assert "The poll is open" in opened.text
    panel = await card.press("Write it", by="moderator")
    assert panel.private
    assert "Andrew Adamson" in (await panel.press("Preview", by="moderator")).text
    panel = await (await panel.open("Blurb and verdict", by="moderator")).submit(blurb="An ogre meets his in-laws.")
    missing = await panel.press("Publish", by="moderator")
    assert "Published" in (await missing.press("Publish anyway", by="moderator")).text
    review = await say(wide_world, "/review shrek 2")
    assert "An ogre meets his in-laws." in review.text
    assert "Positive, 1 vote" in review.text
    assert "Nobody has asked" in (await say(wide_world, "/reviews requests", by="moderator")).text
    assert "There is a review" in (await card.press("Ask for a review")).text
    assert "The result follows" in (await say(wide_world, "/poll close shrek", by="moderator")).text


async def test_a_request_is_taken_back_and_the_card_follows(wide_world: World) -> None:
    card = await say(wide_world, "/review shrek 2")
    asked = await card.press("Ask for a review")
    again = await card.press("Ask for a review")
    assert "Noted already: Shrek 2 (2004)" in again.text
    await asked.press("Take back")
    assert "nobody has asked" in card.now.text


async def test_who_may_not_write_is_told_their_way(wide_world: World) -> None:
    card = await say(wide_world, "/review shrek 2")
    assert "“Ask for a review”, or /request" in (await card.press("Write it")).text
    await say(wide_world, "/reviews settings suggestions:true", by="moderator")
    assert "/suggest sends them" in (await card.press("Write it")).text


async def test_a_film_of_the_same_name_is_one_press_away(wide_world: World) -> None:
    card = await say(wide_world, "/review jane eyre 2011")
    assert {"Jane Eyre (1996)", "Jane Eyre (1944)", "Letterboxd"} <= set(re.findall(r"\[([^]]+)\]", card.text))
    assert "Fellowship of the Ring (2001)" in (await say(wide_world, "/review the lord of the rings")).text
    other = await card.press("Jane Eyre (1944)")
    assert other.private
    assert "## Jane Eyre (1944)" in other.text
    reviewed = await say(wide_world, "/review frozen")
    assert "## Frozen (2013)" in reviewed.text
    assert "## Frozen (2010)" in (await reviewed.press("Frozen (2010) · Derek Kwok")).text


async def test_a_film_night_has_reviewed_films_only(wide_world: World) -> None:
    assert "only a review clears a film" in (await say(wide_world, "/filmnight check shrek 2")).text
    several = await say(wide_world, "/filmnight check aladdin")
    assert "Aladdin (1992): none has a review here yet. /request asks for one." in several.text
    link = "https://youtu.be/dQw4w9WgXcQ"
    assert "I do not know the film of that link." in (await say(wide_world, f"/filmnight check {link}")).text
    assert "names no film." in (await say(wide_world, "/filmnight check something scary")).text


async def test_a_link_begins_the_review_of_its_film_and_no_other(wide_world: World) -> None:
    there = await say(wide_world, "/reviews write https://www.imdb.com/title/tt0110357/", by="moderator")
    assert "### The Lion King (1994)" in there.text
    assert "There is a review already" in there.text
    unknown = await say(wide_world, "/reviews write https://youtu.be/dQw4w9WgXcQ", by="moderator")
    assert "I do not know the film of that link." in unknown.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("something scary", "“something scary” names no film."),
        ("tom hanks", "“tom hanks” names no film."),
        ("aladdin", "Which “aladdin”? Ask with its year, or choose from the list as you type: Aladdin (2019)"),
        ("https://youtu.be/dQw4w9WgXcQ", "I do not know the film of that link."),
    ],
)
async def test_what_is_asked_for_is_one_film(wide_world: World, typed: str, told: str) -> None:
    assert told in (await say(wide_world, f"/request {typed}")).text
    assert "Nobody has asked" in (await say(wide_world, "/reviews requests", by="moderator")).text


async def test_a_film_that_nobody_knows_is_not_the_one_before_it_and_can_be_asked_for(wide_world: World) -> None:
    question = await say(wide_world, "/review braveheart 2")
    assert "None of these? </request" in question.text
    assert question.labels == ["Braveheart (1995)"]
    assert "### Noted: braveheart 2" in (await say(wide_world, "/request braveheart 2")).text


async def test_of_films_like_one_and_of_a_person_the_way_is_shown(wide_world: World) -> None:
    likened = await say(wide_world, "/review movies like inception")
    assert likened.private
    assert "More like" in (await likened.press("Inception (2010)")).text
    person = await say(wide_world, "/review films with tom hanks")
    assert person.private
    assert "## Forrest Gump (1994)" in (await person.press("Forrest Gump (1994)")).text


async def test_votes_on_unreviewed_films_are_listed_as_all_others(wide_world: World) -> None:
    card = await say(wide_world, "/review shrek 2")
    await card.press("Mixed")
    assert "Shrek 2 (2004)" in (await say(wide_world, "/top order:Most voted on")).text
    mine = await say(wide_world, "/my votes")
    assert "Shrek 2 (2004)" in mine.text
    assert "no review here any more" not in mine.text


@pytest.mark.parametrize("typed", ["good films for kids", "something scary"])
async def test_a_wish_is_told_what_the_bot_can_do_instead(wide_world: World, typed: str) -> None:
    answer = await say(wide_world, f"/review {typed}")
    assert answer.private
    assert f"“{typed}” names no film" in answer.text
    assert "/top" in answer.text
    assert answer.labels == []


async def test_a_recommendation_of_a_known_film_opens_its_card(wide_world: World) -> None:
    review = Review(
        film=Film(title="The Salt Clock", year=2021), recommendations=(Recommendation(title="shrek 2", year=2004),)
    )
    await wide_world.library.reviews.save(review)
    card = await say(wide_world, "/recommend the salt clock")
    opened = await card.press("shrek 2 (2004)")
    assert opened.private
    assert "## Shrek 2 (2004)" in opened.text


def test_a_direct_message_has_neither_votes_nor_requests() -> None:
    film = known.load().named("Shrek 2")[0]
    page = FilmPage(StoredReview(id=0, film_id=film.id, review=Review(film=film.facts)), known=film)
    card = unreviewed_card(page)
    check(card)
    shown = str(card.to_components())
    assert "In a server that I am in" in shown
    assert "custom_id" not in shown
    assert f"https://www.imdb.com/title/{film.facts.imdb_id}/" in shown


def test_the_card_of_any_known_film_fits() -> None:
    films = sorted(known.load().named("Jane Eyre"), key=lambda film: film.year)
    longest = replace(films[0], title="L" * 200, cast=("N" * 100,) * 9, original_title="O" * 200)
    page = FilmPage(StoredReview(id=0, film_id=longest.id, review=Review(film=longest.facts)), 1, known=longest)
    check(unreviewed_card(page, [FilmChoice(film.id, film.label, directors=film.directors) for film in films[1:]]))
    check(unreviewed_card(replace(page, waiting=2**40)))


async def test_the_number_of_a_film_that_is_known_no_more_becomes_no_title(wide_world: World) -> None:
    for by, line in (("member", "/request 12345678901"), ("moderator", "/reviews write 12345678901")):
        assert "I do not know that film any more" in (await say(wide_world, line, by=by)).text
    forger = Forger(wide_world, wide_world.people["moderator"], wide_world.channel)
    assert "I do not know that film any more" in await forger.press("film:12345678901:write")
    assert await wide_world.library.requests.most_wanted(wide_world.people["member"].guild.id) == []
