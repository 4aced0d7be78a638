"""What the buttons and menus do by which members say what is in a film, where no review does."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.films.following import follow, may_follow
from cogs.ui.arguments import ID, Argument, dotted, named, number, one_of, optional, several
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.permissions import require_server
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_pick, on_press
from cogs.warnings.members_cards import REVIEWED_SINCE, Where, answers_card, no_questions_card
from data.drafts.answers import GROUPS, topics_in
from data.errors import NotFound, Reason
from data.taxonomy.core import CORE_TOPICS
from data.warnings.members_say import Said, left_open

_OLD = N_("This is from an older Marquee. Open the film's card anew with /review.")
_PLACE: Argument[tuple[int, int | None]] = dotted(number(1), optional(ID))
_TOPIC = named({topic: topic for topic in CORE_TOPICS})
_GROUP = number(len(GROUPS) - 1).then(GROUPS.__getitem__)


@on_press("film", "seen", optional(_PLACE), old=_OLD)
async def open_answers(interaction: Interaction, press: Press, place: tuple[int, int | None] | None) -> None:
    """Open one of the two pages, for the presser alone."""
    on_card = interaction.message.id if interaction.message and may_follow(interaction) else 0
    page, card_id = place or (0, on_card)
    await _show(interaction, Where(press.id, page, card_id or 0))


@on_pick("film", "answered", several(_TOPIC), dotted(one_of(Said), _GROUP, _PLACE), old=_OLD)
async def say(
    interaction: Interaction, press: Press, what: tuple[Said, str, tuple[int, int | None]], chosen: Sequence[str]
) -> None:
    """Keep what is ticked as a yes, or as a no; what was so before and is not ticked any more is taken back."""
    said, group, (page, card_id) = what
    guild_id, library = require_server(interaction), interaction.client.library
    _label, asked = await _asked(interaction, press.id)
    if not asked:
        await _show(interaction, Where(press.id, page, card_id or 0))
        return
    own = await library.member_answers.own(guild_id, press.id, interaction.user.id)
    answers: dict[str, Said | None] = {
        topic: said if topic in chosen else None
        for topic in topics_in(group)
        if topic in asked and (topic in chosen or own.get(topic) is said)
    }
    await library.member_answers.say(guild_id, press.id, interaction.user.id, answers)
    _follow(interaction, press.id, card_id)
    await _show(interaction, Where(press.id, page, card_id or 0), _("✅ Kept."))


@on_press("film", "unsay", _PLACE, old=_OLD)
async def unsay(interaction: Interaction, press: Press, place: tuple[int, int | None]) -> None:
    """Take back all that the presser says of a film."""
    guild_id, library = require_server(interaction), interaction.client.library
    await library.member_answers.take_back(guild_id, press.id, interaction.user.id)
    _follow(interaction, press.id, place[1])
    await _show(interaction, Where(press.id, place[0], place[1] or 0), _("↩️ Taken back."))


def _follow(interaction: Interaction, film_id: int, card_id: int | None) -> None:
    if card_id:
        follow(interaction, film_id, "review", card_id)


async def _show(interaction: Interaction, where: Where, said: str = "") -> None:
    guild_id, library = require_server(interaction), interaction.client.library
    label, asked = await _asked(interaction, where.film_id)
    own = await library.member_answers.own(guild_id, where.film_id, interaction.user.id)
    if asked:
        await show(interaction, answers_card(where, label, own, said, asked))
        return
    if not (own or said):
        raise NotFound(_(REVIEWED_SINCE) if label else Reason.NO_FILM)
    await show(interaction, no_questions_card(where, own, said, reviewed=bool(label)))


async def _asked(interaction: Interaction, film_id: int) -> tuple[str, Sequence[str]]:
    """The film's name, and the topics that members can answer: all, or what its review leaves open.

    Of a film that has no review here and is not known, no name and no topics.
    """
    guild_id, library = require_server(interaction), interaction.client.library
    if known := await library.catalogue.only_known(guild_id, film_id):
        return known.label, CORE_TOPICS
    try:
        review = (await library.reviews.get(film_id, guild_id)).review
    except NotFound:
        return "", ()
    return review.film.label, left_open(review)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
