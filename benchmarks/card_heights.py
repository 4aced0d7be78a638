"""How tall the card of every starter review is on a phone: in the playground's page, in the installed Chromium.

`python -m benchmarks.card_heights [--width 400] [--votes 34] [--pictures FOLDER]` posts each card in the simulated
Discord, with so many standing votes, and measures it where it is seen. With a folder it keeps a picture and Chromium's
accessibility tree of each card.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright

from bot.playground.browser import PlaygroundPage
from bot.playground.world import World, open_world
from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.places import Place
from cogs.ui.replies import fresh
from data.library import Library
from data.models import StoredReview, Tier

MOST = 700
"""Pixels that a card may be tall at 400 px."""
HEIGHT = 1600
_AT_ONCE = 20
"""Cards that are posted before the page is read again, which shows the newest."""
_STEADY_SECONDS = 0.1
_TIERS = (*[Tier.POSITIVE] * 7, Tier.MIXED, Tier.NEGATIVE, Tier.NEGATIVE)
"""How votes are given: seven in ten for Positive."""


async def vote(library: Library, guild_id: int, film_id: int, votes: int) -> None:
    """Give a film so many votes."""
    voters = range(1, votes + 1)
    await asyncio.gather(
        *(library.votes.cast(guild_id, film_id, voter, _TIERS[voter % len(_TIERS)]) for voter in voters)
    )


async def post(world: World, stored: StoredReview, votes: int) -> int:
    """Post a film's card; its message's id."""
    guild = world.channel.guild
    assert guild
    await vote(world.library, guild.id, stored.film_id, votes)
    film = await read_page(world.library, stored.film_id, Place(guild.id))
    card = await draw(world.library, film, answer_to("review"), alone=False)
    sent = await world.bot.get_partial_messageable(world.channel.id).send(**await fresh(world.bot.gallery, card))
    await world.env.settle()
    return sent.id


async def measure(page: Page, message_id: int, width: int) -> tuple[Locator, float]:
    """A card in the page, and its height in pixels."""
    card = page.locator(f"[data-message-id='{message_id}'] .component-container").first
    await card.wait_for()
    while (box := await card.bounding_box()) is None or box["width"] > width:  # noqa: ASYNC110 -- it is laid out anew
        await asyncio.sleep(_STEADY_SECONDS)
    return card, box["height"]


@asynccontextmanager
async def seen(world: World, width: int) -> AsyncIterator[Page]:
    """The playground's page in Chromium, so wide."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    async with PlaygroundPage(world, 0, ()) as preview, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": width, "height": HEIGHT})
        await page.goto(preview.url)
        yield page
        await browser.close()


async def heights(width: int, votes: int, folder: Path, pictures: Path | None) -> dict[str, float]:
    """The height of every starter review's card, by film."""
    found = {}
    async with (
        Library.open(f"sqlite:///{folder}/heights.db") as library,
        open_world(library, pictures=True) as world,
        seen(world, width) as page,
    ):
        every = sorted(await library.reviews.every(), key=lambda one: one.review.film.label)
        for start in range(0, len(every), _AT_ONCE):
            posted = {one.review.film.label: await post(world, one, votes) for one in every[start : start + _AT_ONCE]}
            await page.reload()
            for label, message_id in posted.items():
                card, found[label] = await measure(page, message_id, width)
                if pictures:
                    await card.screenshot(path=pictures / f"{label}.png")
                    keep(pictures / f"{label}.txt", await card.aria_snapshot())
    return found


def keep(path: Path, text: str) -> None:
    """Keep a text."""
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure, print every height and what is too tall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=400)
    parser.add_argument("--votes", type=int, default=34)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(heights(asked.width, asked.votes, Path(folder), asked.pictures))
    for label, height in sorted(found.items(), key=lambda item: item[1]):
        print(f"{height:6.0f}  {label}")
    values = list(found.values())
    print(f"{len(values)} cards at {asked.width} px: {min(values):.0f} to {max(values):.0f} px,", end=" ")
    print(f"half of them at most {statistics.median(values):.0f}; {sum(v > MOST for v in values)} above {MOST} px")


if __name__ == "__main__":
    main()
