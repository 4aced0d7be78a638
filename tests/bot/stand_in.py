"""A minimal Discord on 127.0.0.1: enough HTTP and gateway for login, READY and one interaction."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

TOKEN = "a.good.token"
OWNER = {"id": "7", "username": "owner", "discriminator": "0", "avatar": None}
APPLICATION = {
    "id": "900", "name": "Marquee", "description": "", "verify_key": "", "icon": None, "rpc_origins": None,
    "flags": 0, "bot_public": True, "bot_require_code_grant": False, "summary": "", "team": None, "owner": OWNER,
}  # fmt: skip
BOT = {"id": "901", "username": "Marquee", "discriminator": "0", "avatar": None, "bot": True}
GUILD = {
    "id": "100", "name": "Stand-in", "owner_id": "7", "member_count": 2, "large": False, "channels": [], "members": [],
    "roles": [{"id": "100", "name": "@everyone", "permissions": "0", "position": 0, "color": 0, "hoist": False,
               "managed": False, "mentionable": False, "flags": 0}],
    "emojis": [], "stickers": [], "voice_states": [], "presences": [], "threads": [], "features": [],
    "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
    "premium_tier": 0, "nsfw_level": 0, "preferred_locale": "en-US", "afk_timeout": 0, "system_channel_flags": 0,
    "premium_progress_bar_enabled": False,
}  # fmt: skip


def _json(body: Any, status: int = 200) -> web.Response:
    """As Discord sends it: discord.py reads JSON only under a type without a charset."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


class StandIn:
    """What the bot asked for, and the connection to tell it things."""

    def __init__(self) -> None:
        self.address = ""
        self.commands: list[dict[str, Any]] = []
        self.syncs = 0
        self.identified = asyncio.Event()
        self.answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.closed = asyncio.Event()
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0

    @property
    def gateway(self) -> str:
        return self.address.replace("http://", "ws://") + "/gateway"

    async def slash(self, name: str, **options: str) -> dict[str, Any]:
        """Somebody runs a command; the body of the bot's answer."""
        data = {
            "id": "500", "name": name, "type": 1,
            "options": [{"name": key, "type": 3, "value": value} for key, value in options.items()],
        }  # fmt: skip
        user = {"id": "8", "username": "robin", "discriminator": "0", "avatar": None}
        member = {"user": user, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "permissions": "0",
                  "deaf": False, "mute": False, "flags": 0}  # fmt: skip
        await self._dispatch("INTERACTION_CREATE", {
            "id": "600", "application_id": "900", "type": 2, "token": "interaction-token", "version": 1, "data": data,
            "guild_id": "100", "channel_id": "200", "member": member, "locale": "en-US", "guild_locale": "en-US",
            "channel": {"id": "200", "type": 0, "name": "films", "guild_id": "100", "position": 0, "permissions": "0"},
            "entitlements": [], "authorizing_integration_owners": {}, "context": 0, "app_permissions": "0",
            "attachment_size_limit": 10,
        })  # fmt: skip
        return await asyncio.wait_for(self.answers.get(), 10)

    async def _dispatch(self, event: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        self._sequence += 1
        await self._socket.send_json({"op": 0, "t": event, "s": self._sequence, "d": data})

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        self._socket = socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(message.data)
            if payload["op"] == 1:
                await socket.send_json({"op": 11})
            elif payload["op"] == 2:
                assert payload["d"]["token"] == TOKEN
                await self._dispatch("READY", {
                    "v": 10, "user": BOT, "guilds": [{"id": "100", "unavailable": True}],
                    "session_id": "s", "shard": [0, 1],
                    "resume_gateway_url": self.gateway, "application": {"id": "900", "flags": 0},
                })  # fmt: skip
                await self._dispatch("GUILD_CREATE", GUILD)
                self.identified.set()
        self.closed.set()
        return socket

    async def sync(self, request: web.Request) -> web.Response:
        self.syncs += 1
        self.commands = await request.json()
        for number, command in enumerate(self.commands):
            command |= {"id": str(500 + number), "application_id": "900", "version": "1"}
            command.setdefault("description", "")  # a command on messages has none, which Discord says so
        return _json(self.commands)

    async def callback(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.answers.put_nowait(body)
        return _json({"interaction": {"id": "600", "type": 2}})


@web.middleware
async def _check_token(request: web.Request, handler: Any) -> web.StreamResponse:
    if "/users/@me" in request.path and request.headers.get("Authorization") != f"Bot {TOKEN}":
        return _json({"message": "401: Unauthorized", "code": 0}, status=401)
    response: web.StreamResponse = await handler(request)
    return response


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandIn]:
    discord = StandIn()
    app = web.Application(middlewares=[_check_token])
    api = "/api/v10"

    async def me(_: web.Request) -> web.Response:
        return _json(BOT)

    async def application(_: web.Request) -> web.Response:
        return _json(APPLICATION)

    async def gateway(_: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        # A wrong address: the process is told the right one by DISCORD_GATEWAY_URL.
        return _json({"url": "ws://127.0.0.1:1", "shards": 1, "session_start_limit": limits})

    app.add_routes(
        [
            web.get(f"{api}/users/@me", me),
            web.get(f"{api}/oauth2/applications/@me", application),
            web.get(f"{api}/gateway/bot", gateway),
            web.put(f"{api}/applications/900/commands", discord.sync),
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", discord.callback),
            web.get("/gateway", discord.connect),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    discord.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield discord
    await runner.cleanup()
