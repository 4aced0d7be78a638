"""`python -m bot import`: read files and folders of reviews, put them into the library, tell what became of each."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from cogs.ui.language import N_, _, counted, told
from cogs.ui.sentences import of_file, plain_sentence
from data import starter
from data.errors import Problem, StorageUnavailable
from data.formats import Draft
from data.formats.folders import FileReading, find_files, import_paths
from data.library import Library
from data.reviews.foreseeing import foresee
from data.reviews.imports import Fate, fate_of

_AT_ONCE = 100
"""Reviews a transaction: durable soon, and fast."""

_LONGEST_LEFT = 160

HEADINGS = {
    Fate.PUBLISHED: N_("Published:"),
    Fate.REVISED: N_("Revised:"),
    Fate.WITHDRAWN: N_("Withdrawn:"),
    Fate.DRAFT: N_("Kept as draft:"),
    Fate.PASSED_OVER: N_("Passed over, since the library has a review of the film:"),
    Fate.SAYS_LESS: N_("Passed over, since the library's review says more, and this would empty it:"),
}
"""Above the reviews that an import did this with; those that stayed as they are are only counted."""

WOULD: dict[Fate, str] = {
    Fate.PUBLISHED: N_("Would add and publish:"),
    Fate.REVISED: N_("Would replace what the library has:"),
    Fate.WITHDRAWN: N_("Would withdraw:"),
    Fate.DRAFT: N_("Would add as draft:"),
    Fate.PASSED_OVER: N_("Would pass over, since the library has a review of the film:"),
    Fate.SAYS_LESS: N_("Would empty what the library has, which says more, so would pass over:"),
}
"""The same in a dry run."""

COUNTS: dict[Fate, Callable[[int], str]] = {
    Fate.PUBLISHED: lambda number: counted(number, "{count} published", "{count} published"),
    Fate.REVISED: lambda number: counted(number, "{count} revised", "{count} revised"),
    Fate.WITHDRAWN: lambda number: counted(number, "{count} withdrawn", "{count} withdrawn"),
    Fate.DRAFT: lambda number: counted(number, "{count} kept as draft", "{count} kept as draft"),
    Fate.PASSED_OVER: lambda number: counted(
        number,
        "{count} passed over, since the library has a review of the film",
        "{count} passed over, since the library has a review of the film",
    ),
    Fate.SAYS_LESS: lambda number: counted(
        number,
        "{count} passed over, since the library's review says more",
        "{count} passed over, since the library's reviews say more",
    ),
    Fate.UNCHANGED: lambda number: counted(number, "{count} unchanged", "{count} unchanged"),
}


@dataclass(frozen=True)
class Order:
    """What is to be imported, and how."""

    paths: tuple[Path, ...]
    guild_id: int
    publish: bool = False
    dry_run: bool = False
    as_json: bool = False
    format: str | None = None


@dataclass
class Taken:
    """One draft of a file and what became of it."""

    file: Path
    draft: Draft
    fate: Fate


@dataclass
class Outcome:
    """Everything that an import has to tell."""

    files: int = 0
    taken: list[Taken] = field(default_factory=list)
    unread: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """The problems of each file that are not those of one draft."""
    alone: str = ""
    """Why a dry run could not compare with the library, if it could not."""

    @property
    def problems(self) -> list[Problem]:
        """All of them, by file and line."""
        found = [problem for problems in self.unread.values() for problem in problems]
        found += [problem for one in self.taken for problem in one.draft.problems]
        return sorted(found, key=lambda problem: (problem.file, problem.line or 0))


async def import_files(address: str, order: Order) -> bool:
    """Do it, print the report or JSON to standard output and progress to standard error; whether nothing was wrong.

    A dry run looks into the database as it is and writes nothing, beside a running bot too.

    Raises:
        StorageUnavailable: the database cannot be opened, or fails in between; what was stored until then is told.
        UnsupportedFormat: there is no such format.
    """
    readings = _read(order)
    outcome = Outcome(len(readings), unread={str(one.path): one.reading.problems for one in readings})
    drafts = [(one.path, draft) for one in readings for draft in one.reading.drafts]
    if order.dry_run:
        await _foresee(address, drafts, order, outcome)
    elif drafts:
        async with Library.open(address) as library:
            try:
                await _store(library, drafts, order, outcome.taken)
            except StorageUnavailable:  # what was stored before stays, so it is told
                print(as_json(outcome) if order.as_json else report(outcome))
                raise
    print(as_json(outcome) if order.as_json else report(outcome, dry_run=order.dry_run))
    return not outcome.problems


def _read(order: Order) -> list[FileReading]:
    files = find_files(order.paths)
    with typer.progressbar(
        import_paths(files, order.format), length=len(files), label=_("Reading"), file=sys.stderr
    ) as progress:
        return list(progress)


async def _foresee(address: str, drafts: Sequence[tuple[Path, Draft]], order: Order, outcome: Outcome) -> None:
    """What would become of each; where the library cannot be read, what would in an empty one."""
    some = [draft for _, draft in drafts]
    opening = [] if order.guild_id else starter.read(starter.files()).values()
    try:
        fates = await foresee(address, some, order.guild_id, publish=order.publish, opening=opening)
    except StorageUnavailable as error:
        outcome.alone = plain_sentence(error)
        fates = [fate_of(draft, publish=order.publish) for draft in some]
    outcome.taken = [Taken(path, draft, fate) for (path, draft), fate in zip(drafts, fates, strict=True)]


async def _store(library: Library, drafts: Sequence[tuple[Path, Draft]], order: Order, taken: list[Taken]) -> None:
    with typer.progressbar(length=len(drafts), label=_("Storing"), file=sys.stderr) as progress:
        for start in range(0, len(drafts), _AT_ONCE):
            some = drafts[start : start + _AT_ONCE]
            fates = await library.imports.take([draft for _, draft in some], order.guild_id, publish=order.publish)
            taken += [Taken(path, draft, fate) for (path, draft), fate in zip(some, fates, strict=True)]
            progress.update(len(some))


def report(outcome: Outcome, *, dry_run: bool = False) -> str:
    """What became of each review, every problem by file and line, what was left, and the sum in the last line."""
    blocks = [
        _block(
            _(heading), [f"{one.draft.review.film.label}  ({one.file})" for one in outcome.taken if one.fate is fate]
        )
        for fate, heading in (WOULD if dry_run else HEADINGS).items()
    ]
    blocks.append(_block(_("Problems:"), map(of_file, outcome.problems)))
    blocks.append(_block(_("Left, since it has no place in a review:"), _left(outcome)))
    blocks.append(_block(_("Not compared with the library:"), [outcome.alone] if outcome.alone else []))
    return "\n\n".join(filter(None, [*blocks, _sum(outcome, dry_run=dry_run)]))


def _block(title: str, lines: Iterable[str]) -> str:
    listed = [f"  {line}" for line in lines]
    return "\n".join([title, *listed]) if listed else ""


def _left(outcome: Outcome) -> Iterable[str]:
    for one in outcome.taken:
        for text in one.draft.left:
            line = " ".join(text.split())
            yield f"{one.file}: {line if len(line) <= _LONGEST_LEFT else line[:_LONGEST_LEFT] + '…'}"


def _sum(outcome: Outcome, *, dry_run: bool) -> str:
    counts = Counter(one.fate for one in outcome.taken)
    parts = [words(counts[fate]) for fate, words in COUNTS.items() if counts[fate]] or [_("no review")]
    problems = len(outcome.problems)
    parts.append(counted(problems, "{count} problem", "{count} problems") if problems else _("no problems"))
    said = counted(outcome.files, "{count} file: {what}.", "{count} files: {what}.", what=", ".join(parts))
    return "{} {}".format(said, _("Nothing was changed: this was a dry run.")) if dry_run else said


def as_json(outcome: Outcome) -> str:
    """A list with an object for each draft: the fields of `data.models.Review`, then what the import adds to them.

    A file that gave no draft is in it with `film` null, so that its problems are told too.
    """
    drafts = [_draft_values(one) for one in outcome.taken]
    with_drafts = {one.file: drafts[number] for number, one in reversed(list(enumerate(outcome.taken)))}
    for file, problems in outcome.unread.items():
        told = [_problem_values(problem) for problem in problems]
        if Path(file) in with_drafts:
            with_drafts[Path(file)]["problems"] = told + with_drafts[Path(file)]["problems"]
        elif told:
            drafts.append({"film": None, "file": file, "became": None, "problems": told, "left": []})
    return json.dumps(drafts, ensure_ascii=False, indent=2)


def _draft_values(one: Taken) -> dict[str, Any]:
    values = one.draft.review.model_dump(mode="json")
    problems = [_problem_values(problem) for problem in one.draft.problems]
    return {**values, "file": str(one.file), "became": one.fate.value, "problems": problems, "left": one.draft.left}


def _problem_values(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "field": problem.field, "expected": told(problem.expected)}
