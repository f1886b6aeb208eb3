r"""The output layer: pairs of an activation and a cost, with the cost from the weighted inputs, and the output error.

The output error is :math:`\delta^L = \partial C / \partial z^L` of each example; where activation and cost match it is
:math:`a - y`, whatever the activation's slope.  No cost takes the logarithm of a rounded activation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from numeric.activations import ACTIVATIONS, Activation, Array, Scratch, decay, exponentials

SOFTMAX = "softmax"
Work = Callable[[Array, Array, Array, Array, Array, Scratch], None]


@dataclass(frozen=True)
class Output:
    """An output layer's activation with its cost.

    ``error(z, y, a, delta, slope, scratch)`` writes the activations and the output errors of each example into ``a``
    and ``delta``.  ``cost``, with the same arguments, writes what each neuron contributes to the cost into ``delta``.
    All arrays but ``z`` and ``y`` are overwritten.  ``targets`` says what desired outputs have to be: ``"any"``,
    ``"unit"`` (from 0 to 1), or ``"distribution"`` (from 0, with the sum 1).
    """

    activation: str
    cost_name: str
    error: Work
    cost: Work
    targets: str


def _quadratic(activation: Activation) -> Output:
    def error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
        activation.evaluate(z, a, slope, scratch)
        activation.difference(z, a, y, delta, scratch)
        np.multiply(delta, slope, out=delta)

    def cost(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
        activation.evaluate(z, a, slope, scratch)
        activation.difference(z, a, y, delta, scratch)
        _half_square(delta)

    return Output(activation.name, "quadratic", error, cost, "any")


def _half_square(difference: Array) -> None:
    np.square(difference, out=difference)
    np.multiply(difference, 0.5, out=difference)


def _cross_entropy_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    sigmoid = ACTIVATIONS["sigmoid"]
    sigmoid.evaluate(z, a, slope, scratch)
    sigmoid.difference(z, a, y, delta, scratch)


def _cross_entropy(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    # -(y ln sigma(z) + (1 - y) ln sigma(-z)) is ln(1 + e^-|z|) + (1 - y) z for z >= 0, and - y z for z < 0
    positive = np.greater(z, 0, out=scratch.mask)
    np.negative(y, out=scratch.real)
    np.subtract(1, y, out=scratch.real, where=positive)
    # where the factor is 0, so is the term, however large z is
    np.equal(scratch.real, 0, out=scratch.mask)
    np.multiply(scratch.real, z, out=scratch.real)
    np.copyto(scratch.real, 0, where=scratch.mask)
    decay(z, delta)
    np.log1p(delta, out=delta)
    np.add(delta, scratch.real, out=delta)


def _softmax(z: Array, a: Array, delta: Array, y: Array, scratch: Scratch) -> None:
    """Softmax, and its difference from ``y`` without loss where one output is nearly 1.

    ``a_j - y_j`` is ``((1 - y_j) e_j - y_j (S - e_j)) / S``, and for the largest weighted input ``S - e_j`` is the sum
    of the others, which is known by itself.
    """
    _, others, total = exponentials(z, a, delta, scratch)
    np.copyto(delta, total)
    np.subtract(delta, a, out=delta)
    np.copyto(delta, others, where=scratch.mask)
    np.multiply(delta, y, out=delta)
    np.subtract(1, y, out=scratch.real)
    np.multiply(scratch.real, a, out=scratch.real)
    np.subtract(scratch.real, delta, out=delta)
    np.copyto(scratch.real, total)
    np.divide(delta, scratch.real, out=delta)
    np.divide(a, scratch.real, out=a)


def _log_likelihood_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    _softmax(z, a, delta, y, scratch)


def _log_likelihood(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    # -y_j ln a_j is y_j ((max z - z_j) + ln S), and ln S is ln(1 + the sum of the others)
    largest, others, _ = exponentials(z, a, delta, scratch)
    np.log1p(others, out=others)
    np.copyto(delta, largest)
    np.subtract(delta, z, out=delta)
    np.copyto(scratch.real, others)
    np.add(delta, scratch.real, out=delta)
    np.multiply(delta, y, out=delta)
    np.equal(y, 0, out=scratch.mask)
    np.copyto(delta, 0, where=scratch.mask)


def _softmax_quadratic_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    """``delta_j`` is ``a_j (d_j (1 - a_j) - sum of d_k a_k over k != j)`` with ``d = a - y``.

    For the largest weighted input both ``1 - a_j`` and the sum are taken without it, as little of them would be left.
    """
    _softmax(z, a, delta, y, scratch)
    without, others, total, largest = scratch.columns
    rest, mask = scratch.real, scratch.mask
    np.multiply(delta, a, out=slope)
    np.copyto(rest, slope)
    np.copyto(rest, 0, where=mask)
    np.sum(rest, axis=1, keepdims=True, out=without)
    np.subtract(slope, rest, out=rest)
    np.sum(rest, axis=1, keepdims=True, out=largest)
    np.copyto(rest, without)
    np.copyto(rest, largest, where=mask)
    np.subtract(rest, slope, out=rest)
    np.copyto(slope, largest)
    np.copyto(slope, without, where=mask)
    np.add(rest, slope, out=rest)
    np.subtract(1, a, out=slope)
    np.divide(others, total, out=others)
    np.copyto(slope, others, where=mask)
    np.multiply(delta, slope, out=delta)
    np.subtract(delta, rest, out=delta)
    np.multiply(delta, a, out=delta)


def _softmax_quadratic(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: Scratch) -> None:
    _softmax(z, a, delta, y, scratch)
    _half_square(delta)


OUTPUTS = {
    (row.activation, row.cost_name): row
    for row in (
        *map(_quadratic, ACTIVATIONS.values()),
        Output("sigmoid", "cross-entropy", _cross_entropy_error, _cross_entropy, "unit"),
        Output(SOFTMAX, "log-likelihood", _log_likelihood_error, _log_likelihood, "distribution"),
        Output(SOFTMAX, "quadratic", _softmax_quadratic_error, _softmax_quadratic, "any"),
    )
}
"""The output layers that there are, by their activation and cost."""
