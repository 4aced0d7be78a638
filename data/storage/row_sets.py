"""Rows that are handed to a statement as one parameter, so that it is put together once, however many they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Dialect, Subquery, bindparam, cast, column, func, select
from sqlalchemy.types import TypeEngine


def row_set(dialect: Dialect, parameter: str, **columns: TypeEngine[Any]) -> Subquery:
    """Rows as a table of these columns, to be joined; the parameter is a list of their values, row by row.

    SQLite looks up each row of a join by an index, but reads a whole table for an `IN` of several columns.
    """
    unfolded = func.json_each if dialect.name == "sqlite" else func.json_array_elements
    rows = unfolded(bindparam(parameter, type_=JSON())).table_valued(column("value", JSON()))
    cells = [cast(rows.c.value[place].as_string(), type_) for place, type_ in enumerate(columns.values())]
    return select(*(cell.label(name) for cell, name in zip(cells, columns, strict=True))).subquery(parameter)
