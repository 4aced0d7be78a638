"""Sentences in the code, whether or not a dialogue comes to them: each is marked, or stands for an id."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import errors
from data.errors import MarqueeError
from data.reviews.imports import Fate
from tests.extraction import marked_texts

ROOT = Path(__file__).parents[1]
ROOMS = sorted(
    path.relative_to(ROOT).as_posix()
    for door in ("bot", "cogs")
    for path in (ROOT / door).iterdir()
    if path.name not in {"__init__.py", "__pycache__"}
)
"""Of bot and cogs, whose every word is marked."""

READERS = ("formats", "taxonomy", "titles", "starter", "storage/migrations")
"""Rooms of data full of what stands in files, and was said long ago; `expected` marks what they say to people."""

NAMES = re.compile(
    r"^@Marquee [a-z ]+$|\bMarquee\b|^/[a-z0-9: ]+$|^(?:Robin|Sasha|Morgan|Singin' in the Rain)$"
    r"|\bSimCord\s+[Pp]review\b|^Host$|^[\w-]+\.ttf$"
)
MARKUP = re.compile(r'<[^<>]*>?|\baria-label="')
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|\b[A-Z][a-z]{2,}")
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")


FOR_THE_HOSTER = re.compile(
    r"no answer in time|is back$|was moved or replaced|Marquee keeps its library in|film night answers$"
    r"|with the same director$|the first line has to name|columns are expected|does not read$|stay as they were"
)
"""Words of the log and of the note beside the database, which are English everywhere, and the name of a lock."""


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
    """What no dialogue comes to: any text of several words, or that begins with a capital."""
    found = []
    where = ROOT / room
    for path in where.rglob("*.py") if where.is_dir() else [where]:
        found += [f"{path.name}:{line}: {text}" for line, text in _unmarked_texts(ast.parse(path.read_text()))]
    assert found == []


def test_one_is_not_counted_as_several() -> None:
    """`1 topics`: two forms are the same only where no noun follows the number."""
    alike = []
    for path in (*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "counted":
                one, many = (str(form.value) for form in node.args[1:3] if isinstance(form, ast.Constant))
                alike += [f"{path.name}:{node.lineno}: {one}"] if one == many else []
    assert len(alike) >= len(Fate)
    assert [one for one in alike if re.search(r"\{count(?::,)?\} \w+s\b", one)] == []


def test_data_keep_no_sentence_that_no_door_has_marked() -> None:
    """What is told of and kept has an id, the value of an enum, or words that the door shows in every language."""
    found, read = [], 0
    for path in (ROOT / "data").rglob("*.py"):
        if path.relative_to(ROOT / "data").as_posix().startswith(READERS):
            continue
        tree, read = ast.parse(path.read_text()), read + 1
        ids = {text.value for text in _of_enums(tree)}
        found += [f"{path.name}:{line}: {text}" for line, text in _unmarked_texts(tree, SENTENCE) if text not in ids]
    assert read > 60
    said = [one for one in found if one.split(": ", 1)[1] not in marked_texts()]
    assert [one for one in said if not FOR_THE_HOSTER.search(one)] == []


def _of_enums(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in node.bases):
            yield from (one for one in ast.walk(node) if isinstance(one, ast.Constant))


def _unmarked_texts(tree: ast.AST, words: re.Pattern[str] = WORDS) -> Iterator[tuple[int, str]]:
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
        if words.search(NAMES.sub("", MARKUP.sub(" ", node.value))):
            yield node.lineno, node.value


def _is_no_talk(call: ast.Call) -> bool:
    """Calls whose texts are marked, are collected with the commands, or go to nobody."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    marked = {"_", "N_", "counted", "expected", "describe", "command", "context_menu", "Typer", "Option", "Argument"}
    return name in marked | {
        "filterwarnings",
        "create_task",
        "removeprefix",
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
