"""Writing a review in another alphabet, and the words that the data hold in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.playground.world import World
from cogs.writing.log_cards import DONE
from cogs.writing.words import MARKED, PART_NAMES
from data.drafts import DraftState, Progress
from data.models import ReviewState
from data.parts import Part
from tests.clock import Clock
from tests.conftest import SqliteHost
from tests.dialogue import Reply, say
from tests.foreign import foreign_world, unmarked, wide
from tests.recording import Recorder

ROOT = Path(__file__).parents[3]
BY = "moderator"


async def test_a_review_is_written_without_a_word_of_english(sqlite_host: SqliteHost, clock: Clock) -> None:
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            panel = await _write_parts(world)
            await _publish(world, panel)
            await _look_around(world)
    assert len(recorder.bodies) > 30
    assert unmarked(recorder) == set()


async def _press(card: Reply, label: str) -> Reply:
    return await card.press(wide(label), by=BY)


async def _write_parts(world: World) -> Reply:
    panel = await say(world, "/reviews write Жж (2021)", by=BY)
    await say(world, "/reviews write Жж (2021)", by=BY)
    facts = await _press(panel, PART_NAMES[Part.FACTS])
    for name in ("Title and people", "Details", "More"):
        facts = await (await facts.open(wide(name), by=BY)).submit()
    held = await (await facts.open(wide("Title and people"), by=BY)).submit(year="ж")
    panel = await _press(held, "All parts")
    held = await panel.choose("", by=BY, of="held")
    panel = await _press(held, "Forget what I typed")
    for part in (Part.VERDICT, Part.SUMMARY, Part.AUDIENCE, Part.OVERVIEW):
        panel = await (await panel.open(wide(PART_NAMES[part]), by=BY)).submit()
    return await _write_lists(panel)


async def _write_lists(panel: Reply) -> Reply:
    entries = {
        (Part.WARNINGS, "Add a warning"): {"topic": "Ж: ж", "severity": "mild", "how": "shown"},
        (Part.SECTIONS, "Add a section"): {"kind": "Highlights", "heading": "Ж"},
        (Part.CAST, "Add a character"): {"name": "Ж", "actor": "Ж"},
        (Part.RECOMMENDATIONS, "Add a film"): {"title": "Ж"},
    }
    for (part, add), typed in entries.items():
        listed = await _press(panel, PART_NAMES[part])
        listed = await (await listed.open(wide(add), by=BY)).submit(**typed)
        entry = await listed.choose("1.", by=BY, of="entry")
        listed = await _press(entry, "Back to the list")
        panel = await _press(listed, "All parts")
    return panel


async def _publish(world: World, panel: Reply) -> None:
    missing = await _press(panel, "Publish")
    published = await _press(missing, "Publish anyway")
    await _press(published, "History")


async def _look_around(world: World) -> None:
    label = (await world.library.reviews.every())[0].review.film.label
    panel = await say(world, f"/reviews edit {label}", by=BY)
    await say(world, "/reviews drafts", by=BY)
    await _press(panel, "Give up")
    for line in ("drafts", "queue", "log", f"withdraw {label}", f"restore {label}", "log"):
        await say(world, f"/reviews {line}", by=BY)
    history = await say(world, f"/reviews history {label}", by=BY)
    history = await _press(await history.choose("1", by=BY), "All revisions")
    await _press(await history.choose("1", by=BY), "Revert to revision 1")
    reverted = await say(world, f"/reviews history {label}", by=BY)
    assert wide("back to revision") in reverted.text
    assert wide("back to revision") in (await say(world, "/reviews log", by=BY)).text


def test_what_the_data_hold_in_english_is_marked() -> None:
    assert {one.value for kind in (Progress, ReviewState) for one in kind} <= set(MARKED)
    assert {one.value for one in DraftState} <= set(MARKED)
    actions = {action for room in ("data", "cogs") for path in (ROOT / room).rglob("*.py") for action in _actions(path)}
    assert len(actions) > 15
    assert actions <= set(MARKED) | set(DONE)
    assert set(DONE) <= actions, "nobody does that any more"


def _actions(path: Path) -> Iterator[str]:
    """What a file has the audit record, as texts given to it or as an `action`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        given = [keyword.value for keyword in node.keywords if keyword.arg == "action"]
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"record", "note", "_note", "_change"}:
            given += node.args
        parts = [part for one in given for part in ast.walk(one) if isinstance(part, ast.Constant)]
        yield from (part.value for part in parts if isinstance(part.value, str))
