"""Two films of one title and year are two films: told apart wherever they stand beside each other."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.playground.world import World, open_world
from data.films.known import KnownFilms, base
from data.films.known.arrays import MappedFilms, parts_of
from data.films.known.reading import entries
from data.library import Library
from data.titles.texts import Arrays
from tests.clock import Clock, unhurried
from tests.dialogue import say

_COLUMNS = "title year directors cast original_title other_titles genres languages countries minutes rating rank"
_LINES = (
    [*_COLUMNS.split(), "imdb", "tmdb", "wikidata", "letterboxd"],
    ["Frozen", "2010", "Adam Green", "Emma Bell", *[""] * 4, "US", "93", "R", "2", "tt1323045", "", "", ""],
    ["Frozen", "2010", "Shivajee Chandrabhushan", "Danny Denzongpa", *[""] * 4, "IN", "", "", "2", *[""] * 4],
)


@pytest.fixture
async def cold_world(
    new_address: Callable[..., str], clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """A server whose bot knows the two Frozens of 2010 and nothing else."""
    file, arrays, films = tmp_path / "2010s.tsv", Arrays(), KnownFilms()
    file.write_text("\n".join("\t".join(line) for line in _LINES), encoding="utf-8")
    for part in parts_of(entries([file])):
        arrays |= part
    films.use(MappedFilms(arrays))
    monkeypatch.setattr(base, "_OURS", films)
    async with (
        Library.open(new_address(with_starter=False), with_starter=False, now=clock, known=films) as library,
        open_world(library, unhurried()) as world,
    ):
        yield world


async def test_both_are_found_and_told_apart_by_who_made_them(cold_world: World) -> None:
    question = await say(cold_world, "/review frozen")
    names = ["Frozen (2010) · Adam Green", "Frozen (2010) · Shivajee Chandrabhushan"]
    assert sorted(question.labels) == names
    choices = await cold_world.people["member"].autocomplete(cold_world.channel, "review", "film", "froz")
    assert sorted(choice["name"] for choice in choices) == names
    card = await question.press(names[1])
    assert "With Danny Denzongpa" in card.text
    assert "With Emma Bell" in (await card.press(names[0])).text


async def test_each_has_its_own_requests_and_its_own_review(cold_world: World) -> None:
    question = await say(cold_world, "/review frozen")
    card = await question.press("Frozen (2010) · Shivajee Chandrabhushan")
    await card.press("Ask for a review")
    other = await say(cold_world, "/review tt1323045")
    assert "nobody has asked" in other.text
    wanted = await say(cold_world, "/reviews requests", by="moderator")
    panel = await wanted.choose("Frozen (2010)", by="moderator")
    panel = await (await panel.open("Blurb and verdict", by="moderator")).submit(blurb="A girl in the mountains.")
    missing = await panel.press("Publish", by="moderator")
    assert "1 member had asked" in (await missing.press("Publish anyway", by="moderator")).text
    assert "A girl in the mountains." in (await say(cold_world, "/review frozen 2010 chandrabhushan")).text
    assert "Not reviewed here yet" in (await say(cold_world, "/review tt1323045")).text
