"""Without the key a sealed choice says nothing, also beside others and beside what it was before."""

import pytest

from data.polls import Choice
from data.polls.sealing import code_of, seal, unseal

KEY = bytes(range(32))


@pytest.mark.parametrize("choice", Choice)
def test_whoever_has_the_key_reads_it(choice: Choice) -> None:
    for member in range(100):
        code = code_of(KEY, member.to_bytes(8))
        assert unseal(seal(choice, KEY, code), KEY, code) is choice


def test_one_choice_of_one_voter_looks_like_any_other_each_time() -> None:
    code = code_of(KEY, bytes(8))
    for choice in Choice:
        sealed = [seal(choice, KEY, code) for _ in range(4_000)]
        assert len(set(sealed)) == len(sealed)
        last = [bytes.fromhex(one)[-1] for one in sealed]
        assert len(set(last)) == 256
        assert max(last.count(byte) for byte in range(256)) < 50  # of some 16; a choice that showed would have 4,000
