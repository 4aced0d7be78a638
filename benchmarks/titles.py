"""Measures the title engine beside what people would pick instead: python -m benchmarks.titles [DATA] [--million].

DATA holds `catalogue.jsonl.gz` and labelled queries; without it MARQUEE_TITLES, then ../shared/titles.
Every engine runs in a process of its own, one after the other, so that memory is its own. Slow engines are asked a
sample of the queries, which the table tells; each category keeps its share and negatives are three times as dense.
The weights were trained on the development queries (benchmarks/train_titles.py, whose `--check` gives the
cross-validated figures).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MILLION = 1_000_000


def main() -> None:
    """Prints the tables, the ratios last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("MARQUEE_TITLES", str(Path(__file__).parents[2] / "shared" / "titles"))
    parser.add_argument("folder", type=Path, nargs="?", default=Path(default))
    parser.add_argument("--queries", default="queries_dev.jsonl", help="the file of labelled queries in the folder")
    parser.add_argument("--million", action="store_true", help="inflate the catalogue to a million films")
    parser.add_argument("--only", help="only the engines whose name contains this")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    options = parser.parse_args()
    missing = [name for name in ("catalogue.jsonl.gz", options.queries) if not (options.folder / name).is_file()]
    if missing:
        sys.exit(f"benchmarks.titles: {options.folder} has no {' and no '.join(missing)}; nothing was measured")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[name] = "1"
    if options.engine:
        _measure(options)
    else:
        _compare(options)


def _measure(options: argparse.Namespace) -> None:
    from benchmarks.titles_data import films, inflate, queries
    from benchmarks.titles_engines import ENGINES
    from benchmarks.titles_score import measure, sampled

    entry = next(one for one in ENGINES if one.name == options.engine)
    catalogue = films(options.folder)
    if options.million:
        catalogue = list(inflate(catalogue, MILLION))
    asked = sampled(queries(options.folder, options.queries), entry.million if options.million else entry.sample)
    try:
        print(json.dumps(measure(entry.make, catalogue, asked)))
    except (ImportError, LookupError) as reason:
        print(json.dumps({"skipped": str(reason)}))


def _compare(options: argparse.Namespace) -> None:
    from benchmarks.titles_engines import ENGINES

    found: dict[str, dict[str, Any]] = {}
    print(
        f"{'engine':22s} {'films':>9s} {'queries':>7s} {'R@1':>6s} {'R@5':>6s} {'FAR@95':>7s} {'keeps':>6s}"
        f" {'p50 ms':>8s} {'p99 ms':>8s} {'key p99':>8s} {'build s':>8s} {'MB':>6s} {'pace ms':>8s}"
    )
    for entry in ENGINES:
        if not (entry.million if options.million else entry.sample) or (options.only or "") not in entry.name:
            continue
        figures = _child(options, entry.name)
        if "skipped" in figures:
            print(f"{entry.name:22s} skipped: {figures['skipped']}", flush=True)
            continue
        found[entry.name] = figures
        print(_line(entry.name, figures), flush=True)
    _details(found)
    _ratios(found)


def _child(options: argparse.Namespace, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.titles", str(options.folder), "--queries", options.queries]
    command += ["--engine", name, *(["--million"] if options.million else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"skipped": (done.stderr.strip().splitlines() or ["it stopped without a word"])[-1]}
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _line(name: str, one: dict[str, Any]) -> str:
    return (
        f"{name:22s} {one['films']:9,d} {one['asked']:7d} {one['recall1']:6.3f} {one['recall5']:6.3f}"
        f" {one['far95']:7.3f} {one['kept']:6.3f} {one['p50']:8.2f} {one['p99']:8.2f} {one['key99']:8.2f}"
        f" {one['build']:8.2f} {one['memory']:6.0f} {one['reference']:8.2f}"
    )


def _details(found: dict[str, dict[str, Any]]) -> None:
    for name, one in found.items():
        print(f"\n{name}: recall@1, recall@5, MRR by category")
        for kind, (count, first, fifth, mrr) in one["categories"].items():
            print(f"  {kind:26s} {count:5d}  {first:.3f}  {fifth:.3f}  {mrr:.3f}")
        total = sum(wrong for _, wrong in one["refused"].values())
        asked = sum(count for count, _ in one["refused"].values())
        kinds = ", ".join(f"{kind} {wrong}/{count}" for kind, (count, wrong) in one["refused"].items())
        print(f"  answered as surely as 95 % of right answers: {total} of {asked} negatives ({kinds})")


def _ratios(found: dict[str, dict[str, Any]]) -> None:
    ours = found.get("marquee")
    others = {name: one for name, one in found.items() if name != "marquee"}
    if not ours or not others:
        return
    print("\nratios, theirs to ours")
    for name, one in others.items():
        errors = (1 - one["recall1"]) / max(1e-9, 1 - ours["recall1"])
        print(
            f"  {name:22s} wrong first answers x{errors:.1f}  FAR@95 x{one['far95'] / max(1e-3, ours['far95']):.1f}"
            f"  p50 x{one['p50'] / ours['p50']:.1f}  p99 x{one['p99'] / ours['p99']:.1f}"
            f"  build x{one['build'] / ours['build']:.2f}  memory x{one['memory'] / ours['memory']:.2f}"
        )


if __name__ == "__main__":
    main()
