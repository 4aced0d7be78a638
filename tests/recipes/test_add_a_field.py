"""CONTRIBUTING's recipe "Add a field to the review", followed to the letter in a copy of the house."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).parents[2]
STEP = re.compile(r"^# (?P<file>\S+\.py), below `(?P<below>[^`]+)`.*\n(?P<lines>(?:(?!# ).*\n)+)", re.MULTILINE)
TABLE, WORDS, MERGING = (
    "tests/data/test_parts.py",
    "tests/cogs/writing/test_words.py",
    "tests/data/drafts/test_merging.py",
)
WALK = "tests/recipes/tagline_walk.py"


def steps() -> dict[str, re.Match[str]]:
    """What the recipe says to add, by file."""
    recipe = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("**Add a field to the review.**")[1]
    block = re.search(r"```text\n(.*?)```", recipe, re.DOTALL)
    assert block
    return {step["file"]: step for step in STEP.finditer(block[1])}


def follow(house: Path, step: re.Match[str]) -> None:
    """Write the lines of a step below the one line that begins as it says, as far to the right."""
    path = house / step["file"]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = [number for number, line in enumerate(lines) if line.lstrip().startswith(step["below"])]
    indent = lines[place][: -len(lines[place].lstrip())]
    lines.insert(place + 1, "".join(f"{indent}{line}" for line in step["lines"].splitlines(keepends=True)))
    path.write_text("".join(lines), encoding="utf-8")


def house_with(folder: Path, *, without: str = "") -> Path:
    """A copy of the house in which the recipe was followed, but for a step."""
    house = folder / "house"
    for room in ("bot", "cogs", "data", "tests"):
        shutil.copytree(ROOT / room, house / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, house / name)
    for file, step in steps().items():
        if file != without:
            follow(house, step)
    return house


def run_tests(house: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    here = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # not of the house
    environment = here | {"PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def test_a_field_that_was_added_by_the_recipe_goes_all_the_way(tmp_path: Path) -> None:
    house = house_with(tmp_path)
    checks = (TABLE, WORDS, MERGING, "tests/data/formats/test_markdown.py", "tests/cogs/writing/test_panel_cards.py")
    done = run_tests(house, WALK, *checks, "-k", "not postgresql")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d+ passed", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("file", "check", "said"),
    [
        ("data/parts.py", TABLE, "tagline"),
        ("cogs/writing/forms.py", WORDS, "tagline"),
        ("cogs/reviews/cards.py", WALK, "See it before"),
        ("tests/data/reviews_strategy.py", TABLE, "tagline"),
        ("tests/cogs/reviews/test_cards.py", TABLE, "longest_review says nothing of tagline"),
    ],
)
def test_a_step_that_was_left_out_is_told(file: str, check: str, said: str, tmp_path: Path) -> None:
    done = run_tests(house_with(tmp_path, without=file), check, "-k", "not postgresql")
    assert done.returncode == 1, done.stdout
    assert said in done.stdout


def test_every_step_of_the_recipe_is_one_of_these() -> None:
    assert list(steps()) == [
        "data/models.py",
        "data/parts.py",
        "cogs/writing/forms.py",
        "cogs/reviews/cards.py",
        "tests/data/reviews_strategy.py",
        "tests/cogs/reviews/test_cards.py",
    ]
