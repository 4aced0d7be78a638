"""What a command and a press cost the database: everything that a card shows is read at one moment."""

from bot.playground.world import World
from tests.dialogue import say
from tests.statements import sent_to


async def test_a_review_is_one_transaction_of_few_statements_and_one_look_after_the_answer(world: World) -> None:
    await say(world, "/review alien")  # the titles are read once
    with sent_to(world.library.storage) as sent:
        answer = await say(world, "/review jaws")
    assert "Jaws (1975)" in answer.text
    assert sent.transactions == 2, sent
    assert "member_news" in sent.statements[-1]  # what waits for whoever asks, once they have their answer
    assert sent.number <= 5, sent


async def test_a_vote_is_few_statements(world: World) -> None:
    card = await say(world, "/review jaws")
    with sent_to(world.library.storage) as sent:
        voted = await card.press("Positive")
    assert "Counted" in voted.text
    assert sent.number <= 4, sent
