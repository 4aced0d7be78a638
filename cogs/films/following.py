"""A film's public card follows what is pressed on it: votes, requests."""

from __future__ import annotations

from cogs.films.parts import answer_to, draw, read_page
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.live_messages import LiveMessages, Place
from cogs.ui.outbox import custom_ids
from cogs.ui.places import only_reader, place_of
from cogs.ui.routes import Press
from data.errors import NotFound, Reason


def may_follow(interaction: Interaction) -> bool:
    """Whether the card that was pressed can be edited later: everybody sees it, and the bot is where it stands."""
    return (
        only_reader(interaction) is None and interaction.guild is not None and interaction.app_permissions.view_channel
    )


def follow(interaction: Interaction, film_id: int, card_name: str, message_id: int) -> None:
    """Let a public card, which answered the command of this name, soon say what is true now.

    Where another message than the one that was pressed is named, anybody may have put it there: it is looked at first,
    so that no poll or announcement becomes a film's card.
    """
    library, where = interaction.client.library, place_of(interaction)
    is_pressed = interaction.message is not None and interaction.message.id == message_id
    place = Place(where.guild_id, interaction.channel_id or 0, message_id)

    async def draw_now() -> Card:
        if not (is_pressed or await _is_card_of(interaction.client, film_id, place)):
            raise NotFound(Reason.NO_FILM)
        return await draw(library, await read_page(library, film_id, where), answer_to(card_name), alone=False)

    interaction.client.service(LiveMessages).touched(place, draw_now)


async def _is_card_of(bot: Host, film_id: int, place: Place) -> bool:
    """Whether one votes there on the film."""
    message = await bot.get_partial_messageable(place.channel_id, guild_id=place.guild_id).fetch_message(
        place.message_id
    )
    vote = Press("film", film_id, "vote").custom_id
    return message.author == bot.user and any(one.startswith(f"{vote}:") for one in custom_ids(message.components))
