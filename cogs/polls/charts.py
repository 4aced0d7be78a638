"""A poll's result as a picture that can be read on a phone, and in words for those who cannot see it. Pure."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from cogs.polls import sentences
from cogs.ui.dates import day
from cogs.ui.language import _, counted
from cogs.ui.terms import term
from data.models import Tier
from data.polls import PollDefaults, PollResult
from data.votes import statistics

WIDTH: Final = 1000
"""Pixels. A phone shows it at about a third, so nothing is written smaller than 34. The height follows the texts."""

_MARGIN = 48
_BAR_LEFT, _BAR_HEIGHT, _BAR_STEP = 250, 60, 92
_TITLE, _TEXT, _SMALL = 54, 40, 34
_LEADING = 1.25
_MOST_LINES = 2
_SUPERSAMPLED = 2  # Pillow draws shapes without smoothing their edges

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """The colours of a style. On the background, text has a contrast of at least 4.5 to 1 and a bar of 3 to 1.

    Source: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
    """

    background: Colour
    text: Colour
    quiet: Colour
    track: Colour
    tiers: tuple[Colour, Colour, Colour]


class Style(Enum):
    """To fit Discord's themes. A picture cannot know which its viewer has; DARK is most people's."""

    LIGHT = Palette(
        (255, 255, 255), (30, 31, 34), (92, 94, 102), (232, 233, 236), ((45, 138, 76), (176, 120, 10), (212, 50, 56))
    )
    DARK = Palette(
        (43, 45, 49), (242, 243, 245), (181, 186, 193), (62, 64, 70), ((59, 180, 102), (240, 178, 50), (242, 93, 96))
    )


def style_of(defaults: PollDefaults) -> Style:
    """The style a server has chosen."""
    return Style.LIGHT if defaults.light_charts else Style.DARK


def alt_text(result: PollResult) -> str:
    """The picture in words, at most 1,024 characters, as Discord allows."""
    counts = ", ".join(f"{term(tier)} {number}" for tier, number in _numbers(result, "{count} ({share})").items())
    label = result.poll.film_label[:300]
    picture = _("Bar chart of the poll on {film}. {outcome} Ballots: {counts}. {foot}.")
    return picture.format(film=label, outcome=sentences.outcome(result), counts=counts, foot=_foot(result, ". "))


def draw(result: PollResult, style: Style = Style.DARK) -> bytes:
    """A PNG, `WIDTH` pixels wide. Below `statistics.VOTES_FOR_SHARES` opinions it shows no percentages."""
    palette = style.value
    title = result.poll.film_label if _can_write(result.poll.film_label) else _("Verdict poll")
    titles = _wrapped(title, _TITLE)
    outcomes = _wrapped(sentences.outcome(result), _TEXT)
    height = round(
        2 * _MARGIN + _LEADING * (len(titles) * _TITLE + len(outcomes) * _TEXT + _SMALL) + len(Tier) * _BAR_STEP + 30
    )
    pen = _Pen(height, palette.background)
    top = pen.lines(_MARGIN - 8, titles, _TITLE, palette.text, bold=True)
    top = pen.lines(top + 6, outcomes, _TEXT, palette.text if result.verdict else palette.quiet)
    top = _draw_bars(pen, top + 24, result, palette)
    pen.lines(top + 4, [_foot(result)], _SMALL, palette.quiet)
    return pen.png()


def _draw_bars(pen: _Pen, top: int, result: PollResult, palette: Palette) -> int:
    """One a tier, as long as its share of the opinions; returns where the next thing may begin."""
    numbers, tally = _numbers(result, "{count}  ·  {share}"), result.count.tally
    longest = WIDTH - _MARGIN - round(max(_width(number, _TEXT) for number in numbers.values())) - 28 - _BAR_LEFT
    for tier, colour in zip(Tier, palette.tiers, strict=True):
        pen.bar((_BAR_LEFT, top, _BAR_LEFT + longest, top + _BAR_HEIGHT), palette.track)
        if count := tally.count(tier):  # a single ballot of very many still shows
            length = max(_BAR_HEIGHT // 2, round(longest * count / tally.total))
            pen.bar((_BAR_LEFT, top, _BAR_LEFT + length, top + _BAR_HEIGHT), colour)
        middle = top + _BAR_HEIGHT // 2
        pen.text((_MARGIN, middle), term(tier), _TEXT, palette.text, anchor="lm")
        pen.text((WIDTH - _MARGIN, middle), numbers[tier], _TEXT, palette.text, anchor="rm")
        top += _BAR_STEP
    return top


def _numbers(result: PollResult, both: str) -> dict[Tier, str]:
    """What stands at each tier: the count, and where there are opinions enough the share, put together as `both`."""
    tally = result.count.tally
    percentages = statistics.shares(tally)
    if percentages is None:
        return {tier: f"{tally.count(tier):,}" for tier in Tier}
    shares = {
        tier: _("under 1 %") if tally.count(tier) and not percentages[tier] else f"{percentages[tier]} %"
        for tier in Tier
    }
    return {tier: both.format(count=f"{tally.count(tier):,}", share=shares[tier]) for tier in Tier}


def _foot(result: PollResult, between: str = "  ·  ") -> str:
    unseen = result.count.unseen
    ended = _("Ended {day}").format(day=day(result.poll.ends_at))
    if not unseen:
        return ended
    return counted(unseen, "{count:,} has not seen it", "{count:,} have not seen it") + between + ended


class _Pen:
    """Draws in the picture's own pixels on a canvas that is larger."""

    def __init__(self, height: int, background: Colour) -> None:
        self._size = (WIDTH, height)
        self._picture = Image.new("RGB", (WIDTH * _SUPERSAMPLED, height * _SUPERSAMPLED), background)
        self._canvas = ImageDraw.Draw(self._picture)

    def lines(self, top: int, lines: list[str], size: int, colour: Colour, *, bold: bool = False) -> int:
        """Write lines from the left margin on; returns where the next thing may begin."""
        for line in lines:
            self.text((_MARGIN, top), line, size, colour, bold=bold)
            top += round(_LEADING * size)
        return top

    def text(
        self, at: tuple[int, int], text: str, size: int, colour: Colour, *, anchor: str = "la", bold: bool = False
    ) -> None:
        x, y = (_SUPERSAMPLED * coordinate for coordinate in at)
        stroke = _SUPERSAMPLED if bold else 0
        self._canvas.text((x, y), text, colour, _font(_SUPERSAMPLED * size), anchor=anchor, stroke_width=stroke)

    def bar(self, box: tuple[int, int, int, int], colour: Colour) -> None:
        left, top, right, bottom = (_SUPERSAMPLED * coordinate for coordinate in box)
        self._canvas.rounded_rectangle((left, top, right, bottom), radius=_SUPERSAMPLED * 14, fill=colour)

    def png(self) -> bytes:
        file = io.BytesIO()
        self._picture.resize(self._size, Image.Resampling.BOX).save(file, "PNG")
        return file.getvalue()


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("This Pillow was built without FreeType and cannot write in sizes.")
    return font


def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


def _wrapped(text: str, size: int) -> list[str]:
    """The text in lines that fit, at most two, with an ellipsis where the rest was left out."""
    room = WIDTH - 2 * _MARGIN
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"{lines[_MOST_LINES - 1]}…"]
    return [_cut(line, size, room) for line in lines]


def _cut(line: str, size: int, room: int) -> str:
    if _width(line, size) <= room:
        return line
    return next(cut for end in range(len(line) - 1, -1, -1) if _width(cut := f"{line[:end].rstrip()}…", size) <= room)


@functools.lru_cache(maxsize=1024)
def _has_glyph(character: str) -> bool:
    return character.isspace() or bytes(_font(20).getmask(character)) != bytes(_font(20).getmask("\uffff"))


def _can_write(text: str) -> bool:
    """Pillow's own font knows Latin letters; a title in others stands on the card around the picture."""
    return all(_has_glyph(character) for character in text)
