r"""Differences of a network's cost by every parameter, a block of them at a time.

The cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.  So all
perturbations of a layer are one batched computation from that layer on.  In it the columns are all perturbations of all
examples: an array's axes are (neurons, moved neurons, examples, steps, inputs).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import DTypeLike

from numeric.activations import ACTIVATIONS, Array
from numeric.gradient_report import extrapolated
from numeric.layers import HiddenLayer, OutputLayer
from numeric.point import Point
from numeric.rounding import STEP

LONGEST = 1e300
"""The longest step; it is taken where activations nearly underflow."""

FRACTIONS = np.array([1.0, -1.0, 0.5, -0.5, 0.25, -0.25])
"""The steps at which the cost is taken, in units of the largest."""


class Differences:
    """Extrapolated differences of the average cost at a point, in about so many bytes of memory."""

    def __init__(self, point: Point, memory: int) -> None:
        self.point, self.memory = point, memory
        self.gains = self._gains()
        self._room: _Room | None = None
        self._arena = _Arena(memory)

    def _gains(self) -> list[Array]:
        """For each neuron of each layer, by how much a later weighted input moves at most if its own moves by 1."""
        point = self.point
        found = [np.ones(len(point.z[-1]))]
        through: list[Array] = []
        for place in range(len(point.weights) - 2, -1, -1):
            relu = point.network.activations[place] == "relu"
            slope = np.ones(len(point.z[place])) if relu else point.slopes[place].max(axis=1)
            direct = np.abs(point.weights[place + 1]) * slope
            through = [direct, *(later @ direct for later in through)]
            found.insert(0, np.maximum(1, np.max([later.max(axis=0) for later in through], axis=0)))
        return found

    def steps(self, place: int) -> Array:
        """A layer's largest steps: weighted inputs, of this layer and later ones, move by STEP at most."""
        largest, gain = np.abs(self.point.below(place)).max(axis=1), self.gains[place]
        found: Array = np.minimum(STEP / (np.where(largest > 0, largest, 1.0) * gain[:, None]), LONGEST)
        return found

    def of_layer(self, place: int) -> tuple[Array, Array, Array]:
        """The slopes by a layer's bias and weights, (neurons, 1 + inputs), their truncation, and whether at a kink."""
        below, steps = self.point.below(place), self.steps(place)
        slopes, truncation, kink = np.empty_like(steps), np.empty_like(steps), np.zeros(steps.shape, dtype=bool)
        for j, k in self._portions(place, *steps.shape):
            step = steps[j, k]
            shifts = (below[k].T * step[:, None])[:, :, None] * FRACTIONS[:, None]
            costs, kink[j, k] = self._moved(place, j, shifts)
            change = (costs[:, :, 0::2] - costs[:, :, 1::2]).sum(axis=1) / self.point.examples
            found = change / (2 * FRACTIONS[0::2, None] * step[:, None])
            slopes[j, k], truncation[j, k] = extrapolated(found[:, 0], found[:, 1], found[:, 2])
        return slopes, truncation, kink

    def _portions(self, place: int, neurons: int, inputs: int) -> Iterator[tuple[slice, slice]]:
        """The neurons and inputs whose parameters are moved at once, as many as the memory allows."""
        columns = len(FRACTIONS) * self.point.examples
        count = max(1, self.memory // (columns * _Room.bytes_for_a_column(self.point, place)))
        rows, width = (_even(total, most) for total, most in ((neurons, count // inputs), (inputs, count)))
        for j in range(0, neurons, rows):
            for k in range(0, inputs, width):
                yield slice(j, j + rows), slice(k, k + width)

    def _moved(self, place: int, j: slice, shifts: Array) -> tuple[Array, Array]:
        """The examples' costs with the weighted inputs of some neurons moved, one by one, and whether a ReLU crossed.

        ``shifts`` and the costs are for (neurons, examples, steps, inputs).
        """
        point = self.point
        own = point.z[place][j][:, :, None, None] + shifts
        if self._room is None or not self._room.fits(place, own.shape):
            self._arena.clear()
            self._room = _Room(point, place, own.shape, self._arena)
        room = self._room
        if place == len(point.weights) - 1:
            z = room.weighted_inputs(place)
            z[:] = point.z[place][:, None, :, None, None]
            for i, neuron in enumerate(range(len(z))[j]):
                z[neuron, i] = own[i]
            return room.costs(), self._crosses(place, z)
        crossed = self._crosses(place, own, j)
        a = room.activations_of_moved(own)
        change = np.subtract(a, point.a[place + 1][j][:, :, None, None], out=own)
        z = room.weighted_inputs(place + 1)
        np.multiply(point.weights[place + 1][:, j, None, None, None], change, out=z)
        np.add(z, point.z[place + 1][:, None, :, None, None], out=z)
        crossed |= self._crosses(place + 1, z)
        for after in range(place + 2, len(point.weights)):
            z = room.onwards(after)
            crossed |= self._crosses(after, z)
        return room.costs(), crossed

    def _crosses(self, place: int, z: Array, j: slice | None = None) -> Array:
        """For each parameter, whether a step takes a ReLU of this layer over its kink, or away from it.

        ``z`` is for (neurons, moved neurons, examples, steps, inputs), or of the moved neurons j, without the first.
        """
        if self.point.network.activations[place] != "relu":
            return np.zeros((z.shape[-4], z.shape[-1]), dtype=bool)
        before = self.point.z[place][:, None, :, None, None] if j is None else self.point.z[place][j][:, :, None, None]
        crossed = ((before > 0) != (z > 0)) | ((before == 0) & (z != 0))
        found: Array = crossed.any(axis=(0, 2, 3) if j is None else (1, 2))
        return found


class _Room:
    """The layers, from one of them on, for so many perturbations at once."""

    def __init__(self, point: Point, place: int, shape: tuple[int, ...], arena: _Arena) -> None:
        self.point, self.place, self.shape = point, place, shape
        columns, empty = prod(shape), arena.empty
        activations = [ACTIVATIONS[name] for name in point.network.activations[:-1]]
        self.moved = None
        if place < len(activations):
            self.moved = HiddenLayer(activations[place], (1, columns), np.float64, empty)
        self.hidden = {
            after: HiddenLayer(activations[after], (len(point.z[after]), columns), np.float64, empty)
            for after in range(place + 1, len(activations))
        }
        self.last = OutputLayer(point.network.output, (len(point.z[-1]), columns), np.float64, empty)
        y = point.last.y
        self.last.y.reshape(len(y), *shape)[:] = y[:, None, :, None, None]

    @staticmethod
    def bytes_for_a_column(point: Point, place: int) -> int:
        """How much memory a perturbation of one example takes, about."""
        hidden, outputs = sum(len(z) for z in point.z[place + 1 : -1]), len(point.z[-1])
        return 8 * (8 + 3 * hidden + 9 * outputs)

    def fits(self, place: int, shape: tuple[int, ...]) -> bool:
        """Whether this room is for such perturbations."""
        return (self.place, self.shape) == (place, shape)

    def activations_of_moved(self, z: Array) -> Array:
        """The activations of the neurons that are moved themselves."""
        assert self.moved is not None
        np.copyto(self.moved.a.reshape(z.shape), z)
        self.moved.activate()
        return self.moved.a.reshape(z.shape)

    def weighted_inputs(self, place: int) -> Array:
        """Where the weighted inputs of a layer are written, for (neurons, *shape)."""
        columns = self.hidden[place].a if place in self.hidden else self.last.z
        return columns.reshape(-1, *self.shape)

    def onwards(self, place: int) -> Array:
        """Go from the weighted inputs of the layer before to those of this layer, which are returned."""
        below, z = self.hidden[place - 1], self.weighted_inputs(place)
        below.activate()
        columns = z.reshape(len(z), -1)
        np.matmul(self.point.weights[place], below.a, out=columns)
        np.add(columns, self.point.biases[place], out=columns)
        return z

    def costs(self) -> Array:
        """What each example costs for each perturbation."""
        return self.last.costs().reshape(self.shape)


class _Arena:
    """Memory for arrays that are given up together: to ask the system for it again takes longer than to use it."""

    def __init__(self, size: int) -> None:
        self._numbers, self._used = np.empty(size // 8), 0

    def clear(self) -> None:
        """Give up all arrays."""
        self._used = 0

    def empty(self, shape: tuple[int, ...], dtype: DTypeLike) -> Array:
        """An array, from the system if there is no room for it here."""
        end = self._used + prod(shape)
        if np.dtype(dtype) != self._numbers.dtype or end > len(self._numbers):
            return np.empty(shape, dtype)
        found = self._numbers[self._used : end].reshape(shape)
        self._used = -(-end // 8) * 8
        return found


def _even(total: int, most: int) -> int:
    """How many to take at a time so that no portion is over the most, and all are nearly equal."""
    portions = -(-total // max(1, most))
    return -(-total // portions)
