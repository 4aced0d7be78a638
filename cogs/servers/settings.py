"""A server's choices about reviews: as they are typed, and in words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cogs.ui.dates import days
from cogs.ui.language import N_, _
from data.eligibility import Gates
from data.errors import InvalidChange
from data.servers.settings import Digest, ServerSettings

DIGESTS = {
    Digest.OFF: N_("one by one"),
    Digest.DAILY: N_("gathered, once a day"),
    Digest.WEEKLY: N_("gathered, once a week"),
}
"""How a server hears of reviews."""


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
    start, _dash, end = typed.partition("-")
    try:
        return {"start": dt.time.fromisoformat(start.strip()), "end": dt.time.fromisoformat(end.strip())}
    except ValueError:
        raise InvalidChange(_("Quiet hours are written 22:00-07:00, or none. Type them so.")) from None


def describe_settings(settings: ServerSettings, failure: str | None = None, *, unheard: bool = False) -> str:
    """A line for each choice; `failure` is why the last announcement could not be posted, `unheard` that a mention of
    its role reaches nobody by now.
    """
    quiet = settings.quiet_hours
    channel = settings.announcement_channel_id
    lines = [
        _("- written by: {roles}moderators").format(roles=_roles(settings.reviewer_role_ids)),
        _("- published by: {roles}whoever may Manage Server").format(roles=_roles(settings.moderator_role_ids)),
        _("- suggestions by members: welcome")
        if settings.suggestions_allowed
        else _("- suggestions by members: not taken"),
        _("- standing votes: by {voters}").format(voters=describe_voters(settings.vote_gates)),
        _("- announced in: {channel}, {digest}").format(
            channel=f"<#{channel}>" if channel else _("no channel"), digest=_(DIGESTS[settings.digest])
        ),
        _("- quiet hours: {hours}; time zone: {zone}").format(
            hours=_("{start:%H:%M} to {end:%H:%M}").format(start=quiet.start, end=quiet.end) if quiet else _("none"),
            zone=settings.time_zone,
        ),
    ]
    if role_id := settings.announcement_role_id:
        lines.append(_("- announcements mention: {role}").format(role=f"<@&{role_id}>"))
    if unheard:
        lines.append(_("⚠️ Nobody hears of that mention: allow everybody to mention the role in its settings."))
    if settings.publish_onward:
        lines.append(_("- announcements go on to servers that follow the channel, if it is an announcement channel"))
    if settings.announcement_channel_gone:
        lines.append(_("⚠️ The channel for announcements was removed, so there are none until you choose another."))
    if failure and channel:
        lines.append(_("⚠️ The last announcement could not be posted: {failure}").format(failure=failure))
    return "\n".join((_("### Reviews in this server"), *lines))


def describe_voters(gates: Gates) -> str:
    """Who may vote on cards."""
    asked = [_("members with {role}").format(role=f"<@&{gates.role_id}>")] if gates.role_id else []
    if gates.role_gone:
        asked = [_("nobody, since the role for it was removed (choose another or @everyone)")]
    if gates.min_days_in_server:
        asked.append(_("members of at least {days}").format(days=days(gates.min_days_in_server)))
    if gates.min_account_days:
        asked.append(_("accounts of at least {days}").format(days=days(gates.min_account_days)))
    return ", ".join(asked) or _("everybody")


def _roles(role_ids: Sequence[int]) -> str:
    return "".join(f"<@&{role_id}>, " for role_id in role_ids)
