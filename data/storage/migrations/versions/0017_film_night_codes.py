"""Film nights keep codes instead of ids, and what rooms were told as the rule of today reads it."""

import datetime as dt
import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.taxonomy import load

revision = "0017"
down_revision = "0015"

_TIME = sa.DateTime(timezone=True)
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LASTS = dt.timedelta(hours=36)
_AT_ONCE = 1_000
_STRENGTHS = ("mild", "moderate", "severe")
_nights = sa.table(
    "film_nights",
    *(sa.column(name, sa.BigInteger()) for name in ("id", "guild_id", "channel_id")),
    sa.column("opened_at", _TIME),
    sa.column("document", sa.JSON()),
)
_guests = sa.table("film_night_guests", sa.column("night_id", sa.BigInteger()), sa.column("member_id", sa.BigInteger()))
_keys = sa.table("library_keys", sa.column("name", sa.String()), sa.column("key", sa.LargeBinary()))
_people = sa.table(
    "film_night_people",
    sa.column("code", sa.String()),
    sa.column("known", sa.JSON()),
    sa.column("asked_at", sa.BigInteger()),
)
_doubts = sa.table(
    "film_night_doubts",
    sa.column("doubt", sa.String()),
    sa.column("code", sa.String()),
    sa.column("told_at", sa.BigInteger()),
    sa.column("open", sa.JSON()),
)
_REVISION = sa.text(
    "SELECT revisions.document FROM revisions JOIN reviews ON reviews.id = revisions.review_id "
    "WHERE reviews.film_id = :film AND reviews.guild_id IN (0, :guild) AND revisions.revision = :revision "
    "ORDER BY reviews.guild_id DESC"
).columns(document=sa.JSON())


def upgrade() -> None:
    """Apply."""
    _create_tables()
    newest = op.get_bind().execute(sa.select(sa.func.max(_nights.c.opened_at))).scalar()
    if newest is not None:
        _keep_guests(newest)
        _keep_what_was_told(_key())
        op.execute(sa.update(_nights).values(document={}))
    op.drop_table("film_night_rooms")
    op.create_index("ix_film_nights_opened_at", "film_nights", ["opened_at"])


def _key() -> bytes:
    """The key that members who were forgotten have codes by, made now if there was none."""
    there = sa.select(_keys.c.key).where(_keys.c.name == "film-nights")
    key = op.get_bind().execute(there).scalar()
    if key is None:
        key = secrets.token_bytes(32)
        op.bulk_insert(_keys, [{"name": "film-nights", "key": key}])
    return bytes(key)


def _code(key: bytes, person: int) -> str:
    """Codes of those who were forgotten were numbers below 0, and stay what they were."""
    number = -1 - person if person < 0 else int.from_bytes(hmac.digest(key, person.to_bytes(8), "sha256")[:8]) >> 1
    return f"{number:016x}"


def _create_tables() -> None:
    op.create_table(
        "film_night_guests",
        sa.Column("night_id", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("night_id", "member_id", name="pk_film_night_guests"),
        sa.ForeignKeyConstraint(["night_id"], ["film_nights.id"], name="fk_film_night_guests_night_id"),
    )
    op.create_index("ix_film_night_guests_member_id", "film_night_guests", ["member_id"])
    op.create_table(
        "film_night_people",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("code", name="pk_film_night_people"),
    )
    op.create_table(
        "film_night_doubts",
        sa.Column("doubt", sa.String(32), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("open", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("doubt", "code", name="pk_film_night_doubts"),
    )
    op.create_index("ix_film_night_doubts_code", "film_night_doubts", ["code"])


def _keep_guests(newest: dt.datetime) -> None:
    """Of nights that may still run."""
    rows = op.get_bind().execute(sa.select(_nights).where(_nights.c.opened_at >= newest - _LASTS))
    _insert(
        _guests,
        ({"night_id": row.id, "member_id": member} for row in rows for member in row.document.get("joined", ())),
    )


def _keep_what_was_told(key: bytes) -> None:
    """“Nothing found” told each list free of what the review had; “meets” left a doubt about them all together."""
    known: defaultdict[str, dict[str, int]] = defaultdict(dict)
    asked_at: dict[str, int] = {}
    doubts: list[tuple[int, dict[str, set[str]]]] = []
    for told_at, members, had, met in _told():
        codes = [_code(key, member) for member in members]
        asked_at |= dict.fromkeys(codes, told_at)
        if met:
            doubts.append((told_at, {code: set(had) for code in codes}))
            continue
        for code in codes:
            known[code] = dict.fromkeys(had, told_at) | known[code]
    rows = ({"code": code, "known": _stored(known[code]), "asked_at": when} for code, when in asked_at.items())
    _insert(_people, rows)
    _insert(_doubts, (row for told_at, had in doubts for row in _doubt(told_at, had, known)))


def _told() -> Iterator[tuple[int, list[int], frozenset[str], bool]]:
    """Every answer: when, of whom, what the review had, and whether it met something."""
    had = lru_cache(maxsize=None)(_had)
    for night in op.get_bind().execute(sa.select(_nights).order_by(_nights.c.id)).all():
        opened_at: dt.datetime = night.opened_at
        told_at = int((opened_at if opened_at.tzinfo else opened_at.replace(tzinfo=dt.UTC)).timestamp())
        for asked in night.document.get("asked", ()):
            wishes = had(asked["film"], night.guild_id, asked["revision"])
            yield told_at, asked["people"], wishes, asked["reply"] == "meets"


def _had(film_id: int, guild_id: int, number: int) -> frozenset[str]:
    """What a revision of a review said that the film has, of the topics that lists may hold."""
    values = {"film": film_id, "guild": guild_id, "revision": number}
    document = op.get_bind().execute(_REVISION, values).scalar()
    wishes = set()
    for warning in (document or {}).get("warnings", ()):
        topic = load().labelled(warning["topic"])
        strength = warning.get("severity") or "severe"  # not stated: it may be that strong
        if topic and strength in _STRENGTHS:
            wishes |= {f"{topic.id}:{at_least}" for at_least in _STRENGTHS[: _STRENGTHS.index(strength) + 1]}
    return frozenset(wishes)


def _doubt(told_at: int, had: dict[str, set[str]], known: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    name = secrets.token_hex(16)
    still = {code: wishes.difference(known[code]) for code, wishes in had.items()}
    return [
        {"doubt": name, "code": code, "told_at": told_at, "open": _folded(open_)}
        for code, open_ in still.items()
        if open_
    ]


def _stored(known: dict[str, int]) -> dict[str, Any]:
    told: defaultdict[int, list[str]] = defaultdict(list)
    for wish, when in known.items():
        told[when].append(wish)
    return {str(when): _folded(wishes) for when, wishes in told.items()}


def _folded(wishes: Iterable[str]) -> dict[str, list[str]]:
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for wish in sorted(wishes):
        topics[wish.partition(":")[0]].append(wish.partition(":")[2])
    return dict(topics)


def _insert(table: sa.TableClause, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        op.bulk_insert(table, some)


def downgrade() -> None:
    """Take back. What rooms were told is lost: codes do not lead back to ids."""
    op.drop_index("ix_film_nights_opened_at", "film_nights")
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for row in op.get_bind().execute(sa.select(_guests).order_by(_guests.c.member_id)):
        joined[row.night_id].append(row.member_id)
    op.execute(sa.update(_nights).values(document={"joined": [], "asked": []}))
    for night_id, members in joined.items():
        document = {"joined": members, "asked": []}
        op.execute(sa.update(_nights).where(_nights.c.id == night_id).values(document=document))
    op.create_table(
        "film_night_rooms",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("room", sa.String(32), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "room", name="pk_film_night_rooms"),
    )
    op.create_index("ix_film_night_rooms_room", "film_night_rooms", ["room"])
    op.create_index("ix_film_night_rooms_opened_at", "film_night_rooms", ["opened_at"])
    for table in ("film_night_doubts", "film_night_people", "film_night_guests"):
        op.drop_table(table)
