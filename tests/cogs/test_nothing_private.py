"""Whatever a plain member sends from a public message: nothing private becomes public, and no moderator's work is done.

All handlers are walked, each with every form of argument that it reads, by somebody who has private things here.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import simcord

from bot.client import EXTENSIONS
from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World, open_world
from cogs.films import parts
from cogs.ui import routes
from cogs.ui.routes import MENU, Press, Route, Way
from data.drafts import Draft
from data.library import Library
from data.models import ContentWarning, Film, Review, ReviewState, Severity, StoredReview, Tier, Verdict
from data.parts import FORMS, LISTS, Part
from data.polls import Choice, Opening, Terms, Voter
from data.storage.tables import metadata
from data.warnings.listing import key_of
from tests.clock import Clock, unhurried
from tests.conftest import SqliteHost
from tests.forging import Forger

pytestmark = pytest.mark.uncounted

for _extension in EXTENSIONS:
    importlib.import_module(_extension)

NOT_FOR_MEMBERS = ("zqothers", "zqproposal", "zqwithdrawn", "zqunpublished")
"""Somebody else's drafts, what waits for moderators, and texts that members do not see."""
PRIVATE = (
    *NOT_FOR_MEMBERS,
    *("zqending", "zqtwist", "zqdetail", "zqmine", "Your votes here", "Counted:", "Your vote is", "Your ballot"),
    *(
        "**Your list**",
        "Your warnings",
        "What was done",
        "### History",
        "Waiting for a moderator",
        "Most wanted",
        "Your drafts",
        "ballot in this poll",
    ),
)
"""Of the film its ending and what gives it away; of the member drafts, votes, ballot and list; moderators' cards."""
KEPT = (
    *(
        "reviews",
        "revisions",
        "server_settings",
        "warning_caps",
        "warning_queue",
        "polls",
        "poll_results",
        "review_news",
    ),
    *("review_announcements", "poll_defaults"),
)
"""The tables that no plain member changes by a press; of the others only the rows of other people are looked at."""


def review(title: str, state: ReviewState = ReviewState.PUBLISHED, blurb: str = "Plain.") -> Review:
    return Review(
        film=Film(title=title, year=1999),
        state=state,
        blurb=blurb,
        verdict=Verdict(tier=Tier.MIXED),
        summary="It ends so: zqending.",
        warnings=(
            ContentWarning(category="Violence", topic="Gun violence", severity=Severity.MILD, detail="A zqdetail."),
            ContentWarning(category="Death", topic="zqtwist", severity=Severity.SEVERE, spoils=True),
        ),
    )


@dataclass
class Stage:
    """A server in which everybody has something that is not everybody's."""

    world: World
    films: list[StoredReview] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        return self.world.library

    @property
    def guild_id(self) -> int:
        return int(self.world.people["member"].guild.id)

    def person(self, name: str) -> int:
        return int(self.world.people[name].id)

    async def prepare(self) -> None:
        """Fill it, with ids of everything that custom ids name."""
        library, me, friend = self.library, self.person("member"), self.person("friend")
        await self.world.people["moderator"].run(self.world.channel, "/reviews settings suggestions:True")
        for one in (
            review("Seen"),
            review("Taken Away", blurb="zqwithdrawn"),
            review("Not Yet", ReviewState.DRAFT, "zqunpublished"),
        ):
            self.films.append(await library.reviews.save(one, self.guild_id))
        seen, gone, unpublished = self.films
        await library.reviews.withdraw(gone.film_id, self.guild_id, self.person("moderator"))
        for owner, blurb in ((me, "zqmine"), (me, "zqmine again"), (friend, "zqothers"), (friend, "zqothers again")):
            text = review("Seen", blurb=blurb)
            begun = await library.drafts.start(
                self.guild_id, owner, text, film_id=seen.film_id, suggested=True, resume=False
            )
            self.drafts.append(begun)
        for film in (gone, unpublished):
            named = film.review.film
            self.drafts.append(await library.drafts.begin(self.guild_id, me, named, suggested=True))
        for draft in (self.drafts[1], self.drafts[3]):
            await library.drafts.submit(draft.id, self.guild_id, draft.owner_id)
        await library.reviews.save(seen.review.model_copy(update={"revision": 2, "audience": "All."}), self.guild_id)
        await library.votes.cast(self.guild_id, seen.film_id, me, Tier.POSITIVE)
        await library.personal_lists.set_threshold(me, "guns", Severity.MILD)
        proposal = ContentWarning(category="Animals", topic="zqproposal", severity=Severity.MILD)
        await library.warning_queue.propose(self.guild_id, seen, [proposal], friend)
        wanted = await library.requests.ask(self.guild_id, me, Film(title="Wanted", year=2001))
        await self._hold_a_poll(seen)
        night = await library.film_nights.open(self.guild_id, self.world.channel.id)
        films = [one.film_id for one in self.films]
        waiting = (await library.warning_queue.waiting(self.guild_id, 0)).item
        assert waiting
        self.ids |= {
            "film": films,
            "revision": films,
            "draft": [one.id for one in self.drafts],
            "night": [night.id],
            "imported": [one.id for one in self.drafts],
            "request": [0, wanted.film_id],
            "audit": [10**6],
            "queue": [waiting.id],
        }

    async def _hold_a_poll(self, film: StoredReview) -> None:
        polls, me = self.library.polls, self.person("member")
        opening = Opening(
            guild_id=self.guild_id,
            channel_id=self.world.channel.id,
            film_id=film.film_id,
            film_label=film.review.film.label,
            opened_by=self.person("moderator"),
            terms=Terms(),
        )
        poll, _ = await polls.open(opening)
        await polls.ballots.cast(poll.id, Voter(me, self.library.now()), Choice.POSITIVE)
        self.ids["poll"] = [poll.id]

    async def kept(self) -> dict[str, str]:
        """What no plain member may change."""
        others = {"drafts": ("owner_id", self.person("friend")), "votes": ("member_id", self.person("friend"))}
        async with self.library.storage.reading() as connection:
            tables = {table.name: table for table in metadata.sorted_tables}
            found = {name: await connection.execute(tables[name].select()) for name in KEPT}
            for name, (column, person) in others.items():
                rows = tables[name].select().where(tables[name].c[column] == person)
                found[name] = await connection.execute(rows)
        return {name: str([tuple(row) for row in rows]) for name, rows in found.items()}

    def arguments(self, route: Route, message_id: int) -> Iterator[str]:
        """All the texts of these that a route reads behind its verb."""
        me = self.person("member")
        keys = [key_of(one) for one in self.films[0].review.warnings]
        texts = [
            *("", "0", "1", "2", "3", "all", "again", "none", "a1", "r1", "l0", "f0", "1.0", "2.0", "death", "guns"),
            *(f"{tier}.{card}" for tier in ("positive", "none") for card in ("review", "verdict")),
            *(f"{tier}.review.{message_id}" for tier in ("negative", "none")),
            *(f"{command}.{me}{wanted}" for command in parts._answers for wanted in ("", ".guns")),
            *(f"{key}.{voice}.l0" for key in keys for voice in ("yes", "worse")),
            *(choice.name.lower() for choice in Choice),
            *map(str, (*Part, *FORMS, *LISTS, *Severity)),
            *(f"{part}.{behind}" for part in LISTS for behind in ("0", "new")),
            *(f"guns.{severity}" for severity in ("mild", "never")),
            str(max(one.id for one in self.drafts)),
            *([route.argument.example] if route.argument else []),
        ]
        yield from dict.fromkeys(text for text in texts if _reads(route, text))

    def values(self, route: Route) -> Iterator[tuple[str, ...]]:
        """All the choices in a menu that a route reads."""
        assert route.values
        ids = [str(one) for ids in self.ids.values() for one in ids]
        keys = [key_of(one) for one in self.films[0].review.warnings]
        texts = [*ids, *keys, "1", "2", "death", "guns", *map(str, Part), *FORMS]
        for values in (tuple(route.values.example), *((text,) for text in texts)):
            with contextlib.suppress(ValueError):
                route.values.read(values)
                yield values


def _reads(route: Route, text: str) -> bool:
    if route.argument is None:
        return not text
    with contextlib.suppress(ValueError):
        route.argument.read(text)
        return True
    return False


def shown(message: Any) -> str:
    return readable(payload(message))


class Stranger(Forger):
    """A plain member before a public card, which carries whatever button they send."""

    async def public(self) -> simcord.ResponseMessage:
        self.card = self.card or (await self.person.run(self.channel, "/review seen")).response
        assert self.card
        assert not self.card.flags.ephemeral
        return self.card


async def acts(stage: Stage, forger: Stranger, way: Way, noun: str, verb: str) -> AsyncIterator[tuple[str, Any]]:
    """Every way to come to a handler from a public message: the custom id, and what came of it."""
    route = routes._routes[way, noun, verb]
    card = await forger.public()
    for subject, argument in itertools.product(stage.ids.get(noun, [0]), stage.arguments(route, card.id)):
        custom_id = Press(noun, subject, verb, argument).custom_id
        match way:
            case Way.PRESS:
                yield custom_id, await forger.click(custom_id)
            case Way.PICK:
                for values in stage.values(route):
                    yield f"{custom_id} {values}", await forger.select(MENU + custom_id, *values)
            case Way.SUBMIT:
                for name in ("blurb", "note", "topic"):
                    yield f"{custom_id} {name}", await forger.send(custom_id, "A gun", name)


@pytest.mark.parametrize("noun", sorted({noun for _way, noun, _verb in routes._routes}))
async def test_nothing_private_becomes_public_and_no_moderators_work_is_done(
    sqlite_host: SqliteHost, clock: Clock, noun: str
) -> None:
    address = sqlite_host.new(with_starter=True)
    async with Library.open(address, now=clock) as library, open_world(library, unhurried()) as world:
        stage = Stage(world)
        await stage.prepare()
        before, count = await stage.kept(), 0
        stranger = Stranger(world, world.people["member"], world.channel)
        for way, _noun, verb in [name for name in routes._routes if name[1] == noun]:
            async for act, result in acts(stage, stranger, way, noun, verb):
                count += 1
                replies = replies_of(result)
                public = "\n".join(shown(one) for one in replies if not one.flags.ephemeral)
                assert [word for word in PRIVATE if word in public] == [], (act, public)
                told = "\n".join([*map(shown, replies), json.dumps(result.modal, default=str)])
                assert [word for word in NOT_FOR_MEMBERS if word in told] == [], (act, told)
                assert "incident" not in told, act
        assert count
        changed = [table for table, rows in (await stage.kept()).items() if rows != before[table]]
        assert changed == []


async def test_what_the_walk_looks_for_is_shown_to_whoever_may_see_it(sqlite_host: SqliteHost, clock: Clock) -> None:
    address = sqlite_host.new(with_starter=True)
    async with Library.open(address, now=clock) as library, open_world(library, unhurried()) as world:
        stage = Stage(world)
        await stage.prepare()
        seen = stage.films[0].film_id
        told: list[str] = []
        for person, lines in {
            "member": (f"/summary {seen}", "/my votes", "/my warnings", "/reviews drafts", f"/warnings {seen}"),
            "moderator": ("/reviews queue", "/moderate warnings", "/reviews log", f"/reviews history {seen}"),
        }.items():
            for line in (*lines, "/reviews requests"):
                told += map(shown, replies_of(await world.people[person].run(world.channel, line)))
        text = "\n".join(told)
        found = [word for word in PRIVATE if word in text]
        assert {"zqending", "zqproposal", "Your votes here", "What was done", "### History", "Most wanted"} <= set(
            found
        )
        assert re.search("Your drafts", text)
