"""The one error door: whatever a command, button or form raises becomes one sentence for the person.

What is Discord's doing (a connection that broke, an answer that came too late, a command that a client remembers from
before) is no incident: one plain line in the log, and a sentence where there is still somebody to read it.
"""

from __future__ import annotations

import io
import logging
import secrets

import aiohttp
import discord
from discord import app_commands

from cogs.ui.host import Interaction
from cogs.ui.language import _
from cogs.ui.sentences import sentence
from cogs.ui.text import shorten
from data.errors import MarqueeError

log = logging.getLogger(__name__)

_TOO_LATE = {10062, 10015, 50027}
"""Discord's codes for an interaction that nobody waits for any more, or whose 15 minutes are over."""

_GONE = {10003, 10004, 10008}
"""Discord's codes for a channel, a server or a message that is not there any more."""

_NO_FORM, _NO_MESSAGE = 50035, "message_reference"
"""Discord's code for a body that it does not take, and what stands in it if the message replied to is gone."""

_ANSWERED_BEFORE = 40060
"""Discord's code for an answer after the first; the first arrived then, though its receipt was lost."""

_CHANGED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, app_commands.TransformerError)
_LONGEST_CONTENT = 2000


def is_lost(error: BaseException) -> bool:
    """Whether something did not get to Discord or back, or got there too late."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429 or error.code in {*_TOO_LATE, _ANSWERED_BEFORE}
    return isinstance(error, aiohttp.ClientError | ConnectionError | TimeoutError)


def is_gone(error: BaseException) -> bool:
    """Whether the message or channel that something was to be said in is not there any more."""
    if not isinstance(error, discord.HTTPException):
        return False
    return error.code in _GONE or (error.code == _NO_FORM and _NO_MESSAGE in error.text)


def is_foreseen(error: BaseException) -> bool:
    """Whether one line says it all, and a traceback would only frighten whoever reads the log."""
    error = _cause(error)
    return (
        is_lost(error)
        or is_gone(error)
        or isinstance(error, (MarqueeError, app_commands.CheckFailure, discord.Forbidden, *_CHANGED))
    )


def brief(error: BaseException) -> str:
    """An error as it stands in a line of the log."""
    return " ".join(f"{type(error).__name__} {error}".split())


def explain(error: BaseException) -> str:
    """One sentence for the person. What was not foreseen is logged under the incident number it names."""
    error = _cause(error)
    if isinstance(error, MarqueeError):
        return shorten(sentence(error), _LONGEST_CONTENT)
    if isinstance(error, app_commands.CheckFailure):
        return _("You do not have the permission for that here. /help shows what you can do.")
    if isinstance(error, _CHANGED):
        return _("This command has changed since your Discord last looked. Restart Discord, or type the command again.")
    if said := _of_discord(error):
        return said
    incident = secrets.token_hex(4)
    log.error("Incident %s", incident, exc_info=error)
    sorry = _("Sorry, something went wrong on my side. Please try again; if it stays, report incident `{incident}`.")
    return sorry.format(incident=incident)


def _of_discord(error: BaseException) -> str | None:
    """What to say of what is Discord's doing."""
    if is_gone(error):
        log.info("What was to be answered is gone: %s", brief(error))
        return _("The message or channel that this belongs to is not there any more. Type the command anew.")
    if isinstance(error, discord.Forbidden):
        return _("I am not allowed to do that in this channel. A moderator can give me the permission to post here.")
    if is_lost(error):
        log.warning("An answer was lost: %s", brief(error))
        return _("The connection to Discord broke off. It may have worked all the same: look first, then try again.")
    return None


async def answer(interaction: Interaction, error: BaseException, *, typed: str = "") -> None:
    """Tell the person who pressed or typed, and nobody else. `typed` goes back to them as a file. Nothing is raised."""
    told = explain(error)
    if _is_too_late(_cause(error)):
        return
    files = [discord.File(io.BytesIO(typed.encode()), "what-you-typed.txt")] if typed else []
    try:
        if interaction.response.is_done():
            await interaction.followup.send(told, ephemeral=True, files=files)
        else:
            await interaction.response.send_message(told, ephemeral=True, files=files)
    except Exception as failure:  # there is no door behind this one
        _note(failure)


async def reply(message: discord.Message, error: BaseException) -> None:
    """Tell whoever wrote a message; an answer that was lost may stand there already. Nothing is raised."""
    told = explain(error)
    if is_lost(_cause(error)) or is_gone(_cause(error)):
        return
    try:
        await message.reply(told, mention_author=False)
    except Exception as failure:  # there is no door behind this one
        _note(failure)


def _note(failure: Exception) -> None:
    if getattr(failure, "code", 0) == _ANSWERED_BEFORE:
        return  # the person has the answer
    log.warning("A failure could not be told: %s", brief(failure), exc_info=None if is_foreseen(failure) else failure)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _is_too_late(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _TOO_LATE
