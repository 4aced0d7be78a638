"""A picture of our own for a film without a poster: its title as on a marquee, the year, the verdict's shape. Pure."""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from data.models import Tier

SIDE: Final = 256
"""Pixels of each side. Discord shows it at about a third of that, so nothing is written smaller than 30."""

Colour = tuple[int, int, int]
BACKGROUND: Colour = (24, 25, 28)
FOOT: Colour = (43, 45, 49)
TEXT: Colour = (242, 243, 245)
COLOURS: dict[Tier, Colour] = {
    Tier.POSITIVE: (59, 180, 102),
    Tier.MIXED: (240, 178, 50),
    Tier.NEGATIVE: (247, 118, 120),
}
"""On the background and the foot, text and shapes have a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

_FONT = Path(__file__).parent / "fonts" / "NotoSans-ExtraBoldExtraCondensed-subset.ttf"
_MARGIN, _FOOT_HEIGHT = 16, 62
_LARGEST, _SMALLEST, _STEP = 84, 30, 6
_LEADING = 1.02
_FINER = 2
"""Times as large as it will be, since Pillow draws shapes without smoothing their edges."""

_SHADES = 32
_LAYOUT = 1
"""Goes up when pictures are to look otherwise, so that none is taken for one of before."""


@dataclass(frozen=True)
class TitlePicture:
    """What a picture shows."""

    title: str
    year: int | None
    tier: Tier | None
    description: str = ""
    """What it shows, in words."""

    @property
    def name(self) -> str:
        """The file's name, another one for every picture that looks otherwise."""
        shown = f"{_LAYOUT} {self.title} {self.year} {self.tier.name if self.tier else ''}"
        return f"title-{hashlib.sha256(shown.encode()).hexdigest()[:16]}.png"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that it could show."""
        return not (self.year or self.tier or is_written_in_our_letters(self.title))

    def png(self) -> bytes:
        """The picture. Takes some milliseconds of computing."""
        large = SIDE * _FINER
        picture = Image.new("RGB", (large, large), BACKGROUND)
        canvas = ImageDraw.Draw(picture)
        canvas.rectangle((0, large - _FOOT_HEIGHT * _FINER, large, large), fill=FOOT)
        if is_written_in_our_letters(self.title):
            _write(canvas, self.title)
        foot = large - _FOOT_HEIGHT * _FINER // 2
        if self.year:
            canvas.text((_MARGIN * _FINER, foot), str(self.year), TEXT, _font(44 * _FINER), anchor="lm")
        if self.tier:
            _shape(canvas, self.tier, (large - (_MARGIN + 20) * _FINER, foot), 20 * _FINER)
        file = io.BytesIO()
        small = picture.resize((SIDE, SIDE), Image.Resampling.BOX)
        small.quantize(_SHADES, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def is_written_in_our_letters(text: str) -> bool:
    """Whether the font has all of its letters: where one is missing, there would be a box."""
    return bool(text.strip()) and all(map(_is_there, text))


@functools.lru_cache(maxsize=4096)
def _is_there(character: str) -> bool:
    return character == " " or bytes(_font(20).getmask(character)) != bytes(_font(20).getmask("\uffff"))


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _write(canvas: ImageDraw.ImageDraw, title: str) -> None:
    """As large as it fits above the foot; what does not fit at the smallest ends in an ellipsis."""
    height = (SIDE - _FOOT_HEIGHT - 2 * _MARGIN) * _FINER
    for size in range(_LARGEST * _FINER, _SMALLEST * _FINER - 1, -_STEP * _FINER):
        lines = _wrapped(title, size)
        most = int(height / (size * _LEADING))
        if len(lines) <= most and all(_fits(line, size) for line in lines):
            break
    else:
        lines = (
            [_cut(line, size) for line in lines[:most]]
            if len(lines) <= most
            else [
                *(_cut(line, size) for line in lines[: most - 1]),
                _cut(f"{lines[most - 1]}…", size),
            ]
        )
    for number, line in enumerate(lines):
        top = _MARGIN * _FINER + number * size * _LEADING
        canvas.text((_MARGIN * _FINER, top + size * 0.78), line, TEXT, _font(size), anchor="ls")


def _fits(line: str, size: int) -> bool:
    return _font(size).getlength(line) <= (SIDE - 2 * _MARGIN) * _FINER


def _cut(line: str, size: int) -> str:
    while not _fits(line, size):
        line = line.rstrip("…")[:-1] + "…"
    return line


def _wrapped(title: str, size: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and not _fits(longer, size):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _shape(canvas: ImageDraw.ImageDraw, tier: Tier, centre: tuple[int, int], radius: int) -> None:
    """A circle, a diamond or a triangle that points down, as in texts."""
    x, y = centre
    corners = {
        Tier.MIXED: ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)),
        Tier.NEGATIVE: ((x - radius, y - radius * 3 // 4), (x + radius, y - radius * 3 // 4), (x, y + radius)),
    }
    if tier in corners:
        canvas.polygon(corners[tier], fill=COLOURS[tier])
    else:
        canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=COLOURS[tier])
