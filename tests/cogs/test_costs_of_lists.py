"""What lists cost the database: as many statements for many things as for few, and nobody's whole text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.playground.world import World
from cogs.ui.outbox import Outbox
from data.drafts import DraftState
from data.models import ContentWarning, Film, Review, Severity, Tier
from data.polls import Choice
from tests.data.worlds import open_poll, voter
from tests.dialogue import say
from tests.statements import sent_to

BY = "moderator"
FEW, MANY = 2, 12
_TEXTS = ("drafts.document", "revisions.document")


@dataclass
class Filled:
    """A world with so many things in its lists, all of one film after another."""

    world: World
    number: int = 0
    films: list[int] = field(default_factory=list)

    @property
    def guild_id(self) -> int:
        """The server."""
        return int(self.world.people[BY].guild.id)

    async def up_to(self, number: int) -> None:
        """Add what is missing to that many."""
        for place in range(self.number, number):
            await self._one_more(place)
        self.number = number

    async def _one_more(self, place: int) -> None:
        library, owner = self.world.library, self.world.people[BY].id
        film = Film(title=f"Zebra Crossing {place}", year=1950 + place)
        stored = await library.reviews.save(Review(film=film, overview="Seen."), self.guild_id)
        await library.reviews.withdraw(stored.film_id, self.guild_id, owner)
        seen = await library.reviews.save(
            Review(film=Film(title=f"Quilted Harbour {place}"), overview="Seen."), self.guild_id
        )
        for state in (DraftState.WRITING, DraftState.DISCARDED, DraftState.SUBMITTED):
            new = Film(title=f"Unwritten {state} {place}", year=1950 + place)
            draft = await library.drafts.start(self.guild_id, owner, Review(film=new))
            move = {DraftState.DISCARDED: library.drafts.discard, DraftState.SUBMITTED: library.drafts.submit}
            if state in move:
                await move[state](draft.id, self.guild_id, owner)
        await library.votes.cast(self.guild_id, seen.film_id, owner, Tier.POSITIVE)
        await library.requests.ask(self.guild_id, owner, Film(title=f"Wanted {place}"))
        await open_poll(library, film_id=seen.film_id, guild_id=self.guild_id)
        await self._closed_poll(stored.film_id)
        proposed = ContentWarning(category="Things", topic=f"odd thing {place}", severity=Severity.MILD)
        await library.warning_queue.propose(self.guild_id, seen, [proposed], 10_000 + place)
        self.films = [*self.films, seen.film_id]
        long = self.films[0]
        current = await library.reviews.current(long, self.guild_id)
        assert current
        text = current.review.model_copy(update={"blurb": f"Again {place}."})
        await library.reviews.revise(text, self.guild_id, owner, current.review.revision, film_id=long)

    async def _closed_poll(self, film_id: int) -> None:
        library = self.world.library
        poll = await open_poll(library, film_id=film_id, guild_id=self.guild_id)
        await library.polls.ballots.cast(poll.id, voter(1), Choice.POSITIVE)
        await library.polls.closing.close(poll.id, self.guild_id)


def typed(line: str) -> Callable[[World], Awaitable[object]]:
    return lambda world: say(world, line, by=BY)


def completed(command: str, option: str, text: str) -> Callable[[World], Awaitable[object]]:
    return lambda world: world.people[BY].autocomplete(world.channel, command, option, text)


LISTS = {
    **{
        line: typed(line)
        for line in (
            *("/reviews queue", "/reviews drafts", "/reviews requests", "/reviews log", "/moderate warnings"),
            *("/poll list", "/top most voted", "/my votes", "/reviews history Quilted Harbour 0"),
        )
    },
    "restore": completed("reviews restore", "film", ""),
    "restore, typed": completed("reviews restore", "film", "zebra"),
    "close": completed("poll close", "poll", ""),
    "results": completed("poll results", "poll", ""),
    "results, typed": completed("poll results", "poll", "nobody"),
}


async def test_a_list_of_many_costs_what_a_list_of_few_does(world: World) -> None:
    await world.bot.service(Outbox).stop()  # what it sends meanwhile would be counted too
    filled = Filled(world)
    costs: list[dict[str, int]] = []
    for number in (FEW, MANY):
        await filled.up_to(number)
        costs.append({name: await _statements(world, shown) for name, shown in LISTS.items()})
    few, many = costs
    assert few == many
    assert max(many.values()) <= 8


async def _statements(world: World, shown: Callable[[World], Awaitable[object]]) -> int:
    """How many it sends to the database, none of which reads a whole text."""
    await shown(world)  # the titles are read once
    tries = []
    for _ in range(3):  # what the bot does beside it only adds to one of them
        with sent_to(world.library.storage) as sent:
            assert await shown(world)
        tries.append(sent.number)
        assert not [one for one in sent.statements if any(text in one for text in _TEXTS)]
    return min(tries)
