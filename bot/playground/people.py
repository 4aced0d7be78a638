"""People who type: a line that starts with a slash is a command to them, as it is to anyone in Discord."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.client import Marquee
from bot.playground.refusals import refusal
from cogs.ui.language import _
from cogs.ui.sentences import sentence
from data.errors import CannotType, MarqueeError

LetPass = Callable[[str], Awaitable[str]]
"""Lets the typed duration pass, and says so in a sentence."""

_WAIT = "/wait "
_SUBCOMMANDS = (1, 2)
_INTEGER, _BOOLEAN, _USER, _CHANNEL, _ROLE, _NUMBER, _ATTACHMENT = 4, 5, 6, 7, 8, 10, 11


class Person(simcord.MemberActor):
    """A member of the pretend server, for whom `send("/review balerina")` runs the command, as typing it would."""

    let_pass: LetPass | None = None
    """What `/wait 2 hours` does, where time can be let pass."""

    async def send(self, channel: simcord.ChannelHandle, content: str = "", **message: Any) -> Any:
        """Send a message or, if it is one, a command; the message that came of it."""
        if not content.startswith("/"):
            return await super().send(channel, self._with_mentions(content), **message)
        try:
            if self.let_pass and content.startswith(_WAIT):
                return await self._explained(channel, content, await self.let_pass(content.removeprefix(_WAIT)))
            replies = replies_of(await self.run(channel, content))
        except MarqueeError as error:
            return await self._explained(channel, content, sentence(error))
        return replies[0] if replies else await super().send(channel, content, **message)

    def _with_mentions(self, content: str) -> str:
        """`@Marquee` as Discord's client would send it after one chose the name in its list."""
        me = self._env.backend.bot_user
        return re.sub(rf"@{re.escape(me.name)}\b", f"<@{me.id}>", content, flags=re.IGNORECASE)

    async def _explained(self, channel: simcord.ChannelHandle, content: str, answer: str) -> Any:
        """What was typed stands in the channel, and the bot answers, so that the channel reads like one."""
        question = await super().send(channel, content)
        with self._env._bot_scope():
            await self._env.bot.get_partial_messageable(channel.id).send(answer)
        await self._env.settle()
        return question

    async def run(self, channel: simcord.ChannelHandle, line: str) -> simcord.InteractionResult:
        """Run a typed command.

        Raises:
            CannotType: there is no such command, or an option is missing or of the wrong kind.
        """
        bot = self._env.bot
        assert isinstance(bot, Marquee)
        name, spec, rest = _command(bot, line.removeprefix("/"))
        options = {o["name"]: o for o in spec.get("options", ())}
        named = _named(rest, list(options))
        values = {option: self._value(options[option], text) for option, text in named.items()}
        try:
            return await self.slash(channel, name, **values)
        except simcord.SetupError as error:
            raise CannotType(refusal(name, options, error)) from None

    def _value(self, option: dict[str, Any], text: str) -> Any:
        """A typed word as what the option takes: a number, a person, a role, a channel, the path of a file."""
        choices = {choice["name"].casefold(): choice["value"] for choice in option.get("choices", ())}
        if text.casefold() in choices:
            return choices[text.casefold()]
        bare = text.lstrip("@#")
        kinds: dict[int, Callable[[], Any]] = {
            _INTEGER: lambda: int(text),
            _NUMBER: lambda: float(text),
            _BOOLEAN: lambda: text.casefold() in {"true", "yes", "1"},
            _CHANNEL: lambda: self.guild.channels[bare],
            _ROLE: lambda: self.guild.roles[bare],
            _USER: lambda: self._somebody(bare),
            _ATTACHMENT: lambda: (Path(text).name, Path(text).read_bytes()),
        }
        try:
            return kinds.get(option["type"], lambda: text)()
        except (ValueError, KeyError, OSError):
            raise CannotType(_("{option} does not take “{typed}”.").format(option=option["name"], typed=text)) from None

    def _somebody(self, name: str) -> simcord.MemberActor:
        backend = self._env.backend
        users = (backend.get_user(user_id) for user_id in backend.get_guild(self.guild.id).members)
        found = {user.name.casefold(): user for user in users}[name.casefold()]
        return simcord.MemberActor(self._env, self.guild, simcord.UserHandle(self._env, found))


def replies_of(result: simcord.InteractionResult) -> list[simcord.ResponseMessage]:
    """Every message the bot answered an interaction with."""
    return [reply for reply in (result.response, *result.followups) if reply is not None]


def _command(bot: Marquee, line: str) -> tuple[str, dict[str, Any], str]:
    """The full name of the command that a line begins with, what it takes, and the rest of the line."""
    words = line.split(" ")
    typed = bot.tree.get_commands(type=discord.AppCommandType.chat_input)
    commands = {command.name: command.to_dict(bot.tree) for command in typed}
    node = commands.get(words[0])
    if node is None:
        known = ", ".join(f"/{name}" for name in sorted(commands))
        raise CannotType(_("There is no /{command}. There are: {known}.").format(command=words[0], known=known))
    depth = 1
    while children := {o["name"]: o for o in node.get("options", ()) if o["type"] in _SUBCOMMANDS}:
        node = children.get(words[depth] if depth < len(words) else "")
        if node is None:
            begun = " ".join(words[:depth])
            said = _("/{command} goes on with one of: {words}.").format(command=begun, words=", ".join(children))
            raise CannotType(said)
        depth += 1
    return " ".join(words[:depth]), node, " ".join(words[depth:])


def _named(text: str, names: list[str]) -> dict[str, str]:
    """Options as Discord shows them, `name:value`; what stands before the first belongs to the first option."""
    if not names:
        return {}
    pieces = re.split(rf"(?:^|\s)({'|'.join(map(re.escape, names))}):", text)
    values = dict(zip(pieces[1::2], (piece.strip() for piece in pieces[2::2]), strict=True))
    if pieces[0].strip():
        values.setdefault(names[0], pieces[0].strip())
    return values
