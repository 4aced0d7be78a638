"""Draw the gallery: `make gallery`."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import tempfile
from pathlib import Path

from bot.playground.world import open_world
from data.films import known
from data.library import Library
from tests.clock import Clock, unhurried
from tests.gallery.page import page
from tests.gallery.pictures import browser, take
from tests.gallery.scenes import SCENES, seat_members

DOCS = Path(__file__).parents[2] / "docs"
_NOW = dt.datetime(2026, 3, 6, 19, 0, tzinfo=dt.UTC)
"""When it all happens, so that pictures change only where the bot does."""


async def draw(docs: Path) -> int:
    """Write the page and its pictures; how many bytes these are."""
    folder = docs / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        async with (
            Library.open(f"sqlite:///{place}/gallery.db", now=Clock(_NOW), known=known.load()) as library,
            open_world(library, unhurried(), pictures=True) as world,
            browser() as chromium,
        ):
            await seat_members(world)
            for scene in SCENES:
                shown = await scene.play(world, scene.by)
                for look, png in (await take(world, chromium, shown.message.id, scene.by)).items():
                    (folder / f"{scene.name}-{look}.png").write_bytes(png)
    (docs / "gallery.md").write_text(page(SCENES), encoding="utf-8")
    return sum(picture.stat().st_size for picture in folder.glob("*.png"))


def main() -> None:
    """Draw into `docs`, or into another folder to look at first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DOCS)
    asked = parser.parse_args()
    size = asyncio.run(draw(asked.into))
    print(f"{asked.into / 'gallery.md'}: {len(SCENES)} scenes, {size / 1000:.0f} KB of pictures")


if __name__ == "__main__":
    main()
