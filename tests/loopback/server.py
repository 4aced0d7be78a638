"""The whole: one server on 127.0.0.1 with everything in it, and what happens in it that the bot is told of."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.loopback import found
from tests.loopback.bodies import Refusal, invalid
from tests.loopback.clock import JumpingClock
from tests.loopback.faults import Faults
from tests.loopback.files import Files
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interactions
from tests.loopback.rest import Rest
from tests.loopback.state import BOT, DIRECT, Channel, Guild, Message, Role
from tests.loopback.webhooks import Webhooks

API = "/api/v10"
_REQUESTS_KEPT = 20_000
_LARGEST_BODY = 64 * 2**20


@dataclass(eq=False)
class Request:
    """One request of the bot, and how it was answered."""

    method: str
    path: str
    at: float
    status: int = 0


class Loopback:
    """A Discord with one server; more come with `add_guild`."""

    def __init__(self) -> None:
        self.address = ""
        self.clock = JumpingClock()
        self.faults = Faults()
        self.files = Files()
        self.guilds: dict[str, Guild] = {}
        self.direct: dict[str, Channel] = {}
        self.requests: deque[Request] = deque(maxlen=_REQUESTS_KEPT)
        self.gateway = Gateway(self)
        self.interactions = Interactions(self)
        self.rest = Rest(self)
        self.guild = self._new_guild("The Screening Room")
        self.films = next(iter(self.guild.channels.values()))

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Loopback]:
        """Listen on a free port of 127.0.0.1."""
        discord = cls()
        app = web.Application(middlewares=[discord._take], client_max_size=_LARGEST_BODY)
        app.add_routes([*discord.rest.routes(API), *Webhooks(discord).routes(API)])
        app.add_routes([web.get("/gateway/", discord.gateway.serve), web.get("/gateway", discord.gateway.serve)])
        app.router.add_get("/files/{id}/{name}", discord.files.serve)
        runner = web.AppRunner(app, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        discord.address = discord.files.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        discord.gateway.address = discord.address.replace("http://", "ws://") + "/gateway"
        try:
            yield discord
        finally:
            discord.faults.disarm()
            discord.files.letting_go.set()
            await discord.gateway.shut_down()
            await runner.cleanup()

    @web.middleware
    async def _take(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        if not request.path.startswith(API):
            return await handler(request)
        entry = Request(request.method, path, time.monotonic())
        self.requests.append(entry)
        fault = self.faults.hit_by(request.method, path)
        response = await fault.before(request) if fault else None
        if response is None:
            response = await self._answer(request, path, handler)
            if fault:
                response = await fault.after(request, response)
        entry.status = response.status
        return response

    async def _answer(
        self, request: web.Request, path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            if not re.match(r"/(interactions|webhooks)/", path):
                self.rest.authorised(request)
            return await handler(request)
        except Refusal as refusal:
            return refusal.response()

    def asked(self, method: str, pattern: str) -> list[Request]:
        """The requests so far whose path matches a regular expression."""
        return [one for one in self.requests if one.method == method and re.fullmatch(pattern, one.path)]

    def hold(self, where: str, problems: list[str], house: list[str] | None = None) -> None:
        """Record what is over a limit; what Discord itself would not take is refused, `house` rules it would not see.

        Raises:
            Refusal: 50035.
        """
        found.VIOLATIONS.extend(f"{where}: {problem}" for problem in (*problems, *(house or ())))
        if problems:
            raise invalid("; ".join(problems))

    def channel(self, number: str) -> Channel | None:
        """A channel, wherever it is."""
        found_in = [*(guild.channels for guild in self.guilds.values()), self.direct]
        return next((channels[number] for channels in found_in if number in channels), None)

    def direct_channel(self, person_id: str) -> Channel:
        """The direct conversation with somebody, made when it is first wanted."""
        name = f"@{person_id}"
        known = next((channel for channel in self.direct.values() if channel.name == name), None)
        channel = known or Channel(name, kind=DIRECT)
        self.direct[channel.id] = channel
        return channel

    async def post(self, message: Message) -> None:
        """A message is there. Bots are told of all that others can see, their own too."""
        if message.private:
            return
        message.channel.messages[message.id] = message
        body = message.payload()
        if message.author is not BOT and not any(one["id"] == BOT["id"] for one in message.mentions):
            body |= {"content": "", "components": [], "attachments": [], "embeds": []}  # not for whom it is not meant
        await self.gateway.dispatch("MESSAGE_CREATE", body, message.channel.guild)

    async def edit(self, message: Message, body: dict[str, Any], attachments: list[dict[str, Any]] | None) -> None:
        """A message is changed."""
        message.change(body, attachments)
        if not message.private:
            await self.gateway.dispatch("MESSAGE_UPDATE", message.payload(), message.channel.guild)

    async def delete(self, *messages: Message) -> None:
        """Messages of one channel are deleted, several at once in bulk."""
        for message in messages:
            message.deleted = True
            message.channel.messages.pop(message.id, None)
        channel = messages[0].channel
        where = {"channel_id": channel.id} | ({"guild_id": channel.guild.id} if channel.guild else {})
        if messages[0].private:
            return
        if len(messages) == 1:
            await self.gateway.dispatch("MESSAGE_DELETE", {"id": messages[0].id, **where}, channel.guild)
        else:
            ids = [message.id for message in messages]
            await self.gateway.dispatch("MESSAGE_DELETE_BULK", {"ids": ids, **where}, channel.guild)

    def _new_guild(self, name: str) -> Guild:
        guild = Guild(self, name)
        guild.add_channel("films")
        self.guilds[guild.id] = guild
        return guild

    async def add_guild(self, name: str) -> Guild:
        """The bot is invited to another server."""
        guild = self._new_guild(name)
        await self.gateway.dispatch("GUILD_CREATE", guild.payload(), guild)
        return guild

    async def remove_guild(self, guild: Guild, *, outage: bool = False) -> None:
        """The bot is thrown out or, if it is an outage, the server is away for a while."""
        if not outage:
            del self.guilds[guild.id]
        gone = {"id": guild.id, "unavailable": True} if outage else {"id": guild.id}
        await self.gateway.dispatch("GUILD_DELETE", gone, guild)

    async def add_channel(self, guild: Guild, name: str, **options: Any) -> Channel:
        """A new channel while the bot is there; see `Guild.add_channel`."""
        channel = guild.add_channel(name, **options)
        await self.gateway.dispatch("THREAD_CREATE" if channel.parent else "CHANNEL_CREATE", channel.payload(), guild)
        return channel

    async def remove_channel(self, channel: Channel) -> None:
        """A channel or thread is deleted, with all that was said in it."""
        assert channel.guild
        del channel.guild.channels[channel.id]
        event = "THREAD_DELETE" if channel.parent else "CHANNEL_DELETE"
        await self.gateway.dispatch(event, channel.payload(), channel.guild)

    async def remove_role(self, guild: Guild, role: Role) -> None:
        """A role is deleted; nobody has it any more."""
        del guild.roles[role.id]
        for person in guild.members.values():
            person.roles = [one for one in person.roles if one is not role]
        await self.gateway.dispatch("GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role.id}, guild)
