"""simcord reads the texts of fifty messages anew for every press, which takes up to a second; here, each once."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from simcord.preview import _component_projection, _messages, _queries, _snapshot
from simcord.preview._markdown import markdown_tokens

_MOST = 5_000
"""Texts that are remembered: some ten for each message."""


def read_each_once() -> None:
    """Let simcord's page remember what it read, from now on, in this process."""
    for module in (_component_projection, _messages, _queries, _snapshot):
        vars(module)["markdown_tokens"] = _tokens


def _tokens(value: Any, profile: str = "message", *, context: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """As simcord's; what comes of it is changed by those who ask, so each gets one of their own."""
    if value is None:
        return []
    found: list[dict[str, Any]] = json.loads(_read(str(value), profile, json.dumps(context or {}, sort_keys=True)))
    return found


@functools.lru_cache(maxsize=_MOST)
def _read(text: str, profile: str, context: str) -> str:
    return json.dumps(markdown_tokens(text, profile, context=json.loads(context)))
