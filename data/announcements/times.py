"""When a review is announced: outside quiet hours, and with a digest only at its time. Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from data.servers.settings import Digest, QuietHours, ServerSettings

DIGEST_AT = dt.time(18, 0)
"""By the server's clock, every day or on Fridays: when people choose a film for the evening."""

_FRIDAY = 4
_DAY = dt.timedelta(days=1)


def due_at(settings: ServerSettings, queued_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """When what was queued then is to be posted, seen from now; not before now."""
    zone = ZoneInfo(settings.time_zone)
    due = max(_digest_after(settings.digest, queued_at.astimezone(zone)), now.astimezone(zone))
    return _after_quiet_hours(settings.quiet_hours, due).astimezone(dt.UTC)


def _digest_after(digest: Digest, local: dt.datetime) -> dt.datetime:
    if digest is Digest.OFF:
        return local
    day = local.date()
    if local >= _on(day, DIGEST_AT, local):
        day += _DAY
    while digest is Digest.WEEKLY and day.weekday() != _FRIDAY:
        day += _DAY
    return _on(day, DIGEST_AT, local)


def _after_quiet_hours(quiet: QuietHours | None, local: dt.datetime) -> dt.datetime:
    if quiet is None:
        return local
    time, over_midnight = local.time(), quiet.end < quiet.start
    begun, before_end = time >= quiet.start, time < quiet.end
    is_quiet = (begun or before_end) if over_midnight else (begun and before_end)
    if not is_quiet:
        return local
    day = local.date() + _DAY if over_midnight and begun else local.date()
    return _on(day, quiet.end, local)


def _on(day: dt.date, time: dt.time, like: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=like.tzinfo)
