import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cogs.polls.charts import WIDTH, Colour, Style, alt_text, draw
from data.models import Tally, clean_line
from data.polls import Count, PollResult
from tests.data.worlds import a_poll


def result(positive: int = 0, mixed: int = 0, negative: int = 0, unseen: int = 0, **poll: str) -> PollResult:
    tally = Tally(positive=positive, mixed=mixed, negative=negative)
    ended = a_poll(is_open=False, **poll)
    return PollResult(poll=ended, count=Count(tally=tally, unseen=unseen), closed_at=ended.ends_at)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def pixels(image: Image.Image, colour: Colour) -> int:
    found = image.getcolors(maxcolors=image.width * image.height)
    assert found is not None
    return {shade: number for number, shade in found}.get(colour, 0)


@pytest.mark.parametrize("style", Style)
def test_bars_are_as_long_as_their_shares(style: Style) -> None:
    image = picture(draw(result(20, 10, 5), style))
    areas = [pixels(image, colour) for colour in style.value.tiers]
    assert image.width == WIDTH
    assert image.getpixel((0, 0)) == style.value.background
    assert areas[0] / areas[1] == pytest.approx(2, rel=0.03)
    assert areas[1] / areas[2] == pytest.approx(2, rel=0.03)


def test_no_ballots_draw_no_bars_and_one_of_very_many_still_shows() -> None:
    empty = picture(draw(result()))
    assert [pixels(empty, colour) for colour in Style.DARK.value.tiers] == [0, 0, 0]
    crowd = picture(draw(result(positive=9_999, negative=1)))
    positive, mixed, negative = (pixels(crowd, colour) for colour in Style.DARK.value.tiers)
    assert positive > negative > 500
    assert mixed == 0


def luminance(colour: Colour) -> float:
    """Relative luminance, source: WCAG 2.2."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("style", Style)
def test_every_colour_stands_out_from_the_background(style: Style) -> None:
    palette = style.value
    for colour in (palette.text, palette.quiet):
        assert contrast(colour, palette.background) >= 4.5
    for colour in palette.tiers:
        assert contrast(colour, palette.background) >= 3


def test_the_alternative_text_says_all_that_the_picture_shows() -> None:
    assert alt_text(result(24, 7, 3, 6)) == (
        "Bar chart of the poll on Nobody (2021). Positive, from 34 opinions. "
        "Ballots: Positive 24 (71 %), Mixed 7 (20 %), Negative 3 (9 %). 6 have not seen it. Ended 6 May 2025."
    )
    assert "Positive 9,999 (100 %), Mixed 0 (0 %), Negative 1 (under 1 %)" in alt_text(result(9_999, 0, 1))
    few = alt_text(result(2, 1, 1, 1))
    assert "%" not in few
    assert "Positive 2, Mixed 1, Negative 1. 1 has not seen it." in few


@settings(max_examples=25)
@given(st.text(max_size=300).map(clean_line).filter(bool), *[st.integers(0, 10**6)] * 4)
def test_any_title_and_any_count_can_be_drawn_and_told(
    title: str, positive: int, mixed: int, negative: int, unseen: int
) -> None:
    told = result(positive, mixed, negative, unseen, film_label=title)
    assert len(alt_text(told)) <= 1024
    assert 500 <= picture(draw(told)).height <= 720
