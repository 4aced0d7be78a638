"""A film's public card follows what is pressed on it: votes, requests."""

from __future__ import annotations

from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.cards import Card
from cogs.ui.host import Interaction
from cogs.ui.live_messages import LiveMessages, Place
from cogs.ui.places import only_reader, place_of


def may_follow(interaction: Interaction) -> bool:
    """Whether the card that was pressed can be edited later: everybody sees it, and the bot is where it stands."""
    return (
        only_reader(interaction) is None and interaction.guild is not None and interaction.app_permissions.view_channel
    )


def follow(interaction: Interaction, film_id: int, card_name: str, message_id: int) -> None:
    """Let a public card, which answered the command of this name, soon say what is true now."""
    library, where = interaction.client.library, place_of(interaction)

    async def draw_now() -> Card:
        return await draw(library, await read_page(library, film_id, where), answer_to(card_name), alone=False)

    live = interaction.client.service(LiveMessages)
    live.touched(Place(where.guild_id, interaction.channel_id or 0, message_id), draw_now)
