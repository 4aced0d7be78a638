"""The whole against what is said of it: rooms, documents, names."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from bot.playground.world import World

ROOT = Path(__file__).parents[1]
CODE = [path for room in ("bot", "cogs", "data") for path in (ROOT / room).rglob("*.py")]
LOCKS = ("requirements.lock", "requirements-playground.lock", "requirements-dev.lock")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_imports_point_one_way() -> None:
    contracts = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, check=False
    )
    assert contracts.returncode == 0, contracts.stdout.decode()


def test_topics_keep_their_cards_and_buttons_to_themselves() -> None:
    """What another topic may use of a topic is said in plain functions, not drawn by its cards."""
    strangers = []
    for path in (ROOT / "cogs").rglob("*.py"):
        topic = path.relative_to(ROOT / "cogs").parts[0]
        for other, module in re.findall(r"^from cogs\.(\w+)\.(\w+) import", path.read_text(), re.MULTILINE):
            if other not in {topic, "ui"} and re.search("cards$|buttons$", module):
                strangers.append(f"{path.relative_to(ROOT)}: cogs.{other}.{module}")
    assert strangers == []


def test_only_the_settings_read_the_environment() -> None:
    readers = {path.relative_to(ROOT).as_posix() for path in CODE if re.search(r"os\.environ|getenv", path.read_text())}
    assert readers <= {"bot/settings.py"}


_WORLDLY = re.compile(
    r"^(?:from|import) (?:sqlalchemy|aiosqlite|asyncio|aiohttp|random|socket|data\.storage|data\.library)\b"
    r"|^\s*(?:async def|await|print\()|\bopen\(|\.now\(|\.today\(|\.utcnow\(",
    re.MULTILINE,
)


def test_rooms_that_call_themselves_pure_are() -> None:
    """They wait for nothing, ask no clock and no chance, and know neither storage nor network."""
    pure = {path for path in CODE if re.match(r'"""[^"]*\bPure\b', path.read_text())}
    pure |= {path for package in pure if package.name == "__init__.py" for path in package.parent.rglob("*.py")}
    assert len(pure) > 50
    worldly = {
        path.relative_to(ROOT).as_posix(): found[0] for path in pure if (found := _WORLDLY.search(path.read_text()))
    }
    assert worldly == {}


def test_a_file_is_a_room_one_can_see_across() -> None:
    assert {path.name: n for path in CODE if (n := path.read_text().count("\n")) > 300} == {}


async def test_the_readme_lists_every_command(world: World) -> None:
    names = {command.qualified_name for command in world.bot.tree.walk_commands() if not hasattr(command, "commands")}
    listed = set(re.findall(r"^\| `/([a-z ]+?)(?: film)?`", read("README.md"), re.MULTILINE))
    assert names == listed


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    reasons = read("CONTRIBUTING.md").split("## Dependencies, and why")[1]
    for requirement in [*project["dependencies"], *extras]:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert name[0] == "marquee-bot" or name[0] in reasons, f"{name[0]} has no reason in CONTRIBUTING"


def test_lock_files_hold_versions_and_hashes_only() -> None:
    for name in LOCKS:
        lines = [line for line in read(name).splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert all(re.match(r"[\w.-]+(?:\[[\w,-]+\])?==|\s+--hash=sha256:", line) for line in lines)


def test_what_is_tested_is_what_is_installed() -> None:
    server, playground, dev = (_versions(read(name)) for name in LOCKS)
    assert server < playground < dev
    assert {re.split("==", one)[0] for one in playground - server} == {"simcord", "linkify-it-py", "regex"}


def _versions(lock: str) -> set[str]:
    """`name==version` of every package, whichever extras of it are wanted."""
    return {re.sub(r"\[.*\]", "", one) for one in re.findall(r"^(\S+==\S+)", lock, re.MULTILINE)}


def test_the_map_names_what_is_there() -> None:
    """Whatever `a/path` or `module.name` CONTRIBUTING names is a file, a folder or a thing in a module."""
    named = set(re.findall(r"`((?:bot|cogs|data|tests|benchmarks|docs)[/.][\w/.]*\w/?)`", read("CONTRIBUTING.md")))
    assert len(named) > 30
    assert [one for one in sorted(named) if not _is_there(one)] == []


def _is_there(name: str) -> bool:
    if "/" in name or (ROOT / name).exists():
        return (ROOT / name.replace("TOPIC", "films")).exists()
    module, _, thing = name.rpartition(".")
    file = ROOT / f"{module.replace('.', '/')}.py"
    return file.exists() and bool(
        re.search(rf"^(?:async )?(?:def|class) {thing}\b|^{thing}\b", file.read_text(), re.MULTILINE)
    )


def test_links_between_documents_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/gallery.md"):
        targets = re.findall(r"\]\((?!https?:)([^)#]+)\)|\b(?:src|srcset)=\"([^\"]+)\"", read(name))
        for target in (one for pair in targets for one in pair if one):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"
