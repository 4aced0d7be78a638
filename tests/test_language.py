"""Everything said to people is marked for translators, and nothing that is marked is lost on the way."""

import datetime as dt
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.playground.people import replies_of
from bot.playground.world import World
from bot.translator import CommandTranslator
from cogs.ui.language import speaking
from cogs.ui.outbox import Outbox
from cogs.ui.sentences import SENTENCES, of_field, of_file, sentence
from cogs.ui.terms import MARKED
from data.deliveries import REVIEWS, Failure, NotPosted
from data.errors import InvalidField, InvalidReviewFile, NotFound, PollEnded, Problem, Reason, expected
from data.models import Manner, SectionKind, Severity, Tier
from data.parts import FIELDS, label
from data.polls import POLL, RESULT, Choice
from tests.clock import Clock
from tests.conftest import SqliteHost
from tests.dialogue import Reply
from tests.extraction import Unfindable, extract, marked_texts
from tests.foreign import WideLetters, ask, first_film, foreign_world, plain, unmarked, wide
from tests.recording import Recorder

ROOT = Path(__file__).parents[1]
TABLE = "title,year,summary\n" + "\n".join(f"Ж{n},1975,Ж" for n in range(3))


@pytest.fixture(scope="module")
def texts() -> frozenset[str]:
    return marked_texts()


def test_every_reason_has_a_sentence_that_translators_see(texts: frozenset[str]) -> None:
    assert set(SENTENCES) == set(Reason)
    assert {text for text in SENTENCES.values() if not re.fullmatch(r"\{\w+\}", text)} <= texts


def test_every_word_of_the_models_is_marked(texts: frozenset[str]) -> None:
    words = {one.value for kind in (Tier, Choice, Severity, Manner, SectionKind) for one in kind}
    assert words == set(MARKED)
    assert words <= texts


def test_the_name_of_every_field_is_marked(texts: frozenset[str]) -> None:
    fields = [field for top in FIELDS.values() for field in (top, *top.fields)]
    assert {label(field.name) for field in fields} <= texts


async def test_what_commands_are_described_with_is_collected(world: World, texts: frozenset[str]) -> None:
    tree = world.bot.tree
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    assert set(_descriptions(payload)) <= texts


def _descriptions(payload: Any) -> Iterator[str]:
    if isinstance(payload, list):
        for one in payload:
            yield from _descriptions(one)
    elif isinstance(payload, dict):
        yield from filter(None, [payload.get("description")])
        yield from (choice["name"] for choice in payload.get("choices", ()) if isinstance(choice["name"], str))
        yield from _descriptions(payload.get("options", []))


async def test_discord_is_told_of_commands_in_the_languages_there_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.translator.CATALOGUES", {"de": WideLetters()})
    help_command, menu = (
        world.bot.tree.get_command("help"),
        world.bot.tree.get_command("Draft a review from this", type=discord.AppCommandType.message),
    )
    assert isinstance(help_command, app_commands.Command)
    assert menu
    told = await help_command.get_translated_payload(world.bot.tree, CommandTranslator())
    assert told["description_localizations"] == {"de": wide("What you can ask Marquee.")}
    assert told["name_localizations"] == {}
    told = await menu.get_translated_payload(world.bot.tree, CommandTranslator())
    assert told["name_localizations"] == {"de": wide("Draft a review from this")}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('from cogs.ui.language import _\n_("A {film}").format(film=1)', ["A {film}"]),
        ("from cogs.ui.language import _\nf\"**{_('A vote')}**\"", ["A vote"]),
        ('from data.errors import expected\nexpected("a " "file", why=1)', ["a file"]),
        ('from cogs.ui.language import counted\ncounted(2, "a vote", "votes")', [(2, "a vote", "votes")]),
    ],
)
def test_marked_texts_are_found(tmp_path: Path, source: str, found: list[object]) -> None:
    (tmp_path / "a.py").write_text(source)
    with (tmp_path / "a.py").open("rb") as file:
        messages = [texts for _, _, texts, _ in extract(file, {}, (), {})]
    assert [one[0] if len(one) == 1 else one for one in messages] == found


@pytest.mark.parametrize(
    "marked", ['_(f"A {film}")', '_("A " + film)', 'N_(f"A {film}")', 'counted(2, f"{n} vote", "votes")']
)
def test_a_text_that_no_catalogue_could_hold_is_an_error(tmp_path: Path, marked: str) -> None:
    (tmp_path / "a.py").write_text(f"from cogs.ui.language import N_, _, counted\n{marked}")
    with (tmp_path / "a.py").open("rb") as file, pytest.raises(Unfindable, match="line"):
        list(extract(file, {}, (), {}))


def test_an_error_is_told_in_the_language_of_whoever_reads_it() -> None:
    end = dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC)
    problem = Problem("a.md", "year", expected("at most {most}", most=3), 4)
    with speaking(WideLetters()):
        assert sentence(NotFound(Reason.NO_NIGHT)) == wide(
            "This server has no such film night. Open one with /filmnight open."
        )
        assert wide("March") in sentence(PollEnded(Reason.POLL_ENDED, end))
        assert sentence(InvalidReviewFile([problem])) == of_file(problem)
        assert of_file(problem) == f"a.md, {wide('line')} 4: year: {wide('at most')} 3"
        assert of_field(InvalidField(Reason.NO_NUMBER, {"field": "year", "typed": "ж"})) == (
            f"{wide('Year')}: “ж” {wide('is no year. Write digits only.')}"
        )
    assert sentence(NotFound(Reason.NO_NIGHT)) == "This server has no such film night. Open one with /filmnight open."


async def test_why_a_message_was_not_posted_is_told_in_the_language_of_whoever_reads_it(world: World) -> None:
    outbox = world.bot.service(Outbox)
    failed = [NotPosted(kind, 5, why) for kind in (POLL, RESULT, REVIEWS) for why in Failure]
    english = [outbox.reason(one) for one in failed]
    assert len(set(english)) > len(Failure)  # permissions differ
    with speaking(WideLetters()):
        assert [plain(outbox.reason(one)) for one in failed] == [[]] * len(failed)
        kept = NotPosted(POLL, 5, "A sentence of an older Marquee.")
        assert outbox.reason(kept) == "A sentence of an older Marquee."


@pytest.mark.parametrize("reason", Reason)
def test_no_sentence_has_a_word_of_its_own_besides_the_marked_ones(reason: Reason) -> None:
    """Every sentence, with its values in other letters."""
    text = SENTENCES[reason]
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    with speaking(WideLetters()):
        said = sentence(NotFound(reason, **dict.fromkeys(names, "ж")))
    assert not re.search("[A-Za-z]", said)


async def test_dialogues_in_another_language_have_no_english_left(sqlite_host: SqliteHost, clock: Clock) -> None:
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            await _film_nights(world)
            await _requests(world)
            await _settings(world)
            await _imports(world)
            await _own_data(world)
            await ask(world, "/help")
    assert len(recorder.bodies) > 25
    assert unmarked(recorder) == set()


async def _film_nights(world: World) -> None:
    film = await first_film(world)
    await ask(world, f"/filmnight check {film}")
    night = await ask(world, "/filmnight open")
    for person in ("member", "friend"):
        night = await night.press(wide("Join"), by=person)
    answer = await ask(world, f"/filmnight check {film}")
    await answer.press(wide("Is it for me?"))
    night = await night.press(wide("Join"), by="moderator")
    answer = await ask(world, f"/filmnight check {film}")
    own = await answer.press(wide("Is it for me?"), by="moderator")
    await own.press(own.labels[0], by="moderator")
    await night.press(wide("Leave"), by="member")
    await answer.press(wide("Is it for me?"))
    await ask(world, "/filmnight check ;")


async def _requests(world: World) -> None:
    await ask(world, "/reviews requests")
    asked = await ask(world, "/request Жж (2021)", by="member")
    await ask(world, "/reviews requests")
    await asked.press(wide("Take back"))
    await asked.press(wide("Take back"))
    label = (await world.library.reviews.every())[0].review.film.label
    await ask(world, f"/request {label}", by="member")
    await ask(world, "/request " + "ж" * 190 + " (1000)", by="member")


async def _own_data(world: World) -> None:
    await (await ask(world, "/my data", by="member")).press(wide("Delete everything"))
    told = await ask(world, "/my data")
    await told.press(wide("All of it as a file"), by="moderator")
    asked = await told.press(wide("Delete everything"), by="moderator")
    asked = await (await asked.press(wide("Keep it"), by="moderator")).press(wide("Delete everything"), by="moderator")
    await asked.press(wide("Delete everything"), by="moderator")


async def _settings(world: World) -> None:
    await ask(world, "/reviews settings", by="member")
    await ask(world, "/reviews settings")
    for choice in ("quiet:22:00-07:00", "digest:weekly", "suggestions:True", "announcements:films", "quiet:never"):
        await ask(world, f"/reviews settings {choice}")


async def _imports(world: World) -> None:
    async def upload(name: str, data: bytes) -> Reply:
        result = await world.people["moderator"].slash(world.channel, "reviews import", file=(name, data))
        return Reply(world, replies_of(result)[0])

    for data in (b"", b"\x89PNG\r\n\x1a\n\x00\x00"):
        await upload("ж", data)
    shown = await upload("ж.csv", TABLE.encode())
    await shown.press(wide("Discard all of them"), by="moderator")
    await upload("ж.csv", (TABLE + "\nЖ,1975,Ж" * 30).encode())
