"""Whether a film's review is still to be announced in a server, as a condition of a larger statement."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_

from data.deliveries import REVIEWS
from data.models import SHARED_LIBRARY
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.announcements import review_news as news
from data.storage.tables.outbox import outbox


def is_to_come(guild_id: ColumnElement[int], film_id: ColumnElement[int]) -> ColumnElement[bool]:
    """From its publication until it is posted or given up; never where the server announces nothing."""
    its_own = news.c.guild_id.in_((guild_id, SHARED_LIBRARY))
    published = exists().where(news.c.film_id == film_id, its_own, news.c.served_to.is_not(None))
    here = (line.c.guild_id == guild_id, line.c.film_id == film_id)
    queued = exists().where(*here, line.c.next_look_at.is_not(None))
    message = and_(outbox.c.kind == REVIEWS, outbox.c.subject_id == line.c.batch, outbox.c.next_try_at.is_not(None))
    return or_(published, queued, exists().where(*here, message))
