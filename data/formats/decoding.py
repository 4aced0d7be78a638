"""Bytes to text. UTF-8 and UTF-16 are what files are written in; older pages are in what they declare or cp1252."""

from __future__ import annotations

import codecs
import re

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

_REPLACEMENT = "\ufffd"


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and what had to be put up with to read it."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = wide_text(data)
    if wide:  # before UTF-8, in which NULs are letters like any other
        return _decoded(data, wide)
    try:
        return _mended(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    nearly = data.decode("utf-8", "replace")
    broken = nearly.count(_REPLACEMENT)
    if broken * 10 < sum(1 for c in nearly if c > "\x7f") - broken:
        return _noted(nearly, "utf-8")
    return _noted(_one_byte_a_letter(data), "one-byte")


def _decoded(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None  # whatever replacement characters it has were written there
    except UnicodeDecodeError:
        return _noted(data.decode(encoding, "replace"), encoding)


def _one_byte_a_letter(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii") if declared else ""
    if _TRUSTED.match(name) and name.lower() not in {"iso-8859-1", "latin1", "latin-1", "us-ascii"}:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            pass
    return data.decode("cp1252", "replace")


def _noted(text: str, encoding: str) -> tuple[str, str | None]:
    broken = text.count(_REPLACEMENT)
    if not broken:
        return text, None
    places = "place" if broken == 1 else "places"
    return text, f"text in UTF-8; {broken} {places} could not be read as {encoding.upper()} and show as {_REPLACEMENT}"


def _mended(text: str) -> str:
    """Text that some tool read as cp1252 and saved as UTF-8 (`â€œ` for a quotation mark), read the right way."""
    if "â€" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
