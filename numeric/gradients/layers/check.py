r"""Gradients against central differences: every parameter, with an error bound for each.

An example's cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.
All perturbations of a layer are one batched computation from that layer on, with steps such that the weighted inputs of
this layer and all after it move by a little, whatever the scale of the weights.  Differences with the steps h, h/2 and
h/4 are extrapolated (Richardson); how far the last two estimates lie apart bounds the truncation, and what rounding can
have done is added to it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from numeric.arrays import Array
from numeric.gradients.functions.noise import precision_of
from numeric.gradients.functions.options import Options
from numeric.gradients.layers.differences import Differences
from numeric.gradients.layers.given import slopes_by_layer
from numeric.gradients.layers.point import Point
from numeric.gradients.layers.rounding import EPS, ROUNDINGS, STEP, Rounding
from numeric.gradients.reports.report import Block, GradientCheck
from numeric.gradients.slopes.claim import SURELY
from numeric.gradients.slopes.verdict import Reason
from numeric.gradients.slopes.zero_slopes import NOTHING
from numeric.networks.network import Network, checked_regularisation

MEMORY = 2**22
"""How many bytes are used at once, about; more than the cache holds does not make it faster."""


CLOSER = (1e-2, 1e-4)
"""The steps, in units of the first, with which slopes at a kink are looked at again."""


def check_network(
    network: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    gradient: Any = None,
    regularisation: float = 0.0,
    memory: int = MEMORY,
    step: float = STEP,
    tolerance: float | None = None,
) -> GradientCheck:
    """Compare the gradient of a network, its own or a given one, with differences of its cost.

    The arguments are those of :func:`~numeric.gradients.check.check_gradients`.
    """
    if isinstance(memory, bool) or not isinstance(memory, int | np.integer) or memory < 1:
        raise ValueError(f"memory: expected a whole number of bytes from 1, got {memory!r}")
    Options(step=step, tolerance=tolerance)
    regularisation = checked_regularisation(regularisation)
    network.check_parameters()
    for name, arrays in (("weights", network.weights), ("biases", network.biases)):
        if any(not np.isfinite(array).all() for array in arrays):
            raise ValueError(f"{name}: expected finite numbers, got some that are infinite or nan")
    exact = network if network.dtype == np.float64 else network.astype(np.float64)
    inputs = network.checked_inputs(x).astype(np.float64, copy=False)
    targets = network.checked_targets(y, len(inputs)).astype(np.float64, copy=False)
    unsure = np.zeros_like(targets)
    if network.output.targets == "distribution":  # with the sum 1 up to the rounding of the network's type
        unsure = np.where((targets == 0) | (targets == 1), 0, targets)
        targets = targets / targets.sum(axis=1, keepdims=True)
    _check_cost(exact, inputs, targets)
    if gradient is None:
        gradient = exact.gradient(inputs, targets, regularisation=regularisation)
    layers = slopes_by_layer(gradient, exact)
    seen = precision_of([part for pair in layers for part in pair]).seen if tolerance is None else tolerance
    blocks = []
    with np.errstate(all="ignore"):
        point = Point(exact, inputs, targets)
        rounding, differences = Rounding(point, unsure), Differences(point, memory)
        for place, (by_weight, by_bias) in enumerate(layers):
            numeric, truncation, rounded, kink = _of_layer(place, differences, rounding, step)
            dtype = np.result_type(by_weight, by_bias)
            allowed = rounding.of_backpropagation(place, dtype)
            if regularisation:
                penalty, size = _penalty(exact.weights[place], regularisation / len(inputs))
                numeric[:, 1:] += penalty
                rounded[:, 1:] += ROUNDINGS * EPS / STEP * size
                allowed[:, 1:] += ROUNDINGS * float(np.finfo(dtype if dtype.kind == "f" else np.float64).eps) * size
            doubt = truncation + rounded  # of the differences alone
            rounded += allowed
            at = np.column_stack([exact.biases[place], exact.weights[place]])
            for name, part, found in (("weights", np.s_[:, 1:], by_weight), ("biases", np.s_[:, 0], by_bias)):
                analytic = found.astype(np.float64, copy=False)
                parts = (analytic, numeric[part], truncation[part], rounded[part])
                reason = _reasons(*parts, doubt[part], kink[part], seen)
                blocks.append(Block(f"{name}[{place}]", place + 1, *parts, reason, at[part]))
    return GradientCheck(tuple(blocks))


def _of_layer(
    place: int, differences: Differences, rounding: Rounding, step: float
) -> tuple[Array, Array, Array, Array]:
    """The slopes of a layer, their truncation and rounding, and which of them are at a kink whatever the step."""
    numeric, truncation, kink = differences.of_layer(place, step)
    rounded = rounding.of_differences(place, differences.steps(place, step))
    for shorter in (closer * step for closer in CLOSER):
        if not kink.any():
            break
        again, less, still = differences.of_layer(place, shorter)
        more = rounding.of_differences(place, differences.steps(place, shorter))
        for part, found in ((numeric, again), (truncation, less), (rounded, more)):
            np.copyto(part, found, where=kink)
        kink = kink & still
    return numeric, truncation, rounded, kink


def _reasons(
    analytic: Array, numeric: Array, truncation: Array, rounding: Array, doubt: Array, kink: Array, tolerance: float
) -> Array:
    """Why slopes are not compared: each has the number of its reason, or 0.

    ``doubt`` is how far off the numeric slope may be, without what is allowed to the analytic one.  A slope of 0 is
    compared if it is 0 beside the largest one.
    """
    error, difference = truncation + rounding, np.abs(analytic - numeric)
    largest = float(np.max(np.abs(analytic), initial=0.0))
    size = np.where(analytic == 0, NOTHING * largest, np.abs(analytic))
    seen = difference + 2 * doubt <= SURELY * tolerance * size
    hidden = (difference <= error) & ~seen & ~((analytic == 0) & (numeric == 0))
    reason = np.where(hidden, Reason.TOLERANCE, Reason.NONE)
    reason = np.where(np.isfinite(numeric) & np.isfinite(error), reason, Reason.OVERFLOW)
    found: Array = np.where(kink, Reason.KINK, reason).astype(np.int8)
    return found


def _penalty(w: Array, shrink: float) -> tuple[Array, Array]:
    """Differences of what regularisation adds to the cost, by each weight, and the size of what is rounded there."""
    step = STEP * np.where(w == 0, 1.0, np.abs(w))
    slopes = shrink / 2 * ((w + step) ** 2 - (w - step) ** 2) / (2 * step)
    return slopes, np.abs(slopes) + shrink * step


def _check_cost(network: Network, x: Array, y: Array) -> None:
    """Raise a :class:`ValueError` if a subclass has a cost of its own, whose slopes are other ones."""
    if type(network).cost is Network.cost:
        return
    own, plain = float(network.cost(x, y)), Network.cost(network, x, y)
    if not abs(own - plain) <= 1e-9 * abs(plain):
        raise ValueError(
            f"network: expected the cost of a Network, {plain:.6g}, got one that gives {own:.6g}; check a cost of your "
            "own with check_gradients(cost, gradient, parameters)"
        )
