"""How long a press in the playground's page takes, in a real browser, until the page is ready for the next.

`python -m benchmarks.presses [--number N] [--width W]` opens the playground on a new file, and votes, asks and turns
cards as somebody in a hurry does. It says how many were slow or lost, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.async_api import Page

from tests.bot.test_playground import browser_page, playground, type_line

SLOW_SECONDS, LOST_SECONDS = 1.0, 8.0
PACE_SECONDS = 0.75
"""A press every so often: a member has thirty acts at once and two a second after that."""

PRESSES_A_CARD = 30
_NEWEST = "[...document.querySelectorAll('#channel-message-list [data-message-id]')].at(-1)?.dataset.messageId"
NAMES = ("Positive", "Mixed", "Negative")


async def press(page: Page, name: str) -> float | None:
    """Seconds from a press to the page's answer, None if there was none."""
    status = page.locator("#action-status")
    button = page.locator("[data-message-id]", has_text="used /review").get_by_role("button", name=name)
    before = await page.evaluate(_NEWEST)
    began = time.perf_counter()
    await button.last.click()
    while time.perf_counter() - began < LOST_SECONDS:
        if await page.evaluate(_NEWEST) != before and await status.text_content() == "Callback completed":
            return time.perf_counter() - began
        await asyncio.sleep(0.02)
    return None


async def measure(number: int, width: int) -> None:
    """Press so often, and print."""
    took: list[float | None] = []
    with tempfile.TemporaryDirectory() as folder:
        async with playground(Path(folder)) as address, browser_page(address, width) as page:
            await type_line(page, "/review jaws")
            await page.locator("[data-message-id]", has_text="used /review").wait_for()
            await asyncio.sleep(2)
            for n in range(number):
                if n % PRESSES_A_CARD == PRESSES_A_CARD - 1:  # the page shows the fifty newest messages
                    await type_line(page, "/review jaws")
                    await asyncio.sleep(2)
                took.append(await press(page, NAMES[n % len(NAMES)]))
                await asyncio.sleep(max(0.0, PACE_SECONDS - (took[-1] or 0.0)))
    answered = sorted(one for one in took if one is not None)
    slow = sum(one > SLOW_SECONDS for one in answered)
    print(f"{number} presses at {width} px: {number - len(answered)} lost, {slow} over {SLOW_SECONDS:.0f} s")
    print(f"median {statistics.median(answered) * 1000:.0f} ms, longest {answered[-1] * 1000:.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.presses")
    arguments.add_argument("--number", type=int, default=200)
    arguments.add_argument("--width", type=int, default=1280)
    given = arguments.parse_args()
    asyncio.run(measure(given.number, given.width))


if __name__ == "__main__":
    main()
