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


def short(duration: dt.timedelta) -> str:
    """`1 h 33 min`"""
    hours, rest = divmod(_whole_minutes(duration), 60)
    parts = [_("{hours} h").format(hours=hours)] if hours else []
    parts += [_("{minutes} min").format(minutes=rest)] if rest or not hours else []
    return " ".join(parts)


def long(duration: dt.timedelta) -> str:
    """`36 hours`, `1.5 hours`; `1 h 40 min` where that is plainer."""
    minutes = _whole_minutes(duration)
    if minutes < 60 or minutes % 15:
        return short(duration)
    return _("1 hour") if minutes == 60 else _("{hours:g} hours").format(hours=minutes / 60)


def _whole_minutes(duration: dt.timedelta) -> int:
    return round(duration / dt.timedelta(minutes=1))
