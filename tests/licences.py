"""`python -m tests.licences [LOCK …]`: what each installed package of the lock files is licensed under, as it says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = tuple(ROOT / f"requirements{name}.lock" for name in ("", "-playground", "-dev"))

_PACKAGE = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_LONGEST = 60


def packages(lock: Path) -> dict[str, str]:
    """The packages of a lock file with their versions."""
    return dict(_PACKAGE.findall(lock.read_text(encoding="utf-8")))


def licence(package: str) -> str | None:
    """In the package's own words; nothing of one that states none, or is not installed here."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return None
    if "License-Expression" in said:
        return said["License-Expression"]
    classified = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    stated = said["License"].strip().split("\n")[0] if "License" in said else ""
    return ", ".join(classified) or (stated if len(stated) <= _LONGEST else f"{stated[:_LONGEST]}…") or None


def lines(locks: Iterable[Path] = LOCKS) -> list[str]:
    """A line a package, under the first lock file that it is in."""
    seen: set[str] = set()
    listed: list[str] = []
    for lock in locks:
        new = {name: version for name, version in packages(lock).items() if name not in seen}
        seen |= new.keys()
        listed.append(f"{lock.name}:")
        listed += [f"  {name} {version}: {licence(name) or 'not installed here'}" for name, version in new.items()]
    return listed


if __name__ == "__main__":
    print(*lines([Path(name) for name in sys.argv[1:]] or LOCKS), sep="\n")
