"""What the buttons of a poll do. A press answers only the voter."""

from __future__ import annotations

from cogs.polls.cards import ballot_card, own_ballot_card, rules_card
from cogs.polls.keeper import PollKeeper
from cogs.ui.arguments import either, named
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from cogs.ui.voters import told_why, voter_of
from data.errors import NotEligible
from data.polls import Choice, Poll

_CHOICES = {choice.name.lower(): choice for choice in Choice}
_OLD = N_("This button is from an older Marquee. Open a new poll with /poll open.")


async def _poll(interaction: Interaction, press: Press) -> Poll:
    """The poll, if it is this server's: a forged id of another one finds nothing."""
    library = interaction.client.library
    return await library.polls.get(press.id, interaction.guild_id or 0)


async def _record(interaction: Interaction, poll: Poll, choice: Choice | None) -> Card:
    library = interaction.client.library
    voter = voter_of(interaction.user)
    ballots = library.polls.ballots
    try:
        recorded = await (ballots.cast(poll.id, voter, choice) if choice else ballots.withdraw(poll.id, voter))
    except NotEligible as refusal:
        card = Card()
        card.text(told_why(refusal))
        return card
    interaction.client.service(PollKeeper).touched(poll)
    return ballot_card(poll.id, recorded)


@on_press("poll", "vote", named(_CHOICES), old=_OLD)
async def vote(interaction: Interaction, press: Press, choice: Choice) -> None:
    """Record a ballot and say so to the voter."""
    poll = await _poll(interaction, press)
    card = await _record(interaction, poll, choice)
    await interaction.response.send_message(view=card, ephemeral=True)


@on_press("poll", "undo", either(named(_CHOICES), named({"none": None})), old=_OLD)
async def undo(interaction: Interaction, press: Press, before: Choice | None) -> None:
    """Make the ballot what it was before, in the reply that said it had changed."""
    poll = await _poll(interaction, press)
    card = await _record(interaction, poll, before)
    await show(interaction, card)


@on_press("poll", "mine")
async def mine(interaction: Interaction, press: Press) -> None:
    """Show the voter's own ballot."""
    library = interaction.client.library
    poll = await _poll(interaction, press)
    choice = await library.polls.ballots.own(poll.id, interaction.user.id)
    await interaction.response.send_message(view=own_ballot_card(poll, choice), ephemeral=True)


@on_press("poll", "rules")
async def rules(interaction: Interaction, press: Press) -> None:
    """Say how the poll counts."""
    poll = await _poll(interaction, press)
    await interaction.response.send_message(view=rules_card(poll), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
