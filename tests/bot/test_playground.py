"""The playground's page, driven as a person would in a real browser."""

import asyncio
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.environment import environment

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: chromium)")
expect.set_options(timeout=20_000)  # continuous integration is slow at times
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[str]:
    """The playground in a process of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "playground", "--no-browser"),
        cwd=Path(__file__).parents[2],
        env=environment(
            MARQUEE_PLAYGROUND_DATABASE=f"sqlite:///{folder / 'playground.db'}", MARQUEE_PLAYGROUND_PORT="0"
        ),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        said = (await asyncio.wait_for(process.stdout.readuntil(b"start again."), 60)).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", said)
        assert found, said
        assert "DISCORD_TOKEN" in said
        yield found[0]
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), 20)
        assert "is kept for the next time" in rest.decode()
        assert process.returncode == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def browser_page(address: str, width: int = 1200) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = await browser.new_page(viewport={"width": width, "height": 1000})
        await page.goto(address)
        yield page
        await browser.close()


async def type_line(page: Page, line: str) -> None:
    composer = page.locator("#channel-composer-input")
    await composer.click()
    await page.keyboard.type(line, delay=5)
    await page.keyboard.press("Enter")


@needs_chromium
@pytest.mark.timing  # a page that waits for a bot whose lines are being counted gives up
async def test_type_a_command_and_vote_and_come_back(tmp_path: Path) -> None:
    async with playground(tmp_path) as address, browser_page(address) as page:
        timeline = page.locator("#channel-message-list")
        await expect(timeline).to_contain_text("Welcome to the playground")
        await expect(timeline).to_contain_text("Singin' in the Rain (1952)")
        await expect(timeline.get_by_text("Singin' in the Rain (1952)")).to_be_in_viewport()
        await type_line(page, "/review the northmen")
        card = timeline.locator("[data-message-id]", has_text="used /review")
        await expect(card).to_contain_text("The Northman (2022)")
        await expect(page.locator("#action-status")).to_have_text("Message sent")  # the page does one thing at a time
        await card.get_by_role("button", name="Positive").click()
        await expect(timeline).to_contain_text("Counted: 🟢 Positive")
        await expect(timeline.get_by_text("Counted: 🟢 Positive")).to_be_in_viewport()
        await expect(card).to_contain_text("1 vote")
        await type_line(page, "/reveiw nothing")
        await expect(timeline).to_contain_text("There is no /reveiw")
        await page.get_by_role("button", name="As a moderator: open a poll").click()
        await expect(timeline).to_contain_text("Haven't seen it")
        await expect(page.locator("#viewer-picker option:checked")).to_have_text("Morgan")
    async with playground(tmp_path) as address, browser_page(address, width=390) as page:
        poll = page.locator("[data-message-id]", has_text="Haven't seen it")
        await poll.get_by_role("button", name="Positive").click()
        await expect(page.locator("#channel-message-list")).to_contain_text("Your ballot says “Positive”")
        await expect(page.get_by_text("Your ballot says “Positive”").last).to_be_in_viewport()
        await type_line(page, "/verdict northman")
        await expect(page.locator("#channel-message-list")).to_contain_text("1 vote")
