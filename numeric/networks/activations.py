r"""Activation functions, each with its slope, as rows of a table.

Values and slopes keep their relative precision where they are small: :math:`\sigma(-700)` is :math:`e^{-700}`, and so
is the slope at 700.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from numeric.arrays import Array
from numeric.networks.gated import Tail, gated, gelu_tail, silu_tail

Empty: TypeAlias = Callable[[tuple[int, ...], DTypeLike], Array]
"""What makes an array of a shape and type, as :func:`numpy.empty` does."""


class Scratch:
    """Room for what is computed on the way, allocated once: arrays of the shape (neurons, examples)."""

    __slots__ = ("mask", "other", "real", "work")

    def __init__(self, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty) -> None:
        self.real, self.other, self.work = empty((3, *shape), dtype)
        self.mask: NDArray[np.bool_] = np.empty(shape, np.bool_)


@dataclass(frozen=True)
class Activation:
    """An activation function of a layer's neurons, each by its own weighted input.

    ``evaluate(z, a, slope, scratch)`` writes the activations for the weighted inputs ``z`` into ``a``, which may be the
    same array, and the slopes :math:`f'(z)` into ``slope``; all are C-contiguous, of one shape and type.
    ``difference(z, a, y, out, scratch)`` writes :math:`a - y` into ``out``, without loss where a saturated activation
    rounds to the value that it tends to.  ``kinked`` says that the slope jumps at z = 0, where it is the one on the
    left.

    >>> ACTIVATIONS["relu"], ACTIVATIONS["relu"].kinked
    (<Activation relu>, True)
    """

    name: str
    evaluate: Callable[[Array, Array, Array, Scratch], None]
    difference: Callable[[Array, Array, Array, Array, Scratch], None]
    kinked: bool = False

    def __repr__(self) -> str:
        return f"<Activation {self.name}>"


MODERATE = {np.dtype(np.float32): 80.0, np.dtype(np.float64): 700.0}
"""How far from 0 e^z and e^-z are still numbers with all their digits."""


def decay(z: Array, out: Array, rate: float = -1.0) -> None:
    """``e^(rate |z|)`` into ``out``, for a negative rate."""
    np.abs(z, out=out)
    np.multiply(out, rate, out=out)
    np.exp(out, out=out)


def _sigmoid(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    if np.minimum.reduce(z, axis=None) < -MODERATE[z.dtype]:
        _far_sigmoid(z, a, slope, scratch)
        return
    # with t = e^-z it is 1 / (1 + t), and its slope t / (1 + t)^2
    np.negative(z, out=slope)
    np.exp(slope, out=slope)
    np.add(slope, 1, out=a)
    np.divide(1, a, out=a)
    np.multiply(slope, a, out=slope)
    np.multiply(slope, a, out=slope)


def _far_sigmoid(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    # e^min(z, 0) / (1 + t) with t = e^-|z|, which overflows nowhere
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
    # the slope is 4 t / (1 + t)^2 with t = e^(-2 |z|)
    whole = scratch.real
    decay(z, slope, -2.0)
    np.add(slope, 1, out=whole)
    np.divide(slope, whole, out=slope)
    np.divide(slope, whole, out=slope)
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
    np.greater(z, 0, out=scratch.mask)
    np.maximum(z, 0, out=a)
    np.copyto(slope, scratch.mask)


LEAK = 0.01
"""The slope of the leaky ReLU for negative weighted inputs."""


def _leaky_relu(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    np.greater(z, 0, out=scratch.mask)
    np.multiply(z, LEAK, out=slope)
    np.maximum(z, slope, out=a)
    np.copyto(slope, scratch.mask)
    np.maximum(slope, LEAK, out=slope)


def _gated(tail: Tail, z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    gated(tail, z, a, slope, scratch.mask, (scratch.real, scratch.other, scratch.work))


def _softplus(z: Array, a: Array, slope: Array, scratch: Scratch) -> None:
    # max(z, 0) + ln(1 + e^-|z|), and its slope sigma(z) is 1 - e^-a
    decay(z, slope)
    np.log1p(slope, out=slope)
    np.maximum(z, 0, out=a)
    np.add(a, slope, out=a)
    np.negative(a, out=slope)
    np.expm1(slope, out=slope)
    np.negative(slope, out=slope)


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
        Activation("relu", _relu, _plain_difference, kinked=True),
        Activation("leaky-relu", _leaky_relu, _plain_difference, kinked=True),
        Activation("softplus", _softplus, _plain_difference),
        Activation("silu", partial(_gated, silu_tail), _plain_difference),
        Activation("gelu", partial(_gated, gelu_tail), _plain_difference),
        Activation("linear", _linear, _plain_difference),
    )
}
"""The activations of a neuron by its own weighted input, by their names."""
