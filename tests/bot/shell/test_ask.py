import json
import subprocess
from collections.abc import Callable

import pytest

from tests import processes
from tests.conftest import SqliteHost
from tests.environment import environment


@pytest.fixture
def ask(sqlite_host: SqliteHost) -> Callable[..., subprocess.CompletedProcess[str]]:
    seen = environment(MARQUEE_PLAYGROUND_DATABASE=sqlite_host.new(with_starter=True))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return processes.run(("ask", *arguments), seen)

    return run


def test_the_reply_is_printed_as_text(ask: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    answer = ask("/review balerina")
    assert answer.returncode == 0
    assert "Ballerina (2023)" in answer.stdout
    assert "[Positive] [Mixed] [Negative] [Take back]" in answer.stdout
    assert "[Warnings] [More…]" in answer.stdout
    assert answer.stderr == ""


def test_json_and_clicks_and_what_is_kept(ask: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    answer = ask("/review jaws", "--as", "moderator", "--click", "positive", "--json")
    assert answer.returncode == 0
    (message,) = json.loads(answer.stdout)
    assert message["components"][0]["type"] == 17
    assert "Counted: 🟢 **Positive**" in answer.stdout
    assert "1 vote" in ask("/verdict jaws").stdout
    assert "(only you see this)" in ask("/review jaws", "--click", "More…").stdout


def test_a_plain_message_is_answered_when_it_names_the_bot(
    ask: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert "Casablanca (1942)" in ask("@Marquee casablanca").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["/reveiw jaws"], "There is no /reveiw"),
        (["/review"], "film"),
        (["hello"], "answers to commands"),
        (["/review jaws", "--as", "king"], "Be one of: member, friend, moderator"),
        (["/review jaws", "--click", "Explode"], "no button “Explode”"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    ask: Callable[..., subprocess.CompletedProcess[str]], arguments: list[str], sentence: str
) -> None:
    answer = ask(*arguments)
    assert answer.returncode != 0
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
