"""What this Discord knows: application, servers, channels, roles, messages, each with its looks in JSON."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.loopback.people import Person
    from tests.loopback.server import Loopback

TOKEN = "a.good.token"
APPLICATION_ID = "900000000000000000"
BOT = {"id": "901000000000000000", "username": "Marquee", "discriminator": "0", "avatar": None, "bot": True}

TEXT, DIRECT, THREAD = 0, 1, 11
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
MANAGE_GUILD, VIEW_AND_SEND = 1 << 5, (1 << 10) | (1 << 11) | (1 << 15)

_EPOCH_MS = 1_420_070_400_000
_numbers = itertools.count()


def snowflake(time: dt.datetime | None = None) -> str:
    """A new id that says when it was made, as Discord's ids do, in rising order."""
    milliseconds = int((time or dt.datetime.now(dt.UTC)).timestamp() * 1000) - _EPOCH_MS
    return str((milliseconds << 22) | next(_numbers) % (1 << 22))


def application() -> dict[str, Any]:
    """The application as it reads itself."""
    owner = {"id": "7", "username": "owner", "discriminator": "0", "avatar": None}
    return {
        "id": APPLICATION_ID, "name": "Marquee", "description": "", "verify_key": "", "icon": None, "rpc_origins": None,
        "flags": 0, "bot_public": True, "bot_require_code_grant": False, "summary": "", "team": None, "owner": owner,
    }  # fmt: skip


@dataclass(eq=False, repr=False)
class Role:
    """A role of a server. That of everyone has the server's id."""

    name: str
    permissions: int = 0
    id: str = field(default_factory=snowflake)
    own: bool = False
    """Whether Discord made it for the bot, when the bot was invited."""

    def payload(self) -> dict[str, Any]:
        """As Discord sends it."""
        return {
            "id": self.id, "name": self.name, "permissions": str(self.permissions), "position": 1, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}, "hoist": False,
            "managed": self.own, "mentionable": False, "flags": 0,
        } | ({"tags": {"bot_id": BOT["id"]}} if self.own else {})  # fmt: skip


@dataclass(eq=False, repr=False)
class Message:
    """A message. One with a `viewer` is seen by that person alone and stands in no channel's history."""

    channel: Channel
    author: dict[str, Any]
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    embeds: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    viewer: Person | None = None
    reply_to: str = ""
    mentions: list[dict[str, Any]] = field(default_factory=list)
    role_mentions: list[str] = field(default_factory=list)
    created_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    edits: int = 0
    deleted: bool = False
    id: str = field(default_factory=snowflake)

    @property
    def private(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.flags & EPHEMERAL)

    def payload(self) -> dict[str, Any]:
        """As Discord sends it."""
        body: dict[str, Any] = {
            "id": self.id, "channel_id": self.channel.id, "author": self.author, "content": self.content,
            "timestamp": self.created_at.isoformat(), "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": self.mentions, "mention_roles": self.role_mentions,
            "embeds": self.embeds, "attachments": self.attachments, "components": self.components,
            "flags": self.flags, "pinned": False, "type": 19 if self.reply_to else 0,
        }  # fmt: skip
        if self.edits:
            body["edited_timestamp"] = dt.datetime.now(dt.UTC).isoformat()
        if self.nonce is not None:
            body["nonce"] = self.nonce
        if self.reply_to:
            body["message_reference"] = {"message_id": self.reply_to, "channel_id": self.channel.id}
        if self.channel.guild:
            body["guild_id"] = self.channel.guild.id
        return body

    def change(self, body: dict[str, Any], attachments: list[dict[str, Any]] | None) -> None:
        """Take over what an edit names; what it does not name stays."""
        self.content = body.get("content", self.content) or ""
        self.embeds = body.get("embeds", self.embeds)
        self.flags |= body.get("flags", 0) & COMPONENTS_V2
        if "components" in body:
            self.components = numbered(body["components"])
        if attachments is not None:
            self.attachments = attachments
        self.edits += 1


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Components with the ids that Discord gives to those that have none."""
    ids = itertools.count(1)

    def number(component: dict[str, Any]) -> dict[str, Any]:
        new = {"id": next(ids), **component}
        for key in ("component", "accessory"):
            if key in new:
                new[key] = number(new[key])
        if "components" in new:
            new["components"] = [number(child) for child in new["components"]]
        return new

    return [number(component) for component in components or ()]


@dataclass(eq=False, repr=False)
class Channel:
    """A channel, a thread or a direct conversation. In a closed one the bot may not post."""

    name: str
    guild: Guild | None = None
    kind: int = TEXT
    parent: Channel | None = None
    nsfw: bool = False
    closed: bool = False
    overwrites: list[dict[str, Any]] = field(default_factory=list)
    """What a role or a member may do here otherwise, as Discord writes it."""
    messages: dict[str, Message] = field(default_factory=dict)
    id: str = field(default_factory=snowflake)

    def payload(self) -> dict[str, Any]:
        """As Discord sends it, with the permissions that an interaction's channel has."""
        body: dict[str, Any] = {"id": self.id, "type": self.kind, "permissions": str(VIEW_AND_SEND)}
        if self.guild is None:
            return body | {"recipients": []}
        body |= {
            "name": self.name, "guild_id": self.guild.id, "position": 0, "nsfw": self.nsfw, "topic": None,
            "permission_overwrites": self.overwrites, "parent_id": self.parent.id if self.parent else None, "flags": 0,
            "last_message_id": None, "rate_limit_per_user": 0,
        }  # fmt: skip
        if self.kind == THREAD:
            now = dt.datetime.now(dt.UTC).isoformat()
            body |= {"owner_id": BOT["id"], "message_count": 0, "member_count": 1, "thread_metadata": {
                "archived": False, "auto_archive_duration": 1440, "archive_timestamp": now, "locked": False,
            }}  # fmt: skip
        return body

    def from_bot(self) -> list[Message]:
        """What the bot said here that is still there, the first first."""
        return [message for message in self.messages.values() if message.author is BOT]


@dataclass(eq=False, repr=False)
class Guild:
    """A server with its channels, threads, roles and members."""

    discord: Loopback
    name: str
    channels: dict[str, Channel] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Person] = field(default_factory=dict)
    id: str = field(default_factory=snowflake)

    def __post_init__(self) -> None:
        everyone = Role("@everyone", VIEW_AND_SEND, self.id)
        self.roles[everyone.id] = everyone

    def add_channel(self, name: str, **options: Any) -> Channel:
        """A new channel or, with `parent` and `kind=THREAD`, a new thread."""
        channel = Channel(name, self, **options)
        self.channels[channel.id] = channel
        return channel

    def add_role(self, name: str, permissions: int = 0, *, own: bool = False) -> Role:
        """A new role."""
        role = Role(name, permissions, own=own)
        self.roles[role.id] = role
        return role

    def join(self, name: str, *roles: Role, days_ago: int = 400) -> Person:
        """A new member, who stands in the first channel; their account is as old as their membership."""
        from tests.loopback.people import Person

        joined = dt.datetime.now(dt.UTC) - dt.timedelta(days=days_ago)
        person = Person(self.discord, name, next(iter(self.channels.values())), list(roles), joined, snowflake(joined))
        self.members[person.id] = person
        return person

    def payload(self) -> dict[str, Any]:
        """As GUILD_CREATE brings it; of the members only the bot itself, since it has no intent for more."""
        me = {
            "user": BOT,
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        threads = [c.payload() for c in self.channels.values() if c.kind == THREAD]
        return {
            "id": self.id, "name": self.name, "owner_id": "7", "member_count": len(self.members) + 1, "large": False,
            "channels": [c.payload() for c in self.channels.values() if c.kind != THREAD], "threads": threads,
            "roles": [role.payload() for role in self.roles.values()], "members": [me], "emojis": [], "stickers": [],
            "voice_states": [], "presences": [], "features": [], "verification_level": 0, "stage_instances": [],
            "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "premium_tier": 0,
            "nsfw_level": 0, "preferred_locale": "en-US", "afk_timeout": 0, "system_channel_flags": 0,
            "premium_progress_bar_enabled": False, "guild_scheduled_events": [], "soundboard_sounds": [],
            "joined_at": "2026-01-01T00:00:00+00:00", "unavailable": False,
        }  # fmt: skip
