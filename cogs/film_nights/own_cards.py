"""What a member alone sees of a film night: what the own list says of each film, and how to take one off. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape
from data.film_nights.night import Pick, StoredNight
from data.warnings.personal import Answer, Check

_LONGEST_LABEL, _LONGEST_ON_A_BUTTON = 100, 60


def own_card(stored: StoredNight, member_id: int, checks: Mapping[int, Check | None], said: str | None = None) -> Card:
    """The shortlist held against one's own list, by film; None where there is no review any more."""
    card = Card(colour=OPEN)
    tonight = stored.tonight
    lines = [_line(stored, pick, member_id, checks.get(pick.film)) for pick in tonight.shortlist]
    card.text("\n".join((_("-# 🍿 Film night, for you alone"), *lines)))
    if said:
        card.text(said)
    if member_id not in stored.guests:
        card.text(_("-# You have not joined, or have left again. What was told while you were in stays told."))
        return card
    card.text(
        _(
            "-# Taking a film off has it read “not cleared” for everybody. Nobody is told that it was you, and it is "
            "kept nowhere; whoever saw it cleared before can tell that one of those who joined did. With few people, "
            "they may guess whom."
        )
    )
    if tonight.shortlist:  # also what somebody took off already, or the button that is missing would tell of it
        card.row(*(_take_off(stored, pick) for pick in tonight.shortlist[:5]))
    return card


def _take_off(stored: StoredNight, pick: Pick) -> PressButton:
    label = _("Take off {film}").format(film=choice_name(pick.label, _LONGEST_ON_A_BUTTON))
    return button(Press("night", stored.id, "veto", str(pick.film)), label)


def _line(stored: StoredNight, pick: Pick, member_id: int, check: Check | None) -> str:
    film = escape(choice_name(pick.label, _LONGEST_LABEL))
    said = _own_answer(check).format(film=film)
    if not stored.tonight.is_cleared(pick) or member_id not in stored.guests:
        return said
    if stored.counts(pick, member_id):
        return said + " " + _("“Cleared” speaks of you too.")
    return said + " " + _("“Cleared” does not speak of you.")


def _own_answer(check: Check | None) -> str:
    if check is None:
        return _("▫️ **{film}**: there is no review of it any more.")
    if not check.findings:
        return _("▫️ **{film}**: you have no list. Make one with /my warnings.")
    if check.having(Answer.MEETS):
        return _("⚠️ **{film}** has something of your list: /warnings shows what.")
    if check.having(Answer.PERHAPS) or check.having(Answer.NOT_KNOWN):
        return _("❔ **{film}**: its review leaves something of your list open.")
    return _("🆗 **{film}** has nothing of your list.")
