"""The routes that the bot uses with its token: itself, its commands, channels and their messages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.loopback import limits
from tests.loopback.bodies import Refusal, answer, read
from tests.loopback.command_limits import of_commands
from tests.loopback.state import (
    APPLICATION_ID,
    BOT,
    COMPONENTS_V2,
    DIRECT,
    TOKEN,
    Channel,
    Message,
    application,
    snowflake,
)

if TYPE_CHECKING:
    from tests.loopback.server import Loopback

_OLD = dt.timedelta(hours=1)
_MOST_EDITS_OF_OLD = 3


def _kept(one: dict[str, Any]) -> dict[str, Any]:
    """A command or option as Discord answers with it: what is empty or false is null or left out."""
    kept = {name: value for name, value in one.items() if (value != [] and value is not False) or name == "nsfw"}
    for name in ("name_localizations", "description_localizations"):
        kept[name] = one.get(name) or None
    if "options" in kept:
        kept["options"] = [_kept(option) for option in kept["options"]]
    if (permissions := kept.get("default_member_permissions")) is not None:
        kept["default_member_permissions"] = str(permissions)
    return kept


class Rest:
    """The routes under /users, /applications, /gateway and /channels."""

    def __init__(self, discord: Loopback) -> None:
        self._discord = discord
        self.syncs = 0
        self.commands: list[dict[str, Any]] = []
        self.strict_edits = False
        """Whether edits of messages over an hour old are refused when they are many, as Discord does (30046)."""

    def routes(self, api: str) -> list[web.RouteDef]:
        """For the application."""
        return [
            web.get(f"{api}/users/@me", self.me),
            web.get(f"{api}/users/@me/guilds", self.guilds),
            web.get(f"{api}/guilds/{{guild}}", self.guild),
            web.get(f"{api}/guilds/{{guild}}/members/{BOT['id']}", self.member),
            web.post(f"{api}/users/@me/channels", self.open_direct),
            web.get(f"{api}/oauth2/applications/@me", self.application),
            web.get(f"{api}/gateway/bot", self.gateway),
            web.get(f"{api}/applications/{APPLICATION_ID}/commands", self.get_commands),
            web.put(f"{api}/applications/{APPLICATION_ID}/commands", self.put_commands),
            web.get(f"{api}/channels/{{channel}}", self.channel),
            web.get(f"{api}/channels/{{channel}}/messages", self.history),
            web.post(f"{api}/channels/{{channel}}/messages", self.post),
            web.get(f"{api}/channels/{{channel}}/messages/{{message}}", self.get),
            web.patch(f"{api}/channels/{{channel}}/messages/{{message}}", self.edit),
            web.delete(f"{api}/channels/{{channel}}/messages/{{message}}", self.delete),
        ]

    def authorised(self, request: web.Request) -> None:
        """Whether the bot may ask at all; interactions carry a token of their own."""
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            raise Refusal(401, 0, "401: Unauthorized")

    async def me(self, _: web.Request) -> web.Response:
        """Who the bot is."""
        return answer(BOT)

    async def guilds(self, request: web.Request) -> web.Response:
        """A page of the servers that the bot is in, with what it may do in each."""
        after, count = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
        numbers = sorted(int(number) for number in self._discord.guilds if int(number) > after)
        found = [self._discord.guilds[str(number)] for number in numbers[:count]]
        rights = [str(guild.roles[guild.id].permissions) for guild in found]
        return answer(
            [{"id": one.id, "name": one.name, "permissions": may} for one, may in zip(found, rights, strict=True)]
        )

    async def guild(self, request: web.Request) -> web.Response:
        """A server that the bot is in."""
        if guild := self._discord.guilds.get(request.match_info["guild"]):
            return answer(guild.payload())
        raise Refusal(404, 10004, "Unknown Guild")

    async def member(self, request: web.Request) -> web.Response:
        """The bot as a member of a server."""
        if request.match_info["guild"] not in self._discord.guilds:
            raise Refusal(403, 50001, "Missing Access")
        return answer({"user": BOT, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00"})

    async def application(self, _: web.Request) -> web.Response:
        """What the bot belongs to."""
        return answer(application())

    async def gateway(self, _: web.Request) -> web.Response:
        """Where the gateway is: a wrong address, since the process is told the right one by DISCORD_GATEWAY_URL."""
        start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return answer({"url": "ws://127.0.0.1:1", "shards": self._discord.gateway.shards, "session_start_limit": start})

    async def get_commands(self, _: web.Request) -> web.Response:
        """What is registered."""
        return answer(self.commands)

    async def put_commands(self, request: web.Request) -> web.Response:
        """Register all commands in place of those that were."""
        body, _ = await read(request)
        self._discord.hold("the commands", of_commands(body))
        self.syncs += 1
        for command in body:
            command |= {"id": snowflake(), "application_id": APPLICATION_ID, "version": "1"}
            command.setdefault("description", "")  # a command on messages has none, which Discord says so
            command.setdefault("type", 1)
        self.commands = [_kept(command) for command in body]
        return answer(self.commands)

    async def open_direct(self, request: web.Request) -> web.Response:
        """The direct conversation with somebody."""
        body, _ = await read(request)
        channel = self._discord.direct_channel(str(body["recipient_id"]))
        return answer(channel.payload())

    async def channel(self, request: web.Request) -> web.Response:
        """A channel."""
        return answer(self._channel(request).payload())

    async def history(self, request: web.Request) -> web.Response:
        """Messages of a channel, the last first."""
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 1 << 63))
        messages = [m for m in self._channel(request).messages.values() if after < int(m.id) < before]
        count = int(request.query.get("limit", 50))
        page = messages[:count] if after else messages[-count:]
        return answer([message.payload() for message in reversed(page)])

    async def post(self, request: web.Request) -> web.Response:
        """A message of the bot's own accord. The same nonce again, if it is to be kept to, is the same message."""
        channel = self._channel(request)
        body, uploads = await read(request)
        if channel.closed:
            raise Refusal(403, 50013, "Missing Permissions")
        problems = limits.of_message(body, uploads)
        self._discord.hold("a message", problems, limits.unguarded_mentions(body))
        nonce = body.get("nonce")
        if body.get("enforce_nonce") and nonce is not None:
            for message in channel.from_bot():
                if message.nonce == nonce:
                    return answer(message.payload())
        reference = body.get("message_reference") or {}
        if str(reference.get("message_id", "")) not in {"", *channel.messages}:
            raise Refusal(400, 50035, "Invalid Form Body", "Unknown message", "message_reference")
        message = Message(channel, BOT, nonce=nonce, created_at=self._discord.clock.now())
        message.change(body, self._discord.files.keep(body, uploads))
        message.edits = 0
        message.reply_to = str(reference.get("message_id", ""))
        await self._discord.post(message)
        return answer(message.payload())

    async def get(self, request: web.Request) -> web.Response:
        """A message."""
        return answer(self._message(request).payload())

    async def edit(self, request: web.Request) -> web.Response:
        """Change one of the bot's messages."""
        message = self._message(request)
        if message.author is not BOT:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        if message.channel.closed:
            raise Refusal(403, 50001, "Missing Access")
        old = self._discord.clock.now() - message.created_at > _OLD
        if self.strict_edits and old and message.edits >= _MOST_EDITS_OF_OLD:
            raise Refusal(429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later")
        body, uploads = await read(request)
        v2 = bool(message.flags & COMPONENTS_V2)
        problems = limits.of_message(body, uploads, v2=v2, new=False, there=message.attachments)
        self._discord.hold("an edit", problems, limits.unguarded_mentions(body))
        await self._discord.edit(message, body, self._discord.files.keep(body, uploads))
        return answer(message.payload())

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one of the bot's messages."""
        await self._discord.delete(self._message(request))
        return web.Response(status=204)

    def _channel(self, request: web.Request) -> Channel:
        channel = self._discord.channel(request.match_info["channel"])
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        if channel.closed and request.method == "GET" and channel.kind != DIRECT:
            raise Refusal(403, 50001, "Missing Access")
        return channel

    def _message(self, request: web.Request) -> Message:
        message = self._channel(request).messages.get(request.match_info["message"])
        if message is None:
            raise Refusal(404, 10008, "Unknown Message")
        return message
