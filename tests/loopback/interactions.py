"""Interactions, and Discord's rules for answers: one first, that fits, within 3 s; the token lives 15 minutes."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback import limits
from tests.loopback.bodies import Refusal, invalid
from tests.loopback.limits import Upload
from tests.loopback.state import APPLICATION_ID, BOT, COMPONENTS_V2, EPHEMERAL, LOADING, Channel, Message, snowflake

if TYPE_CHECKING:
    from tests.loopback.people import Person
    from tests.loopback.server import Loopback

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_FITTING = {
    COMMAND: {MESSAGE, DEFER, MODAL},
    COMPONENT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFER, DEFER_UPDATE, UPDATE},
}


@dataclass
class Rules:
    """Discord's patience, in seconds."""

    answer_within: float = 3.0
    token_lives: float = 900.0


@dataclass(eq=False, repr=False)
class Interaction:
    """One thing that one person did, and everything the bot answered."""

    kind: int
    person: Person
    channel: Channel
    message: Message | None
    created: float
    callback: int = 0
    """The type of the first answer; 0 while there is none."""
    latency: float = 0.0
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    original: Message | None = None
    modal: dict[str, Any] | None = None
    choices: list[dict[str, Any]] = field(default_factory=list)
    followups: list[Message] = field(default_factory=list)
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def thinking(self) -> bool:
        """Whether the person sees "Marquee is thinking…"."""
        return bool(self.original and self.original.flags & LOADING)

    def messages(self) -> dict[str, Message]:
        """What its token can reach, by id."""
        reach = {message.id: message for message in (*self.followups, self.original) if message}
        if self.original:
            reach["@original"] = self.original
        return reach


class Interactions:
    """All of them, and what happens to their answers."""

    def __init__(self, discord: Loopback) -> None:
        self._discord = discord
        self.rules = Rules()
        self.all: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    async def begin(
        self, kind: int, person: Person, data: dict[str, Any], message: Message | None = None
    ) -> Interaction:
        """Somebody does something: the bot is told."""
        interaction = Interaction(kind, person, person.channel, message, self._discord.clock())
        self.all[interaction.id] = self._by_token[interaction.token] = interaction
        guild = person.channel.guild
        body: dict[str, Any] = {
            "id": interaction.id, "application_id": APPLICATION_ID, "type": kind, "token": interaction.token,
            "version": 1, "data": data, "channel_id": person.channel.id, "channel": person.channel.payload(),
            "locale": "en-US", "entitlements": [], "authorizing_integration_owners": {}, "context": 0 if guild else 1,
            "app_permissions": str(1 << 11 | 1 << 10 | 1 << 15), "attachment_size_limit": 10 * 2**20,
        }  # fmt: skip
        if guild:
            server = {"id": guild.id, "locale": "en-US", "features": []}
            body |= {"guild_id": guild.id, "guild_locale": "en-US", "member": person.member(), "guild": server}
        else:
            body["user"] = person.user()
        if message:
            body["message"] = message.payload()
        await self._discord.gateway.dispatch("INTERACTION_CREATE", body, guild)
        return interaction

    async def answer(self, number: str, token: str, body: dict[str, Any], uploads: list[Upload]) -> dict[str, Any]:
        """POST …/callback: the first answer.

        Raises:
            Refusal: 10062 unknown or too late, 40060 answered before, 50035 over a limit or not fitting.
        """
        interaction = self.all.get(number)
        if interaction is None or interaction.token != token:
            raise Refusal(404, 10062, "Unknown interaction")
        if interaction.callback:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        waited = self._discord.clock() - interaction.created
        if waited > self.rules.answer_within:
            raise Refusal(404, 10062, "Unknown interaction")
        kind, data = body["type"], body.get("data") or {}
        updating = interaction.message is not None
        if kind not in _FITTING[interaction.kind] or (kind in {DEFER_UPDATE, UPDATE} and not updating):
            raise invalid(f"an answer of type {kind} to an interaction of type {interaction.kind}")
        self._hold_to_limits(interaction, kind, data, uploads)
        if kind == UPDATE and interaction.message and interaction.message.deleted:
            raise Refusal(404, 10008, "Unknown Message")
        interaction.callback, interaction.latency = kind, waited
        await self._take(interaction, kind, data, uploads)
        interaction.answered.set()
        return self._receipt(interaction)

    def _hold_to_limits(self, interaction: Interaction, kind: int, data: dict[str, Any], uploads: list[Upload]) -> None:
        where = f"an answer of type {kind} to {interaction.person.name}"
        if kind == CHOICES:
            self._discord.hold(where, limits.of_choices(data.get("choices") or []))
        elif kind == MODAL:
            self._discord.hold(where, limits.of_modal(data))
        elif kind in {MESSAGE, UPDATE}:
            v2 = kind == UPDATE and bool(interaction.message and interaction.message.flags & COMPONENTS_V2)
            there = interaction.message.attachments if kind == UPDATE and interaction.message else ()
            problems = limits.of_message(data, uploads, v2=v2, new=kind == MESSAGE, there=there)
            self._discord.hold(where, problems, limits.unguarded_mentions(data))

    async def _take(self, interaction: Interaction, kind: int, data: dict[str, Any], uploads: list[Upload]) -> None:
        if kind == CHOICES:
            interaction.choices = data.get("choices") or []
        elif kind == MODAL:
            interaction.modal = data
        elif kind in {MESSAGE, DEFER}:
            flags = LOADING if kind == DEFER else 0
            interaction.original = await self.post(interaction, data, uploads, flags=flags)
        else:
            interaction.original = interaction.message
            if kind == UPDATE and interaction.message:
                await self._discord.edit(interaction.message, data, self._discord.files.keep(data, uploads))

    async def post(
        self, interaction: Interaction, data: dict[str, Any], uploads: list[Upload], *, flags: int = 0
    ) -> Message:
        """A message that answers, in the channel or to the person alone."""
        message = Message(interaction.channel, BOT)
        message.change(data, self._discord.files.keep(data, uploads))
        message.edits = 0
        message.flags = data.get("flags", 0) & ~LOADING | flags
        message.viewer = interaction.person if message.flags & EPHEMERAL else None
        if message.flags & LOADING:
            return message  # others see it when there is something to see
        await self._discord.post(message)
        return message

    def by_token(self, application_id: str, token: str) -> Interaction:
        """The interaction that a token is of, if it was answered and is not too old.

        Raises:
            Refusal: 10015 unknown, 50027 too old.
        """
        interaction = self._by_token.get(token)
        if interaction is None or application_id != APPLICATION_ID or not interaction.callback:
            raise Refusal(404, 10015, "Unknown Webhook")
        if self._discord.clock() - interaction.created > self.rules.token_lives:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return interaction

    def _receipt(self, interaction: Interaction) -> dict[str, Any]:
        shown = interaction.original if interaction.callback in {MESSAGE, DEFER, UPDATE} else None
        about: dict[str, Any] = {"id": interaction.id, "type": interaction.kind}
        resource: dict[str, Any] = {"type": interaction.callback}
        if shown:
            about |= {
                "response_message_id": shown.id,
                "response_message_loading": interaction.thinking,
                "response_message_ephemeral": shown.private,
            }
            resource["message"] = shown.payload()
        return {"interaction": about, "resource": resource}
