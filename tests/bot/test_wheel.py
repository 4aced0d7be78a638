"""The wheel, in an environment that has nothing but what a server's lock file names."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.environment import environment
from tests.loopback.process import running
from tests.loopback.server import Loopback

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]


def output(*command: str | Path, folder: Path, **settings: str) -> str:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DISCORD_", "MARQUEE_", "PYTHON", "COVERAGE_", "MAKE", "MFLAGS"))
    }
    done = subprocess.run(command, cwd=folder, env=kept | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is in git, without anything that was built or installed in the original."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in filter(None, output("git", "ls-files", "-z", folder=ROOT).split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    output(*pip, "--wheel-dir", checkout / "var", checkout, folder=checkout)
    return next((checkout / "var").glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, checkout: Path) -> Path:
    """The interpreter of an environment that `make install` made, with the wheel in place of the checkout."""
    said = output("make", "install", f"PYTHON={sys.executable}", folder=checkout)
    packages = sum("==" in line for line in (ROOT / "requirements.lock").read_text().splitlines())
    assert said == f"Installing {packages} packages into .venv, about half a minute …\n"
    python = checkout / ".venv/bin/python"
    output(python, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel, folder=checkout)
    assert "site-packages" in output(python, "-c", "import bot; print(bot.__file__)", folder=wheel.parent)
    return python


def test_it_has_every_file_of_the_three_rooms(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if not name.split("/")[0].endswith(".dist-info")}
    assert held == set(output("git", "ls-files", "bot", "cogs", "data", folder=ROOT).split())


def test_every_locked_package_fits_the_others(python: Path) -> None:
    assert "No broken requirements" in output(python, "-m", "pip", "check", folder=python.parent)


def test_it_opens_a_library_with_the_starter_reviews(python: Path, tmp_path: Path) -> None:
    assert "Marquee, a Discord bot for film reviews" in output(python, "-m", "bot", "--help", folder=tmp_path)
    database = f"sqlite:///{tmp_path / 'bot.db'}"
    assert output(python, "-m", "bot", "migrate", folder=tmp_path, MARQUEE_DATABASE=database).startswith(
        "The database is"
    )
    output(python, "-m", "bot", "export", "all", folder=tmp_path, MARQUEE_DATABASE=database)
    written = {path.name for path in (tmp_path / "all").rglob("*.md")}
    assert len(written) == len(list((ROOT / "data/starter").glob("*.md")))


def test_it_knows_time_zones_where_the_system_has_none(python: Path, tmp_path: Path) -> None:
    code = "from zoneinfo import ZoneInfo; print(ZoneInfo('Europe/Vienna').key)"
    assert output(python, "-c", code, folder=tmp_path, PYTHONTZPATH="") == "Europe/Vienna\n"


async def test_it_starts_on_discord_without_the_playgrounds_packages(python: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'bot.db'}"
    async with (
        Loopback.open() as discord,
        running(discord, database, tmp_path, python=str(python), words=(), settings={"PYTHONPATH": ""}) as bot,
    ):
        await bot.ready()
        answer = await discord.guild.join("Robin").command("/review", film="balerina")
        assert "Ballerina (2023)" in answer.text
        await bot.assert_stops_cleanly()
    without_token = subprocess.run(
        [python, "-m", "bot"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert without_token.returncode == 2
    assert "`make playground` installs them" in without_token.stderr
