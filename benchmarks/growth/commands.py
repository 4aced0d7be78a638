"""What is measured: the commands that read or write something that grows, and what goes on behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.growth import community
from benchmarks.growth.build import Built
from benchmarks.growth.measure import Act, Row
from bot.playground.world import World
from cogs.ui.outbox import Outbox
from cogs.ui.sentences import SENTENCES
from data.errors import TooSlow
from data.films.catalogue import Catalogue
from data.formats import Draft
from data.models import SHARED_LIBRARY, Film, Review, Tier, Verdict
from tests.dialogue import Reply, say

_IMPORTED = 100
_TIERS = list(Tier)
_BUTTONS = ("Positive", "Mixed", "Negative")


@dataclass
class Acts:
    """Acts in a world that was built."""

    world: World
    built: Built
    _card: list[Reply] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Everything, in an order in which nothing spoils what comes after it."""
        yield Row("the first title asked", self._first_title, is_command=False)
        yield from self._reading()
        yield from self._moderating()
        yield from self._writing()
        yield from self._polling()

    def _says(self, line: str, by: str = "member") -> Act:
        """Types a line, in which `{film}` is another film each time."""

        async def act(number: int) -> Reply:
            answer = await say(self.world, line.format(film=self.title(number), n=number), by=by)
            assert answer.text not in SENTENCES.values(), f"{line} was answered: {answer.text}"
            return answer

        return act

    def title(self, number: int) -> str:
        """A film's title, another one each time, the most voted first."""
        return self.built.titles[number % len(self.built.titles)]

    def _reading(self) -> Iterator[Row]:
        for name in ("/review", "/summary", "/verdict", "/cast", "/recommend", "/warnings"):
            yield Row(name, self._says(f"{name} {{film}}"))
        yield Row("a title being typed", self._completes("review", "film", "the golden"))
        for line in ("/top", "/top most voted", "/my votes", "/my warnings"):
            yield Row(line, self._says(line))
        yield Row("a vote on a card", self._vote, prepare=self._draw)
        yield Row("/request", self._says("/request A Wholly New Film Number {n} (2031)"))
        yield Row("/filmnight check", self._says("/filmnight check {film}"), prepare=self._meet)
        yield Row("/filmnight open", self._says("/filmnight open"))

    def _moderating(self) -> Iterator[Row]:
        for name in ("queue", "drafts", "requests", "log", "settings"):
            yield Row(f"/reviews {name}", self._says(f"/reviews {name}", by="moderator"))
        yield Row("/moderate warnings", self._says("/moderate warnings", by="moderator"))
        yield Row("/reviews history", self._history)
        for name in ("restore", "edit", "history"):
            completed = self._completes(f"reviews {name}", "film", "lantern", by="moderator")
            yield Row(f"/reviews {name}, a title being typed", completed)

    def _writing(self) -> Iterator[Row]:
        for name in ("edit", "withdraw"):
            yield Row(f"/reviews {name}", self._says(f"/reviews {name} {{film}}", by="moderator"))
        yield Row("/reviews write", self._says("/reviews write Another New Film {n} (2032)", by="moderator"))
        yield Row("/reviews restore", self._restore)

    def _polling(self) -> Iterator[Row]:
        yield Row("/poll list", self._says("/poll list", by="moderator"))
        yield Row("/poll close, a poll being chosen", self._completes("poll close", "poll", "", by="moderator"))
        yield Row("/poll open", self._open_poll, prepare=self._end_what_was_opened)
        yield Row("a ballot", self._ballot)
        yield Row("/poll close, 10,000 ballots", self._close_poll)

    def background(self) -> Iterator[Row]:
        """What goes on while nobody waits for it; the bot's own outbox has to rest meanwhile."""
        yield Row("10,000 ballots, erased", self._erase, is_command=False, prepare=self._end_another)
        yield Row("a shared review, published", self._publish, is_command=False)
        yield Row("one, announced in every server", self._announce, is_command=False, prepare=self._publish)
        hundred = "a hundred, announced in every server"
        yield Row(hundred, self._announce, is_command=False, prepare=self._import, rounds=1)

    async def vote(self, number: int) -> None:
        """One beside something else: on the film with the most votes, by another member each time."""
        guild = self.world.channel.guild
        assert guild
        await self.world.library.votes.cast(guild.id, self.built.film_ids[0], 10**7 + number, _TIERS[number % 3])

    def _completes(self, name: str, option: str, typed: str, by: str = "member") -> Act:
        async def act(number: int) -> None:
            letters = typed[: len(typed) - number % 4] if typed else ""
            assert await self.world.people[by].autocomplete(self.world.channel, name, option, letters)

        return act

    async def _first_title(self, number: int) -> None:
        guild = self.world.channel.guild
        assert guild
        catalogue = Catalogue(self.world.library.storage)
        while True:
            with suppress(TooSlow):  # whoever asks again finds it
                assert (await catalogue.find(guild.id, self.title(number))).film
                return

    async def _meet(self, number: int) -> None:
        """A night of five who have been in others: a shortlist is asked once a night, and of a list once a day."""
        nights, channel = self.world.library.film_nights, self.world.channel
        assert channel.guild
        night = await nights.open(channel.guild.id, channel.id)
        for member in range(5):
            await nights.change(night.id, channel.guild.id, community.MEMBERS + 5 * number + member, join=True)

    async def _draw(self, number: int) -> None:
        self._card = [await say(self.world, f"/review {self.title(number)}")]

    async def _vote(self, number: int) -> None:
        await self._card[0].press(_BUTTONS[number % 3])

    async def _history(self, number: int) -> None:
        await say(self.world, f"/reviews history {self.built.long_history}", by="moderator")

    async def _restore(self, number: int) -> None:
        await say(self.world, f"/reviews restore {self.built.withdrawn[number]}", by="moderator")

    async def _open_poll(self, number: int) -> None:
        answer = await say(self.world, f"/poll open {self.title(number + 100)}", by="moderator")
        assert "The poll is open" in answer.text, answer.text

    async def _end_what_was_opened(self, number: int) -> None:
        """A server may have 25 at once. Results are posted, and their charts drawn, before the next is measured."""
        library, channel = self.world.library, self.world.channel
        assert channel.guild
        for poll in await library.polls.open_in(channel.guild.id):
            if poll.message_id and number:
                await library.polls.closing.close(poll.id, channel.guild.id)
        await self.world.bot.service(Outbox).work()

    async def _ballot(self, number: int) -> None:
        messages = self.world.channel.history(viewer=self.world.people["member"])
        poll = next(one for one in map(self._reply, reversed(messages)) if "My ballot" in one.labels)
        await poll.press(_BUTTONS[number % 3])

    def _reply(self, message: object) -> Reply:
        return Reply(self.world, message)

    async def _close_poll(self, number: int) -> None:
        await say(self.world, f"/poll close {self.built.polls_to_close[number]}", by="moderator")

    async def _end_another(self, number: int) -> None:
        await self.world.library.polls.closing.close(*self.built.polls_elsewhere[number])

    async def _erase(self, number: int) -> None:
        closing = self.world.library.polls.closing
        while (due := await closing.next_end()) and due <= self.world.library.now():
            await closing.close_due()

    async def _publish(self, number: int) -> None:
        await self.world.library.reviews.save(_new_review(f"Published {number}"), SHARED_LIBRARY)

    async def _import(self, number: int) -> None:
        drafts = [Draft(review=_new_review(f"Imported {number} {place}")) for place in range(_IMPORTED)]
        await self.world.library.imports.take(drafts, SHARED_LIBRARY, publish=True)

    async def _announce(self, number: int) -> None:
        """Until there is nothing to be put in line any more."""
        library = self.world.library
        while (due := await library.announcements.next_due()) and due <= library.now():
            await library.announcements.gather_due()


def _new_review(title: str) -> Review:
    film = Film(title=title, year=2033)
    return Review(film=film, overview="Seen twice.", verdict=Verdict(tier=Tier.MIXED))
