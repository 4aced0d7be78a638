"""A short form of `make fuzz`, the same files each time."""

import pytest

from data.formats import Reading, read_bytes
from tests import fuzzing


@pytest.mark.parametrize("target", [name for name in fuzzing.TARGETS if name != "grown"])
def test_files_that_no_program_writes_are_read_or_refused(target: str) -> None:
    assert fuzzing.run(target, 1, 40) >= 40


@pytest.mark.timing
def test_what_grows_without_end_is_read_in_time_and_little_room() -> None:
    assert fuzzing.run("grown", 1, 20) >= 20


def test_a_reader_that_breaks_a_promise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:

    def broken(data: bytes, name: str, form: str | None = None) -> Reading:
        if b"[" in data:
            raise ValueError("a bracket")
        return read_bytes(data, name, form)

    monkeypatch.setattr(fuzzing, "read_bytes", broken)
    with pytest.raises(ValueError, match="a bracket") as found:
        fuzzing.run("json", 1, 40)
    assert "[" in "\n".join(found.value.__notes__)
