"""A server's choices about reviews: as they are typed, and in words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from data.errors import InvalidChange
from data.servers.settings import Digest, ServerSettings

_DIGESTS = {Digest.OFF: "one by one", Digest.DAILY: "gathered, once a day", Digest.WEEKLY: "gathered, once a week"}


def toggled(role_ids: Sequence[int], role_id: int) -> list[int]:
    """With the role, or without it if it was there."""
    return [one for one in role_ids if one != role_id] if role_id in role_ids else [*role_ids, role_id]


def quiet_hours(typed: str) -> dict[str, Any] | None:
    """`22:00-07:00` as start and end; None for `none`.

    Raises:
        InvalidChange: it is something else.
    """
    if typed.strip().casefold() == "none":
        return None
    start, _, end = typed.partition("-")
    try:
        return {"start": dt.time.fromisoformat(start.strip()), "end": dt.time.fromisoformat(end.strip())}
    except ValueError:
        raise InvalidChange("Quiet hours are written 22:00-07:00, or none.") from None


def describe_settings(settings: ServerSettings, failure: str | None = None) -> str:
    """A line for each choice; `failure` is why the last announcement could not be posted."""
    quiet = settings.quiet_hours
    channel = settings.announcement_channel_id
    hours = f"{quiet.start:%H:%M} to {quiet.end:%H:%M}" if quiet else "none"
    return "\n".join(
        (
            "**Reviews in this server**",
            f"- written by: {_roles(settings.reviewer_role_ids)}moderators",
            f"- published by: {_roles(settings.moderator_role_ids)}whoever may Manage Server",
            f"- suggestions by members: {'welcome' if settings.suggestions_allowed else 'not taken'}",
            f"- announced in: {f'<#{channel}>' if channel else 'no channel'}, {_DIGESTS[settings.digest]}",
            f"- quiet hours: {hours}; time zone: {settings.time_zone}",
            *((f"⚠️ The last announcement could not be posted: {failure}",) if failure and channel else ()),
        )
    )


def _roles(role_ids: Sequence[int]) -> str:
    return "".join(f"<@&{role_id}>, " for role_id in role_ids)
