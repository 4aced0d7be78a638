"""What can be looked at without Discord: the database, its backups, the disk, time zones."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import zoneinfo
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.backups import place_of
from bot.settings import Settings
from bot.shell.doctor.findings import Finding, broken, warning, well
from cogs.ui.language import _, counted
from data.storage.backups import backups_in, time_of
from data.storage.examining import Examined

_LEAST_FREE = 50_000_000
_ENOUGH_FREE = 500_000_000
_MEGABYTE = 1_000_000
_LEAST_ZONES = 300
"""There are some six hundred; a machine without any knows one."""


def of_database(examined: Examined | None, shown: str) -> Iterator[Finding]:
    """Whether it is whole, and of this Marquee."""
    if examined is None:
        yield warning(
            _("There is no library in {database} yet. It begins with the first start.").format(database=shown)
        )
        return
    if examined.damage:
        yield broken(
            _(
                "The database {database} is damaged: {why}. Put it back from a backup: python -m bot restore FILE"
            ).format(database=shown, why=examined.damage)
        )
        return
    yield well(_("The database {database} opens and is whole.").format(database=shown))
    if examined.pending is None:
        yield broken(_("It was written by a newer Marquee; update this one."))
    elif examined.pending:
        yield warning(
            counted(
                examined.pending,
                "{count} migration is still to be done; the next start does it.",
                "{count} migrations are still to be done; the next start does them.",
            )
        )
    else:
        yield well(_("Its tables are those of this Marquee."))


def of_backups(settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    """Whether there is one from not long ago, where the bot is to make them."""
    place = place_of(settings, settings.database.get_secret_value())
    if not settings.backup_every or not (place.is_file or settings.backup_folder):
        yield warning(
            _("Marquee makes no backups by itself. Set MARQUEE_BACKUP_EVERY, or see that something else does.")
        )
        return
    names = [path.name for path in place.folder.iterdir()] if place.folder.is_dir() else []
    times = [time_of(name) for name in backups_in(names, place.stem, place.suffix)]
    if not times:
        yield warning(
            _("There is no backup in {folder} yet. Make one: python -m bot backup").format(folder=place.folder)
        )
    elif now - max(times) > 2 * dt.timedelta(hours=settings.backup_every):
        yield warning(
            _("The newest backup in {folder} is of {day}. Look into the log for why, or make one: python -m bot backup")
            .format(folder=place.folder, day=f"{max(times):%Y-%m-%d}")
        )  # fmt: skip
    else:
        yield well(
            counted(
                len(times),
                "{count} backup in {folder}, the newest of {time} UTC.",
                "{count} backups in {folder}, the newest of {time} UTC.",
                folder=place.folder,
                time=f"{max(times):%Y-%m-%d %H:%M}",
            )
        )


def of_disk(file: Path | None) -> Iterator[Finding]:
    """Whether there is room where the database's file lies, or here if it has none, and whether it may be written."""
    folder = next(one for one in (file.resolve().parents if file else (Path.cwd(),)) if one.is_dir())
    for path in filter(None, (folder, file)):
        if path.exists() and not os.access(path, os.W_OK):
            yield broken(
                _("{path} cannot be written by this account. Let the one that runs Marquee.").format(path=path)
            )
    free = shutil.disk_usage(folder).free
    size = file.stat().st_size if file and file.exists() else 0
    told = counted(
        free // _MEGABYTE, "{count:,} MB is free in {folder}", "{count:,} MB are free in {folder}", folder=folder
    )
    if free < _LEAST_FREE:
        yield broken(_("{told}: too little to go on. Make room.").format(told=told))
    elif free < max(_ENOUGH_FREE, 3 * size):
        yield warning(
            _("{told}, which is little beside the database and its backups. Make room soon.").format(told=told)
        )
    else:
        yield well(f"{told}.")


def of_zones(examined: Examined | None) -> Iterator[Finding]:
    """Whether this machine knows the time zones that servers have chosen, and others."""
    chosen = {str(one["time_zone"]) for one in (examined.settings.values() if examined else ()) if "time_zone" in one}
    unknown = sorted(_unknown(chosen))
    if unknown:
        text = _("This machine knows no time zone {zones}, which a server chose. Run python -m pip install -U tzdata")
        yield broken(text.format(zones=", ".join(unknown)))
    elif len(zoneinfo.available_timezones()) < _LEAST_ZONES:
        yield broken(_("This machine knows no time zones. Run python -m pip install tzdata"))
    else:
        yield well(_("Time zones are known."))


def _unknown(zones: Iterable[str]) -> Iterator[str]:
    for zone in zones:
        try:
            zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            yield zone
