"""What rounding may do to the slopes of a cost: those that backpropagation gives, and those from differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arrays import Array
from numeric.gradients.layers.point import Point
from numeric.networks.activations import ACTIVATIONS
from numeric.networks.layers import HiddenLayer
from numeric.networks.outputs import SOFTMAX

ROUNDINGS = 16
"""How many roundings of the whole cost, and of each weighted input on the way to it, are allowed for."""

STEP = 4e-3
"""How far the largest of the three steps moves a weighted input; about eps^(1/7) for float64."""

EPS = float(np.finfo(np.float64).eps)


class Rounding:
    """Bounds of rounding at a point, by layer; ``unsure`` are the desired outputs that may be off by a rounding.

    Every sum counts as large as it would be if nothing in it cancelled.  ``doubt_z``, ``doubt_a`` and ``doubt_delta``
    are how far weighted inputs, activations and errors may be off, in units of the type's precision: each by a
    rounding of its own, and by what it is computed from.
    """

    def __init__(self, point: Point, unsure: Array) -> None:
        self.point = point
        sizes = [
            np.abs(w) @ np.abs(a) + np.abs(b) for a, w, b in zip(point.a, point.weights, point.biases, strict=True)
        ]
        self._forward(sizes)
        self._backward(unsure.T)
        # what a rounding of each weighted input may change in each example's cost, for a layer and all after it
        moved = [(delta * size).sum(axis=0) for delta, size in zip(self.deltas, sizes, strict=True)]
        self.moved = np.cumsum(moved[::-1], axis=0)[::-1] + np.abs(point.last.costs())

    def _forward(self, sizes: list[Array]) -> None:
        point = self.point
        self.doubt_a, self.doubt_z = [np.abs(point.a[0])], []
        for place, size in enumerate(sizes):
            self.doubt_z.append(size + np.abs(point.weights[place]) @ self.doubt_a[-1])
            if place < len(point.slopes):
                self.doubt_a.append(np.abs(point.a[place + 1]) + np.abs(point.slopes[place]) * self.doubt_z[-1])

    def _backward(self, unsure: Array) -> None:
        point = self.point
        delta, doubt = self._output_errors()
        self.deltas, self.doubt_delta = [delta + unsure], [doubt + unsure]
        for place in range(len(point.slopes) - 1, -1, -1):
            w, slope = np.abs(point.weights[place + 1]).T, np.abs(point.slopes[place])
            back = w @ self.deltas[0]
            bent = back * self._bend(place) * self.doubt_z[place]
            self.doubt_delta.insert(0, back * slope + bent + (w @ self.doubt_delta[0]) * slope)
            self.deltas.insert(0, back * slope)

    def _output_errors(self) -> tuple[Array, Array]:
        """How large the output errors are, and how far they may be off."""
        last, doubt_z = self.point.last, self.doubt_z[-1]
        if last.output.activation == SOFTMAX:
            a = last.activations().copy()
            difference = np.abs(a - last.y)
            size = np.abs(last.errors())
            if last.output.cost_name == "quadratic":
                size = a * (difference + (difference * a).sum(axis=0))
            return size, size + 4 * a * (1 + difference.max(axis=0)) * doubt_z.max(axis=0)
        size, z = np.abs(last.errors()), last.z.copy()
        here = last.errors().copy()
        bend = np.zeros_like(here)
        for step in (STEP, -STEP):
            np.add(z, step, out=last.z)
            np.maximum(bend, np.abs(last.errors() - here) / STEP, out=bend)
        np.copyto(last.z, z)
        return size, size + bend * doubt_z

    def _bend(self, place: int) -> Array:
        """How fast the slopes of a hidden layer change with the weighted inputs."""
        point = self.point
        layer = HiddenLayer(ACTIVATIONS[point.network.activations[place]], point.z[place].shape, point.z[place].dtype)
        found = np.zeros_like(point.z[place])
        for step in (STEP, -STEP):
            np.add(point.z[place], step, out=layer.a)
            layer.activate()
            np.maximum(found, np.abs(layer.slope - point.slopes[place]) / STEP, out=found)
        return found

    def of_differences(self, place: int, steps: Array) -> Array:
        """What rounding in float64 may do to a layer's slopes from differences over twice these steps."""
        each = self.moved[place] / steps[:, None] + self.deltas[place]
        found: Array = ROUNDINGS * EPS * (each @ np.abs(self.point.below(place)).T) / self.point.examples
        return found

    def of_backpropagation(self, place: int, dtype: np.dtype[Any]) -> Array:
        """What rounding in this type may have done to a layer's slopes by backpropagation: the bias, then the weights.

        A slope is a sum over the examples of an error times an activation.
        """
        info = np.finfo(dtype if dtype.kind == "f" else np.float64)
        below, delta = np.abs(self.point.below(place)), self.deltas[place]
        doubt_below = np.concatenate([np.zeros((1, self.point.examples)), self.doubt_a[place]])
        sums = ((delta + self.doubt_delta[place]) @ below.T + delta @ doubt_below.T) / self.point.examples
        underflow = float(info.tiny) * (1 + float(delta.max(initial=0.0)) + below.max(axis=1))
        found: Array = ROUNDINGS * (float(info.eps) * sums + underflow)
        return found
