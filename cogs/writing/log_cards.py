"""The log of a server: what was done, by whom, and what that changed, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from discord.utils import format_dt

from cogs.servers.settings import DIGESTS, describe_voters
from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import escape, fit, shorten
from cogs.writing.history_cards import note_words, who
from cogs.writing.words import MARKED
from data.eligibility import Gates
from data.models import Severity
from data.servers.audit import AuditEntry
from data.servers.settings import Digest

_LONGEST_VALUE = 120
_OF_A_CHANNEL = N_("filter warnings")
DONE = {
    "publish": N_("{who} published {subject}"),
    "approve": N_("{who} approved {subject}"),
    "submit": N_("{who} handed in {subject}"),
    N_("take back"): N_("{who} took {subject} back from the queue"),
    N_("send back"): N_("{who} sent {subject} back"),
    "discard": N_("{who} gave up {subject}"),
    "reopen": N_("{who} reopened {subject}"),
    "dismiss": N_("{who} dismissed {subject}"),
    "withdraw": N_("{who} withdrew {subject}"),
    "restore": N_("{who} restored {subject}"),
    "revert": N_("{who} put an earlier text of {subject} back"),
    "settings": N_("{who} changed the settings"),
    _OF_A_CHANNEL: N_("{who} changed what is shown of warnings in {subject}"),
    N_("accept warning"): N_("{who} accepted a warning for {subject}"),
    N_("dismiss warning"): N_("{who} dismissed, of the warnings to look at, {subject}"),
    N_("open poll"): N_("{who} opened a poll on {subject}"),
    N_("close poll"): N_("{who} closed the poll on {subject}"),
    N_("extend poll"): N_("{who} gave more time to the poll on {subject}"),
    N_("move poll"): N_("{who} posted the poll on {subject} anew"),
    N_("lift poll's role"): N_("{who} let everybody vote in the poll on {subject}"),
    N_("change poll defaults"): N_("{who} changed what polls are opened with"),
    N_("put aside"): N_("{who} put aside what the server removed, in {subject}"),
}
"""What was done as a sentence, by the action that the log holds."""
_NAMES = {
    "revision": N_("revision"),
    "state": N_("state"),
    "note": N_("note"),
    "reviewer_role_ids": N_("who writes"),
    "moderator_role_ids": N_("who publishes"),
    "vote_gates": N_("who votes on cards"),
    "suggestions_allowed": N_("suggestions by members"),
    "announcement_channel_id": N_("channel of announcements"),
    "announcement_role_id": N_("role that announcements mention"),
    "publish_onward": N_("announcements published onward"),
    "announcement_channel_gone": N_("that channel was removed"),
    "time_zone": N_("time zone"),
    "quiet_hours": N_("quiet hours"),
    "digest": N_("announcements"),
    "highest": N_("strongest warning shown"),
    "details": N_("details shown"),
    "proposals": N_("proposals"),
    "gone": N_("removed"),
}
"""What an entry's values are called. What is not here, such as the number of a draft, is of no use to read."""


def log_card(entries: Sequence[AuditEntry], page_size: int) -> Card:
    """What was done in a server, the last first."""
    card = Card(colour=OPEN)
    card.text(_("### What was done"))
    lines = [_line(one) for one in entries]
    card.text(
        fit(lines, 3600, _("-# {count} more do not fit here"))
        or _("Nothing yet. What reviewers and moderators do with /reviews is written down here.")
    )
    if len(entries) == page_size:
        card.row(button(Press("audit", entries[-1].id, "before"), _("Earlier"), emoji="◀️"))
    return card


def _line(one: AuditEntry) -> str:
    done = _(DONE.get(one.action, "{who} {subject}")).format(who=who(one.actor_id), subject=f"**{_subject(one)}**")
    changed = changes(one.before or {}, one.after or {})
    return f"{format_dt(one.made_at, 'f')} {done}" + (f": {', '.join(changed)}" if changed else "")


def _subject(one: AuditEntry) -> str:
    """A film, a warning, a part of the server; a channel is mentioned, where it is no words of people."""
    if one.subject in MARKED:
        return _(one.subject)
    is_channel = one.action == _OF_A_CHANNEL and re.fullmatch("<#[0-9]+>", one.subject)
    return one.subject if is_channel else escape(shorten(one.subject, 80))


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What is different, each in a few words: `state published → withdrawn`."""
    return [_change(name, before.get(name), after.get(name)) for name in _NAMES if before.get(name) != after.get(name)]


def _change(name: str, old: Any, new: Any) -> str:
    if isinstance(old, bool) or isinstance(new, bool):
        said = _("yes") if new else _("no")
    elif not new:
        said = _("{value} no more").format(value=_in_words(name, old))
    else:
        said = " → ".join(_in_words(name, value) for value in (old, new) if value)
    return f"{_(_NAMES[name])} {said}"


def _in_words(name: str, value: Any) -> str:
    if name in _MENTIONS:
        return _MENTIONS[name](value)
    return escape(shorten(_WORDS.get(name, str)(value), _LONGEST_VALUE))


def _roles(role_ids: Sequence[int]) -> str:
    return " ".join(f"<@&{role_id}>" for role_id in role_ids)


_MENTIONS: dict[str, Callable[[Any], str]] = {
    "reviewer_role_ids": _roles,
    "moderator_role_ids": _roles,
    "announcement_channel_id": lambda channel_id: f"<#{channel_id}>",
    "announcement_role_id": lambda role_id: f"<@&{role_id}>",
    "vote_gates": lambda gates: describe_voters(Gates.model_validate(gates)),
}
_WORDS: dict[str, Callable[[Any], str]] = {
    "state": _,
    "note": note_words,
    "digest": lambda value: _(DIGESTS[Digest(value)]),
    "highest": lambda value: term(Severity(value)),
    "quiet_hours": lambda hours: f"{hours['start'][:5]}–{hours['end'][:5]}",
    "gone": lambda ids: str(len(ids)),
}
