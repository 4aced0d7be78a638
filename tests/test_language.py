"""Everything said to people is marked for translators, and nothing that is marked is lost on the way."""

import ast
import datetime as dt
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.playground.people import replies_of
from bot.playground.world import World
from bot.translator import CommandTranslator
from cogs.ui.language import speaking
from cogs.ui.sentences import SENTENCES, of_field, of_file, sentence
from cogs.ui.terms import MARKED
from data import errors
from data.errors import InvalidField, InvalidReviewFile, MarqueeError, NotFound, PollEnded, Problem, Reason, expected
from data.models import Manner, SectionKind, Severity, Tier
from data.polls import Choice
from tests.clock import Clock
from tests.conftest import SqliteHost
from tests.dialogue import Reply
from tests.extraction import Unfindable, extract, template
from tests.foreign import WideLetters, foreign_world, unmarked, wide
from tests.recording import Recorder

ROOT = Path(__file__).parents[1]
ROOMS = sorted(path.name for path in (ROOT / "cogs").iterdir() if not path.name.startswith("__"))
"""Of cogs, whose every word is marked."""

NAMES = re.compile(r"\bMarquee\b|^/[a-z ]+$")
TABLE = "title,year,summary\n" + "\n".join(f"Ж{n},1975,Ж" for n in range(3))


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text of the template, of plurals both."""
    ids = [message.id for message in template()]
    return {one for said in ids for one in ([said] if isinstance(said, str) else said)}


def test_every_reason_has_a_sentence_that_translators_see(texts: set[str]) -> None:
    assert set(SENTENCES) == set(Reason)
    assert {text for text in SENTENCES.values() if not re.fullmatch(r"\{\w+\}", text)} <= texts


def test_every_word_of_the_models_is_marked(texts: set[str]) -> None:
    words = {one.value for kind in (Tier, Choice, Severity, Manner, SectionKind) for one in kind}
    assert words == set(MARKED)
    assert words <= texts


async def test_what_commands_are_described_with_is_collected(world: World, texts: set[str]) -> None:
    tree = world.bot.tree
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    assert set(_descriptions(payload)) <= texts


def _descriptions(payload: Any) -> Iterator[str]:
    if isinstance(payload, list):
        for one in payload:
            yield from _descriptions(one)
    elif isinstance(payload, dict):
        yield from filter(None, [payload.get("description")])
        yield from (choice["name"] for choice in payload.get("choices", ()) if isinstance(choice["name"], str))
        yield from _descriptions(payload.get("options", []))


async def test_discord_is_told_of_commands_in_the_languages_there_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.translator.CATALOGUES", {"de": WideLetters()})
    help_command, menu = (
        world.bot.tree.get_command("help"),
        world.bot.tree.get_command("Draft a review from this", type=discord.AppCommandType.message),
    )
    assert isinstance(help_command, app_commands.Command)
    assert menu
    told = await help_command.get_translated_payload(world.bot.tree, CommandTranslator())
    assert told["description_localizations"] == {"de": wide("What you can ask Marquee.")}
    assert told["name_localizations"] == {}
    told = await menu.get_translated_payload(world.bot.tree, CommandTranslator())
    assert told["name_localizations"] == {"de": wide("Draft a review from this")}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('from cogs.ui.language import _\n_("A {film}").format(film=1)', ["A {film}"]),
        ("from cogs.ui.language import _\nf\"**{_('A vote')}**\"", ["A vote"]),
        ('from data.errors import expected\nexpected("a " "file", why=1)', ["a file"]),
        ('from cogs.ui.language import counted\ncounted(2, "a vote", "votes")', [(2, "a vote", "votes")]),
    ],
)
def test_marked_texts_are_found(tmp_path: Path, source: str, found: list[object]) -> None:
    (tmp_path / "a.py").write_text(source)
    with (tmp_path / "a.py").open("rb") as file:
        messages = [texts for _, _, texts, _ in extract(file, {}, (), {})]
    assert [one[0] if len(one) == 1 else one for one in messages] == found


@pytest.mark.parametrize(
    "marked", ['_(f"A {film}")', '_("A " + film)', 'N_(f"A {film}")', 'counted(2, f"{n} vote", "votes")']
)
def test_a_text_that_no_catalogue_could_hold_is_an_error(tmp_path: Path, marked: str) -> None:
    (tmp_path / "a.py").write_text(f"from cogs.ui.language import N_, _, counted\n{marked}")
    with (tmp_path / "a.py").open("rb") as file, pytest.raises(Unfindable, match="line"):
        list(extract(file, {}, (), {}))


def test_an_error_is_told_in_the_language_of_whoever_reads_it() -> None:
    end = dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC)
    problem = Problem("a.md", "year", expected("at most {most}", most=3), 4)
    with speaking(WideLetters()):
        assert sentence(NotFound(Reason.NO_NIGHT)) == wide("This server has no such film night.")
        assert wide("March") in sentence(PollEnded(Reason.POLL_ENDED, end))
        assert sentence(InvalidReviewFile([problem])) == of_file(problem)
        assert of_file(problem) == f"a.md, {wide('line')} 4: year: {wide('at most')} 3"
        assert of_field(InvalidField(Reason.NO_NUMBER, {"field": "year", "typed": "ж"})) == (
            f"{wide('Year')}: “ж” {wide('is no year. Write digits only.')}"
        )
    assert sentence(NotFound(Reason.NO_NIGHT)) == "This server has no such film night."


@pytest.mark.parametrize("reason", Reason)
def test_no_sentence_has_a_word_of_its_own_besides_the_marked_ones(reason: Reason) -> None:
    """Every sentence, with its values in other letters."""
    text = SENTENCES[reason]
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    with speaking(WideLetters()):
        said = sentence(NotFound(reason, **dict.fromkeys(names, "ж")))
    assert not re.search("[A-Za-z]", said)


async def test_dialogues_in_another_language_have_no_english_left(sqlite_host: SqliteHost, clock: Clock) -> None:
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            await _film_nights(world)
            await _requests(world)
            await _settings(world)
            await _imports(world)
            await _type(world, "/help")
    assert len(recorder.bodies) > 25
    assert unmarked(recorder) == set()


async def _type(world: World, line: str, by: str = "moderator") -> Reply:
    result = await world.people[by].run(world.channel, line)
    return Reply(world, replies_of(result)[0])


async def _first_film(world: World) -> int:
    return (await world.library.reviews.every())[0].film_id


async def _film_nights(world: World) -> None:
    film = await _first_film(world)
    await _type(world, f"/filmnight check {film}")
    night = await _type(world, "/filmnight open")
    for person in ("member", "friend"):
        night = await night.press(wide("Join"), by=person)
    answer = await _type(world, f"/filmnight check {film}")
    await answer.press(wide("Am I counted?"))
    night = await night.press(wide("Join"), by="moderator")
    answer = await _type(world, f"/filmnight check {film}")
    await answer.press(wide("Am I counted?"))
    await night.press(wide("Leave"), by="member")
    await _type(world, f"/filmnight check {film}")
    await _type(world, "/filmnight check ;")


async def _requests(world: World) -> None:
    await _type(world, "/reviews requests")
    asked = await _type(world, "/request Жж (2021)", by="member")
    await _type(world, "/reviews requests")
    await asked.press(wide("Take back"))
    await asked.press(wide("Take back"))
    label = (await world.library.reviews.every())[0].review.film.label
    await _type(world, f"/request {label}", by="member")
    await _type(world, "/request " + "ж" * 190 + " (1000)", by="member")


async def _settings(world: World) -> None:
    await _type(world, "/reviews settings", by="member")
    await _type(world, "/reviews settings")
    for choice in ("quiet:22:00-07:00", "digest:weekly", "suggestions:True", "announcements:films", "quiet:never"):
        await _type(world, f"/reviews settings {choice}")


async def _imports(world: World) -> None:
    async def upload(name: str, data: bytes) -> Reply:
        result = await world.people["moderator"].slash(world.channel, "reviews import", file=(name, data))
        return Reply(world, replies_of(result)[0])

    for data in (b"", b"\x89PNG\r\n\x1a\n\x00\x00"):
        await upload("ж", data)
    shown = await upload("ж.csv", TABLE.encode())
    await shown.press(wide("Discard all of them"), by="moderator")
    await upload("ж.csv", (TABLE + "\nЖ,1975,Ж" * 30).encode())


def test_data_raises_errors_by_their_reason_and_never_in_a_sentence() -> None:
    family = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, MarqueeError)}
    worded, raised = [], 0
    for path in (ROOT / "data").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in family:
                raised += 1
                if any(isinstance(one, ast.Constant | ast.JoinedStr) for one in node.args):
                    worded.append(f"{path.name}:{node.lineno}")
    assert raised > 60
    assert worded == []


def test_the_family_of_errors_is_one_tree_in_one_file() -> None:
    defined = {
        path.relative_to(ROOT).as_posix()
        for room in ("bot", "cogs", "data")
        for path in (ROOT / room).rglob("*.py")
        if re.search(
            r"^class \w+\((?:MarqueeError|NotFound|Invalid\w+|StorageUnavailable|Cannot\w+)\)", path.read_text(), re.M
        )
    }
    assert defined == {"data/errors.py"}


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_stands_unmarked_in_the_code(room: str) -> None:
    """What no dialogue above comes to: any text of several words, or that begins with a capital."""
    found = []
    where = ROOT / "cogs" / room
    for path in where.rglob("*.py") if where.is_dir() else [where]:
        found += [f"{path.name}:{line}: {text}" for line, text in _unmarked_texts(ast.parse(path.read_text()))]
    assert found == []


def _unmarked_texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_no_talk(node):
            passed.update(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        if isinstance(node, ast.arg | ast.Subscript | ast.Assert):  # Literal, and what only we read
            passed.update(ast.walk(node))
        if node in passed or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}|\b[A-Z][a-z]{2,}", NAMES.sub("", node.value)):
            yield node.lineno, node.value


def _is_no_talk(call: ast.Call) -> bool:
    """Calls whose texts are marked, are collected with the commands, or go to nobody."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    marked = {"_", "N_", "counted", "expected", "describe", "command", "context_menu"}
    return name in marked | {
        "compile",
        "debug",
        "info",
        "warning",
        "error",
        "exception",
        "TypeError",
        "ValueError",
        "TypeVar",
    }
