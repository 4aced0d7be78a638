"""Discord's rules as this Discord keeps them, asked without a bot; and that what is over a limit fails a test."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import aiohttp
import pytest

from tests.loopback import found
from tests.loopback.faults import Fault
from tests.loopback.interactions import COMMAND, COMPONENT, SUBMIT, Interaction
from tests.loopback.server import API, Loopback
from tests.loopback.state import APPLICATION_ID, BOT, EPHEMERAL, TOKEN, Message

NOBODY: dict[str, list[str]] = {"parse": []}
HELLO = {"content": "Hello", "allowed_mentions": NOBODY}


class Asking:
    """A bot of one line: asks, and reads status, code and body."""

    def __init__(self, discord: Loopback, session: aiohttp.ClientSession) -> None:
        self._address = discord.address + API
        self._session = session

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, int, Any]:
        headers = {"Authorization": f"Bot {TOKEN}"}
        async with self._session.request(method, self._address + path, json=body, headers=headers) as response:
            read = await response.json() if response.status != 204 else {}
            return response.status, read.get("code", 0) if isinstance(read, dict) else 0, read

    async def answer(self, interaction: Interaction, kind: int, data: Any = None) -> tuple[int, int]:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        return (await self.ask("POST", path, {"type": kind, "data": data or {}}))[:2]


@pytest.fixture
async def asking(discord: Loopback) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(discord, session)


async def begin(discord: Loopback, kind: int = COMMAND, message: Message | None = None) -> Interaction:
    return await discord.interactions.begin(kind, discord.guild.join("Robin"), {"custom_id": "x"}, message)


async def test_the_first_answer_counts_and_a_second_is_40060(discord: Loopback, asking: Asking) -> None:
    interaction = await begin(discord)
    assert await asking.answer(interaction, 4, HELLO) == (204, 0)
    assert await asking.answer(interaction, 4, HELLO) == (400, 40060)
    assert [message.content for message in discord.films.from_bot()] == ["Hello"]


async def test_an_answer_after_three_seconds_is_10062(discord: Loopback, asking: Asking) -> None:
    interaction = await begin(discord)
    discord.clock.jump(3.01)
    assert await asking.answer(interaction, 4, HELLO) == (404, 10062)
    assert not interaction.answered.is_set()


async def test_a_token_reaches_nothing_before_the_answer_and_nothing_after_15_minutes(
    discord: Loopback, asking: Asking
) -> None:
    interaction = await begin(discord)
    path = f"/webhooks/{APPLICATION_ID}/{interaction.token}"
    assert (await asking.ask("POST", path, HELLO))[:2] == (404, 10015)
    await asking.answer(interaction, 4, HELLO)
    assert (await asking.ask("POST", path, HELLO))[0] == 200
    discord.clock.jump(901)
    assert (await asking.ask("POST", path, HELLO))[:2] == (401, 50027)


async def test_the_first_followup_takes_the_place_of_thinking(discord: Loopback, asking: Asking) -> None:
    interaction = await begin(discord)
    await asking.answer(interaction, 5, {"flags": EPHEMERAL})
    assert interaction.thinking
    await asking.ask("POST", f"/webhooks/{APPLICATION_ID}/{interaction.token}", HELLO)
    assert not interaction.thinking
    assert interaction.original
    assert interaction.original.content == "Hello"
    assert interaction.original.private
    assert interaction.followups == []
    assert discord.films.from_bot() == []


async def test_the_original_is_read_changed_and_deleted(discord: Loopback, asking: Asking) -> None:
    interaction = await begin(discord)
    await asking.answer(interaction, 4, HELLO)
    path = f"/webhooks/{APPLICATION_ID}/{interaction.token}/messages/@original"
    assert (await asking.ask("PATCH", path, HELLO | {"content": "Changed"}))[0] == 200
    assert (await asking.ask("GET", path))[2]["content"] == "Changed"
    assert (await asking.ask("DELETE", path))[0] == 204
    assert (await asking.ask("GET", path))[:2] == (404, 10008)
    assert discord.films.from_bot() == []


async def test_an_answer_has_to_fit_what_was_done(discord: Loopback, asking: Asking) -> None:
    card = Message(discord.films, BOT, "A card")
    assert await asking.answer(await begin(discord), 7, HELLO) == (400, 50035)
    assert await asking.answer(await begin(discord), 8, {"choices": []}) == (400, 50035)
    assert await asking.answer(await begin(discord, SUBMIT, card), 9, {}) == (400, 50035)
    assert await asking.answer(await begin(discord, COMPONENT, card), 7, HELLO) == (204, 0)
    assert card.content == "Hello"


async def test_what_is_over_a_limit_is_refused_and_recorded(discord: Loopback, asking: Asking) -> None:
    assert await asking.answer(await begin(discord), 4, HELLO | {"content": "x" * 2001}) == (400, 50035)
    assert await asking.answer(await begin(discord), 4, {"content": "To @everyone"}) == (204, 0)
    assert [one.split(": ")[1] for one in found.VIOLATIONS] == [
        "content of 2001 characters",
        "text without allowed_mentions",
    ]
    found.VIOLATIONS.clear()


async def test_a_nonce_that_was_used_brings_the_same_message(discord: Loopback, asking: Asking) -> None:
    path, body = f"/channels/{discord.films.id}/messages", HELLO | {"nonce": "n", "enforce_nonce": True}
    first, second = [(await asking.ask("POST", path, body))[2]["id"] for _ in range(2)]
    assert first == second
    assert len(discord.films.from_bot()) == 1


async def test_edits_of_old_messages_are_limited_if_that_is_asked_for(discord: Loopback, asking: Asking) -> None:
    discord.rest.strict_edits = True
    path = f"/channels/{discord.films.id}/messages"
    number = (await asking.ask("POST", path, HELLO))[2]["id"]
    discord.clock.jump(3700)
    answers = [(await asking.ask("PATCH", f"{path}/{number}", HELLO))[:2] for _ in range(4)]
    assert answers[-1] == (429, 30046)
    assert {status for status, _ in answers[:-1]} == {200}


async def test_history_is_told_from_the_last_and_from_a_message_on(discord: Loopback, asking: Asking) -> None:
    robin = discord.guild.join("Robin")
    said = [(await robin.say(text)).id for text in ("one", "two", "three")]
    path = f"/channels/{discord.films.id}/messages"
    _, _, page = await asking.ask("GET", f"{path}?limit=2")
    assert [message["id"] for message in page] == [said[2], said[1]]
    _, _, page = await asking.ask("GET", f"{path}?after={said[0]}")
    assert [message["id"] for message in page] == [said[2], said[1]]


async def test_without_the_token_nothing_is_told(discord: Loopback) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{discord.address}{API}/users/@me") as response:
        assert response.status == 401


async def test_a_fault_hits_the_call_it_is_armed_for_and_no_other(discord: Loopback, asking: Asking) -> None:
    fault = discord.faults.arm(Fault("GET", "/users/@me", nth=2, status=503))
    statuses = [(await asking.ask("GET", "/users/@me"))[0] for _ in range(3)]
    assert statuses == [200, 503, 200]
    assert fault.hits == 1


async def test_a_reset_after_leaves_what_was_done(discord: Loopback, asking: Asking) -> None:
    path = f"/channels/{discord.films.id}/messages"
    resets: tuple[tuple[Literal["before", "after"], int], ...] = (("before", 0), ("after", 1))
    for reset, there in resets:
        discord.faults.arm(Fault("POST", path, reset=reset))
        with pytest.raises(aiohttp.ClientError):
            await asking.ask("POST", path, HELLO)
        discord.faults.disarm()
        assert len(discord.films.from_bot()) == there
