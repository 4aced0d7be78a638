"""A film without a review has a card all the same: it is found, voted on and asked for, and nothing of that is lost."""

import pytest

from bot.playground.world import World
from tests.dialogue import say

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
