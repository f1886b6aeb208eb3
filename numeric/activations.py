r"""Activation functions, each with its slope, as rows of a table.

Every function is computed from :math:`t = e^{-|z|}`, which never overflows, so that values and slopes keep their
relative precision where they are small: :math:`\sigma(-700)` is :math:`e^{-700}`, and so is the slope at 700.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array: TypeAlias = NDArray[Any]
"""float32 or float64."""


class Scratch:
    """Room for what is computed on the way: for a layer's arrays of the shape (examples, neurons), allocated once.

    ``real`` and ``mask`` have that shape, ``columns`` are four numbers for each example.
    """

    __slots__ = ("columns", "mask", "real")

    def __init__(self, shape: tuple[int, int], dtype: DTypeLike) -> None:
        self.real: Array = np.empty(shape, dtype)
        self.mask: NDArray[np.bool_] = np.empty(shape, np.bool_)
        self.columns: tuple[Array, ...] = tuple(np.empty((shape[0], 1), dtype) for _ in range(4))


@dataclass(frozen=True)
class Activation:
    """An activation function of a layer's neurons, each by its own weighted input.

    ``evaluate(z, a, slope, scratch)`` writes the activations for the weighted inputs ``z`` into ``a`` and the slopes
    :math:`f'(z)` into ``slope``, arrays of the same shape and type.  ``difference(z, a, y, out, scratch)`` writes
    :math:`a - y` into ``out``, without loss where a saturated activation rounds to the value that it tends to.
    """

    name: str
    evaluate: Callable[[Array, Array, Array, Scratch], None]
    difference: Callable[[Array, Array, Array, Array, Scratch], None]


def decay(z: Array, out: Array, rate: float = -1.0) -> None:
    """``e^(rate |z|)`` into ``out``, for a negative rate."""
    np.abs(z, out=out)
    np.multiply(out, rate, out=out)
    np.exp(out, out=out)


def _sigmoid(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    # e^min(z, 0) / (1 + t): another exponential takes less time than a choice by a mask
    small = scratch.real
    decay(z, small)
    np.minimum(z, 0, out=a)
    np.exp(a, out=a)
    np.add(small, 1, out=slope)
    np.divide(1, slope, out=slope)
    np.multiply(a, slope, out=a)
    np.multiply(small, slope, out=small)
    np.multiply(small, slope, out=slope)


def _sigmoid_difference(z: Array, a: Array, y: Array, out: Array, scratch: Scratch) -> None:
    # for z >= 0 it is (1 - y) - sigma(-z), for z < 0 it is sigma(z) - y
    small, negative = scratch.real, np.less(z, 0, out=scratch.mask)
    decay(z, small)
    np.add(small, 1, out=out)
    np.divide(small, out, out=small)
    np.subtract(1, y, out=out)
    np.subtract(out, small, out=out)
    np.subtract(small, y, out=out, where=negative)


def _tanh(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    small = scratch.real
    decay(z, small, -2.0)
    np.add(small, 1, out=a)
    np.divide(small, a, out=slope)
    np.divide(slope, a, out=slope)
    np.multiply(slope, 4, out=slope)
    np.tanh(z, out=a)


def _tanh_difference(z: Array, a: Array, y: Array, out: Array, scratch: Scratch) -> None:
    # tanh z is 1 - 2 t / (1 + t) with t = e^(-2 z), for z > 0; its opposite for z < 0
    small, far = scratch.real, scratch.mask
    decay(z, small, -2.0)
    np.less(small, 0.25, out=far)
    np.add(small, 1, out=out)
    np.divide(small, out, out=small)
    np.multiply(small, 2, out=small)
    np.copysign(small, z, out=small)
    np.subtract(a, y, out=out)
    np.copysign(1, z, out=out, where=far)
    np.subtract(out, y, out=out, where=far)
    np.subtract(out, small, out=out, where=far)


def _relu(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    np.maximum(z, 0, out=a)
    np.greater(z, 0, out=scratch.mask)
    np.copyto(slope, scratch.mask)


def _softplus(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    small = scratch.real
    _sigmoid(z, slope, a, scratch)
    decay(z, small)
    np.log1p(small, out=small)
    np.maximum(z, 0, out=a)
    np.add(a, small, out=a)


def _linear(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    np.copyto(a, z)
    slope.fill(1)


def _plain_difference(z: Array, a: Array, y: Array, out: Array, scratch: Scratch) -> None:
    np.subtract(a, y, out=out)


ACTIVATIONS = {
    row.name: row
    for row in (
        Activation("sigmoid", _sigmoid, _sigmoid_difference),
        Activation("tanh", _tanh, _tanh_difference),
        Activation("relu", _relu, _plain_difference),
        Activation("softplus", _softplus, _plain_difference),
        Activation("linear", _linear, _plain_difference),
    )
}
"""The activations of a neuron by its own weighted input, by their names."""


def exponentials(z: Array, out: Array, work: Array, scratch: Scratch) -> tuple[Array, Array, Array]:
    """``e^(z_j - max z)`` into ``out``, for each example; ``work`` is overwritten.

    What rounding takes from the difference in the exponent is put back, or a gap of 700 would cost three digits.
    Returns three columns: the largest weighted input, the sum of all exponentials but its own, and the whole sum.  The
    mask of ``scratch`` marks the largest, which may be several.
    """
    largest, others, total, _ = scratch.columns
    rest, mask = scratch.real, scratch.mask
    np.max(z, axis=1, keepdims=True, out=largest)
    # a column is written out before it is used: where shapes differ, NumPy works through buffers that it allocates
    np.copyto(rest, largest)
    np.subtract(z, rest, out=out)
    np.subtract(out, z, out=work)
    np.add(rest, work, out=rest)
    np.subtract(out, work, out=work)
    np.subtract(z, work, out=work)
    np.subtract(work, rest, out=rest)  # z - largest is out + rest, exactly
    np.isfinite(rest, out=mask)
    np.logical_not(mask, out=mask)
    np.copyto(rest, 0, where=mask)
    np.equal(out, 0, out=mask)
    np.exp(out, out=out)
    np.multiply(rest, out, out=rest)
    np.add(out, rest, out=out)
    np.copyto(rest, out)
    np.copyto(rest, 0, where=mask)
    np.sum(rest, axis=1, keepdims=True, out=total)
    np.copyto(work, mask)
    np.sum(work, axis=1, keepdims=True, out=others)
    np.subtract(others, 1, out=others)
    np.add(others, total, out=others)
    np.add(others, 1, out=total)
    return largest, others, total
