"""What a secret ballot's row holds: two values that say nothing without the poll's key. Pure.

The voter's code is an HMAC of the member, so that the ballot is found again. The choice is added to one byte of an HMAC
of the code and of eight random bytes, which are new each time: neither can two rows be compared, nor a row with what
was there before it. Without the key, which has 32 random bytes and goes with the poll, every choice is as likely.
"""

from __future__ import annotations

import hmac
import secrets

from data.polls.models import Choice

_ORDER = (Choice.POSITIVE, Choice.MIXED, Choice.NEGATIVE, Choice.UNSEEN)
_NONCE_BYTES = 8


def code_of(key: bytes, member: bytes) -> bytes:
    """32 bytes under which the member's ballot lies."""
    return hmac.digest(key, member, "sha256")


def seal(choice: Choice, key: bytes, code: bytes) -> str:
    """18 letters that only the holder of the key can read, others each time."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce.hex() + f"{(_ORDER.index(choice) + _pad(key, nonce, code)) % 256:02x}"


def unseal(sealed: str, key: bytes, code: bytes) -> Choice:
    """The choice that was sealed under this key and code."""
    *nonce, byte = bytes.fromhex(sealed)
    return _ORDER[(byte - _pad(key, bytes(nonce), code)) % 256]


def _pad(key: bytes, nonce: bytes, code: bytes) -> int:
    return hmac.digest(key, nonce + code, "sha256")[0]
