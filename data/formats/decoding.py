"""Bytes to text. UTF-8 and UTF-16 are what files are written in; older ones are in what they declare, or in a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from data.errors import Expected, expected
from data.formats.refusals import wide_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})", re.IGNORECASE)
_TRUSTED = re.compile(
    r"iso-?8859|windows-?\d|cp\d|shift.?jis|euc-|gb\d|gbk|gb18030|big5|koi8|latin|tis-620|us-ascii", re.I
)
"""A page may name any codec; these are quick, and read text."""

_CALLED_LATIN = {"iso-8859-1", "latin1", "latin-1", "us-ascii"}
"""Whoever declares these means cp1252, as browsers take them."""

_REPLACEMENT = "\ufffd"

_GUESSED_FROM = 4096
_MOSTLY = 0.3
"""Western languages write fewer of their letters beyond ASCII, and cp1252 is theirs."""


@dataclass(frozen=True)
class Decoded:
    """A text, and what had to be put up with to read it."""

    text: str
    note: Expected | None = None
    guessed: bool = False
    """Whether its letters may be other ones: nobody said how they are encoded."""


def decode(data: bytes) -> Decoded:
    """The text of a file."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = wide_text(data)
    if wide:  # before UTF-8, in which NULs are letters like any other
        return _decoded(data, wide)
    try:
        return Decoded(_mended(data.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    nearly = data.decode("utf-8", "replace")
    broken = nearly.count(_REPLACEMENT)
    if broken * 10 < sum(1 for c in nearly if c > "\x7f") - broken:
        return _noted(nearly, "utf-8")
    declared = _as_declared(data)
    return Decoded(declared) if declared is not None else _guessed(data)


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))  # whatever replacement characters it has were written there
    except UnicodeDecodeError:
        return _noted(data.decode(encoding, "replace"), encoding)


def _as_declared(data: bytes) -> str | None:
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii") if declared else ""
    if name.lower() in _CALLED_LATIN:
        return data.decode("cp1252", "replace")
    if _TRUSTED.match(name):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            pass
    return None


def _guessed(data: bytes) -> Decoded:
    beyond = b"\n".join(line for line in data[: 64 * _GUESSED_FROM].splitlines() if not line.isascii())[:_GUESSED_FROM]
    letters = [c for c in beyond.decode("latin-1") if c.isalpha() or c > "\x7f"]
    encoding = "cp1252"
    if sum(c > "\x7f" for c in letters) > _MOSTLY * len(letters):
        best = charset_normalizer.from_bytes(beyond).best()
        encoding = best.encoding if best else encoding
    text = data.decode(encoding, "replace")
    if _REPLACEMENT in text:
        return _noted(text, encoding)
    note = expected("text in UTF-8; this was read as {encoding}, which is a guess: save it as UTF-8", encoding=encoding)
    return Decoded(text, note, guessed=True)


def _noted(text: str, encoding: str) -> Decoded:
    broken = text.count(_REPLACEMENT)
    if not broken:
        return Decoded(text)
    values = {"encoding": encoding.upper(), "mark": _REPLACEMENT}
    if broken == 1:
        what = expected("text in UTF-8; 1 place could not be read as {encoding} and show as {mark}", **values)
    else:
        what = expected(
            "text in UTF-8; {count} places could not be read as {encoding} and show as {mark}", count=broken, **values
        )
    return Decoded(text, what, guessed=True)


def _mended(text: str) -> str:
    """Text that some tool read as cp1252 and saved as UTF-8 (`â€œ` for a quotation mark), read the right way."""
    if "â€" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
