"""Films are known again by ids of other databases, by their titles however spelt, and by their directors."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.film_keys import id_keys, name_key, name_keys
from data.models import Film

revision = "0018"
down_revision = "0017"

_AT_ONCE = 500
_FACTS = ("title", "year", "original_title", "directors", "imdb_id", "tmdb_id", "wikidata_id")
_films = sa.table(
    "films",
    sa.column("id", sa.BigInteger()),
    sa.column("title_key", sa.Text()),
    sa.column("year", sa.Integer()),
    sa.column("directors", sa.Text()),
)
_keys = sa.table("film_keys", sa.column("key", sa.Text()), sa.column("film_id", sa.BigInteger()))
_REVIEWED = sa.text(
    "SELECT reviews.id, reviews.film_id, revisions.document FROM reviews JOIN revisions "
    "ON revisions.review_id = reviews.id AND revisions.revision = reviews.revision "
    "WHERE reviews.id > :after ORDER BY reviews.id LIMIT :most"
).columns(document=sa.JSON())


def upgrade() -> None:
    """Apply."""
    op.add_column("films", sa.Column("directors", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "film_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("film_id", sa.BigInteger(), sa.ForeignKey("films.id"), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_film_keys_film_id", "film_keys", ["film_id"])
    for rows in _pages(sa.select(_films.c.id, _films.c.title_key, _films.c.year)):
        _keep({(name_key(row.title_key, row.year), row.id) for row in rows})
    for rows in _reviewed():
        _take_facts(rows)


def downgrade() -> None:
    """Undo."""
    op.drop_table("film_keys")
    op.drop_column("films", "directors")


def _pages(query: sa.Select[Any]) -> Iterator[list[sa.Row[Any]]]:
    after = 0
    while rows := list(op.get_bind().execute(query.where(_films.c.id > after).order_by(_films.c.id).limit(_AT_ONCE))):
        yield rows
        after = rows[-1].id


def _reviewed() -> Iterator[list[sa.Row[Any]]]:
    after = 0
    while rows := list(op.get_bind().execute(_REVIEWED, {"after": after, "most": _AT_ONCE})):
        yield rows
        after = rows[-1].id


def _take_facts(rows: list[sa.Row[Any]]) -> None:
    """Of each review what tells its film from others."""
    keys: set[tuple[str, int]] = set()
    for row in rows:
        facts = row.document["film"]
        film = Film.model_validate({name: facts[name] for name in _FACTS if name in facts})
        keys.update((key, row.film_id) for key in (*id_keys(film), *name_keys(film)))
        if film.directors:
            here = (_films.c.id == row.film_id, _films.c.directors == "")
            op.execute(sa.update(_films).where(*here).values(directors="; ".join(film.directors)))
    _keep(keys)


def _keep(keys: set[tuple[str, int]]) -> None:
    """Those that are not there yet."""
    ids = {film_id for _, film_id in keys}
    bind = op.get_bind()
    known = {(row.key, row.film_id) for row in bind.execute(sa.select(_keys).where(_keys.c.film_id.in_(ids)))}
    if new := sorted(keys - known):
        op.bulk_insert(_keys, [{"key": key, "film_id": film_id} for key, film_id in new])
