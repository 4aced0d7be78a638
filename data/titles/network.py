"""A small trained network, read from a text of numbers: one hidden layer, ReLU, one output."""

from __future__ import annotations

from dataclasses import dataclass
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

    def dump(self) -> str:
        """The text that `load` reads: the input names are not in it, their order is the code's."""
        lines = [f"{self.hidden.shape[0]} {self.hidden.shape[1]}"]
        for values in (*self.hidden, self.bias, self.out, np.array([self.offset])):
            lines.append(" ".join(f"{value:.4g}" for value in values))
        return "\n".join(lines) + "\n"


def load(path: Path) -> Network:
    """Reads a network; ValueError if the text is not one."""
    head, _, rest = path.read_text("ascii").partition("\n")
    inputs, units = map(int, head.split())
    values = np.array(rest.split(), np.float32)
    if len(values) != (inputs + 2) * units + 1:
        raise ValueError(f"{path.name}: expected {(inputs + 2) * units + 1} numbers, found {len(values)}")
    body = values[:-1].reshape(inputs + 2, units)
    return Network(body[:-2], body[-2], body[-1], float(values[-1]))
