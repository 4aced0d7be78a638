"""`python -m bot ask '/review balerina'`: one command in the simulated server, its reply as text or JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from bot.known_films import folder_of
from bot.playground.people import Person, replies_of
from bot.playground.transcript import buttons, is_called, options, payload, readable
from bot.playground.world import World, open_world
from bot.settings import Settings
from cogs.ui.language import _
from data.errors import CannotAsk
from data.films import known
from data.library import Library


class _IncidentCounter(logging.Handler):
    """Counts the failures that were not foreseen."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.incidents = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging for each error."""
        self.incidents += 1


async def ask(
    settings: Settings, typed: str, *, person: str, clicks: Sequence[str] = (), as_json: bool = False
) -> bool:
    """Type something as somebody, press buttons of the reply, print what comes back; whether all went well.

    Raises:
        CannotAsk: no such person or button, or nothing that the bot answers to.
        CannotType: no such command or option.
    """
    counter = _IncidentCounter()
    logging.getLogger("cogs.ui.failures").addHandler(counter)
    address = settings.playground_database.get_secret_value()
    async with (
        known.kept(folder_of(address, settings.known_films_folder)) as films,
        Library.open(address, known=films) as library,
        open_world(library) as world,
    ):
        if person not in world.people:
            people = ", ".join(world.people)
            raise CannotAsk(_("There is no {person}. Be one of: {people}.").format(person=person, people=people))
        actor = world.people[person]
        replies = await _type(world, actor, typed)
        for label in clicks:
            replies = await _click(actor, replies, label)
        payloads = [payload(reply) for reply in replies]
        print(json.dumps(payloads, ensure_ascii=False, indent=2) if as_json else "\n\n".join(map(readable, payloads)))
        return bool(replies) and counter.incidents == 0


async def _type(world: World, actor: Person, typed: str) -> list[Any]:
    if typed.startswith("/"):
        return replies_of(await actor.run(world.channel, typed))
    me = world.bot.user
    assert me is not None
    await actor.send(world.channel, typed)
    replies = [message for message in world.channel.history(viewer=actor) if message.author.id == me.id]
    if not replies:
        raise CannotAsk(_("The bot answers to commands such as /review, and to its name: @Marquee balerina"))
    return replies


async def _click(actor: Person, replies: list[Any], label: str) -> list[Any]:
    present = [(reply, button) for reply in replies for button in buttons(payload(reply)["components"])]
    for reply, button in present:
        if is_called(button["label"], label):
            return replies_of(await actor.click(reply, custom_id=button["custom_id"]))
    for reply in replies:
        for select, option in options(payload(reply)["components"]):
            if option["label"].casefold() == label.casefold():
                return replies_of(await actor.select(reply, [option["value"]], custom_id=select["custom_id"]))
    labels = ", ".join(button["label"] for _reply, button in present) or _("none")
    raise CannotAsk(_("The reply has no button “{label}”. It has: {labels}.").format(label=label, labels=labels))
