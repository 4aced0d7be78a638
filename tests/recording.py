"""`python -m tests.recording FILE`: the body of everything the bot sends in some 380 dialogues, a line each.

For changes that are to change nothing a person sees: record before, record after, compare the two files. The dialogues
are walks: a line is typed, then buttons, menus and forms of the answers are used as a seeded generator picks them.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import logging
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import simcord
from simcord.http import router

from bot.playground.people import replies_of
from bot.playground.transcript import buttons, options, payload
from bot.playground.world import World, open_world
from data.errors import CannotType
from data.library import Library
from tests.clock import Clock, unhurried

STEPS = 6
FILMS_A_WORLD = 4
_CHANCE = re.compile(r'(?<=incident `)\w+|(?<="nonce": ")\d{10,}')
"""What is different each time: numbers of incidents, and those that discord.py gives to messages."""

FILM_LINES = ("/review {}", "/warnings {}", "/verdict {}", "/recommend {}", "@Marquee {}")
OTHER_LINES = (
    ("/help", "member"),
    ("/top", "member"),
    ("/top order:divisive", "member"),
    ("/my votes", "member"),
    ("/my warnings", "member"),
    ("/review balerina", "friend"),
    ("/review zzzzqqqq", "member"),
    ("/summary oldboy", "member"),
    ("/cast seven samurai", "friend"),
    ("/warnings jaws topic:a dog dies", "member"),
    ("/warnings alien topic:blood", "friend"),
    ("/warnings oldby topic:needles", "member"),
    ("/warnings jaws topic:qqqq", "member"),
    ("@Marquee", "member"),
    ("@Marquee is jaws or alien better", "friend"),
    ("/request Chinatown (1974)", "member"),
    ("/request jaws", "member"),
    ("/suggest Chinatown (1974)", "moderator"),
    ("/suggest jaws", "member"),
    ("/filmnight open", "member"),
    ("/filmnight check jaws", "moderator"),
    ("/filmnight check jaws; alien; zzzz", "member"),
    ("/moderate warnings", "moderator"),
    ("/moderate warnings", "member"),
    ("/moderate filter", "moderator"),
    ("/moderate filter highest:mild", "moderator"),
    ("/poll open jaws", "moderator"),
    ("/poll open alien duration:2h results:hidden names:after quorum:3", "moderator"),
    ("/poll open oldboy", "member"),
    ("/poll close jaws", "moderator"),
    ("/poll extend alien 1d", "moderator"),
    ("/poll list", "moderator"),
    ("/poll results jaws", "moderator"),
    ("/poll export jaws", "moderator"),
    ("/poll defaults", "moderator"),
    ("/poll defaults duration:3d quorum:2", "moderator"),
    ("/reviews write Chinatown (1974)", "moderator"),
    ("/reviews write Jaws", "member"),
    ("/reviews edit jaws", "moderator"),
    ("/reviews edit alien", "moderator"),
    ("/reviews drafts", "moderator"),
    ("/reviews queue", "moderator"),
    ("/reviews requests", "moderator"),
    ("/reviews log", "moderator"),
    ("/reviews history jaws", "moderator"),
    ("/reviews withdraw oldboy", "moderator"),
    ("/reviews restore oldboy", "moderator"),
    ("/reviews revert jaws 1", "moderator"),
    ("/reviews settings", "moderator"),
    ("/reviews settings suggestions:True", "moderator"),
    ("/reviews settings quiet_hours:22-8", "moderator"),
)


class Recorder:
    """Keeps what the bot sends to Discord, in order."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self._dispatch = router.dispatch

    def __enter__(self) -> Recorder:
        router.dispatch = self._record
        return self

    def __exit__(self, *_: object) -> None:
        router.dispatch = self._dispatch

    def _record(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        if method != "GET" and not path.endswith("/commands"):
            files = [(name, hashlib.sha256(content).hexdigest()) for name, content in map(_file, request["files"])]
            body = json.dumps([method, _without_ids(path), request.get("json"), files], sort_keys=True, default=str)
            self.bodies.append(_CHANCE.sub("…", body))
        return self._dispatch(backend, method, path, **request)


def _file(file: Any) -> tuple[str, bytes]:
    file.fp.seek(0)
    content: bytes = file.fp.read()
    file.fp.seek(0)
    return str(file.filename), content


def _without_ids(path: str) -> str:
    """Tokens of interactions and ids are the simulation's."""
    return re.sub(r"/(?:\d+|[^/]{30,})(?=/|$)", "/…", path)


def worlds(titles: list[str]) -> Iterator[list[tuple[str, str]]]:
    """What each dialogue begins with, and who types it; later ones meet the votes, drafts and polls of earlier ones."""
    people = ("member", "friend", "moderator")
    for start in range(0, len(titles), FILMS_A_WORLD):
        films = titles[start : start + FILMS_A_WORLD]
        yield [(line.format(title), people[n % 3]) for n, title in enumerate(films) for line in FILM_LINES]
    yield [*OTHER_LINES, *OTHER_LINES, *OTHER_LINES]


TYPED = ("2024", "80", "A first line\n\nand another", "")
"""What is typed into the fields of forms; an empty one stands for what is there, or for a word."""


async def walk(world: World, line: str, person: str, chance: random.Random, typed: Sequence[str] = TYPED) -> None:
    """Type a line, then use what the answers offer."""
    actor = world.people[person]
    if line.startswith("/"):
        try:
            result: Any = await actor.run(world.channel, line)
        except CannotType:
            return
    else:
        assert world.bot.user
        await actor.send(world.channel, line.replace("@Marquee", world.bot.user.mention))
        result = None
    for _ in range(STEPS):
        replies = _replies(world, actor, result)
        actions = [(reply, "press", b["custom_id"], "") for reply in replies for b in _buttons(reply)]
        actions += [(reply, "select", s["custom_id"], o["value"]) for reply in replies for s, o in _options(reply)]
        if result is not None and result.modal:
            values = {c["custom_id"]: _filled_in(c, chance, typed) for c in _inputs(result.modal)}
            result = await actor.submit_modal(result, values)
        elif actions:
            reply, kind, custom_id, value = chance.choice(actions)
            act = actor.click(reply, custom_id=custom_id) if kind == "press" else None
            result = await (act or actor.select(reply, [value], custom_id=custom_id))
        else:
            return


def _replies(world: World, actor: Any, result: Any) -> list[Any]:
    if result is not None:
        return replies_of(result)
    return [m for m in world.channel.history(viewer=actor) if m.author == world.bot.user][-1:]


def _buttons(reply: Any) -> list[dict[str, Any]]:
    return [one for one in buttons(payload(reply)["components"]) if not one.get("disabled")]


def _options(reply: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(options(payload(reply)["components"]))


def _inputs(modal: dict[str, Any]) -> list[dict[str, Any]]:
    return [label["component"] for label in modal["components"] if "component" in label]


def _filled_in(component: dict[str, Any], chance: random.Random, typed: Sequence[str]) -> Any:
    if choices := component.get("options"):
        return chance.choice(choices)["value"]
    if component["type"] == 23:
        return chance.random() < 0.5
    text = chance.choice(typed) or component.get("value") or "Something"
    return text[: component.get("max_length", 4000)]


async def record(file: Path) -> int:
    """Hold the dialogues in an hour that stands still; how many there were."""
    logging.disable(logging.CRITICAL)
    held = 0
    with tempfile.TemporaryDirectory() as folder, file.open("w", encoding="utf-8") as out:
        for lines in worlds(await _titles(Path(folder))):
            clock = Clock(dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC))
            address = f"sqlite:///{folder}/{held}.db"
            async with Library.open(address, now=clock) as library, open_world(library, unhurried()) as world:
                for line, person in lines:
                    with Recorder() as recorder:
                        try:
                            await walk(world, line, person, random.Random(held))  # noqa: S311 -- seeded, not secret
                        except simcord.SetupError as error:  # Discord's clients would not send that
                            recorder.bodies.append(f"not sent: {error}")
                    held += 1
                    print(json.dumps([held, person, line]), *recorder.bodies, sep="\n", file=out)
    return held


async def _titles(folder: Path) -> list[str]:
    async with Library.open(f"sqlite:///{folder}/titles.db") as library:
        return sorted(stored.review.film.label for stored in await library.reviews.every())


if __name__ == "__main__":
    print(asyncio.run(record(Path(sys.argv[1]))), "dialogues")
