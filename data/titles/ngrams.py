"""Turns squashed texts into integer n-gram codes: trigrams, and the first letters with one of them left out.

A trigram finds a title by any piece of it. The codes of the first four and five letters with one letter left out
(Garbe's symmetric deletes) find what somebody began to type and mistyped: one edit in the first letters leaves at
least one such code in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]

_BITS = 6
_TRIGRAMS = 1 << (3 * _BITS)
_FOURS = 1 << 16
_FIVES = 1 << 17
VOCABULARY = _TRIGRAMS + _FOURS + _FIVES
_START = 37
_SEPARATOR = "\x00"
_OTHER = 39
_MIX = np.int64(2654435761)


def _table() -> NDArray[np.int64]:
    table = np.full(128, _OTHER, np.int64)
    table[0] = _START
    for n, char in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1):
        table[ord(char)] = n
    return table


_TABLE = _table()
_CODE_OF = {chr(point): int(code) for point, code in enumerate(_TABLE) if point}


def encode(texts: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Six-bit letter codes of all texts in one array, each after a start mark; and where the marks are."""
    joined = _SEPARATOR + _SEPARATOR.join(text if len(text) > 1 else f"{text}_" for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = np.where(points < 128, _TABLE[np.minimum(points, 127)], _OTHER + points % 25)
    return letters, np.flatnonzero(points == 0)


def codes(texts: list[str]) -> tuple[Codes, NDArray[np.int64]]:
    """Distinct (code, text number) pairs of squashed texts, sorted by code, then text."""
    letters, starts = encode(texts)
    number = np.cumsum(letters == _START) - 1
    found = _trigrams(letters), _deletes(letters, starts, 4), _deletes(letters, starts, 5)
    where = np.concatenate([number[at] for _, at in found])
    pairs = (np.concatenate([code for code, _ in found]) << 32) | where
    pairs.sort()  # and not np.unique, whose hashing takes longer
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return pairs >> 32, pairs & 0xFFFFFFFF


def _trigrams(letters: Codes) -> tuple[Codes, NDArray[np.int64]]:
    grams = (letters[:-2] << (2 * _BITS)) | (letters[1:-1] << _BITS) | letters[2:]
    at = np.flatnonzero((letters[1:-1] != _START) & (letters[2:] != _START))
    return grams[at], at


def _deletes(letters: Codes, starts: NDArray[np.int64], width: int) -> tuple[Codes, NDArray[np.int64]]:
    ends = np.append(starts[1:], len(letters))
    at = starts[ends - starts > width]
    head = letters[at[:, None] + np.arange(1, width + 1)]
    out: list[Any] = []
    for left_out in range(width):
        code = np.zeros(len(at), np.int64)
        for column in range(width):
            if column != left_out:
                code = (code << _BITS) | head[:, column]
        out.append(_bucket(code, width))
    return np.concatenate(out), np.tile(at, width)


def _bucket(code: Codes, width: int) -> Codes:
    size, offset = (_FOURS, _TRIGRAMS) if width == 4 else (_FIVES, _TRIGRAMS + _FOURS)
    return offset + (((code + 1) * _MIX) >> 13) % size


def query_codes(texts: list[str]) -> Codes:
    """The codes to look squashed texts up by; one of three letters is also taken for four with one left out."""
    found: set[int] = set()
    for text in texts:
        found |= row_codes(text)
        if len(text) == 3:
            one, two, three = _letters(text)
            found.add(_bucket_of((one << _BITS | two) << _BITS | three, 4))
    return np.fromiter(found, np.int64, len(found))


def _letters(text: str) -> list[int]:
    return [_CODE_OF.get(char) or _OTHER + ord(char) % 25 for char in text]


def row_codes(text: str) -> set[int]:
    """The same as `codes`, for one text and without numpy, whose calls would cost more than the work."""
    return set(_codes_of(text if len(text) > 1 else f"{text}_"))


def _codes_of(text: str) -> Iterator[int]:
    letters = [_START, *_letters(text)]
    one, two = letters[0] << _BITS, letters[1]
    for three in letters[2:]:
        yield (one | two) << _BITS | three
        one, two = two << _BITS, three
    for width in (4, 5):
        if len(letters) > width:
            for left_out in range(1, width + 1):
                code = 0
                for letter in letters[1:left_out] + letters[left_out + 1 : width + 1]:
                    code = code << _BITS | letter
                yield _bucket_of(code, width)


def _bucket_of(code: int, width: int) -> int:
    size, offset = (_FOURS, _TRIGRAMS) if width == 4 else (_FIVES, _TRIGRAMS + _FOURS)
    return offset + (((code + 1) * 2654435761) >> 13) % size
