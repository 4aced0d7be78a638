"""Addresses of databases as people and hosters write them."""

import itertools

import pytest

from cogs.ui.sentences import sentence
from data.errors import StorageUnavailable
from data.storage.addresses import url_of


@pytest.mark.parametrize("kind", ["postgres", "postgresql", "postgresql+asyncpg", "postgres+psycopg2", " postgres"])
def test_postgresql_by_each_of_its_names(kind: str) -> None:
    url = url_of(f"{kind}://u:p%40ss@host:5433/name")
    assert url.get_backend_name() == "postgresql"
    assert (url.username, url.password, url.host, url.port, url.database) == ("u", "p@ss", "host", 5433, "name")


_PARTS = ("hunter", "q9xw")


@pytest.mark.parametrize("between", ["@", ":@", "@:", "/@", "@/", "@?", "?@", "@#", "@[", "@%", " @", "@@", "@?a=b"])
@pytest.mark.parametrize("kind", ["postgres", "postgresql"])
def test_a_password_with_an_at_is_explained_and_no_part_of_it_told(kind: str, between: str) -> None:
    for first, second in itertools.permutations(_PARTS):
        with pytest.raises(StorageUnavailable) as refusal:
            url_of(f"{kind}://user:{first}{between}{second}@db.example.org:5432/films?sslmode=require")
        told = f"{sentence(refusal.value)} {refusal.value!r}"
        assert "Write %40 for each @" in told
        assert not any(part in told for part in _PARTS)


@pytest.mark.parametrize("between", [":", "/", "?", "#", "[", "%", " ", "//", "::"])
def test_any_other_character_of_a_password_is_taken_as_it_is(between: str) -> None:
    url = url_of(f"postgres://user:hunter{between}q9xw@db.example.org:5432/films")
    assert (url.password, url.host) == (f"hunter{between}q9xw", "db.example.org")
