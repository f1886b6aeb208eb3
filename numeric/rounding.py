"""What rounding may do to the slopes of a cost: those that backpropagation gives, and those from differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.activations import Array
from numeric.outputs import SOFTMAX
from numeric.point import Point

ROUNDINGS = 16
"""How many roundings of the whole cost, and of each weighted input on the way to it, are allowed for."""

EPS = float(np.finfo(np.float64).eps)


class Rounding:
    """Bounds of rounding at a point, by layer; ``unsure`` are the desired outputs that may be off by a rounding."""

    def __init__(self, point: Point, unsure: Array) -> None:
        self.point = point
        self.deltas = self._errors(unsure.T)
        self.cost = float(np.abs(point.last.costs()).sum()) / point.examples
        layers = zip(point.a, point.weights, point.biases, strict=True)
        self.condition = 1 + sum(float((np.abs(w) @ np.abs(a) + np.abs(b)).max()) for a, w, b in layers)
        # what a rounding of each weighted input may change in the average cost, for this layer and all after it
        moved = [float((d * np.abs(z)).sum()) / point.examples for d, z in zip(self.deltas, point.z, strict=True)]
        self.moved = np.cumsum(moved[::-1])[::-1]

    def _errors(self, unsure: Array) -> list[Array]:
        """How large the errors of each layer are, or would be if nothing in the sums that they are cancelled."""
        point, last = self.point, self.point.last
        if (last.output.activation, last.output.cost_name) == (SOFTMAX, "quadratic"):
            a = last.activations()
            found = [a * (np.abs(a - last.y) + (np.abs(a - last.y) * a).sum(axis=0))]
        else:
            found = [np.abs(last.errors()) + unsure]
        for place in range(len(point.weights) - 1, 0, -1):
            found.append((np.abs(point.weights[place]).T @ found[-1]) * point.slopes[place - 1])
        return found[::-1]

    def of_differences(self, place: int, steps: Array) -> Array:
        """What rounding in float64 may do to differences of the average cost, over twice these steps."""
        found: Array = ROUNDINGS * EPS * (self.cost + self.moved[place]) / steps
        return found

    def of_backpropagation(self, place: int, dtype: np.dtype[Any]) -> Array:
        """What rounding in this type may have done to a layer's slopes by backpropagation: the bias, then the weights.

        A slope is a sum of products of an error and an activation.  Rounded weighted inputs change each of these by as
        many units in the last place as the weighted inputs are large.
        """
        info = np.finfo(dtype if dtype.kind == "f" else np.float64)
        below, delta = np.abs(self.point.below(place)), self.deltas[place]
        largest = float(delta.max(initial=0.0))
        sums = delta @ below.T / self.point.examples + largest * below.mean(axis=1)
        underflow = float(info.tiny) * (1 + largest + below.max(axis=1))
        found: Array = 4 * ROUNDINGS * (float(info.eps) * self.condition * sums + underflow)
        return found
