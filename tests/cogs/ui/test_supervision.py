"""A task that ends unexpectedly is begun again; one that is done, or stopped, is not."""

import asyncio

import pytest

from cogs.ui.supervision import supervised


async def test_what_ends_unexpectedly_is_logged_and_begun_again(caplog: pytest.LogCaptureFixture) -> None:
    failures = [OSError("away"), RuntimeError("still away")]
    begun = 0

    async def work() -> None:
        nonlocal begun
        begun += 1
        if failures:
            raise failures.pop(0)

    await asyncio.wait_for(supervised("keeper", work, rest=0.0), 5)
    assert begun == 3
    assert caplog.text.count("The keeper ended unexpectedly and is begun again") == 2
    assert "still away" in caplog.text


async def test_what_is_stopped_stays_stopped(caplog: pytest.LogCaptureFixture) -> None:
    task = asyncio.create_task(supervised("keeper", asyncio.Event().wait, rest=0.0))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    assert task.cancelled()
    assert caplog.text == ""
