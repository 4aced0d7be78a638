"""The tables of what members and moderators say about content warnings. A member's list is in one of them alone."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

# A table of its own: whoever reads anything else does not read lists, and it can be rewritten when one goes.
personal_lists = Table(
    "personal_lists",
    metadata,
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("sealed", LargeBinary, nullable=False),  # by `data.warnings.sealing`: a data.warnings.personal.PersonalList
)
# With a key its list is gone, whatever old bytes of it a file still has.
list_keys = Table(
    "list_keys",
    metadata,
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("key", LargeBinary, nullable=False),
)


# `warning` is data.warnings.listing.key_of: it changes with the warning, and the voices count anew.
warning_voices = Table(
    "warning_voices",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, primary_key=True, autoincrement=False),
    Column("warning", String(16), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("voice", String(20), nullable=False),
)

# What members say to core questions of a film that has no review in their server.
member_answers = Table(
    "member_answers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", String(40), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("answer", String(3), nullable=False),  # a data.warnings.members_say.Said
    Column("said_at", UtcDateTime, nullable=False),
)

# What waits for moderators: warnings that members contradict, and warnings that they propose.
warning_queue = Table(
    "warning_queue",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("film_id", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("warning", String(16), nullable=False),
    Column("document", JSON, nullable=False),  # a data.models.ContentWarning
    Column("state", String(20), nullable=False),
    Column("proposed_by", BigInteger, info=holds_member(WhenForgotten.DELETED)),  # null where the crowd put it here
    Column("contradictions", Integer, nullable=False),  # when it was last put here
    Column("queued_at", UtcDateTime, nullable=False),
    Column("settled_by", BigInteger, info=holds_member(WhenForgotten.NOBODY)),
    Column("settled_at", UtcDateTime),
    Index("uq_warning_queue_place", "guild_id", "film_id", "kind", "warning", unique=True),
    Index("ix_warning_queue_guild_id_state_queued_at", "guild_id", "state", "queued_at"),
)

warning_caps = Table(
    "warning_caps",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),  # 0 is the server's default
    Column("highest", Text, nullable=False),
    Column("details", Boolean(create_constraint=False), nullable=False),
)
