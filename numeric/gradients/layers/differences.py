r"""Differences of a network's cost by every parameter, a block of neurons at a time.

An example's cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.
So with the step :math:`s / a_k` for that example, the difference quotient is :math:`a_k` times that of :math:`z_j` with
the step s, the same for all k: all perturbations of a neuron are one, and all of a layer one batched computation from
that layer on.  In it the columns are perturbations: an array's axes are (neurons, moved neurons, steps, examples).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import DTypeLike

from numeric.arrays import Array
from numeric.gradients.layers.point import Point
from numeric.gradients.slopes.extrapolation import extrapolated
from numeric.networks.activations import ACTIVATIONS
from numeric.networks.layers import HiddenLayer, OutputLayer

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
            kinked = ACTIVATIONS[point.network.activations[place]].kinked
            slope = np.ones(len(point.z[place])) if kinked else np.abs(point.slopes[place]).max(axis=1)
            direct = np.abs(point.weights[place + 1]) * slope
            through = [direct, *(later @ direct for later in through)]
            found.insert(0, np.maximum(1, np.max([later.max(axis=0) for later in through], axis=0)))
        return found

    def steps(self, place: int, step: float) -> Array:
        """How far a layer's weighted inputs are moved at most, so that those of later layers move by a step at most."""
        found: Array = step / self.gains[place]
        return found

    def of_layer(self, place: int, step: float) -> tuple[Array, Array, Array]:
        """The slopes by a layer's bias and weights, (neurons, 1 + inputs), their truncation, and whether at a kink."""
        steps, shape = self.steps(place, step), self.point.z[place].shape
        slopes, truncation, kink = np.empty(shape), np.empty(shape), np.empty(shape)
        for j in self._portions(place, shape[0]):
            costs, kink[j] = self._moved(place, j, steps[j, None] * FRACTIONS)
            change = (costs[:, 0::2] - costs[:, 1::2]) / (2 * FRACTIONS[0::2, None] * steps[j, None, None])
            slopes[j], truncation[j] = extrapolated(change[:, 0], change[:, 1], change[:, 2])
        below = self.point.below(place).T / self.point.examples
        return slopes @ below, truncation @ np.abs(below), kink @ (below != 0) > 0

    def _portions(self, place: int, neurons: int) -> Iterator[slice]:
        """The neurons that are moved at once, as many as the memory allows."""
        columns = len(FRACTIONS) * self.point.examples
        most = max(1, self.memory // (columns * _Room.bytes_for_a_column(self.point, place)))
        size = -(-neurons // -(-neurons // most))  # all portions nearly equal
        yield from (slice(j, j + size) for j in range(0, neurons, size))

    def _moved(self, place: int, j: slice, shifts: Array) -> tuple[Array, Array]:
        """The examples' costs with the weighted inputs of some neurons moved, one by one, and whether at a kink.

        ``shifts`` are for (neurons, steps), the costs for (neurons, steps, examples).
        """
        point = self.point
        own = point.z[place][j][:, None] + shifts[:, :, None]
        if self._room is None or not self._room.fits(place, own.shape):
            self._arena.clear()
            self._room = _Room(point, place, own.shape, self._arena)
        room = self._room
        if place == len(point.weights) - 1:
            z = room.weighted_inputs(place)
            z[:] = point.z[place][:, None, None]
            for i, neuron in enumerate(range(len(z))[j]):
                z[neuron, i] = own[i]
            return room.costs(), self._crosses(place, z)
        crossed = self._crosses(place, own, j)
        a = room.activations_of_moved(own)
        change = np.subtract(a, point.a[place + 1][j][:, None], out=own)
        z = room.weighted_inputs(place + 1)
        np.multiply(point.weights[place + 1][:, j, None, None], change, out=z)
        np.add(z, point.z[place + 1][:, None, None], out=z)
        crossed |= self._crosses(place + 1, z)
        for after in range(place + 2, len(point.weights)):
            z = room.onwards(after)
            crossed |= self._crosses(after, z)
        return room.costs(), crossed

    def _crosses(self, place: int, z: Array, j: slice | None = None) -> Array:
        """Whether a step takes a neuron of this layer over its kink, or away from it, for (moved neurons, examples).

        ``z`` is for (neurons, moved neurons, steps, examples), or of the moved neurons j, without the first.
        """
        name = self.point.network.activations[place]
        if name not in ACTIVATIONS or not ACTIVATIONS[name].kinked:
            return np.zeros((z.shape[-3], z.shape[-1]), dtype=bool)
        before = self.point.z[place][:, None, None] if j is None else self.point.z[place][j][:, None]
        crossed = ((before > 0) != (z > 0)) | ((before == 0) & (z != 0))
        found: Array = crossed.any(axis=(0, 2) if j is None else 1)
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
        self.last.y.reshape(len(y), *shape)[:] = y[:, None, None]

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
