"""`python -m bot restore`: a backup in the library's place, and what was there kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cogs.ui.language import _, counted
from data.errors import CannotRestore, Reason
from data.library import Library, utc_now
from data.storage import Storage, restoring
from data.storage.addresses import file_of, url_of
from data.storage.erasures import Erasure


async def restore(address: str, backup: Path) -> None:
    """Do it, and say what was put back, where the old library lies, and what was erased again.

    Raises:
        CannotRestore, StorageUnavailable: with the reason; the library is as it was.
    """
    database = file_of(url_of(address))
    if database is None:
        raise CannotRestore(Reason.RESTORE_ON_POSTGRESQL)
    done = await restoring.restore(backup, database, utc_now(), _erase_again)
    rows = counted(done.rows, "{count:,} row", "{count:,} rows")
    print(_("{path} is the library of {backup} now: {rows}.").format(path=database, backup=backup, rows=rows))
    if done.kept:
        print(_("What was there is kept: {path}. Delete it when you are sure.").format(path=done.kept))
    if done.erasures is None:
        print(
            _(
                "⚠️ What was erased since the backup could not be read in the library before it, so it is back: "
                "personal lists that were erased, polls that have ended, and whoever was forgotten."
            )
        )
    elif done.erasures:
        print(
            counted(
                done.erasures,
                "{count} erasure that came after the backup was done again.",
                "{count} erasures that came after the backup were done again.",
            )
        )


async def _erase_again(storage: Storage, done_before: Sequence[Erasure]) -> None:
    await Library(storage).rights.repeat(done_before)
