"""Known films are kept in a folder, built once, and mapped by whoever comes later."""

from __future__ import annotations

import asyncio
import logging
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.films.known import mapping
from data.films.known import opening as known_films
from data.films.known.arrays import MappedFilms
from data.films.known.folder import Folder, content_of
from data.films.known.opening import opened
from data.titles import TitleIndex
from tests.data.films.known.plain_files import read, write
from tests.data.titles.films import FILMS, Film, named


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    return write(tmp_path / "sources" / "films.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "known")


def folders(folder: Folder) -> list[Path]:
    return [path for path in folder.root.iterdir() if path.is_dir()]


async def found(folder: Folder, sources: list[Path]) -> MappedFilms:
    films = await opened(folder, sources, read)
    assert films is not None
    return films


def answers(films: MappedFilms) -> None:
    """The films of the sources, by title, id, number and key."""
    assert len(films) == len(FILMS)
    assert films.index.search("the nortman")[0].film_id == named("The Northman")
    for film in FILMS:
        number = films.number(film.id)
        assert number is not None
        assert films.film_id(number) == film.id
        assert films.facts(number).startswith(f"{film.id}|{film.title}|")
        assert number in films.numbers(f"imdb:tt{film.id:07d}")
    assert films.number(10**9) is None
    assert films.numbers("imdb:tt9999999") == []


async def test_what_was_built_once_is_only_mapped_later(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.current() is None
    answers(await found(folder, sources))
    monkeypatch.setattr(known_films, "_built_here", None)
    answers(await found(folder, sources))
    at_once = folder.current()
    assert at_once is not None
    answers(at_once)


async def test_answers_as_an_index_that_was_built(folder: Folder, sources: list[Path]) -> None:
    films, built = await found(folder, sources), TitleIndex(entry.film for entry in read(sources))
    for film in FILMS:
        assert films.index.search(film.title[1:]) == built.search(film.title[1:])


async def test_many_are_built_by_another_process(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_films, "SMALL", 0)
    monkeypatch.setattr(known_films, "_built_here", None)
    answers(await found(folder, sources))


async def test_what_another_process_cannot_build_stays_as_it_was(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers(await found(folder, sources))
    sources[0].write_text("no film", encoding="utf-8")
    monkeypatch.setattr(known_films, "SMALL", 0)
    answers(await found(folder, sources))
    assert "not enough values to unpack" in caplog.text


async def test_other_sources_are_built_anew_and_the_old_ones_go_at_the_next_start(
    folder: Folder, sources: list[Path]
) -> None:
    before = await found(folder, sources)
    write(sources[0], [*FILMS, Film(9001, "Zardoz", 1974, popularity=0.8)])
    after = await found(folder, sources)
    assert after.index.search("zardos")[0].film_id == 9001
    answers(before)
    assert len(folders(folder)) == 2
    answers(before)
    await found(folder, sources)
    assert len(folders(folder)) == 1
    answers(before)


@pytest.mark.parametrize("file", ["head.json", "arrays"])
@pytest.mark.parametrize("left", [0.0, 0.5, None])
async def test_a_torn_folder_is_built_anew(folder: Folder, sources: list[Path], file: str, left: float | None) -> None:
    await found(folder, sources)
    [torn] = folders(folder)
    content = (torn / file).read_bytes()
    (torn / file).unlink()
    if left is not None:
        (torn / file).write_bytes(content[: int(len(content) * left)])
    assert folder.current() is None
    answers(await found(folder, sources))
    await found(folder, sources)
    assert torn not in folders(folder)


async def test_a_folder_of_another_format_is_built_anew(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(mapping, "FORMAT", 0)
        before = content_of(sources)
        await found(folder, sources)
    assert folder.current() is None
    answers(await found(folder, sources))
    assert content_of(sources) == folder.content() != before


@pytest.mark.parametrize("pointer", [b"", b"../sources", b"0123456789abcdef0123-gone", b"\xff\xfe"])
async def test_a_pointer_to_nowhere_is_none(folder: Folder, sources: list[Path], pointer: bytes) -> None:
    await found(folder, sources)
    (folder.root / "current").write_bytes(pointer)
    assert folder.current() is None
    answers(await found(folder, sources))


async def test_builders_at_once_build_once(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_films, "SMALL", 0)
    for films in await asyncio.gather(*(found(folder, sources) for _ in range(3))):
        answers(films)
    assert len(folders(folder)) == 1


async def test_one_whose_time_is_up_takes_its_process_along(
    folder: Folder, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_films, "SMALL", 0)
    with folder.building(), pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await opened(folder, sources, read)
    assert folder.current() is None


async def test_where_no_folder_can_be_films_are_in_memory(
    sources: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = Folder(sources[0] / "known")
    answers(await found(nowhere, sources))
    assert len([one for one in caplog.records if one.levelno == logging.WARNING]) == 1
    assert "are in memory instead" in caplog.text


@contextmanager
def hardly_any_room() -> Iterator[None]:
    """No file grows beyond a thousand bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_keeps_nothing_and_films_are_in_memory(
    folder: Folder, sources: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    with hardly_any_room():
        films = await found(folder, sources)
    answers(films)
    assert "are in memory instead" in caplog.text
    assert folders(folder) == []


async def test_what_was_mapped_stays_where_it_is_while_others_build(folder: Folder, sources: list[Path]) -> None:
    await found(folder, sources)
    with folder.building():
        (folder.root / ("0" * 20 + "-begun")).mkdir()
        folder.tidy()
        assert len(folders(folder)) == 2
    folder.tidy()
    assert len(folders(folder)) == 1


@pytest.mark.timing
async def test_nobody_waits_while_films_are_built(folder: Folder, tmp_path: Path) -> None:
    films = [Film(number, f"The {number} swords of {number * 7919 % 10_000}", 2000) for number in range(10_000)]
    sources = write(tmp_path / "many.txt", films)
    building = asyncio.create_task(opened(folder, sources, read))
    longest = 0.0
    while not building.done():
        began = time.thread_time()  # its own work: on a busy machine it may be kept waiting by others
        await asyncio.sleep(0)
        longest = max(longest, time.thread_time() - began)
    assert longest < 0.02
