"""`python -m tests.audit`: known holes in the locked packages, where an index that knows of them answers.

Ends with 1 for a hole; with 0 where nothing could be learnt, and says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements-dev.lock"
"""What is in the other two is in this one too."""

_MOST_SECONDS = 90
_SECONDS_AN_ANSWER = 5


def command(lock: Path) -> list[str]:
    """The audit of a lock file; nothing is installed, and nothing mended."""
    return [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"),
        *("--timeout", str(_SECONDS_AN_ANSWER), "--progress-spinner", "off", "--format", "json"),
    ]


def audit(lock: Path, seconds: float = _MOST_SECONDS, environment: Mapping[str, str] | None = None) -> tuple[bool, str]:
    """Whether no hole is known, and what to say: a line, or one for each hole."""
    try:
        done = subprocess.run(
            command(lock), capture_output=True, text=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return True, f"The audit was left out: no index answered within {seconds:g} seconds."
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return True, f"The audit was left out: no index answered, or pip-audit is not installed ({why:.200})."
    return judged(packages)


def judged(packages: Sequence[Mapping[str, Any]]) -> tuple[bool, str]:
    """What is said of pip-audit's report. A package that the index does not know was not looked at."""
    known = [one for one in packages if "skip_reason" not in one]
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in known
        for hole in one.get("vulns", ())
    ]
    if holes:
        return False, "\n".join(holes)
    if not known:
        return True, "The audit was left out: the index that answers knows none of the packages."
    unknown = f"; it does not know {len(packages) - len(known)}" if len(known) < len(packages) else ""
    return True, f"The index knows of no hole in {len(known)} locked packages{unknown}."


if __name__ == "__main__":
    well, said = audit(LOCK)
    print(said)
    sys.exit(not well)
