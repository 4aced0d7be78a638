"""Files that are no text, known by how they begin, so that the answer can say what they are."""

from __future__ import annotations

from data.errors import Expected, expected
from data.formats.reading import MOST_BYTES

# https://www.garykessler.net/library/file_sigs.html and the `magic` files of file(1)
_SIGNATURES: tuple[tuple[int, bytes, Expected], ...] = (
    (0, b"PK\x03\x04", expected("a ZIP archive or an office document")),
    (0, b"PK\x05\x06", expected("an empty ZIP archive")),
    (0, b"PK\x07\x08", expected("a ZIP archive")),
    (0, b"\x1f\x8b", expected("a gzip archive")),
    (0, b"BZh", expected("a bzip2 archive")),
    (0, b"\xfd7zXZ\x00", expected("an xz archive")),
    (0, b"7z\xbc\xaf\x27\x1c", expected("a 7z archive")),
    (0, b"Rar!\x1a\x07", expected("a RAR archive")),
    (0, b"\x28\xb5\x2f\xfd", expected("a Zstandard archive")),
    (257, b"ustar", expected("a tar archive")),
    (0, b"\x89PNG\r\n\x1a\n", expected("a PNG image")),
    (0, b"\xff\xd8\xff", expected("a JPEG image")),
    (0, b"GIF87a", expected("a GIF image")),
    (0, b"GIF89a", expected("a GIF image")),
    (8, b"WEBP", expected("a WebP image")),
    (0, b"II*\x00", expected("a TIFF image")),
    (0, b"MM\x00*", expected("a TIFF image")),
    (0, b"%PDF-", expected("a PDF")),
    (0, b"{\\rtf", expected("a rich text (RTF) document")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", expected("an older office document")),
    (0, b"\x7fELF", expected("a program")),
    (0, b"\xca\xfe\xba\xbe", expected("a program")),
    (0, b"\xcf\xfa\xed\xfe", expected("a program")),
    (0, b"\x00asm", expected("a program")),
    (0, b"SQLite format 3\x00", expected("a database")),
    (4, b"ftyp", expected("a video")),
    (0, b"\x1aE\xdf\xa3", expected("a video")),
    (0, b"OggS", expected("a sound or video file")),
    (0, b"fLaC\x00", expected("a sound file")),
    (0, b"wOFF", expected("a font")),
    (0, b"wOF2", expected("a font")),
    (0, b"From: <Saved by ", expected("a web archive (MHTML); save the page as “HTML only” instead")),
)
_SHORT_SIGNATURES = (
    (b"MZ", expected("a Windows program")),
    (b"BM", expected("a bitmap image")),
    (b"ID3", expected("a sound file")),
)
"""Two or three letters that a text may begin with as well: these count only where a NUL follows soon."""

_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1a\x1b")


def too_large(size: int) -> Expected:
    """That a file has more than `MOST_BYTES`."""
    most = MOST_BYTES // 2**20
    return expected("a file of at most {most} MB; this one has {size:.1f} MB", most=most, size=size / 2**20)


def refusal(data: bytes) -> Expected | None:
    """Why a file is not read: what was expected and what it is instead; nothing if it may be text."""
    if len(data) > MOST_BYTES:
        return too_large(len(data))
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return expected("a review; this file is empty")
    what = _signature(data)
    if what is None and not data.startswith(_BOMS) and not wide_text(data) and _is_binary(data):
        what = expected("a binary file")
    return expected("a review as text; this is {what}", what=what) if what else None


def _signature(data: bytes) -> Expected | None:
    if b"\x00" in data[:512]:
        for start, what in _SHORT_SIGNATURES:
            if data.startswith(start):
                return what
    for offset, signature, what in _SIGNATURES:
        if data.startswith(signature, offset):
            return what
    return None


def wide_text(data: bytes) -> str | None:
    """The encoding of UTF-16 text that does not begin with a byte order mark, by where its NULs stand."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 5
    if odd > enough and even <= odd // 20:
        return "utf-16-le"
    if even > enough and odd <= even // 20:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 50 > len(head)
