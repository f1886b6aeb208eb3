r"""Gradients against central differences: every parameter, with an error bound for each.

An example's cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.
All perturbations of a layer are one batched computation from that layer on, with steps such that the weighted inputs of
this layer and all after it move by a little, whatever the scale of the weights.  Differences with the steps h, h/2 and
h/4 are extrapolated (Richardson); how far the last two estimates lie apart bounds the truncation, and what rounding can
have done is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from numeric.activations import Array
from numeric.claim import SURELY
from numeric.differences import Differences
from numeric.function_check import Options, check_function
from numeric.gradient_noise import precision_of
from numeric.gradient_report import Block, GradientCheck
from numeric.network import Network, checked_regularisation
from numeric.point import Point
from numeric.rounding import EPS, ROUNDINGS, STEP, Rounding
from numeric.structure import real_numbers, shown
from numeric.verdict import Reason
from numeric.zero_slopes import NOTHING

MEMORY = 2**22
"""How many bytes are used at once, about; more than the cache holds does not make it faster."""


CLOSER = (1e-2, 1e-4)
"""The steps, in units of the first, with which slopes at a kink are looked at again."""


@overload
def check_gradients(
    what: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    gradient: Any = None,
    regularisation: float = 0.0,
    memory: int = MEMORY,
    step: float = STEP,
    tolerance: float | None = None,
) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], Any], x: Callable[[Any], Any], y: Any, **options: Any) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], Any], x: Any, **options: Any) -> GradientCheck: ...


def check_gradients(what: Any, *arguments: Any, **options: Any) -> GradientCheck:
    """Compare a gradient, by every parameter, with differences of the cost.

    ``check_gradients(network, x, y)`` checks the gradient of a network by its weights and biases, or the ``gradient``
    that your own code gives for the same parameters and data: an object with ``weights`` and ``biases`` in the
    network's shapes, or the book's ``(nabla_b, nabla_w)``, with biases (n, 1) or (n,).
    All is computed in float64, whatever type the network has; a ``gradient`` in float32 is allowed the rounding of that
    type.  ``regularisation`` is that of :meth:`Network.cost`.  About ``memory`` bytes are used at once.  A ``step``
    moves a weighted input by so much at most; where it takes a ReLU over its kink, shorter ones are tried.  A slope is
    called right if it lies within its bound, and the bound would show an error of the relative size ``tolerance``,
    which is 1e-5, and 1e-3 for a gradient in float32.
    Raises :class:`ValueError` for data that the network cannot use, and a gradient of another shape.

    ``check_gradients(cost, gradient, parameters)`` checks any functions of yours, and ``check_gradients(function,
    parameters)`` one that gives both, see :func:`~numeric.function_check.check_function`.

    >>> network = Network([3, 4, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    >>> x, y = [[0.5, -1.0, 2.0]], [[1.0, 0.0]]
    >>> print(check_gradients(network, x, y))
    all 26 slopes are right
    >>> wrong = network.gradient(x, y)
    >>> wrong.weights[0][1, 2] *= -1
    >>> check_gradients(network, x, y, gradient=wrong).worst(1)[0].parameter
    'weights[0][1, 2]'
    >>> print(check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0]))
    1 of 2 slopes is wrong; the worst:
      parameters[1]: analytic 3, numeric 9, difference 6, allowed ...
    """
    if not isinstance(what, Network):
        return check_function(what, *arguments, **options)
    try:
        signature(_of_network).bind(what, *arguments, **options)
    except TypeError as problem:
        raise TypeError(
            "check_gradients: expected a network, x and y, and by name gradient, regularisation, memory, step or "
            f"tolerance: {problem}"
        ) from None
    return _of_network(what, *arguments, **options)


def _of_network(
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
    if isinstance(memory, bool) or not isinstance(memory, int | np.integer) or memory < 1:
        raise ValueError(f"memory: expected a whole number of bytes from 1, got {memory!r}")
    Options(step=step, tolerance=tolerance)
    regularisation = checked_regularisation(regularisation)
    network.check_parameters()
    for name, arrays in (("weights", network.weights), ("biases", network.biases)):
        if any(not np.isfinite(array).all() for array in arrays):
            raise ValueError(f"{name}: expected finite numbers, got some that are infinite or nan")
    exact = network.astype(np.float64)
    inputs = network.checked_inputs(x).astype(np.float64, copy=False)
    targets = network.checked_targets(y, len(inputs)).astype(np.float64, copy=False)
    unsure = np.zeros_like(targets)
    if network.output.targets == "distribution":  # with the sum 1 up to the rounding of the network's type
        unsure = np.where((targets == 0) | (targets == 1), 0, targets)
        targets = targets / targets.sum(axis=1, keepdims=True)
    _check_cost(exact, inputs, targets)
    if gradient is None:
        gradient = exact.gradient(inputs, targets, regularisation=regularisation)
    layers = _layers(gradient, exact)
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
    """Differences of what regularisation adds to the cost, by each weight, and the size of what may be rounded there."""
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


WANTED = "an object or a dict with weights and biases, or the book's (nabla_b, nabla_w)"


def _layers(gradient: Any, network: Network) -> list[tuple[Array, Array]]:
    """The slopes by the weights and biases of each layer; an error says what does not fit the network."""
    names = ("biases", "weights")
    if isinstance(gradient, Mapping):
        parts = [gradient.get(name) for name in names]
    elif hasattr(gradient, "weights") and hasattr(gradient, "biases"):
        parts = [gradient.biases, gradient.weights]
    elif isinstance(gradient, tuple | list) and len(gradient) == len(names):
        parts = list(gradient)
    else:
        raise TypeError(f"gradient: expected {WANTED}, got {shown(gradient)}")
    found = []
    for name, slopes, parameters in zip(names, parts, (network.biases, network.weights), strict=True):
        if not isinstance(slopes, list | tuple | np.ndarray) or len(slopes) != len(parameters):
            raise ValueError(f"gradient: expected a list of {len(parameters)} arrays as its {name}, got {shown(slopes)}")
        found.append([_shaped(f"{name}[{i}]", *pair) for i, pair in enumerate(zip(slopes, parameters, strict=True))])
    by_bias, by_weight = found
    return list(zip(by_weight, by_bias, strict=True))


def _shaped(name: str, slopes: Any, parameters: Array) -> Array:
    dtype = getattr(slopes, "dtype", None)
    found = real_numbers(slopes, f"gradient: {name}")
    if parameters.ndim == 1 and found.shape == (*parameters.shape, 1):  # a column, as the book has it
        found = found[:, 0]
    if found.shape != parameters.shape:
        raise ValueError(f"gradient: expected {name} of shape {parameters.shape}, got {found.shape}")
    return found.astype(np.float32) if str(dtype).endswith("float32") else found
