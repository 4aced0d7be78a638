"""The way to the choice how one is told, from the cards of other topics."""

from __future__ import annotations

from cogs.ui.language import _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press


def tell_me_button() -> PressButton:
    """Leads to the choice from what somebody asks for or suggests in a server."""
    return button(Press("telling", 0, "open"), _("Tell me …"), emoji="🔔")
