"""What a command and a press cost the database: everything that a card shows is read at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.playground.world import World
from tests.dialogue import say


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """What is sent to the database meanwhile, beginnings of transactions included."""
    storage, sent = world.library.storage, []
    engines = {engine.sync_engine for engine in (storage._writer, storage._reader)}

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):  # SQLite's own, which the other event tells of on both engines
            sent.append(statement)

    def begin(_connection: object) -> None:
        sent.append("BEGIN")

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "begin", begin)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
            event.remove(engine, "begin", begin)


def counted(sent: list[str]) -> tuple[int, int]:
    """Transactions, and the statements in them."""
    return sent.count("BEGIN"), len(sent) - sent.count("BEGIN")


async def test_a_review_is_one_transaction_of_few_statements(world: World) -> None:
    await say(world, "/review alien")  # the titles are read once
    with statements(world) as sent:
        answer = await say(world, "/review jaws")
    assert "Jaws (1975)" in answer.text
    transactions, number = counted(sent)
    assert transactions == 1, sent
    assert number <= 4, sent


async def test_a_vote_is_few_statements(world: World) -> None:
    card = await say(world, "/review jaws")
    with statements(world) as sent:
        voted = await card.press("Positive")
    assert "Counted" in voted.text
    assert counted(sent)[1] <= 4, sent
