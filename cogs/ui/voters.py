"""Whoever votes, as the gates of polls and of standing votes see them, and what they are told if those are closed."""

from __future__ import annotations

import discord

from cogs.ui.language import _
from cogs.ui.sentences import sentence
from data.eligibility import Voter
from data.errors import NotEligible


def voter_of(user: discord.User | discord.Member) -> Voter:
    """A member as they are at the moment of a press."""
    if isinstance(user, discord.Member):
        roles = frozenset((*user._roles, user.guild.id))  # `roles` would leave out those of a server not cached yet
        return Voter(user.id, user.created_at, user.joined_at, roles)
    return Voter(user.id, user.created_at)


def told_why(refusal: NotEligible) -> str:
    """Why somebody may not vote, with the role that they would need."""
    said = sentence(refusal)
    if refusal.role_id:
        said = _("{refusal} It asks for {role}: moderators say who gets it.").format(
            refusal=said, role=f"<@&{refusal.role_id}>"
        )
    return said
