"""A list is erased by destroying a small key, however it came to be empty: bytes that files still have say nothing."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from data.library import Library
from data.storage import Storage, migrations
from data.storage.tables.warnings import list_keys, personal_lists
from data.warnings.personal_lists import PersonalLists
from data.warnings.sealing import KEY_BYTES, seal, unseal
from tests.data.polls.test_secrecy import files, table_files
from tests.data.worlds import Clock, opened

MEMBER, OTHER = 31, 32
keys = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(st.dictionaries(st.text(), st.text()), keys)
def test_what_is_sealed_is_read_with_its_key(document: dict[str, str], key: bytes) -> None:
    assert unseal(seal(document, key), key) == document


@given(keys, keys)
def test_with_another_key_it_is_no_list(key: bytes, other: bytes) -> None:
    sealed = seal({"wishes": [{"topic": "spiders", "at_least": "severe"}]}, key)
    assert b"spiders" not in sealed
    if key != other:
        with pytest.raises((UnicodeDecodeError, json.JSONDecodeError)):
            unseal(sealed, other)


@given(st.lists(st.text(max_size=5), max_size=8), keys)
def test_its_length_tells_little_and_no_two_are_alike(topics: list[str], key: bytes) -> None:
    one, other = (seal({"wishes": topics}, key) for _ in range(2))
    assert one != other
    assert len(one) == len(seal({"wishes": []}, key))


async def _secrets(library: Library) -> tuple[bytes, bytes]:
    async with library.storage.reading() as connection:
        mine = list_keys.c.member_id == MEMBER
        key = await connection.scalar(list_keys.select().with_only_columns(list_keys.c.key).where(mine))
        sealed = await connection.scalar(
            personal_lists.select()
            .with_only_columns(personal_lists.c.sealed)
            .where(personal_lists.c.member_id == MEMBER)
        )
    assert key
    assert sealed
    return key, sealed


Way = Callable[[PersonalLists], Awaitable[object]]

WAYS: dict[str, Way] = {
    "erased": lambda lists: lists.erase(MEMBER),
    "emptied by the select": lambda lists: lists.choose(MEMBER, "violence", []),
    "its last topic taken off": lambda lists: lists.set_threshold(MEMBER, "guns", None),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_the_files_of_sqlite_hold_neither_key_nor_list(tmp_path: Path, way: Way) -> None:
    path = tmp_path / "marquee.db"
    async with opened(f"sqlite:///{path}", Clock()) as library:
        await library.personal_lists.choose(MEMBER, "violence", ["guns"])
        await library.personal_lists.choose(OTHER, "violence", ["war"])
        key, sealed = await _secrets(library)
        assert key in files(path)
        assert sealed in files(path)
        assert b"guns" not in files(path)
        await way(library.personal_lists)
        assert key not in files(path)
        assert sealed not in files(path)
        assert (await library.personal_lists.get(OTHER)).wishes


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_the_table_files_of_postgresql_hold_no_key(postgresql_address: str, way: Way) -> None:
    async with opened(postgresql_address, Clock()) as library:
        await library.personal_lists.choose(MEMBER, "violence", ["guns"])
        key, _ = await _secrets(library)
        async with library.storage.writing() as connection:
            await connection.execute(text("ANALYZE"))
        assert key in await table_files(library)
        await way(library.personal_lists)
        if key in await table_files(library):  # autovacuum was in the way, so that it is done soon
            await library.polls.closing.close_due()
        assert key not in await table_files(library)


async def test_a_list_that_was_kept_in_plain_text_is_sealed_and_can_be_taken_back(address: str) -> None:
    async with opened(address, Clock()) as library:
        await library.personal_lists.choose(MEMBER, "violence", ["guns"])
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0012"))
        (document,) = (await connection.execute(text("SELECT document FROM personal_lists"))).scalars()
        plain = json.loads(document) if isinstance(document, str) else document
        assert [wish["topic"] for wish in plain["wishes"]] == ["guns"]
        await connection.run_sync(migrations.upgrade)
        assert b"guns" not in (await connection.execute(text("SELECT sealed FROM personal_lists"))).scalar_one()
    await storage.close()
    async with opened(address, Clock()) as library:
        assert [wish.topic for wish in (await library.personal_lists.get(MEMBER)).wishes] == ["guns"]


async def test_a_key_that_others_were_in_the_way_of_is_erased_soon(postgresql_address: str) -> None:
    async with opened(postgresql_address, Clock()) as library:
        await library.personal_lists.choose(MEMBER, "violence", ["guns"])
        key, _ = await _secrets(library)
        woken: list[bool] = []
        library.outbox.wake = lambda: woken.append(True)
        await library.polls.closing.close_due()  # what is done once after every start
        async with library.storage.reading() as others:
            await others.execute(text("SELECT count(*) FROM list_keys"))
            await library.personal_lists.erase(MEMBER)
            assert woken == [True]
            assert key in await table_files(library)
            await others.execute(text("SELECT 1"))
        assert await library.polls.closing.next_end() is not None
        await library.polls.closing.close_due()
        assert key not in await table_files(library)
        assert await library.polls.closing.next_end() is None
