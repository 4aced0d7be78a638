"""`python -m bot backup`: the library into one file, beside a bot that may be running."""

from __future__ import annotations

from pathlib import Path

from bot.backups import make, place_of, target_of
from bot.settings import Settings
from cogs.ui.language import _, counted
from data.library import utc_now
from data.storage.backups import Held


async def back_up(settings: Settings, address: str, named: Path | None) -> None:
    """Write a backup, to the file or into the folder that was named, and say what it holds.

    Raises:
        BackupFailed, StorageUnavailable: with the reason; nothing is left of it then.
    """
    print(_said(await make(address, target_of(place_of(settings, address), named, utc_now()))))


def _said(held: Held) -> str:
    rows = counted(held.rows, "{count:,} row", "{count:,} rows")
    tables = counted(held.tables, "{count} table", "{count} tables")
    size = counted(held.size, "{count:,} byte", "{count:,} bytes")
    return _("{path}: {rows} in {tables}, {size}. It was opened and counted, and all is there.").format(
        path=held.path, rows=rows, tables=tables, size=size
    )
