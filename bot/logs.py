"""Log lines on standard error, with every secret cut out of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import discord


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


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Set logging up once, for this process."""
    handler = logging.StreamHandler()
    plain = logging.Formatter("{asctime} {levelname:<8} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
    discord.utils.setup_logging(handler=handler, formatter=_Redacting(plain, secrets), level=logging.WARNING)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice to miss
    for ours in ("bot", "cogs", "data"):
        logging.getLogger(ours).setLevel(level)
