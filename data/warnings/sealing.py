"""What a list's row holds: bytes that say nothing without the member's key. Pure.

The list, filled up to a round length, is added bit by bit to SHAKE256 of the key and of 16 random bytes, which are new
each time. Without the key, which has 32 random bytes and goes with the list, every list of that length is as likely; so
bytes that a file still has of an earlier row say as little.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

KEY_BYTES = 32
_NONCE_BYTES = 16
_ROUND_BYTES = 512
"""Some twelve topics: how long a list is tells a little of it."""


def seal(document: dict[str, Any], key: bytes) -> bytes:
    """The document as only the holder of the key reads it, other bytes each time."""
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % _ROUND_BYTES)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _added(text, key, nonce)


def unseal(sealed: bytes, key: bytes) -> Any:
    """The document that was sealed under this key.

    Raises:
        ValueError: it was sealed under another.
    """
    nonce, hidden = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    return json.loads(_added(hidden, key, nonce))


def _added(text: bytes, key: bytes, nonce: bytes) -> bytes:
    pad = hashlib.shake_256(key + nonce).digest(len(text))
    return (int.from_bytes(text) ^ int.from_bytes(pad)).to_bytes(len(text))
