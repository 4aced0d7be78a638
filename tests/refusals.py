"""What somebody is told when something is refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cogs.ui.sentences import plain_sentence
from data.errors import MarqueeError


@contextmanager
def refused(kind: type[MarqueeError], match: str) -> Iterator[pytest.ExceptionInfo[Any]]:
    """Like `pytest.raises`, for the sentence that a person reads."""
    with pytest.raises(kind) as caught:
        yield caught
    assert re.search(match, plain_sentence(caught.value)), plain_sentence(caught.value)
