"""What is read once a process is read again for these tests."""

import pytest

from data.taxonomy import load, matching, qualifiers


@pytest.fixture(autouse=True, scope="session")
def taxonomy_is_read_anew() -> None:
    """mutmut forks each mutant off a process that has read the taxonomy already, with the code as it is."""
    for once_read in (load, matching._phrases, qualifiers.cues):
        once_read.cache_clear()
