"""A small network in numpy, trained with Adam: listwise for the ranker, binary for the confidence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data.titles import network

Array = NDArray[np.float32]


@dataclass
class Network:
    """Layers of (inputs x outputs) weights and biases; ReLU between them; one output."""

    weights: list[Array]
    biases: list[Array]

    @classmethod
    def random(cls, sizes: list[int], seed: int) -> Network:
        """Starts a network of layers of these sizes, inputs first (He initialisation)."""
        r = np.random.default_rng(seed)
        pairs = list(pairwise(sizes))
        return cls(
            [(r.normal(size=pair) * np.sqrt(2 / pair[0])).astype(np.float32) for pair in pairs],
            [np.zeros(out, np.float32) for _, out in pairs],
        )

    def forward(self, x: Array) -> list[Array]:
        """The activations of every layer, the input first and the output (n,) last."""
        layers = [x]
        for place, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = x @ w + b
            if place < len(self.weights) - 1:
                x = np.maximum(x, 0)
            layers.append(x)
        layers[-1] = layers[-1][:, 0]
        return layers

    def score(self, x: Array) -> Array:
        """The output (n,)."""
        return self.forward(x)[-1]

    def backward(self, layers: list[Array], slope: Array) -> list[tuple[Array, Array]]:
        """Gradients of weights and biases, given the slope of the loss at the output."""
        out: list[tuple[Array, Array]] = []
        back = slope[:, None]
        for place in range(len(self.weights) - 1, -1, -1):
            out.append((layers[place].T @ back, back.sum(axis=0)))
            if place:
                back = (back @ self.weights[place].T) * (layers[place] > 0)
        return out[::-1]


class Adam:
    """Adam with decoupled weight decay."""

    def __init__(self, network: Network, rate: float, decay: float) -> None:
        self.network, self.rate, self.decay, self.step = network, rate, decay, 0
        self.state = [
            [np.zeros_like(a) for a in (w, w, b, b)] for w, b in zip(network.weights, network.biases, strict=True)
        ]

    def update(self, gradients: list[tuple[Array, Array]], factor: float) -> None:
        """One step at `factor` times the rate."""
        self.step += 1
        rate = self.rate * factor
        for place, (gw, gb) in enumerate(gradients):
            state = self.state[place]
            self._move(self.network.weights[place], gw, rate, state[:2])
            self._move(self.network.biases[place], gb, rate, state[2:])
            self.network.weights[place] *= 1 - rate * self.decay

    def _move(self, values: Array, slope: Array, rate: float, state: list[Array]) -> None:
        state[0] += 0.1 * (slope - state[0])
        state[1] += 0.001 * (slope * slope - state[1])
        fixed = np.sqrt(state[1] / (1 - 0.999**self.step)) + 1e-8
        values -= rate * (state[0] / (1 - 0.9**self.step) / fixed)


def train_listwise(
    x: Array,
    right: NDArray[np.bool_],
    starts: NDArray[np.int64],
    weight: Array,
    *,
    sizes: list[int],
    seed: int,
    epochs: int = 40,
    rate: float = 0.004,
    batch: int = 128,
    decay: float = 0.02,
) -> Network:
    """Learns to put a right row first: minus the log of the share of softmax that right rows get, per query.

    `starts` (queries + 1) bounds each query's rows in `x`; every query needs a right row; `weight` is per query.
    """
    network = Network.random([x.shape[1], *sizes, 1], seed)
    adam = Adam(network, rate, decay)
    r = np.random.default_rng(seed)
    count = len(starts) - 1
    steps = epochs * ((count + batch - 1) // batch)
    done = 0
    for _ in range(epochs):
        order = r.permutation(count)
        for at in range(0, count, batch):
            queries = order[at : at + batch]
            length = starts[queries + 1] - starts[queries]
            begin = np.concatenate([[0], np.cumsum(length)[:-1]])
            rows = np.repeat(starts[queries] - begin, length) + np.arange(length.sum())
            layers = network.forward(x[rows])
            slope = _listwise_slope(layers[-1], right[rows], begin, length) * np.repeat(weight[queries], length)
            adam.update(network.backward(layers, (slope / len(queries)).astype(np.float32)), 1 - done / steps)
            done += 1
    return network


def _listwise_slope(
    score: Array, right: NDArray[np.bool_], begin: NDArray[np.int64], length: NDArray[np.int64]
) -> Array:
    score = score - np.repeat(np.maximum.reduceat(score, begin), length)
    mass = np.exp(np.maximum(score, -30))
    every = mass / np.repeat(np.add.reduceat(mass, begin), length)
    good = mass * right
    slope: Array = every - good / np.repeat(np.add.reduceat(good, begin), length)
    return slope


def train_binary(
    x: Array,
    y: Array,
    weight: Array,
    *,
    sizes: list[int],
    seed: int,
    epochs: int = 40,
    rate: float = 0.004,
    batch: int = 256,
    decay: float = 0.05,
) -> Network:
    """Learns the log odds of `y`."""
    network = Network.random([x.shape[1], *sizes, 1], seed)
    adam = Adam(network, rate, decay)
    r = np.random.default_rng(seed)
    steps = epochs * ((len(x) + batch - 1) // batch)
    done = 0
    for _ in range(epochs):
        order = r.permutation(len(x))
        for at in range(0, len(x), batch):
            rows = order[at : at + batch]
            layers = network.forward(x[rows])
            chance = 1 / (1 + np.exp(-np.clip(layers[-1], -30, 30)))
            slope = (chance - y[rows]) * weight[rows] / len(rows)
            adam.update(network.backward(layers, slope.astype(np.float32)), 1 - done / steps)
            done += 1
    return network


class Trained:
    """Networks of one hidden layer that were trained on the same standardised inputs, to be averaged."""

    def __init__(self, x: Array, least: float) -> None:
        self._mean, self._spread = x.mean(axis=0), x.std(axis=0) + least
        self.x = ((x - self._mean) / self._spread).astype(np.float32)
        self.networks: list[Network] = []

    def merged(self) -> network.Network:
        """One network for inputs as they are, whose output is the mean of all."""
        count = len(self.networks)
        hidden = np.concatenate([one.weights[0] / self._spread[:, None] for one in self.networks], axis=1)
        bias = np.concatenate([one.biases[0] - (self._mean / self._spread) @ one.weights[0] for one in self.networks])
        out = np.concatenate([one.weights[1][:, 0] for one in self.networks]) / count
        offset = sum(float(one.biases[1][0]) for one in self.networks) / count
        return network.Network(hidden.astype(np.float32), bias.astype(np.float32), out.astype(np.float32), offset)
