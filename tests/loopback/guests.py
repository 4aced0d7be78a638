"""People of a load: each does one thing after another, and what they were told is taken down."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field

from tests.loopback.ledger import Ledger
from tests.loopback.people import Person
from tests.loopback.seen import Seen, button
from tests.loopback.state import MANAGE_GUILD, Message

FILMS = ("jaws", "alien", "parasite", "the shining", "amelie")
TIERS = ("Positive", "Mixed", "Negative")
_PAUSE = (0.2, 1.0)


@dataclass
class Guest:
    """`act_on()` until `going_home`. Who manages the server writes drafts besides."""

    person: Person
    ledger: Ledger
    chance: random.Random
    going_home: bool = False
    _polls: list[Message] = field(default_factory=list)
    _cards: list[Seen] = field(default_factory=list)
    _votes: list[Seen] = field(default_factory=list)
    _written: int = 0

    async def act_on(self, polls: list[Message]) -> None:
        """One thing after another, the next one only after the answer, or after Discord gave it up."""
        self._polls = polls
        acts = [self._ask, self._vote, self._vote, self._ballot, self._ballot, self._complete, self._take_back]
        if self.person.permissions & MANAGE_GUILD:
            acts += [self._write, self._write, self._write]
        while not self.going_home:
            await self.chance.choice(acts)()
            await asyncio.sleep(self.chance.uniform(*_PAUSE))

    async def _do(self, what: str, act: Awaitable[Seen]) -> Seen:
        since = time.monotonic()
        seen = await act
        self.ledger.saw(what, seen, since)
        return seen

    async def _ask(self) -> None:
        seen = await self._do("/review", self.person.command("/review", film=self.chance.choice(FILMS)))
        if seen.kind == "message" and not seen.private:
            self._cards.append(seen)

    async def _vote(self) -> None:
        if not self._cards:
            return await self._ask()
        card, tier = self.chance.choice(self._cards), self.chance.choice(TIERS)
        pressed = card.button(tier)
        seen = await self._do("a vote", self.person.press(card.message, pressed))
        confirmed = "Counted:" in seen.text and f"**{tier}**" in seen.text
        self._kept("vote", int(pressed.split(":")[1]), tier, confirmed)
        if confirmed:
            self._votes.append(seen)
        return None

    async def _take_back(self) -> None:
        if not self._votes:
            return await self._vote()
        answer = self._votes.pop()
        pressed = answer.button("Take back")
        seen = await self._do("a vote taken back", self.person.press(answer.message, pressed))
        self._kept("vote", int(pressed.split(":")[1]), "", "taken back" in seen.text)
        return None

    async def _ballot(self) -> None:
        poll, tier = self.chance.choice(self._polls), self.chance.choice(TIERS)
        pressed = button(poll, tier)
        seen = await self._do("a ballot", self.person.press(poll, pressed))
        confirmed = any(f"Your ballot {says} “{tier}”" in seen.text for says in ("says", "already says", "now says"))
        self._kept("ballot", int(pressed.split(":")[1]), tier, confirmed)

    async def _complete(self) -> None:
        typed = "the grand budapest"[: self.chance.randrange(1, 18)]
        await self._do("a keystroke", self.person.autocomplete("/review", film=typed))

    async def _write(self) -> None:
        film = f"The Salt Clock {self.person.name} (2021)"
        panel = await self._do("/reviews write", self.person.command("/reviews write", film=film))
        if panel.kind != "message" or "Blurb and verdict" not in str(panel.message.components):
            return
        form = await self._do("a form", self.person.press(panel.message, panel.button("Blurb and verdict")))
        if form.kind != "form":
            return
        self._written += 1
        blurb = f"Words of {self.person.name}, {self._written}."
        seen = await self._do("a draft", self.person.submit(form, blurb=blurb, tier=self.chance.choice(TIERS)))
        self._kept("draft", 0, blurb, "Saved" in seen.text)

    def _kept(self, what: str, about: int, value: str, confirmed: bool) -> None:
        self.ledger.wrote((what, about, int(self.person.id)), value, confirmed=confirmed)
