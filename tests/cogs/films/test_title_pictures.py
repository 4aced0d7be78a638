"""Pictures of titles: what they weigh, how they can be read, and how they go with a message."""

import io
from collections.abc import AsyncIterator

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.playground.world import World, open_world
from cogs.films.title_pictures import (
    BACKGROUND,
    COLOURS,
    FOOT,
    SIDE,
    TEXT,
    TitlePicture,
    is_written_in_our_letters,
)
from cogs.ui.cards import Card
from cogs.ui.drawings import Gallery
from cogs.ui.replies import changed, fresh
from data.library import Library
from data.models import Film, Review, Tier, Verdict
from tests.clock import unhurried
from tests.cogs.polls.test_charts import contrast
from tests.conftest import SqliteHost
from tests.dialogue import Reply, say, walk

LONG = "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb"


def opened(drawing: TitlePicture) -> Image.Image:
    return Image.open(io.BytesIO(drawing.png())).convert("RGB")


@settings(max_examples=40)
@given(
    title=st.one_of(st.sampled_from([LONG, "Amélie", "Иди и смотри", "W" * 400, "八"]), st.text(max_size=80)),
    year=st.none() | st.integers(1870, 2100),
    tier=st.none() | st.sampled_from(Tier),
)
def test_a_picture_is_small_whatever_the_film_is_called(title: str, year: int | None, tier: Tier | None) -> None:
    png = TitlePicture(title, year, tier).png()
    assert len(png) <= 12 * 1024
    assert Image.open(io.BytesIO(png)).size == (SIDE, SIDE)


def test_what_is_drawn_can_be_read() -> None:
    for ground in (BACKGROUND, FOOT):
        assert contrast(TEXT, ground) >= 4.5
    assert set(COLOURS) == set(Tier)
    for tier, colour in COLOURS.items():
        assert contrast(colour, FOOT) >= 4.5
        shade = opened(TitlePicture("X", 2000, tier)).getpixel((SIDE - 36, SIDE - 30))
        assert isinstance(shade, tuple)
        assert max(abs(one - other) for one, other in zip(shade, colour, strict=True)) <= 8, "few colours, but this one"


def test_letters_that_the_font_lacks_are_left_out_and_no_box_stands_for_them() -> None:
    for title in ("Amélie", "Иди и смотри", "Ζορμπάς", "Łódź", "Gênant – “Ça va?”", "Đất rừng", "¡Átame!"):
        assert is_written_in_our_letters(title)
    for title in ("千と千尋の神隠し", "기생충", "جدایی", "หมานคร", "🎬", "Jaws 🦈", "a\u200d", "", " "):
        assert not is_written_in_our_letters(title)
    assert opened(TitlePicture("기생충", 2019, Tier.POSITIVE)) == opened(TitlePicture("千", 2019, Tier.POSITIVE))
    assert TitlePicture("기생충", None, None).is_empty
    assert not TitlePicture("기생충", 2019, None).is_empty


def test_pictures_that_look_otherwise_have_other_names() -> None:
    films = [("Jaws", 1975, Tier.POSITIVE), ("Jaws", 1975, Tier.MIXED), ("Jaws", 1976, None), ("Jaw", 1976, None)]
    assert len({TitlePicture(*film).name for film in films}) == len(films)
    assert TitlePicture(*films[0]).name == TitlePicture(*films[0], "in words").name
    shapes = {opened(TitlePicture("X", 2000, tier)).tobytes() for tier in Tier}
    assert len(shapes) == len(Tier)


class Counted:
    """A picture that counts how often it is drawn."""

    name, description = "title-1.png", "Jaws"

    def __init__(self) -> None:
        self.times = 0

    def png(self) -> bytes:
        self.times += 1
        return b"png"


async def test_a_picture_is_drawn_once_and_uploaded_where_it_is_not() -> None:
    gallery, drawing = Gallery(), Counted()

    def card() -> Card:
        made = Card()
        made.text("## Jaws")
        made.text("A shark")
        made.drawing = drawing
        return made

    for _ in range(3):
        sent = await fresh(gallery, card())
        assert sent["file"].filename == drawing.name
        assert [item["type"] for item in sent["view"].to_components()[0]["components"]] == [9, 10]
    assert drawing.times == 1
    there = discord.Object(1)
    there.filename = drawing.name  # type: ignore[attr-defined]
    assert (await changed(gallery, card(), [there]))["attachments"] == [there]  # type: ignore[list-item]
    (uploaded,) = (await changed(gallery, card(), []))["attachments"]
    assert uploaded.filename == drawing.name
    without = await fresh(None, card())
    assert set(without) == {"view"}
    assert [item["type"] for item in without["view"].to_components()[0]["components"]] == [10, 10]


@pytest.fixture
async def world(sqlite_host: SqliteHost) -> AsyncIterator[World]:
    """A bot that draws."""
    address = sqlite_host.new(with_starter=True)
    async with Library.open(address) as library, open_world(library, unhurried(), pictures=True) as world:
        yield world


def picture(reply: Reply) -> tuple[int, str]:
    """The file beside the title of a card: its id and name."""
    (file,) = reply.message.attachments
    components = list(map(_plain, reply.message.components))
    (media,) = [one["accessory"]["media"] for one in walk(components) if one["type"] == 9]
    assert media["url"] == file.url
    return file.id, file.filename


def _plain(component: object) -> dict[str, object]:
    return component if isinstance(component, dict) else component.to_dict()  # type: ignore[attr-defined]


async def test_a_card_keeps_its_picture_until_it_shows_something_else(world: World) -> None:
    card = await say(world, "/review jaws")
    first = picture(card)
    await card.press("Positive")
    assert "Positive 1" in card.now.text
    assert picture(card.now) == first
    private = await (await say(world, "/verdict jaws")).press("Whole review")
    alone = picture(private)
    voted = await private.press("Mixed")
    assert voted.message.id == private.message.id
    assert picture(voted) == alone
    film = Film(title="Jaws", year=1975)
    await world.library.reviews.save(Review(film=film, verdict=Verdict(tier=Tier.NEGATIVE)))
    await card.press("Negative")
    assert picture(card.now)[1] not in {first[1], alone[1]}
    question = await say(world, "/review city")
    assert not question.message.attachments
    answer = await question.press("City of God (2002)")
    assert answer.message.id == question.message.id
    assert picture(answer)[1].startswith("title-")
