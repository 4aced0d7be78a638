"""What the doctor says of this machine; tests/loopback/test_doctor.py has it ask Discord."""

import datetime as dt
import shutil
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.shell.doctor import machine
from bot.shell.doctor.findings import Finding, Mark
from bot.shell.doctor.online import _clock
from data.storage.examining import Examined

NOW = dt.datetime(2026, 3, 9, 12, 0, tzinfo=dt.UTC)


def only(findings: Iterable[Finding]) -> tuple[Mark, str]:
    (finding,) = findings
    return finding.mark, finding.text


@pytest.mark.parametrize(
    ("off", "mark", "said"),
    [(4, Mark.WELL, "is right"), (-20, Mark.WARNING, "20 seconds off"), (600, Mark.BROKEN, "600 seconds off")],
)
def test_a_clock_is_held_to_discords(off: float, mark: Mark, said: str) -> None:
    finding = _clock(NOW, NOW + dt.timedelta(seconds=off))
    assert (finding.mark, said in finding.text) == (mark, True)


def test_zones_that_servers_chose_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(zone: str) -> Examined:
        return Examined(None, 0, {1: {"time_zone": zone}, 2: {}})

    assert only(machine.of_zones(chosen("Europe/Paris")))[0] is Mark.WELL
    mark, said = only(machine.of_zones(chosen("Europe/Atlantis")))
    assert mark is Mark.BROKEN
    assert "Europe/Atlantis" in said
    monkeypatch.setattr(zoneinfo, "available_timezones", lambda: {"UTC"})
    assert only(machine.of_zones(None))[0] is Mark.BROKEN


@pytest.mark.parametrize(
    ("settings", "files", "mark", "said"),
    [
        ({}, ["m-2026-03-09-110000.db", "m-2026-03-08-110000.db"], Mark.WELL, "2 backups in"),
        ({}, ["m-2026-03-01-110000.db", "m-of-mine.db"], Mark.WARNING, "is of 2026-03-01"),
        ({}, [], Mark.WARNING, "There is no backup in"),
        ({"MARQUEE_BACKUP_EVERY": "0"}, ["m-2026-03-09-110000.db"], Mark.WARNING, "no backups by itself"),
    ],
)
def test_backups_are_to_be_there_and_of_late(
    tmp_path: Path, settings: dict[str, str], files: list[str], *, mark: Mark, said: str
) -> None:
    (tmp_path / "backups").mkdir()
    for name in files:
        (tmp_path / "backups" / name).touch()
    where = {"MARQUEE_DATABASE": f"sqlite:///{tmp_path}/m.db"}
    found, text = only(machine.of_backups(Settings.model_validate(where | settings), NOW))
    assert (found, said in text) == (mark, True)


@pytest.mark.parametrize(
    ("size", "free", "mark"),
    [(0, 10**12, Mark.WELL), (0, 10**8, Mark.WARNING), (10**9, 2 * 10**9, Mark.WARNING), (0, 10**7, Mark.BROKEN)],
)
def test_room_is_measured_by_what_the_database_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, size: int, free: int, mark: Mark
) -> None:
    file = tmp_path / "m.db"
    with file.open("wb") as sparse:
        sparse.truncate(size)
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert only(machine.of_disk(file))[0] is mark
