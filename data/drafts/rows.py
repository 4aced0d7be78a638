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


def text_of(review: Review) -> dict[str, Any]:
    """The columns that hold a draft's text, and what lists show of it."""
    draft = review.model_copy(update={"state": ReviewState.DRAFT})
    return {"document": draft.model_dump(mode="json", exclude_defaults=True), "label": review.film.label}


def draft_of(row: Row[Any]) -> Draft:
    """The draft that a row holds."""
    values = dict(row._mapping)
    del values["label"]
    review = Review.model_validate(values.pop("document"))
    suggested, state = bool(values.pop("suggested")), DraftState(values.pop("state"))
    return Draft(**values, review=review, suggested=suggested, state=state)
