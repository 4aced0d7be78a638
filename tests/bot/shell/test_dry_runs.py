"""A dry run of an import in this very process, and JSON: the tests that start one are not counted."""

import json
from pathlib import Path

import pytest

from bot.shell.importing import Order, import_files
from data.formats import write
from data.library import Library
from data.models import Film, Review, Tier, Verdict
from tests.conftest import SqliteHost

GUILD = 500
LANTERN = Review(
    film=Film(title="The Lantern", year=2031), summary="It ends well.", verdict=Verdict(tier=Tier.POSITIVE)
)


def files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob(pattern)}


async def test_the_library_is_compared_with_and_stays_as_it_is(
    tmp_path: Path, sqlite_host: SqliteHost, capsys: pytest.CaptureFixture[str]
) -> None:
    address = sqlite_host.new(with_starter=True)
    file = tmp_path / "some.json"
    file.write_bytes(write([LANTERN, LANTERN.model_copy(update={"blurb": "Another."})], "json"))
    (tmp_path / "b.csv").write_text("Title,Year,State\nJaws,1975,published\nAlien,1979,draft\n")
    database = Path(address.removeprefix("sqlite:///"))
    before = files(database.parent, f"{database.name}*")
    assert await import_files(address, Order((tmp_path,), 0, dry_run=True))
    told = capsys.readouterr().out
    assert f"Would add and publish:\n  The Lantern (2031)  ({file})\n" in told
    assert f"Would replace what the library has:\n  The Lantern (2031)  ({file})\n" in told
    assert "which says more, so would pass over:\n  Jaws (1975)" in told
    assert "since the library has a review of the film:\n  Alien (1979)" in told
    assert told.endswith("Nothing was changed: this was a dry run.\n")
    assert files(database.parent, f"{database.name}*") == before


@pytest.mark.parametrize(("guild_id", "heading"), [(0, "Would empty"), (GUILD, "Would add and publish:")])
async def test_where_no_library_is_yet_the_one_it_would_open_with_is_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], guild_id: int, heading: str
) -> None:
    (tmp_path / "stars.csv").write_text("Title,Year,State\nJaws,1975,published\n")
    order = Order((tmp_path / "stars.csv",), guild_id, dry_run=True)
    assert await import_files(f"sqlite:///{tmp_path / 'bot.db'}", order)
    told = capsys.readouterr().out
    assert told.startswith(heading)
    assert "Not compared" not in told
    assert list(files(tmp_path)) == ["stars.csv"]


async def test_a_library_that_cannot_be_read_is_not_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stars.csv").write_text("Title,Year,State\nJaws,1975,published\n")
    (tmp_path / "bot.db").write_bytes(b"SQLite format 3\x00" + b"nonsense" * 900)
    assert await import_files(f"sqlite:///{tmp_path / 'bot.db'}", Order((tmp_path / "stars.csv",), 0, dry_run=True))
    told = capsys.readouterr().out
    assert told.startswith("Would add and publish:\n  Jaws (1975)")
    assert "Not compared with the library:\n  " in told


async def test_json_tells_what_became_of_each_and_every_problem_by_file(
    tmp_path: Path, sqlite_host: SqliteHost, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("title,year\n,2001\nNo Such Year,never\nFine,2001\n")
    (tmp_path / "b.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    address = sqlite_host.new(with_starter=True)
    assert not await import_files(address, Order((tmp_path,), 0, as_json=True))
    first, second, unread = json.loads(capsys.readouterr().out)
    assert [one["film"] and one["film"]["title"] for one in (first, second, unread)] == ["No Such Year", "Fine", None]
    assert [one["became"] for one in (first, second, unread)] == ["kept as draft", "kept as draft", None]
    assert [(one["line"], one["field"]) for one in first["problems"]] == [(2, "title"), (3, "year")]
    assert first["problems"][0]["file"] == first["file"] == str(tmp_path / "a.csv")
    assert (second["problems"], second["left"], first["left"]) == ([], [], ["never"])
    assert "PNG" in unread["problems"][0]["expected"]
    async with Library.open(address) as library:
        assert (await library.catalogue.find(0, "no such year")).film is None, "drafts are in no catalogue"
