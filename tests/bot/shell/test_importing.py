"""`python -m bot import` and `export`, as a person starts them."""

import json
from collections.abc import Callable
from pathlib import Path

from data.formats import write
from data.library import Library
from data.models import Film, Review, ReviewState, StoredReview, Tier, Verdict
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
    assert done.stdout.endswith(
        "2 files: 1 published, 2 kept as draft, 1 problem. Nothing was changed: this was a dry run.\n"
    )
    assert {path.name for path in tmp_path.iterdir()} == {"page.txt", "table.csv"}


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
        assert said.stdout.startswith("61 reviews in ")
        said = bot(tmp_path, "import", folder, address=target)
        assert said.stdout.endswith("1 revised, 1 withdrawn, 1 kept as draft, 58 unchanged, no problems.\n")
        assert await contents(target) == await contents(source)
    again = bot(tmp_path, "import", folder, address=target)
    assert again.stdout.endswith(": 61 unchanged, no problems.\n")


async def test_a_servers_own_library_is_apart(tmp_path: Path, new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=True)
    (tmp_path / "own.json").write_bytes(write([review("Only Here")], "json"))
    bot(tmp_path, "import", tmp_path / "own.json", "--server", str(GUILD), address=address)
    assert [one.film.title for one in await contents(address, GUILD)] == ["Only Here"]
    assert len(await contents(address)) == 60


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


def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    missing = bot(tmp_path, "import", tmp_path / "nowhere", "--dry-run", status=1)
    assert "a file that can be opened" in missing.stdout
    format_ = bot(tmp_path, "import", tmp_path / "page.txt", "--format", "papyrus", status=2)
    assert "There is no format “papyrus”" in format_.stderr
    full = bot(tmp_path, "export", tmp_path, status=2)
    assert "is not empty" in full.stderr
