"""Addresses of databases, as settings give them."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from data.errors import Reason, StorageUnavailable

_POSTGRESQL = re.compile(r"\s*postgres(?:ql)?(\+\w+)?(?=://)")


def url_of(address: str) -> URL:
    """The parts of `sqlite:///path/to/file.db` or `postgresql://user:password@host/name`, also as `postgres://`.

    Raises:
        StorageUnavailable: it cannot be read, or is of another kind.
    """
    address = _POSTGRESQL.sub(r"postgresql\1", address.strip())
    if _POSTGRESQL.match(address) and address.count("@") > 1:
        raise StorageUnavailable(Reason.UNENCODED_AT)  # else what follows it would be read as the host's name
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StorageUnavailable(Reason.DATABASE_ADDRESS) from None
    backend = url.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise StorageUnavailable(Reason.DATABASE_KIND, backend=backend)
    return url


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None for a server.

    Raises:
        StorageUnavailable: it names no file.
    """
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise StorageUnavailable(Reason.DATABASE_WITHOUT_FILE)
    return Path(url.database)
