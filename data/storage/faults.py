"""What went wrong in an engine, told by its own codes and made one of a small family that a person can be told of."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.errors import (
    Busy,
    Collided,
    MarqueeError,
    Reason,
    StorageDamaged,
    StorageFault,
    StorageFull,
    StorageGone,
    StorageReadOnly,
    StorageUnavailable,
    TooSlow,
)

log = logging.getLogger(__name__)

Family = type[StorageFault]

_SQLITE: dict[int, Family] = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_PROTOCOL: Busy,  # somebody else held the log's lock too long
    sqlite3.SQLITE_NOMEM: Busy,
    sqlite3.SQLITE_INTERRUPT: TooSlow,
    sqlite3.SQLITE_CANTOPEN: StorageGone,
    sqlite3.SQLITE_IOERR: StorageGone,
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_READONLY: StorageReadOnly,
    sqlite3.SQLITE_PERM: StorageReadOnly,
    sqlite3.SQLITE_CORRUPT: StorageDamaged,
    sqlite3.SQLITE_NOTADB: StorageDamaged,
    sqlite3.SQLITE_IOERR_CORRUPTFS: StorageDamaged,
    sqlite3.SQLITE_READONLY_DBMOVED: StorageGone,
}
"""By extended code or else by primary code, which is its lowest byte. Source: https://sqlite.org/rescode.html"""

_POSTGRESQL: dict[str, Family] = {
    "40001": Collided,  # serialization failure
    "40P01": Collided,  # deadlock
    "55P03": Busy,  # lock_timeout
    "57014": TooSlow,  # statement_timeout
    "25P03": TooSlow,  # idle in a transaction
    "25P04": TooSlow,  # transaction_timeout
    "25006": StorageReadOnly,
    "42501": StorageReadOnly,  # the account may not
    "53100": StorageFull,
    "53": Busy,  # too many clients, out of memory
    "08": StorageGone,
    "57P": StorageGone,  # shutting down, starting up, crashed
    "28": StorageGone,  # the password, or who may connect, was changed
    "3D": StorageGone,
    "58P01": StorageDamaged,  # a file of the database is missing
    "58": StorageGone,  # the disk
    "XX001": StorageDamaged,
    "XX002": StorageDamaged,
}
"""By code, or by the class that it begins with. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def family_of(error: BaseException) -> Family | None:
    """The fault that an exception means; None where the database is well and the statement was not."""
    if isinstance(error, StorageFault):
        return type(error)
    driver = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if found := _by_code(driver):
        return found
    if isinstance(error, PoolTimeout):
        return Busy
    if isinstance(error, TimeoutError):
        return TooSlow
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return StorageGone if lost or isinstance(driver, OSError) else None


def _by_code(driver: BaseException) -> Family | None:
    if isinstance(driver, sqlite3.Error):
        code = getattr(driver, "sqlite_errorcode", None)  # what Python itself finds wrong has none
        return None if code is None else _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
    state = str(getattr(driver, "sqlstate", None) or "")
    return next((_POSTGRESQL[state[:length]] for length in (5, 3, 2) if state[:length] in _POSTGRESQL), None)


def fault_of(error: BaseException, *, writing: bool, certain: bool = True, reached: bool = True) -> StorageFault | None:
    """The exception to raise instead, after a line in the log; None where `error` is not the database's fault.

    `certain` is False when it is not known whether a write was stored, `reached` when there is no connection yet: then
    whatever the engine says is a reason for not letting anybody in.
    """
    if isinstance(error, MarqueeError) and not isinstance(error, StorageFault):
        return None
    family = family_of(error) or (None if reached else StorageGone)
    if family is None:
        return None
    log.log(
        logging.WARNING if issubclass(family, Busy) else logging.ERROR,
        "%s while %s: %s",
        family.__name__,
        "writing" if writing else "reading",
        reason_of(error),
    )
    if not writing:
        return family(family.reading)
    answered = certain or family not in (StorageGone, TooSlow)  # an engine that refuses a commit has not stored it
    return family(family.writing if answered else family.uncertain)


def refusal_of(error: BaseException, shown: str) -> StorageUnavailable:
    """Why Marquee cannot start with the database that is `shown`."""
    cause = error.__cause__ if isinstance(error, StorageFault) and error.__cause__ else error
    reason = _AT_START.get(family_of(error) or StorageGone, Reason.DATABASE_CLOSED)
    return StorageUnavailable(reason, address=shown, why=reason_of(cause))


_AT_START: dict[Family, Reason] = {
    Busy: Reason.DATABASE_BUSY,
    Collided: Reason.DATABASE_BUSY,
    StorageFull: Reason.DATABASE_FULL,
    StorageReadOnly: Reason.DATABASE_ONLY_READ,
    StorageDamaged: Reason.DATABASE_DAMAGED,
    TooSlow: Reason.DATABASE_SILENT,
}


def reason_of(error: BaseException) -> str:
    """What the engine says, in one line, with its code. Never what stood in a row."""
    driver: Any = error.orig if isinstance(error, DBAPIError) and error.orig else error
    text = str(driver) if isinstance(driver, OSError) else str(driver.args[0] if driver.args else "")
    said = text.strip().partition("\n")[0] or "no answer in time"
    code = getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None)
    return f"{said} ({code or type(driver).__name__})"
