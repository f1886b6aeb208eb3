"""What belongs to a layer while it is computed: arrays (neurons, examples), allocated once and worked on in place."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike

from numeric.arrays import Array
from numeric.networks.activations import Activation, Empty, Scratch
from numeric.networks.outputs import Output
from numeric.networks.softmax import BOUND, ONE_BY_ONE, OutputScratch

Kernel: TypeAlias = Callable[..., Any]

BLOCK = 2**18
"""How many bytes of a hidden layer are worked on at once: what a function reads is then still in the cache."""


COMPILED_FROM = 1000
"""From how many numbers in a layer on its passes are compiled, if Numba is installed."""


class HiddenLayer:
    """A hidden layer; ``blocks`` are some of its neurons each, with room to work on them.

    What the weights give is written into ``a``, and turns there into activations.  ``kernel`` does that in one pass, if
    there is one.
    """

    __slots__ = ("a", "activation", "blocks", "delta", "kernel", "ones", "slope")

    def __init__(
        self, activation: Activation, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty
    ) -> None:
        self.activation, self.kernel = activation, _hidden_kernel(activation, shape)
        self.ones = np.ones(shape[1], dtype)
        self.a, self.slope, self.delta = empty((3, *shape), dtype)
        rows = min(shape[0], max(1, BLOCK // (np.dtype(dtype).itemsize * shape[1])))
        rooms = {size: Scratch((size, shape[1]), dtype, empty) for size in {rows, shape[0] % rows or rows}}
        self.blocks = []
        for start in range(0, shape[0], rows):
            part = slice(start, min(start + rows, shape[0]))
            self.blocks.append((part, self.a[part], self.slope[part], rooms[part.stop - part.start]))

    def activate(self) -> None:
        """Turn weighted inputs into activations and slopes."""
        for _, a, slope, scratch in self.blocks:
            self.activation.evaluate(a, a, slope, scratch)

    def add_and_activate(self, bias: Array) -> None:
        """Add a bias, one for each neuron, and turn the weighted inputs into activations and slopes."""
        if self.kernel is not None:
            self.kernel(self.a, np.ascontiguousarray(bias), self.slope)
            return
        for part, a, slope, scratch in self.blocks:
            add_bias(bias[part], a, scratch)
            self.activation.evaluate(a, a, slope, scratch)

    def pull_back(self, sums: Array) -> None:
        """Turn ``delta`` from errors of the activations into those of the weighted inputs, and add up each neuron's."""
        if self.kernel is not None:
            from numeric.networks.kernels import pull_back

            pull_back(self.delta, self.slope, sums)
            return
        np.multiply(self.delta, self.slope, out=self.delta)
        add_up(self.delta, self.ones, sums)


def _kernels(shape: tuple[int, int]) -> ModuleType | None:
    """The compiled passes, where they are worth it for a layer of this shape, and possible."""
    if shape[0] * shape[1] < COMPILED_FROM:
        return None
    from numeric.networks import kernels  # it takes Numba, which takes its time

    return kernels if kernels.INSTALLED else None


def _hidden_kernel(activation: Activation, shape: tuple[int, int]) -> Kernel | None:
    kernels = _kernels(shape)
    return None if kernels is None else kernels.KERNELS.get(activation.name)


def _output_kernel(output: Output, shape: tuple[int, int]) -> Kernel | None:
    """For so few neurons that their exponentials are added one by one."""
    kernels = _kernels(shape) if shape[0] <= ONE_BY_ONE else None
    return None if kernels is None else kernels.OUTPUT_KERNELS.get((output.activation, output.cost_name))


class OutputLayer:
    """The output layer; weighted inputs are written into ``z``, desired outputs into ``y``."""

    __slots__ = ("a", "delta", "kernel", "output", "room", "scratch", "slope", "y", "z")

    def __init__(self, output: Output, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty) -> None:
        self.output = output
        self.z, self.y, self.a, self.slope, self.delta = empty((5, *shape), dtype)
        self.scratch = OutputScratch(shape, dtype, empty)
        self.kernel = _output_kernel(output, shape)
        self.room = np.empty((0 if self.kernel is None else 3, shape[1]), dtype)

    def activations(self) -> Array:
        """The activations."""
        self.output.activate(self.z, self.a, self.slope, self.scratch)
        return self.a

    def errors(self) -> Array:
        """The output errors."""
        work = (self.z, self.y, self.delta, self.a, self.slope, self.room)
        if self.kernel is not None and self.kernel(*work, BOUND[self.z.dtype]):
            return self.delta
        self.output.error(self.z, self.y, self.a, self.delta, self.slope, self.scratch)
        return self.delta

    def costs(self) -> Array:
        """What each example costs."""
        self.output.cost(self.z, self.y, self.a, self.delta, self.slope, self.scratch)
        return self.scratch.total[0]


def add_bias(bias: Array, z: Array, scratch: Scratch) -> None:
    """Add a bias, one for each neuron, to weighted inputs (neurons, examples)."""
    # written out first: where shapes differ, NumPy works through buffers that it allocates
    np.copyto(scratch.real, bias[:, None])
    np.add(z, scratch.real, out=z)


def add_up(errors: Array, ones: Array, sums: Array) -> None:
    """Add up the errors (neurons, examples) of each neuron; ``ones`` is 1 for each example."""
    if len(ones) == 1:
        np.copyto(sums, errors[:, 0])
    else:
        np.matmul(errors, ones, out=sums)
