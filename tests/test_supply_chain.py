"""What Marquee is made of, and that SECURITY.md says what tests show."""

import ast
import os
import re
import time
from pathlib import Path

import pytest

from tests import audit, licences

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SECURITY)))


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_the_tests_that_the_threat_model_names_are_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = [one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert name in functions


def test_every_line_of_the_threat_model_names_a_test_and_every_role_has_one() -> None:
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert len(rows) > 20
    assert [row for row in rows if "::" not in row] == []
    parts = re.split(r"^### ", SECURITY, flags=re.MULTILINE)[1:]
    assert [part.split("\n")[0] for part in parts if "::" in part] == [
        *("Everybody", "A member", "A reviewer", "A moderator", "The owner of a server", "The operator"),
        "The author of a file",
    ]


def test_without_an_index_the_audit_is_left_out_and_says_so() -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PATH": os.environ["PATH"]}
    began = time.monotonic()
    well, said = audit.audit(audit.LOCK, 60, nowhere)
    assert well
    assert said.startswith("The audit was left out: ")
    assert time.monotonic() - began < 65


def test_an_audit_that_takes_too_long_is_left_out() -> None:
    assert audit.audit(audit.LOCK, 0.01) == (True, "The audit was left out: no index answered within 0.01 seconds.")


@pytest.mark.parametrize(
    ("packages", "well", "said"),
    [
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}],
            False,
            "a 1: PYSEC-1, mended in 1.1",
        ),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}],
            False,
            "a 1: PYSEC-1, mended in no version yet",
        ),
        ([{"name": "a", "version": "1", "vulns": []}], True, "The index knows of no hole in 1 locked packages."),
        (
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not there"}],
            True,
            "The index knows of no hole in 1 locked packages; it does not know 1.",
        ),
        (
            [{"name": "b", "skip_reason": "not there"}],
            True,
            "The audit was left out: the index that answers knows none of the packages.",
        ),
    ],
)
def test_what_is_said_of_a_report(packages: list[dict[str, object]], well: bool, said: str) -> None:
    assert audit.judged(packages) == (well, said)


def test_every_package_of_a_server_states_a_licence() -> None:
    names = licences.packages(licences.LOCKS[0])
    assert len(names) > 20
    stated = {name: licences.licence(name) for name in names}
    elsewhere = {"colorama", "tzdata", "audioop-lts", "greenlet", "win-unicode-console"}  # of other systems and Pythons
    assert [name for name, said in stated.items() if not said and name not in elsewhere] == []
    copyleft = re.compile(r"\b(A?GPL|SSPL|Commons Clause)\b")
    assert [name for name, said in stated.items() if said and copyleft.search(said.replace("LGPL", ""))] == []


def test_licences_are_listed_once_each_by_lock_file() -> None:
    listed = licences.lines()
    assert [line for line in listed if not line.startswith("  ")] == [f"{lock.name}:" for lock in licences.LOCKS]
    names = [line.split()[0] for line in listed if line.startswith("  ")]
    assert len(names) == len(set(names))
    assert any(line.startswith("  pydantic ") and line.endswith(": MIT") for line in listed)
