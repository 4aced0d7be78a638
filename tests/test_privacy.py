"""PRIVACY.md against the code: each of its statements has a code and a test, and its table is what the tables hold."""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import JSON, BigInteger, LargeBinary, Table

from bot.playground.world import World
from bot.settings import Settings
from data.library import Library
from data.storage.tables import metadata
from data.storage.tables.announcements import review_announcements, review_news
from data.storage.tables.outbox import outbox
from data.storage.tables.schema import WhenForgotten, columns_of_members
from data.storage.tables.votes import votes
from tests.claims import SHOWN_BY
from tests.cogs.importing.test_commands import PAGE, pick_menu
from tests.data.polls.test_secrecy import files
from tests.data.rights.lives import live, naming, published, rows
from tests.data.worlds import GUILD, Clock, opened
from tests.test_house import ROOT, read

MEMBER = 300_000_000_000_000_031
_CODE = re.compile(r"\[([a-z]\d+|–)\]")
_NO_MEMBERS = {
    *("id", "guild_id", "channel_id", "message_id", "film_id", "review_id", "poll_id", "answered_film_id"),
    *(
        "leases.owner",
        "application_id",
        "generation",
        "bytes",
        "batch",
        "served_to",
        "announces_after",
        "key",
        "sealed",
        "gates",
    ),
    *("night_id", "asked_at", "saved_at", "told_at", "film_night_people.known", "film_night_doubts.open"),
    *("outbox.subject_id", "poll_defaults.document", "server_settings.document", "warning_queue.document"),
    *("drafts.document", "drafts.pending", "revisions.document", "audit_entries.before", "audit_entries.after"),
}
"""Columns that are large enough for a member's id and hold none: by their names, or by table and name."""


def blocks() -> list[str]:
    """The paragraphs and list entries of PRIVACY.md."""
    text = "\n".join(line for line in read("PRIVACY.md").splitlines() if not line.startswith(("#", "|")))
    return [one for paragraph in text.split("\n\n") for one in re.split(r"\n(?=- )", paragraph) if one.strip()]


def test_every_statement_has_a_code() -> None:
    assert len(blocks()) > 25
    assert [one for one in blocks() if not _CODE.search(one)] == []


def test_every_code_is_shown_by_a_test_that_is_there_and_used_once() -> None:
    codes = [code for code in _CODE.findall(read("PRIVACY.md")) if code != "–"]
    assert sorted(codes) == sorted(SHOWN_BY)
    assert [node for nodes in SHOWN_BY.values() for node in nodes if not _is_there(node)] == []
    assert all(SHOWN_BY.values())


def _is_there(node: str) -> bool:
    path, _, name = node.partition("::")
    file = ROOT / path
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name == name for one in tree.body)


def test_whatever_holds_a_member_is_marked() -> None:
    """A new column that could hold a member's id is marked, or stands among those that hold none."""
    known = columns_of_members()
    unmarked = [
        str(column)
        for table in metadata.sorted_tables
        for column in table.c
        if column not in known
        and isinstance(column.type, BigInteger | JSON | LargeBinary)
        and column.name not in _NO_MEMBERS
        and str(column) not in _NO_MEMBERS
    ]
    assert unmarked == []
    people = re.compile(r"member|owner|actor|voter|author|_by$|user|person")
    named = {str(column) for table in metadata.sorted_tables for column in table.c if people.search(column.name)}
    assert named - _NO_MEMBERS <= {str(column) for column in known}


async def test_no_other_column_holds_the_member_of_a_whole_life(empty_library: Library) -> None:
    await live(empty_library, await published(empty_library, GUILD), MEMBER, film_id=10)
    marked = {str(column) for column in columns_of_members()}
    found = set()
    for name, kept in (await rows(empty_library)).items():
        for row in kept:
            cells = {f"{name}.{column}": cell for column, cell in row._mapping.items()}
            found |= {
                column for column, cell in cells.items() if str(MEMBER) in str(cell) or cell == MEMBER.to_bytes(8)
            }
    assert found <= marked
    assert len(found) > 8


def test_the_table_is_what_the_tables_hold() -> None:
    lines = [line.strip("| ").split(" | ") for line in read("PRIVACY.md").splitlines() if line.startswith("| ")]
    table = {cells[0].strip("`"): cells[1:] for cells in lines[1:]}
    backups = table.pop("backups")
    assert set(table) == {str(column) for column in columns_of_members()}
    words = {fate: fate.value for fate in WhenForgotten}
    for column, fate in columns_of_members().items():
        used_for, how_long, then = table[str(column)]
        assert used_for
        assert how_long
        assert then.startswith(words[fate]), column
    standard = Settings.model_fields
    days = standard["backup_every"].default * standard["backups_kept"].default / 24
    assert backups[1].startswith(f"{days:g} days"), "as old as a backup gets by itself"


async def test_what_people_write_is_not_kept(world: World) -> None:
    before = await rows(world.library)
    await world.people["member"].send(world.channel, "Has anybody seen Jaws lately?")
    assert world.bot.user
    await world.people["member"].send(world.channel, f"{world.bot.user.mention} jaws, please")
    after = await rows(world.library)
    assert after == before


def test_a_vote_is_a_row_of_four_columns() -> None:
    assert set(votes.c.keys()) == {"guild_id", "film_id", "member_id", "tier"}


@pytest.mark.parametrize("table", [review_news, review_announcements, outbox], ids=lambda table: table.name)
def test_what_is_posted_names_no_member(table: Table) -> None:
    assert not {column for column in columns_of_members() if column.table is table}
    assert not [column for column in table.c if isinstance(column.type, JSON)]


async def test_of_an_imported_message_its_author_is_not_kept(world: World) -> None:
    author, moderator = world.people["friend"], world.people["moderator"]
    message = await author.send(world.channel, PAGE)
    assert "The Lantern (2031)" in (await pick_menu(world, message)).text
    kept = await rows(world.library)
    assert naming(kept, moderator.id) == {"drafts"}
    assert naming(kept, author.id) == set()
    assert naming(kept, message.id) == set()


async def test_the_files_of_sqlite_hold_nothing_of_who_was_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    async with opened(f"sqlite:///{path}", Clock()) as library:
        await live(library, await published(library, GUILD), MEMBER, film_id=10)
        assert b"Wanted by 10" in files(path)
        assert b"Draft 10" in files(path)
        await library.rights.forget_member(MEMBER)
        left = files(path)
        assert b"Wanted by 10" not in left
        assert b"Draft 10" not in left


async def test_that_a_film_is_known_says_nothing_of_who_asked(empty_library: Library) -> None:
    await live(empty_library, await published(empty_library, GUILD), MEMBER, film_id=10)
    await empty_library.rights.forget_member(MEMBER)
    known = next(row for row in (await rows(empty_library))["films"] if row.title_key == "wanted by 10")
    assert set(known._mapping) == {"id", "title_key", "year", "directors"}
    assert naming({"films": [known]}, MEMBER) == set()
