"""When a title is not clear: "Did you mean", or that there is no such review."""

from __future__ import annotations

from cogs.ui.cards import Card
from cogs.ui.language import _
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape, shorten
from data.films.catalogue import Finding

_LONGEST_BUTTON = 80


def question_card(finding: Finding, typed: str, command: str, asker_id: int, *, wanted: str = "") -> Card:
    """Ask which film was meant; a button each answers `command` with it, for the asker only.

    `wanted` is what the command asked for besides the film, short enough for a button.
    """
    card = Card()
    quoted = escape(shorten(typed, 100))
    if finding.suggestions and finding.likely:
        lines = _("### Did you mean …"), _("-# I am not sure which film “{typed}” is.")
    elif finding.suggestions:
        closest = _(
            "There is no such film in the library yet. /request asks for a review of it. The closest titles are:"
        )
        lines = _("### No review of “{typed}”"), closest
    else:
        lines = (
            _("### No review of “{typed}”"),
            _("There is no such film in the library yet. Try another spelling, or ask for a review with /request."),
        )
    card.text("\n".join(line.format(typed=quoted) for line in lines))
    if finding.suggestions:
        argument = f"{command}.{asker_id}.{wanted}".rstrip(".")
        card.row(
            *(
                button(Press("film", c.film_id, "pick", argument), choice_name(c.label, _LONGEST_BUTTON))
                for c in finding.suggestions
            )
        )
    return card
