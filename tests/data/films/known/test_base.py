"""Known films are found by ids, titles and ids elsewhere, whether they lie in memory or in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.films.known import Folder, KnownFilm, KnownFilms, base, kept, load
from data.films.known.opening import opened
from data.films.known.reading import UnreadableFilms, entries
from data.models import Film

_HEAD = (
    "title\tyear\tdirectors\tcast\toriginal_title\tother_titles\tgenres\tlanguages\tcountries\tminutes\trating\trank"
    "\timdb\ttmdb\twikidata\tletterboxd"
)
_FROZEN = "Frozen\t2010\tAdam Green\tShawn Ashmore\t\t\tHorror\tEnglish\tUS\t93\tR\t3\ttt1323045\t44363\t\tfrozen-2010"
_NAMESAKE = "Frozen\t2010\tShivajee Chandrabhushan\t\t\tFrozen in Ladakh\tDrama\t\tIN\t\t\t5\ttt1002567\t\t\t"


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> KnownFilms:
    """This process's, as at its start."""
    fresh = KnownFilms()
    monkeypatch.setattr(base, "_OURS", fresh)
    return fresh


def file_of(folder: Path, *lines: str, head: str = _HEAD) -> Path:
    path = folder / "films.tsv"
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


async def known_from(folder: Path, *lines: str) -> KnownFilms:
    known = KnownFilms()
    known.use(await opened(Folder(folder / "known"), [file_of(folder, *lines)], entries))
    return known


async def test_two_films_of_one_title_and_year_are_two(tmp_path: Path) -> None:
    known = await known_from(tmp_path, _FROZEN, _NAMESAKE)
    one, other = known.named("frozen", 2010)
    assert one.id != other.id
    assert (one.directors, other.directors) == (("Adam Green",), ("Shivajee Chandrabhushan",))
    assert known.get(other.id) == other == known.with_id("imdb", "tt1002567")
    assert known.named("Frozen in Ladakh") == [other]
    assert known.named("frozen", 2013) == known.named("thawed") == []
    assert known.with_id("imdb", "tt0000001") is known.with_id("tmdb", "tt1002567") is known.get(1) is None
    assert known.same_as(Film(title="FROZEN", year=2010, directors=("Shivajee Chandrabhushan",))) == other
    assert known.same_as(Film(title="Ice", year=2010, imdb_id="tt1323045")) == one
    assert known.index
    assert {match.film_id for match in known.index.search("frozen 2010")} == {one.id, other.id}


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (("Frozen\t2010",), "films.tsv, line 2: 16 columns are expected, not 2"),
        ((_FROZEN, _FROZEN.replace("2010", "last year")), "films.tsv, line 3: invalid literal"),
        ((_FROZEN, _NAMESAKE, _NAMESAKE), r"line 4: Frozen \(2010\) is there already, with the same director"),
    ],
)
def test_a_line_that_is_no_film_is_told(tmp_path: Path, lines: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(UnreadableFilms, match=complaint):
        list(entries([file_of(tmp_path, *lines)]))


def test_a_file_without_its_columns_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFilms, match=r"films\.tsv: the first line has to name the columns title, year"):
        list(entries([file_of(tmp_path, _FROZEN, head="title\tyear")]))


async def test_what_comes_with_marquee_is_the_same_from_memory_and_from_a_folder(
    ours: KnownFilms, tmp_path: Path
) -> None:
    in_memory = load()
    assert in_memory is ours
    wanted = _some(in_memory)
    assert len(wanted) > 4
    async with kept(Folder(tmp_path)) as films:
        assert films is load() is ours
        assert len(films) > 3000
        assert _some(films) == wanted
    async with kept(Folder(tmp_path)) as films:
        assert _some(films) == wanted


def _some(films: KnownFilms) -> list[KnownFilm]:
    names = ("amelie", "WALL-E", "Pans Labyrinth", "The Dark Knight", "Whiplash")
    found = [film for name in names for film in films.named(name)]
    assert films.index
    for film in found:
        assert films.index.search(film.title)
        assert films.get(film.id) == film
    return found


async def test_of_many_films_those_of_before_are_known_until_the_new_are_built(
    ours: KnownFilms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, sources = Folder(tmp_path / "known"), [file_of(tmp_path, _FROZEN)]
    monkeypatch.setattr(base, "files", lambda: sources)
    async with kept(folder) as films:
        assert len(films) == 1
    file_of(tmp_path, _FROZEN, _NAMESAKE)
    monkeypatch.setattr(base, "is_small", lambda _sources: False)
    with folder.building():
        async with kept(folder) as films:
            assert len(films) == 1


async def test_files_that_are_gone_leave_what_was_known(
    ours: KnownFilms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, sources = Folder(tmp_path / "known"), [file_of(tmp_path, _FROZEN)]
    monkeypatch.setattr(base, "files", lambda: sources)
    async with kept(folder):
        sources[0].unlink()
    async with kept(folder) as films:
        assert len(films) == 1
    assert "cannot be read" in caplog.text
