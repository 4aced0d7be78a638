"""The flood of `benchmarks.flood` in a small form: it is asked to wait, and of the others everybody is answered."""

from pathlib import Path

import pytest

from benchmarks.flood import measure


@pytest.mark.timing
async def test_beside_a_flood_everybody_else_is_answered(tmp_path: Path) -> None:
    measured = await measure(tmp_path, 4.5, people=15, turns=1)
    print(f"without: {measured.without}; beside: {measured.beside}; {measured.ratio:.1f} times; {measured.flood}")
    assert measured.without.lost == measured.beside.lost == 0
    assert len(measured.beside.latencies) == len(measured.without.latencies) == 45
    assert measured.flood["asked to wait"] > 20
    assert measured.beside.percentile(50) < 0.5
