"""The gateway: HELLO, IDENTIFY, RESUME with replay, heartbeats, and being told to drop, close, reconnect or forget."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.loopback.faults import cut
from tests.loopback.state import APPLICATION_ID, BOT, TOKEN, Guild

if TYPE_CHECKING:
    from tests.loopback.server import Loopback

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11

_KEPT = 50_000
_GUILDS, _GUILD_MESSAGES, _DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
_UNASKED = {"READY", "RESUMED", "INTERACTION_CREATE"}


@dataclass(eq=False)
class Connection:
    """One socket."""

    socket: web.WebSocketResponse
    request: web.Request
    compressor: Any
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, payload: dict[str, Any]) -> bool:
        """Send, compressed if that was asked for; whether there was still somebody to send it to."""
        text = json.dumps(payload)
        async with self.sending:  # compressed messages make sense only in the order in which they were compressed
            try:
                if self.compressor:
                    data = self.compressor.compress(text.encode()) + self.compressor.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(data)
                else:
                    await self.socket.send_str(text)
            except (ConnectionError, RuntimeError):
                return False
        return True


@dataclass(eq=False)
class Session:
    """What the bot is told under one session id, through however many sockets."""

    intents: int
    shard: int
    shards: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    told: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_KEPT))
    connection: Connection | None = None

    def wants(self, event: str, guild: Guild | None) -> bool:
        """Whether an event is for this session, by its shard and its intents."""
        if (int(guild.id) >> 22) % self.shards != self.shard if guild else self.shard:
            return False
        needed = _GUILDS
        if event.startswith("MESSAGE_"):
            needed = _GUILD_MESSAGES if guild else _DIRECT_MESSAGES
        return event in _UNASKED or bool(self.intents & needed)

    async def tell(self, event: str, data: dict[str, Any]) -> None:
        """Send an event, and keep it for a RESUME."""
        self.sequence += 1
        payload = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self.told.append(payload)
        if self.connection:
            await self.connection.send(payload)


class Gateway:
    """Every session and connection. `refusals` are close codes for the IDENTIFYs to come."""

    def __init__(self, discord: Loopback) -> None:
        self._discord = discord
        self.address = ""
        self.shards = 1
        self.heartbeat_seconds = 41.25
        self.acknowledging = True
        """Whether heartbeats are answered; a connection whose are not is dead, and the bot has to notice."""
        self.open = True
        """Whether anybody can connect."""
        self.refusals: deque[int] = deque()
        self.identified: list[dict[str, Any]] = []
        self.resumed = 0
        self.beats = 0
        self.sessions: dict[str, Session] = {}
        self.ready = asyncio.Event()
        """Set while a session has been told of its servers."""

    @property
    def connections(self) -> list[Connection]:
        """The sockets that are open."""
        return [session.connection for session in self.sessions.values() if session.connection]

    async def dispatch(self, event: str, data: dict[str, Any], guild: Guild | None = None) -> None:
        """Tell every session that an event is for, those that are disconnected when they come back."""
        for session in list(self.sessions.values()):
            if session.wants(event, guild):
                await session.tell(event, data)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from HELLO to its end."""
        if not self.open:
            return cut(request)
        compression = request.query.get("compress", "")
        assert compression in {"", "zlib-stream"}, f"{compression} is not spoken here"
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(socket, request, zlib.compressobj() if compression else None)
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat_seconds * 1000)}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(connection, json.loads(message.data))
        finally:
            self._forget(connection)
        return socket

    async def _take(self, connection: Connection, payload: dict[str, Any]) -> None:
        if payload["op"] == HEARTBEAT:
            self.beats += 1
            if self.acknowledging:
                await connection.send({"op": ACK})
        elif payload["op"] == IDENTIFY:
            await self._identify(connection, payload["d"])
        elif payload["op"] == RESUME:
            await self._resume(connection, payload["d"])

    async def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        if data["token"] != TOKEN:
            await connection.socket.close(code=4004, message=b"Authentication failed.")
            return
        self.identified.append(data)
        if self.refusals:
            await connection.socket.close(code=self.refusals.popleft())
            return
        shard, shards = data.get("shard", (0, 1))
        session = Session(data["intents"], shard, shards, connection=connection)
        self.sessions[session.id] = session
        guilds = [guild for guild in self._discord.guilds.values() if session.wants("GUILD_CREATE", guild)]
        await session.tell("READY", {
            "v": 10, "user": BOT, "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id, "shard": [shard, shards], "resume_gateway_url": self.address,
            "application": {"id": APPLICATION_ID, "flags": 0},
        })  # fmt: skip
        for guild in guilds:
            await session.tell("GUILD_CREATE", guild.payload())
        self.ready.set()

    async def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != TOKEN or not self._has(session, data["seq"]):
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        for payload in [one for one in session.told if one["s"] > data["seq"]]:
            await connection.send(payload)
        session.connection = connection
        self.resumed += 1
        await session.tell("RESUMED", {})
        self.ready.set()

    def _has(self, session: Session, sequence: int) -> bool:
        """Whether everything after that number is still there to be told again."""
        first = session.told[0]["s"] if session.told else session.sequence + 1
        return first - 1 <= sequence <= session.sequence

    def _forget(self, connection: Connection) -> None:
        for session in self.sessions.values():
            if session.connection is connection:
                session.connection = None
        if not self.connections:
            self.ready.clear()

    async def drop(self) -> None:
        """Break every socket without a word, as a network does."""
        for connection in self.connections:
            self._forget(connection)
            cut(connection.request)

    async def close(self, code: int) -> None:
        """Close every socket with a code."""
        for connection in self.connections:
            self._forget(connection)
            await connection.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Op 7: the bot is to come back by itself."""
        for connection in self.connections:
            self._forget(connection)
            await connection.send({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Op 9: the session is over or, if it can be resumed, in doubt."""
        sessions = [session for session in self.sessions.values() if session.connection]
        for session in sessions:
            connection = session.connection
            assert connection
            self._forget(connection)
            if not resumable:
                del self.sessions[session.id]
            await connection.send({"op": INVALID_SESSION, "d": resumable})

    async def shut_down(self) -> None:
        """Close what is open, so that the server can end."""
        for connection in self.connections:
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)
