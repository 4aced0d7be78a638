"""Where the known films of a machine lie."""

from pathlib import Path

import pytest

from bot.known_films import folder_of

POSTGRESQL = "postgresql://marquee@database.example.org/marquee"


def test_they_lie_beside_the_database_file(tmp_path: Path) -> None:
    assert folder_of(f"sqlite:///{tmp_path}/marquee.db").root == tmp_path.resolve() / "known_films"


def test_a_database_without_a_file_has_them_with_the_servers_files() -> None:
    assert folder_of(POSTGRESQL).root == Path("var/known_films")


@pytest.mark.parametrize("address", ["sqlite:///var/marquee.db", POSTGRESQL])
def test_a_chosen_folder_is_used_whatever_the_database(tmp_path: Path, address: str) -> None:
    assert folder_of(address, tmp_path / "films").root == tmp_path / "films"
