"""Rights: lists are sealed by a key of their own, nights know a key for codes, and what a member wrote is found."""

import hashlib
import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_NONCE_BYTES = 16
_ROUND_BYTES = 512

_old = sa.table("personal_lists", sa.column("member_id", sa.BigInteger()), sa.column("document", sa.JSON()))
_new = sa.table("personal_lists", sa.column("member_id", sa.BigInteger()), sa.column("sealed", sa.LargeBinary()))
_keys = sa.table("list_keys", sa.column("member_id", sa.BigInteger()), sa.column("key", sa.LargeBinary()))


def upgrade() -> None:
    """Apply. The table of lists is made anew: what was written in plain text leaves the file with the old one."""
    connection = op.get_bind()
    op.create_table(
        "library_keys",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_library_keys"),
    )
    op.create_table(
        "list_keys",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_list_keys"),
    )
    lists = connection.execute(sa.select(_old)).all()
    op.drop_table("personal_lists")
    _make_lists("sealed", sa.LargeBinary())
    if connection.dialect.name == "postgresql":
        for table, column in (("library_keys", "key"), ("list_keys", "key"), ("personal_lists", "sealed")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
    keys = {row.member_id: secrets.token_bytes(32) for row in lists}
    if lists:
        op.bulk_insert(_keys, [{"member_id": member_id, "key": key} for member_id, key in keys.items()])
        op.bulk_insert(
            _new, [{"member_id": row.member_id, "sealed": _seal(row.document, keys[row.member_id])} for row in lists]
        )
    op.create_index("ix_revisions_actor_id", "revisions", ["actor_id"])


def downgrade() -> None:
    """Take back."""
    connection = op.get_bind()
    op.drop_index("ix_revisions_actor_id", "revisions")
    joined = _new.join(_keys, _keys.c.member_id == _new.c.member_id)
    rows = connection.execute(sa.select(_new.c.member_id, _new.c.sealed, _keys.c.key).select_from(joined)).all()
    op.drop_table("personal_lists")
    _make_lists("document", sa.JSON())
    if rows:
        op.bulk_insert(_old, [{"member_id": r.member_id, "document": _unseal(r.sealed, r.key)} for r in rows])
    op.drop_table("list_keys")
    op.drop_table("library_keys")


def _make_lists(column: str, of: Any) -> None:
    op.create_table(
        "personal_lists",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(column, of, nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_personal_lists"),
    )


def _seal(document: Any, key: bytes) -> bytes:
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % _ROUND_BYTES)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _added(text, key, nonce)


def _unseal(sealed: bytes, key: bytes) -> Any:
    nonce, hidden = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    return json.loads(_added(hidden, key, nonce))


def _added(text: bytes, key: bytes, nonce: bytes) -> bytes:
    pad = hashlib.shake_256(key + nonce).digest(len(text))
    return (int.from_bytes(text) ^ int.from_bytes(pad)).to_bytes(len(text))
