"""What belongs to a layer while it is computed: arrays (neurons, examples), allocated once and worked on in place."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from numeric.activations import Activation, Array, Empty, Scratch
from numeric.outputs import Output
from numeric.softmax import OutputScratch

BLOCK = 2**18
"""How many bytes of a hidden layer are worked on at once: what a function reads is then still in the cache."""


class HiddenLayer:
    """A hidden layer; ``blocks`` are some of its neurons each, with room to work on them.

    Weighted inputs are written into ``a``, and turn there into activations.
    """

    __slots__ = ("a", "activation", "blocks", "delta", "slope")

    def __init__(
        self, activation: Activation, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty
    ) -> None:
        self.activation = activation
        self.a, self.slope, self.delta = empty((3, *shape), dtype)
        rows = min(shape[0], max(1, BLOCK // (np.dtype(dtype).itemsize * shape[1])))
        rooms = {size: Scratch((size, shape[1]), dtype, empty) for size in {rows, shape[0] % rows or rows}}
        self.blocks = []
        for start in range(0, shape[0], rows):
            part = slice(start, min(start + rows, shape[0]))
            self.blocks.append((part, self.a[part], self.slope[part], rooms[part.stop - part.start]))

    def activate(self, bias: Array | None = None) -> None:
        """Turn weighted inputs into activations and slopes; a bias, a column, is added to them first."""
        evaluate = self.activation.evaluate
        for part, a, slope, scratch in self.blocks:
            if bias is not None:
                add_bias(bias[part], a, scratch)
            evaluate(a, a, slope, scratch)


class OutputLayer:
    """The output layer; weighted inputs are written into ``z``, desired outputs into ``y``."""

    __slots__ = ("a", "delta", "output", "scratch", "slope", "y", "z")

    def __init__(self, output: Output, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty) -> None:
        self.output = output
        self.z, self.y, self.a, self.slope, self.delta = empty((5, *shape), dtype)
        self.scratch = OutputScratch(shape, dtype, empty)

    def activations(self) -> Array:
        """The activations."""
        self.output.activate(self.z, self.a, self.slope, self.scratch)
        return self.a

    def errors(self) -> Array:
        """The output errors."""
        self.output.error(self.z, self.y, self.a, self.delta, self.slope, self.scratch)
        return self.delta

    def costs(self) -> Array:
        """What each example costs."""
        self.output.cost(self.z, self.y, self.a, self.delta, self.slope, self.scratch)
        return self.scratch.total[0]


def add_bias(bias: Array, z: Array, scratch: Scratch) -> None:
    """Add a bias, a column, to weighted inputs."""
    # written out first: where shapes differ, NumPy works through buffers that it allocates
    np.copyto(scratch.real, bias)
    np.add(z, scratch.real, out=z)
