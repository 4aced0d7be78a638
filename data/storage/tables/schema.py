"""What all tables share: their metadata, and the types of columns that engines differ in. Ids are snowflake-sized."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, MetaData, TypeDecorator

SerialId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER, which there is 64 bits wide anyway."""
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """SQLite forgets time zones: every time is stored in UTC and comes back saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Convert to UTC on the way in."""
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Say UTC on the way out."""
        if value is None:
            return None
        time: dt.datetime = value
        return time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)


class WhenForgotten(StrEnum):
    """What becomes of a column that holds a member's id when the member is forgotten. PRIVACY.md says the same."""

    DELETED = "deleted"
    """The whole row goes."""
    NOBODY = "a former member"
    """The row stays, with `data.models.FORMER_MEMBER` in the id's place."""
    CODED = "a code"
    """The row stays, with a keyed code in the id's place."""
    KEPT = "kept"
    """It is there because the member was forgotten."""


_MARK = "member"


def holds_member(fate: WhenForgotten) -> dict[str, WhenForgotten]:
    """The `info` of a column that holds ids of members. A test asks for it."""
    return {_MARK: fate}


def columns_of_members() -> dict[Column[Any], WhenForgotten]:
    """Every column that holds ids of members, and what becomes of it."""
    return {
        column: column.info[_MARK] for table in metadata.sorted_tables for column in table.c if _MARK in column.info
    }
