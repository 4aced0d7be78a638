"""Two processes on one database: what another has just published or withdrawn, a member is told of."""

from bot.playground.world import open_world
from data.library import Library
from data.models import Film, Review
from tests.clock import unhurried
from tests.dialogue import say


async def test_a_film_reviewed_elsewhere_a_moment_ago_is_known_and_not_asked_for(postgresql_address: str) -> None:
    review = Review(film=Film(title="The Salt Clock", year=2021), summary="It stops.")
    async with (
        Library.open(postgresql_address, with_starter=False) as elsewhere,
        Library.open(postgresql_address, with_starter=False) as library,
        open_world(library, unhurried()) as world,
    ):
        assert "I do not know a film" in (await say(world, "/review the salt clock")).text
        await library.following.stop()  # as if it had not heard of anything yet
        saved = await elsewhere.reviews.save(review)
        assert "There is a review" in (await say(world, "/request The Salt Clock (2021)")).text
        assert "The Salt Clock (2021)" in (await say(world, "/review the salt clok")).text
        await elsewhere.reviews.withdraw(saved.film_id)
        assert "The Salt Clock (2021)" not in (await say(world, "/review the salt clock")).text
        assert await library.requests.most_wanted(world.people["member"].guild.id) == []
