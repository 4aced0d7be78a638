"""What `make run` installs, and what becomes of a server's install that is asked for the playground."""

import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from bot.settings import Settings
from tests.changed import named_like
from tests.environment import environment

ROOT = Path(__file__).parents[2]


def planned(folder: Path, *target: str, **settings: str) -> str:
    """What `make` would do there, were it not told to only say so."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-playground.lock"):
        shutil.copy(ROOT / name, folder)
    make = subprocess.run(
        ["make", "--dry-run", *target],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=True,
    )
    return make.stdout


@pytest.mark.parametrize(
    "line",
    [
        "DISCORD_TOKEN=abc.def",
        "DISCORD_TOKEN = 'abc.def'",
        '  export DISCORD_TOKEN="abc.def"',
        "DISCORD_TOKEN=",
        "DISCORD_TOKEN=  ",
        "DISCORD_TOKEN=''",
        "# DISCORD_TOKEN=abc.def",
        "OTHER_DISCORD_TOKEN=abc.def",
        "MARQUEE_LOG_LEVEL=INFO",
    ],
)
def test_make_run_and_the_bot_agree_on_whether_there_is_a_token(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"# Settings\n{line}\n")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    is_server = Settings().discord_token is not None
    plan = planned(tmp_path, "run")
    assert ("-r requirements.lock" in plan) == is_server
    assert ("-r requirements-playground.lock" in plan) == (not is_server)


def test_a_token_in_the_environment_is_as_good_as_one_in_the_file(tmp_path: Path) -> None:
    assert "-r requirements-playground.lock" in planned(tmp_path, "run")
    assert "-r requirements-playground.lock" in planned(tmp_path, "run", DISCORD_TOKEN=" ")
    assert "-r requirements-playground.lock" not in planned(tmp_path, "run", DISCORD_TOKEN="abc.def")
    assert "abc.def" not in planned(tmp_path, "run", DISCORD_TOKEN="abc.def")


@pytest.mark.parametrize("command", [["playground", "--no-browser"], ["ask", "/help"]])
def test_without_its_packages_the_playground_says_what_brings_them(command: list[str], tmp_path: Path) -> None:
    code = f"""
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *rest: None if name == "simcord" else find(name, *rest)
sys.argv[1:] = {command!r}
from bot.__main__ import main
main()"""
    asked = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(MARQUEE_PLAYGROUND_DATABASE=f"sqlite:///{tmp_path / 'p.db'}"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 2
    assert asked.stderr.count("\n") == 1
    assert "`make playground` installs them" in asked.stderr


def test_what_was_changed_finds_its_tests() -> None:
    def found(path: str) -> list[str]:
        tests = ["tests/data/polls/test_rules.py", "tests/cogs/test_polls.py", "tests/data/test_votes.py"]
        return [str(test) for test in named_like([PurePosixPath(path)], map(PurePosixPath, tests))]

    assert found("data/polls/closing.py") == ["tests/cogs/test_polls.py", "tests/data/polls/test_rules.py"]
    assert found("data/votes.py") == ["tests/data/test_votes.py"]
    assert found("tests/data/test_votes.py") == ["tests/data/test_votes.py"]
    assert found("README.md") == found("cogs/help.py") == []
