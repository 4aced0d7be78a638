"""A small trained network, read from a text of names and numbers: one hidden layer, ReLU, one output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """`hidden` is (inputs, units), `bias` and `out` are (units,)."""

    hidden: Array
    bias: Array
    out: Array
    offset: float

    def score(self, x: Array) -> Array:
        """One number for each line of `x` (lines, inputs)."""
        found: Array = np.maximum(x @ self.hidden + self.bias, 0) @ self.out + np.float32(self.offset)
        return found

    def dump(self, inputs: Sequence[str]) -> str:
        """The text that `load` reads: the names of the inputs, a line of numbers for each, and the rest."""
        lines = [" ".join(inputs)]
        for values in (*self.hidden, self.bias, self.out, np.array([self.offset])):
            lines.append(" ".join(f"{value:.4g}" for value in values))
        return "\n".join(lines) + "\n"


def load(path: Path, inputs: Sequence[str]) -> Network:
    """Reads a network that was trained for these inputs, in their order; ValueError if it was not."""
    head, *lines = path.read_text("ascii").splitlines()
    names = head.split()
    for place, (trained, given) in enumerate(zip_longest(names, inputs), 1):
        if trained != given:
            raise ValueError(f"{path.name}: input {place} is {trained} in the file and {given} in data.titles.columns")
    rows = [line.split() for line in lines]
    sizes = list(map(len, rows))
    units = sizes[0] if sizes else 0
    if sizes != [units] * (len(names) + 2) + [1]:
        raise ValueError(f"{path.name}: expected {len(names) + 2} lines of as many numbers each, and one of one")
    *hidden, bias, out = np.array(rows[:-1], np.float32)
    return Network(np.array(hidden), bias, out, float(np.float32(rows[-1][0])))
