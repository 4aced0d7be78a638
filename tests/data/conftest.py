"""What is read once a process is read again for these tests."""

import pytest

from data.taxonomy import asking, load, matching, qualifiers, spelling


@pytest.fixture(autouse=True, scope="session")
def taxonomy_is_read_anew() -> None:
    """mutmut forks each mutant off a process that has read the taxonomy already, with the code as it is."""
    for once_read in (load, matching.phrases, qualifiers.cues, asking._meanings, spelling.names):
        once_read.cache_clear()
