"""Log lines on standard error: every secret cut out of them, and no traceback of what one line explains."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import discord

from cogs.ui.failures import brief, is_foreseen


class _Redacting(logging.Formatter):
    """Writes a record as its inner formatter does, less the secrets, wherever in it they stand."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """One record, traceback included."""
        text = self._inner.format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


class _Brief(logging.Filter):
    """Of a connection that broke and the like discord.py, too, logs the traceback: it becomes one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, some shortened."""
        error = record.exc_info[1] if record.exc_info else None
        if error and is_foreseen(error):
            record.msg, record.args = f"{record.getMessage()}: {brief(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Set logging up once, for this process."""
    handler = logging.StreamHandler()
    handler.addFilter(_Brief())
    plain = logging.Formatter("{asctime} {levelname:<8} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
    discord.utils.setup_logging(handler=handler, formatter=_Redacting(plain, secrets), level=logging.WARNING)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice to miss
    for ours in ("bot", "cogs", "data"):
        logging.getLogger(ours).setLevel(level)
