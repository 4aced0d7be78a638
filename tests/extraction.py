"""`python -m tests.extraction [FILE]`: everything that is marked for translators, as a gettext template.

Babel collects, and this reads the files for it: it also looks into f-strings, takes the words of commands from where
discord.py takes them (docstrings, `describe`, `Literal`), and refuses a text that no catalogue could find.
"""

from __future__ import annotations

import ast
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any, BinaryIO, TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
MARKS = {"_": (0,), "N_": (0,), "counted": (1, 2), "expected": (0,)}
"""What marks a text, and which of its arguments are texts."""

Message = tuple[int, str | None, Any, list[str]]


class Unfindable(Exception):
    """Marked texts that no catalogue can hold, by file and line."""


def extract(
    file: BinaryIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel's way in, named in pyproject.toml: the texts of one file."""
    tree = ast.parse(file.read())
    imported = {name.name for node in ast.walk(tree) if _brings_marks(node) for name in node.names}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _mark(node) in MARKS.keys() & imported]
    faults = [call.lineno for call in calls if not _findable(call)]
    if faults:
        raise Unfindable(f"{getattr(file, 'name', 'a file')}: put values in with .format, in lines {faults}")
    for call in calls:
        texts = tuple(one.value if isinstance(one, ast.Constant) else None for one in call.args)
        yield call.lineno, _mark(call), texts, []
    yield from ((line, None, text, []) for line, text in _of_commands(tree))


def _brings_marks(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    return isinstance(node, ast.ImportFrom) and node.module in {"cogs.ui.language", "data.errors"}


def _mark(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _findable(call: ast.Call) -> bool:
    """Whether the texts of a mark are written out; `_` is also given constants that were marked elsewhere."""
    texts = [call.args[place] for place in MARKS[_mark(call)]]
    if _mark(call) == "_":
        return not any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in texts)
    return all(isinstance(text, ast.Constant) for text in texts)


def _of_commands(tree: ast.AST) -> Iterator[tuple[int, str]]:
    yield from _choices(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "GroupCog" in ast.unparse(ast.Tuple(node.bases)):
            yield from _described(node)
        if not isinstance(node, ast.AsyncFunctionDef):
            continue
        decorators = {_name(one): one for one in node.decorator_list if isinstance(one, ast.Call)}
        if "command" in decorators:
            named = _texts(decorators["command"], "description")
            yield from named or _described(node)
        yield from _texts(decorators.get("describe"))
        yield from _texts(decorators.get("context_menu"), "name")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _described(node: ast.ClassDef | ast.AsyncFunctionDef) -> list[tuple[int, str]]:
    text = (ast.get_docstring(node) or "").split("\n\n")[0]
    return [(node.lineno, " ".join(text.split()))] if text else []


def _texts(call: ast.Call | None, *names: str) -> list[tuple[int, str]]:
    """The texts given to a call under names, or under any."""
    given = [one.value for one in (call.keywords if call else ()) if not names or one.arg in names]
    return list(_written_out(given))


def _choices(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What can be chosen of an option, where a file has commands."""
    if not any(isinstance(node, ast.Name) and node.id == "app_commands" for node in ast.walk(tree)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            yield from _written_out(ast.walk(node.slice))


def _written_out(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def template() -> Catalog:
    """All texts of bot, cogs and data, each with where it is said.

    Raises:
        Unfindable: a marked text that is not written out.
    """
    keywords = ["counted:2,3", "expected"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "messages.pot"
        command = ["pybabel", "--quiet", "extract", "--mapping-file", str(ROOT / "pyproject.toml")]
        command += [part for keyword in keywords for part in ("--keyword", keyword)]
        command += ["--output-file", str(file), "bot", "cogs", "data"]
        with chdir(ROOT):  # so that the template names files from there
            CommandLineInterface().run(command)
        with file.open("rb") as read:
            return read_po(read)


def main() -> None:
    """Write the template, or only say how much is in it."""
    texts = template()
    if not len(texts):
        sys.exit("Nothing is marked for translators.")
    print(f"{len(texts)} texts are marked for translators.")
    if sys.argv[1:]:
        with Path(sys.argv[1]).open("wb") as out:
            write_po(out, texts)


if __name__ == "__main__":
    main()
