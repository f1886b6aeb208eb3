r"""The output layer: pairs of an activation and a cost, with the cost from the weighted inputs, and the output error.

The output error is :math:`\delta^L = \partial C / \partial z^L` of each example; where activation and cost match it is
:math:`a - y`, whatever the activation's slope.  No cost takes the logarithm of a rounded activation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from numeric.arrays import Array
from numeric.networks.activations import ACTIVATIONS, Activation, decay
from numeric.networks.softmax import OutputScratch, exponentials, softmax, sum_of_all, sums_of_others

SOFTMAX = "softmax"
Work = Callable[[Array, Array, Array, Array, Array, OutputScratch], None]


@dataclass(frozen=True)
class Output:
    """An output layer's activation with its cost.

    ``activate(z, a, slope, scratch)`` writes the activations into ``a``.  ``error(z, y, a, delta, slope, scratch)``
    writes the output errors of each example into ``delta``; ``cost``, with the same arguments, what each example costs
    into ``scratch.total``.  All others are arrays (neurons, examples), and overwritten but for ``z`` and ``y``.
    ``targets`` says what desired outputs have to be: ``"any"``, ``"unit"`` (from 0 to 1), or ``"distribution"`` (from
    0, with the sum 1).

    >>> OUTPUTS["sigmoid", "cross-entropy"], OUTPUTS["sigmoid", "cross-entropy"].targets
    (<Output sigmoid, cross-entropy cost>, 'unit')
    """

    activation: str
    cost_name: str
    activate: Callable[[Array, Array, Array, OutputScratch], None]
    error: Work
    cost: Work
    targets: str

    def __repr__(self) -> str:
        return f"<Output {self.activation}, {self.cost_name} cost>"


def _quadratic(activation: Activation) -> Output:
    error, cost = partial(_quadratic_error, activation), partial(_quadratic_cost, activation)
    return Output(activation.name, "quadratic", activation.evaluate, error, cost, "any")


def _quadratic_error(
    activation: Activation, z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch
) -> None:
    activation.evaluate(z, a, slope, scratch)
    activation.difference(z, a, y, delta, scratch)
    np.multiply(delta, slope, out=delta)


def _quadratic_cost(
    activation: Activation, z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch
) -> None:
    activation.evaluate(z, a, slope, scratch)
    activation.difference(z, a, y, delta, scratch)
    _half_squares(delta, scratch)


def _half_squares(difference: Array, scratch: OutputScratch) -> None:
    np.square(difference, out=difference)
    _total(difference, scratch)
    np.multiply(scratch.total, 0.5, out=scratch.total)


def _total(parts: Array, scratch: OutputScratch) -> None:
    np.add.reduce(parts, axis=0, keepdims=True, out=scratch.total)


def _cross_entropy_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
    sigmoid = ACTIVATIONS["sigmoid"]
    sigmoid.evaluate(z, a, slope, scratch)
    sigmoid.difference(z, a, y, delta, scratch)


def _cross_entropy(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
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
    _total(delta, scratch)


def _log_likelihood_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
    """With ``S`` for the sum of all exponentials, ``a_j - y_j`` is ``((1 - y_j) e_j - y_j (S - e_j)) / S``."""
    exponentials(z, a, scratch)
    sums_of_others(a, slope, scratch)
    _softmax_difference(a, slope, y, delta, scratch)
    np.copyto(scratch.real, sum_of_all(a, scratch))
    np.divide(delta, scratch.real, out=delta)


def _softmax_difference(e: Array, others: Array, y: Array, out: Array, scratch: OutputScratch) -> None:
    np.subtract(1, y, out=out)
    np.multiply(out, e, out=out)
    np.multiply(others, y, out=scratch.real)
    np.subtract(out, scratch.real, out=out)


def _log_likelihood(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
    """The sum of ``-y_j ln a_j``, which is ``y_j ln(1 + (S - e_j) / e_j)``."""
    shifted = exponentials(z, a, scratch)
    np.subtract(1, y, out=delta)
    if not shifted and np.einsum("jx,jx->", y, delta) == 0:
        # all y_j are 0 but one, which is 1
        np.multiply(delta, a, out=delta)
        _total(delta, scratch)
        np.multiply(a, y, out=a)
        np.add.reduce(a, axis=0, keepdims=True, out=scratch.peak)
        np.divide(scratch.total, scratch.peak, out=scratch.total)
        np.log1p(scratch.total, out=scratch.total)
        return
    sums_of_others(a, delta, scratch)
    if shifted:
        # or y_j ((max z - z_j) + ln S), where e_j may be too small to divide by; the largest exponential is 1
        np.minimum.reduce(delta, axis=0, keepdims=True, out=scratch.total)
        np.log1p(scratch.total, out=scratch.total)
        np.copyto(scratch.real, scratch.total)
        np.copyto(delta, scratch.peak)
        np.subtract(delta, z, out=delta)
        np.add(delta, scratch.real, out=delta)
        np.equal(y, 0, out=scratch.mask)
        np.copyto(delta, 0, where=scratch.mask)
    else:
        np.divide(delta, a, out=delta)
        np.log1p(delta, out=delta)
    np.multiply(delta, y, out=delta)
    _total(delta, scratch)


def _softmax_quadratic_error(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
    """``delta_j`` is ``a_j (d_j (1 - a_j) - sum of d_k a_k over k != j)`` with ``d = a - y``."""
    softmax(z, a, slope, scratch)
    _softmax_difference(a, slope, y, delta, scratch)
    np.multiply(delta, slope, out=slope)
    np.multiply(delta, a, out=scratch.work)
    sums_of_others(scratch.work, delta, scratch)
    np.subtract(slope, delta, out=delta)
    np.multiply(delta, a, out=delta)


def _softmax_quadratic(z: Array, y: Array, a: Array, delta: Array, slope: Array, scratch: OutputScratch) -> None:
    softmax(z, a, slope, scratch)
    _softmax_difference(a, slope, y, delta, scratch)
    _half_squares(delta, scratch)


OUTPUTS = {
    (row.activation, row.cost_name): row
    for row in (
        *map(_quadratic, ACTIVATIONS.values()),
        Output(
            "sigmoid", "cross-entropy", ACTIVATIONS["sigmoid"].evaluate, _cross_entropy_error, _cross_entropy, "unit"
        ),
        Output(SOFTMAX, "log-likelihood", softmax, _log_likelihood_error, _log_likelihood, "distribution"),
        Output(SOFTMAX, "quadratic", softmax, _softmax_quadratic_error, _softmax_quadratic, "any"),
    )
}
"""The output layers that there are, by their activation and cost."""
