"""What Discord is told of every command: where it is offered, and how much one may type."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.world import World

IN_SERVERS, IN_DIRECT_MESSAGES = 0, 1
FOR_SERVERS = 0
TEXT = 3
ANYWHERE = {"review", "summary", "verdict", "cast", "recommend", "warnings", "help", "about"}
MOST_LETTERS = 500


@pytest.fixture
def payloads(world: World) -> list[dict[str, Any]]:
    tree = world.bot.tree
    return [command.to_dict(tree) for command in tree._get_all_commands()]


def texts(options: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for option in options:
        yield from texts(option.get("options", []))
        if option["type"] == TEXT:
            yield option


def test_a_command_is_offered_where_it_can_answer_and_to_servers_alone(payloads: list[dict[str, Any]]) -> None:
    assert {one["name"] for one in payloads if IN_DIRECT_MESSAGES in one["contexts"]} == ANYWHERE
    for one in payloads:
        assert set(one["contexts"]) <= {IN_SERVERS, IN_DIRECT_MESSAGES}
        assert IN_SERVERS in one["contexts"]
        assert one["integration_types"] == [FOR_SERVERS]


def test_nobody_can_type_without_end(payloads: list[dict[str, Any]]) -> None:
    typed = [option for one in payloads for option in texts(one.get("options", [])) if not option.get("choices")]
    assert len(typed) > 20
    for option in typed:
        assert 1 <= option.get("max_length", MOST_LETTERS + 1) <= MOST_LETTERS, option
