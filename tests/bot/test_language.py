"""The shell and the playground in another alphabet: what is still in plain letters was never marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import discord
import pytest

from bot import run, settings
from bot.__main__ import app
from bot.playground import page
from bot.playground.transcript import readable
from bot.shell import ask, backing_up, exporting, forgetting, importing, restoring
from bot.shell.doctor import visit
from bot.shell.help import spoken
from cogs.ui.language import speaking
from cogs.ui.sentences import sentence
from data.errors import CannotAsk, CannotRestore, CannotStart, CannotType, InvalidChange, InvalidSettings
from data.formats import Draft
from data.library import Library
from data.models import Film, Review
from data.reviews.imports import Fate
from tests.clock import Clock
from tests.conftest import SqliteHost
from tests.data.film_nights.clubs import film_with, meeting
from tests.data.rights.lives import live, published
from tests.data.worlds import GUILD, open_poll
from tests.extraction import marked_texts
from tests.foreign import WideLetters, foreign_reviews, foreign_world, plain, unmarked, wide
from tests.loopback.server import Loopback
from tests.loopback.state import TOKEN
from tests.recording import Recorder


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty folder in a world of other letters."""
    monkeypatch.chdir(tmp_path)
    with speaking(WideLetters()):
        yield tmp_path


def help_texts() -> list[str]:
    group = spoken(app)
    shown = [group, *group.commands.values()]
    of_options = [getattr(one, "help", None) for command in shown for one in command.params]
    return [text for text in (*(command.help for command in shown), *of_options) if text]


def test_the_help_of_every_command_and_option_is_collected_and_translated() -> None:
    english = help_texts()
    assert len(english) > 20
    assert set(english) <= marked_texts()
    with speaking(WideLetters()):
        assert help_texts() == [wide(text) for text in english]
    assert help_texts() == english


def test_what_the_help_says_is_looked_up_when_it_is_shown(foreign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        spoken(app)(["export", "--help"])
    said = capsys.readouterr().out
    assert wide("A new or empty folder.") in said
    assert "A new or empty folder." not in said


def test_every_fate_of_an_import_is_told(foreign: Path) -> None:
    review = Review(film=Film(title="Ж", year=2031))
    taken = [importing.Taken(Path("ж"), Draft(review, left=("ж",)), fate) for fate in Fate for _ in range(2)]
    said = importing.report(importing.Outcome(3, taken), dry_run=True)
    assert said.count("2 ") >= len(Fate)
    assert plain(said) == []
    assert plain(importing.report(importing.Outcome())) == []
    assert set(importing.COUNTS) == set(Fate)
    assert set(importing.HEADINGS) == set(Fate) - {Fate.UNCHANGED}


def _write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.uncounted
async def test_import_and_export_speak_the_language(
    foreign: Path, capsys: pytest.CaptureFixture[str], sqlite_host: SqliteHost
) -> None:
    address = sqlite_host.new(with_starter=False)
    async with Library.open(address, with_starter=False) as library:
        for review in foreign_reviews():
            await library.reviews.save(review)
    await exporting.export_library(address, Path("ж"), 0)
    await exporting.export_library(address, Path("жж"), 0, "json")
    _write("ж.csv", "")
    assert not await importing.import_files(address, importing.Order((Path("ж.csv"), Path("жж")), 0))
    said = capsys.readouterr()
    assert wide("unchanged") in said.out
    assert wide("Storing") in said.err
    lines = [line for line in (said.out + said.err).splitlines() if "reviews.json" not in line]
    assert plain("\n".join(line.replace(": file: ", ": ") for line in lines)) == []


async def test_backing_up_and_putting_back_speak_the_language(
    foreign: Path, capsys: pytest.CaptureFixture[str], sqlite_host: SqliteHost
) -> None:
    address, file = sqlite_host.new(with_starter=True), Path("ж.db")
    await backing_up.back_up(settings.Settings(), address, file)
    async with Library.open(address, with_starter=False) as library:
        poll = await open_poll(library)
        await library.polls.closing.close(poll.id, GUILD)
    await restoring.restore(address, file)
    await restoring.restore(f"sqlite:///{foreign}/жж.db", file)
    said = capsys.readouterr().out
    for word in ("opened", "kept", "erasure", "could not be read"):
        assert wide(word) in said
    assert plain(re.sub(r"\S*/\S*|UTC", "", said)) == []
    for refused in (Path("жж"), Path(address.removeprefix("sqlite:///"))):
        with pytest.raises(CannotRestore) as refusal:
            await restoring.restore(address, refused)
        assert plain(re.sub(r"\S*/\S*|`.*`", "", sentence(refusal.value))) == []


async def test_forgetting_speaks_the_language(
    foreign: Path, capsys: pytest.CaptureFixture[str], sqlite_host: SqliteHost
) -> None:
    address, member = sqlite_host.new(with_starter=False, migrated=True), 300_000_000_000_000_031
    async with Library.open(address, with_starter=False) as library:
        await live(library, await published(library, GUILD), member, film_id=10)
        films = [await film_with(library, title, topic) for title, topic in (("X", "guns"), ("Y", "dog"))]
        await meeting(library, (member, 1, 2), GUILD, 1)
        await library.film_nights.check(GUILD, 1, films)
    for sure in (False, True, False):
        await forgetting.forget(address, member_id=member, server_id=None, sure=sure)
        await forgetting.forget(address, member_id=None, server_id=GUILD, sure=sure)
    said = capsys.readouterr().out
    for word in ("deleted", "former", "code", "changed", "noted", "kept"):
        assert wide(word) in said
    assert plain(re.sub(r"--yes|  [a-z_]+: ", "", said)) == []
    with pytest.raises(InvalidChange) as refusal:
        await forgetting.forget(address, member_id=None, server_id=None, sure=True)
    assert plain(re.sub(r"--\w+", "", sentence(refusal.value))) == []


async def test_the_doctor_speaks_the_language(
    foreign: Path, capsys: pytest.CaptureFixture[str], sqlite_host: SqliteHost
) -> None:
    async with Loopback.open() as discord:
        there = {"MARQUEE_DATABASE": sqlite_host.new(with_starter=True), "DISCORD_API_URL": discord.address}
        await visit.look(settings.Settings.model_validate(there | {"DISCORD_TOKEN": TOKEN}))
        assert not await visit.look(settings.Settings.model_validate(there | {"DISCORD_TOKEN": "ж"}))
        await visit.look(settings.Settings.model_validate({"MARQUEE_DATABASE": "sqlite:///ж.db"}))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20
    names = re.compile(r"\S*/\S*|\b(?:MB|The Screening Room|python -m [a-z .]*|[A-Z]+_[A-Z]+)\b|\bMarquee\b")
    assert plain(names.sub("", "\n".join(lines))) == []


@pytest.mark.uncounted
async def test_what_cannot_be_asked_is_told_in_the_language(foreign: Path) -> None:
    database = f"sqlite:///{foreign / 'ж.db'}"
    setup = settings.Settings.model_validate({"MARQUEE_PLAYGROUND_DATABASE": database})
    refusals = []
    for typed, person, clicks in (("/help", "ж", ()), ("ж", "member", ()), ("/help", "member", ["ж"])):
        with pytest.raises(CannotAsk) as refusal:
            await ask.ask(setup, typed, person=person, clicks=clicks)
        refusals.append(sentence(refusal.value))
    refusals[0] = refusals[0].replace("member, friend, moderator", "")
    assert [plain(one) for one in refusals] == [[], [], []]
    assert wide("none") in refusals[2]


def test_a_transcript_speaks_the_language(foreign: Path) -> None:
    menu = {"components": [{"options": [{"label": "ж"}]}]}
    files = [{"filename": "ж", "size": size} for size in (1, 2)]
    said = readable({"flags": 64, "content": "", "components": [menu], "attachments": files})
    assert said.count("ж") == 2
    assert plain(said) == []


def test_a_transcript_counts_a_files_bytes() -> None:
    files = [{"filename": "a", "size": size} for size in (1, 2)]
    said = readable({"flags": 0, "content": "", "components": [], "attachments": files})
    assert said == "(file: a, 1 byte)\n(file: a, 2 bytes)"


async def test_the_playground_is_furnished_and_answers_in_the_language(sqlite_host: SqliteHost, clock: Clock) -> None:
    refusals = []
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            await page._furnish(world, world.library)
            for line in ("/ж", "/filmnight ж", "/poll open ж channel:ж", "/top order:ж"):
                with pytest.raises(CannotType) as refusal:
                    await world.people["moderator"].run(world.channel, line)
                refusals.append(sentence(refusal.value))
            said = page._welcome("ж")
            assert world.channel.guild
            assert plain(world.channel.guild.name) == []
    assert len(recorder.bodies) == 1
    assert unmarked(recorder) == set()
    assert plain(said) == []
    assert [re.sub(r"/[a-z]+", "", one).count(wide("There are")) for one in refusals] == [1, 0, 0, 0]
    assert [plain(re.sub(r"/[a-z]+|: [a-z, ]+\.|^channel", "", one)) for one in refusals[:3]] == [[], [], []]
    assert wide(" is one of: ") in refusals[3]


async def test_why_the_bot_does_not_start_is_told_in_the_language(
    foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotStart) as refusal:
        await run.serve(settings.Settings.model_validate({"DISCORD_TOKEN": ""}))
    refused = type("Answer", (), {"status": 403, "reason": ""})()
    errors = (
        discord.LoginFailure(),
        discord.PrivilegedIntentsRequired(None),
        discord.Forbidden(refused, ""),
        aiohttp.ClientError(),
    )
    told = [sentence(refusal.value)]
    for error in errors:
        reason = run.reason_of(error)
        assert isinstance(reason, CannotStart)
        told.append(sentence(reason))
    assert len(set(told)) == 5
    names = re.compile(r"\bDISCORD_TOKEN\b")
    assert [plain(names.sub("", one)) for one in told] == [[]] * 5
    monkeypatch.setenv("MARQUEE_LOG_LEVEL", "ж")
    with pytest.raises(InvalidSettings) as wrong:
        settings.load()
    assert str(wrong.value).startswith(wide("Some settings are wrong"))
