"""Days and hours in words, where Discord's own timestamps do not go: in buttons, menus and pictures. All in UTC."""

from __future__ import annotations

import datetime as dt

from cogs.ui.language import N_, _, counted

_MONTHS = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)


def day(when: dt.datetime) -> str:
    """`3 May 2025`"""
    utc = when.astimezone(dt.UTC)
    return _(_MONTHS[utc.month - 1]).format(day=utc.day, year=utc.year)


def moment(when: dt.datetime) -> str:
    """`3 May 2025, 18:05 UTC`"""
    return _("{day}, {time} UTC").format(day=day(when), time=f"{when.astimezone(dt.UTC):%H:%M}")


def days(number: int) -> str:
    """`1 day`, `2 days`"""
    return counted(number, "{count} day", "{count} days")
