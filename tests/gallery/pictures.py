"""Pictures of messages in the playground's page, in the installed Chromium: dark, light and on a phone."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot import playground
from bot.playground.world import World

_LIGHT = (Path(__file__).parent / "light.css").read_text(encoding="utf-8")
_PLAYGROUND = (Path(playground.__file__).parent / "playground.css").read_text(encoding="utf-8")
_CALM = "* { box-shadow: none !important; animation: none !important; transition: none !important }"
_CALM += " .channel-composer { visibility: hidden }"
_ALL_THERE = """async (message) => {
    await document.fonts.ready;
    for (let look = 0; look < 100; look++) {
        if ([...message.querySelectorAll("img")].every((one) => one.complete && one.naturalWidth)) return true;
        await new Promise((later) => setTimeout(later, 50));
    }
    return false;
}"""
_TRIES = 3
"""The page gives a picture up that does not come at once."""
_TALL = 2400
_COLOURS = 256
"""Of a picture: letters and flat colours need no more, and 256 take a third of the room."""


@dataclass(frozen=True)
class Look:
    """How the page is looked at."""

    name: str
    width: int
    light: bool = False


LOOKS = (Look("dark", 720), Look("light", 720, light=True), Look("phone", 400))


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The installed Chromium."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert chromium, "no Chromium is installed (Debian: apt install chromium)"
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        await started.close()


async def take(world: World, chromium: Browser, message_id: int, by: str) -> dict[str, bytes]:
    """A message as somebody sees it, in every look: PNG files by the look's name."""
    viewers = [world.people[by]]
    async with world.env.preview(
        world.channel, viewers=viewers, layout="channel", presentation_time=world.library.now()
    ) as preview:
        return {look.name: await _picture(chromium, preview.url, message_id, look) for look in LOOKS}


async def _picture(chromium: Browser, address: str, message_id: int, look: Look) -> bytes:
    page = await chromium.new_page(viewport={"width": look.width, "height": _TALL}, bypass_csp=True)
    try:
        for _ in range(_TRIES):
            await page.goto(address)
            await page.add_style_tag(content=_PLAYGROUND + _CALM + (_LIGHT if look.light else ""))
            message = page.locator(f"[data-message-id='{message_id}']").last
            await message.wait_for()
            if await message.evaluate(_ALL_THERE):
                return _small(await message.screenshot())
            await page.goto("about:blank")
        raise AssertionError(f"a picture in message {message_id} does not come")
    finally:
        await page.close()


def _small(png: bytes) -> bytes:
    """The same picture in few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    reduced = picture.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()
