"""`python -m bot import` and `export`, as a person starts them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from data import starter
from data.formats import write
from data.library import Library
from data.models import Film, Review, ReviewState, SectionKind, StoredReview, Tier, Verdict
from tests.bot.shell.process import bot

GUILD = 500
PAGE = """The Lantern (2031)
Director(s): Ines Vale
Runtime: 1 Hour, 49 Minutes

Film Summary
A keeper of a light counts ships that never come.

Our Rating
Mixed / Divisive
"""


def review(title: str, **differently: object) -> Review:
    film = Film(title=title, year=2031, directors=("Ines Vale",))
    plain = {"film": film, "summary": "It ends well.", "verdict": Verdict(tier=Tier.POSITIVE)}
    return Review.model_validate(plain | differently)


async def contents(address: str, guild_id: int = 0) -> list[Review]:
    async with Library.open(address) as library:
        stored: list[StoredReview] = await library.reviews.every(guild_id)
    return sorted((one.review for one in stored), key=lambda one: one.film.label)


def test_a_dry_run_reports_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "table.csv").write_text("title,year\nNo Such Year,never\nFine,2001\n")
    done = bot(tmp_path, "import", tmp_path, "--dry-run", status=1)
    assert "The Lantern (2031)" in done.stdout
    assert f"{tmp_path / 'table.csv'}, line 2: year:" in done.stdout
    assert "never" in done.stdout.split("Left")[1]
    assert done.stdout.endswith("2 files: 3 kept as draft, 1 problem. Nothing was changed: this was a dry run.\n")
    assert {path.name for path in tmp_path.iterdir()} == {"page.txt", "table.csv"}


@pytest.mark.uncounted
def test_json_has_each_draft_in_the_models_fields_and_every_problem(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = bot(tmp_path, "import", tmp_path, "--dry-run", "--json", status=1)
    draft, unread = json.loads(done.stdout)
    assert draft["film"]["title"] == "The Lantern"
    assert draft["film"]["runtime_minutes"] == 109
    assert draft["verdict"] == {"tier": "Mixed", "qualifier": "Divisive"}
    assert set(Review.model_fields) <= set(draft)
    assert draft["became"] == "kept as draft"
    assert unread["film"] is None
    assert "PNG" in unread["problems"][0]["expected"]


@pytest.mark.uncounted
async def test_exported_and_imported_the_library_is_identical(tmp_path: Path, new_address: Callable[..., str]) -> None:
    source = new_address(with_starter=True)
    async with Library.open(source) as library:
        await library.reviews.save(review("Kept Back", state=ReviewState.DRAFT))
        jaws = (await library.catalogue.find(0, "jaws")).film
        assert jaws
        changed = (await library.reviews.get(jaws.film_id, 0)).review.model_copy(update={"blurb": "A town and a fish."})
        await library.reviews.save(changed)
        await library.reviews.save(changed.model_copy(update={"blurb": "A town, a fish."}))
        await library.reviews.withdraw((await library.reviews.every())[0].film_id)
    for number, form in enumerate(("markdown", "json", "csv")):
        target, folder = new_address(with_starter=bool(number % 2)), tmp_path / form
        said = bot(tmp_path, "export", folder, "--format", form, address=source)
        assert said.stdout.startswith(f"{len(starter.files()) + 1} reviews in ")
        said = bot(tmp_path, "import", folder, address=target)
        same = len(starter.files()) - 2
        assert said.stdout.endswith(f"1 revised, 1 withdrawn, 1 kept as draft, {same} unchanged, no problems.\n")
        assert await contents(target) == await contents(source)
    again = bot(tmp_path, "import", folder, address=target)
    assert again.stdout.endswith(f": {len(starter.files()) + 1} unchanged, no problems.\n")


async def test_a_servers_own_library_is_apart(tmp_path: Path, new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=True)
    (tmp_path / "own.json").write_bytes(write([review("Only Here")], "json"))
    bot(tmp_path, "import", tmp_path / "own.json", "--server", str(GUILD), address=address)
    assert [one.film.title for one in await contents(address, GUILD)] == ["Only Here"]
    assert len(await contents(address)) == len(starter.files())


async def test_a_page_is_published_only_when_told_to_and_never_unseats_a_review(
    tmp_path: Path, new_address: Callable[..., str]
) -> None:
    address = new_address(with_starter=True)
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    assert "Kept as draft:" in bot(tmp_path, "import", page, address=address).stdout
    assert "Published:" in bot(tmp_path, "import", page, "--publish", address=address).stdout
    assert "Passed over" in bot(tmp_path, "import", page, address=address).stdout
    lantern = next(one for one in await contents(address) if one.film.title == "The Lantern")
    assert lantern.state is ReviewState.PUBLISHED


async def test_a_list_of_titles_and_stars_empties_no_review(tmp_path: Path, new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=True)
    before = await contents(address)
    stars = tmp_path / "ratings.csv"
    stars.write_text("Title,Year,Stars\nJaws,1975,5\nThe Lantern,2031,4\n")
    said = bot(tmp_path, "import", stars, address=address, status=1).stdout
    assert "1 kept as draft, 1 passed over, since the library has a review of the film" in said
    stars.write_text("Title,Year,State\nJaws,1975,published\n")
    for more in ((), ("--publish",)):
        said = bot(tmp_path, "import", stars, *more, address=address).stdout
        assert "says more, and this would empty it:\n  Jaws (1975)" in said
    stars.write_text("Title,Year,State\nJaws,1975,withdrawn\n")
    assert "says more" in bot(tmp_path, "import", stars, address=address).stdout
    assert [one for one in await contents(address) if one.film.title != "The Lantern"] == before


@pytest.mark.uncounted
async def test_a_dry_run_foresees_what_the_real_one_does_and_leaves_nothing(
    tmp_path: Path, new_address: Callable[..., str]
) -> None:
    address = new_address(with_starter=True)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.json").write_bytes(write([review("The Lantern"), review("The Lantern", blurb="Another.")], "json"))
    (folder / "b.csv").write_text("Title,Year,State\nJaws,1975,published\nAlien,1979,draft\n")
    before = await contents(address)
    (folder / "c.md").write_bytes(write([before[0].model_copy(update={"blurb": "New."})], "markdown"))
    file = Path(address.removeprefix("sqlite:///"))
    beside = sorted(path.name for path in file.parent.glob(f"{file.name}*"))
    seen = bot(tmp_path, "import", folder, "--dry-run", address=address).stdout
    assert "Would add and publish:\n  The Lantern (2031)" in seen
    assert "Would replace what the library has:\n  The Lantern (2031)" in seen
    assert f"  {before[0].film.label}  ({folder / 'c.md'})" in seen.split("Would replace")[1]
    assert "Would empty what the library has, which says more, so would pass over:\n  Jaws (1975)" in seen
    assert "Would pass over, since the library has a review of the film:\n  Alien (1979)" in seen
    assert await contents(address) == before
    async with Library.open(address) as library:  # beside a running bot
        await library.reviews.save(review("The Lantern"))
        again = bot(tmp_path, "import", folder, "--dry-run", address=address).stdout
    assert "Would add and publish" not in again
    assert sorted(path.name for path in file.parent.glob(f"{file.name}*")) == beside
    real = bot(tmp_path, "import", folder, address=address).stdout
    foreseen = bot(tmp_path, "import", folder, "--dry-run", address=new_address(with_starter=True)).stdout
    assert foreseen == seen
    assert real.splitlines()[-1] in again.splitlines()[-1]


@pytest.mark.uncounted
def test_a_dry_run_on_a_new_machine_compares_with_what_a_library_opens_with(tmp_path: Path) -> None:
    (tmp_path / "stars.csv").write_text("Title,Year,State\nJaws,1975,published\n")
    assert "Would empty" in bot(tmp_path, "import", tmp_path / "stars.csv", "--dry-run").stdout
    other = bot(tmp_path, "import", tmp_path / "stars.csv", "--dry-run", "--server", str(GUILD)).stdout
    assert "Would add and publish:\n  Jaws (1975)" in other
    assert {path.name for path in tmp_path.iterdir()} == {"stars.csv"}


@pytest.mark.uncounted
def test_a_dry_run_beside_a_library_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "stars.csv").write_text("Title,Year,State\nJaws,1975,published\n")
    (tmp_path / "bot.db").write_bytes(b"SQLite format 3\x00" + b"nonsense" * 900)
    said = bot(tmp_path, "import", tmp_path / "stars.csv", "--dry-run").stdout
    assert "Would add and publish:\n  Jaws (1975)" in said
    assert "Not compared with the library:\n  " in said


@pytest.mark.uncounted
async def test_a_dry_run_beside_an_older_library_says_so(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'old.db'}"
    async with Library.open(address, with_starter=False) as library, library.storage.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    (tmp_path / "stars.csv").write_text("Title,Year,State\nJaws,1975,published\n")
    said = bot(tmp_path, "import", tmp_path / "stars.csv", "--dry-run", address=address).stdout
    assert "Not compared with the library:\n  The database was written by an older Marquee." in said


@pytest.mark.uncounted
def test_letters_that_were_guessed_are_never_published(tmp_path: Path) -> None:
    table = tmp_path / "films.csv"
    text = "title,year,verdict,summary,state\nИрония судьбы,1975,Positive,Он летит не в тот город.,published\n"
    table.write_bytes(text.encode("cp1251"))
    for more in ((), ("--publish",)):
        said = bot(tmp_path, "import", table, "--dry-run", *more, status=1).stdout
        assert "Would add as draft:\n  Ирония судьбы (1975)" in said
        assert "read as cp1251, which is a guess" in said
    table.write_text(text)
    assert "Would add and publish:\n  Ирония судьбы (1975)" in bot(tmp_path, "import", table, "--dry-run").stdout


@pytest.mark.uncounted
def test_what_a_link_in_a_folder_leads_to_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=something-secret\n")
    folder = tmp_path / "reviews"
    folder.mkdir()
    (folder / "notes.txt").symlink_to(tmp_path / ".env")
    (folder / "page.txt").write_text(PAGE)
    said = bot(tmp_path, "import", folder, "--dry-run")
    assert "something-secret" not in said.stdout + said.stderr
    assert said.stdout.startswith("Would add as draft:\n  The Lantern (2031)")
    assert "1 file: " in said.stdout


@pytest.mark.uncounted
def test_without_room_on_the_disk_what_was_done_is_told(tmp_path: Path) -> None:
    said = bot(tmp_path, "export", tmp_path / "all", "--format", "csv")
    assert said.stdout.startswith(f"{len(starter.files())} reviews in 1 file")
    said = bot(tmp_path, "export", tmp_path / "none", "--format", "csv", status=2, largest_file=200_000)
    assert "could not be written (File too large)" in said.stderr
    assert "Traceback" not in said.stderr
    assert list((tmp_path / "none").iterdir()) == []
    assert said.stdout == "0 files are complete.\n"
    many = tmp_path / "many.json"
    many.write_bytes(write([review(f"Film {n}", summary="Long. " * 900) for n in range(500)], "json"))
    size = (tmp_path / "bot.db").stat().st_size
    said = bot(tmp_path, "import", many, status=2, largest_file=size + 1_000_000)
    assert "Traceback" not in said.stderr
    assert "The library stopped answering" in said.stderr
    assert said.stdout.startswith("Published:\n  Film 0 (2031)")
    assert re.search(r"^1 file: [1-4]00 published, no problems\.$", said.stdout, re.MULTILINE)


async def test_an_export_that_has_no_room_tells_how_much_of_it_is_there(tmp_path: Path) -> None:
    bot(tmp_path, "export", tmp_path / "all", "--format", "csv")
    long = [{"kind": kind, "heading": f"{n}", "text": "🎞" * 4000} for n in range(2) for kind in SectionKind]
    async with Library.open(f"sqlite:///{tmp_path / 'bot.db'}") as library:
        await library.reviews.save(review("Long", sections=long))
        names = [one.review.film.title for one in await library.reviews.every()]
    said = bot(tmp_path, "export", tmp_path / "some", status=2, largest_file=80_000)
    assert "long-2031.md could not be written (File too large)" in said.stderr
    assert len(list((tmp_path / "some").iterdir())) == names.index("Long") > 0
    assert said.stdout == f"{names.index('Long')} files are complete.\n"


@pytest.mark.uncounted
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    missing = bot(tmp_path, "import", tmp_path / "nowhere", "--dry-run", status=1)
    assert "a file that can be opened" in missing.stdout
    format_ = bot(tmp_path, "import", tmp_path / "page.txt", "--format", "papyrus", status=2)
    assert "There is no format “papyrus”" in format_.stderr
    full = bot(tmp_path, "export", tmp_path, status=2)
    assert "is not empty" in full.stderr
