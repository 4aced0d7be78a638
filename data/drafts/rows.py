"""A draft as a row of its table, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.drafts.models import Draft, DraftState
from data.models import Review, ReviewState
from data.storage.tables.drafts import drafts


async def read(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> Draft | None:
    """The newest draft of which that is true, kept from other writers to the end of the transaction."""
    query = select(drafts).where(*conditions).order_by(drafts.c.id.desc()).limit(1).with_for_update()
    row = (await connection.execute(query)).first()
    return draft_of(row) if row else None


def document(review: Review) -> dict[str, Any]:
    """A draft's text as it is kept."""
    return review.model_copy(update={"state": ReviewState.DRAFT}).model_dump(mode="json", exclude_defaults=True)


def draft_of(row: Row[Any]) -> Draft:
    """The draft that a row holds."""
    values = dict(row._mapping)
    review = Review.model_validate(values.pop("document"))
    suggested, state = bool(values.pop("suggested")), DraftState(values.pop("state"))
    return Draft(**values, review=review, suggested=suggested, state=state)
