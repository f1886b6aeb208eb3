"""The gradient of any function of yours against differences of its values, by every parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numeric.arrays import Array
from numeric.gradients.functions.automatic import automatic_gradient
from numeric.gradients.functions.lines import entry_line, scales_of
from numeric.gradients.functions.moves import Moves
from numeric.gradients.functions.noise import gradient_noise, precision_of
from numeric.gradients.functions.options import Options, options_of
from numeric.gradients.functions.progress import with_progress
from numeric.gradients.functions.structure import Structure, parameters_of, shown, slopes_like
from numeric.gradients.reports.report import Block, GradientCheck
from numeric.gradients.slopes.claim import Claim
from numeric.gradients.slopes.line import Line
from numeric.gradients.slopes.search import FIRST, Finding, Pace, compared
from numeric.gradients.slopes.verdict import Reason

UNSEEN = 2
"""How many roundings of the cost a slope may amount to and not be seen."""


def check_function(cost: Callable[[Any], Any], *arguments: Any, **options: Any) -> GradientCheck:
    """Compare ``gradient(parameters)`` with differences of ``cost(parameters)``: the arguments are these three.

    ``check_function(function, parameters)`` checks a function that gives its value and its gradient as a pair, or a
    function of PyTorch tensors or JAX arrays, whose gradient is then that of the library.

    The parameters are numbers, lists of numbers, NumPy arrays, PyTorch tensors, JAX arrays and pandas Series, in lists,
    tuples, named tuples, dicts and dataclasses as deep as you like, and are handed over in the form in which you give
    them: NumPy arrays as float64, tensors in their own type.  They are not changed.  The gradient has the same
    structure; lists, tuples and arrays may stand for each other.

    The options are those of :class:`~numeric.gradients.functions.options.Options`.  Raises :class:`ValueError` for a
    gradient of another structure and parameters or a cost that are not finite, :class:`TypeError` for what is no real
    number.

    >>> cube = lambda p: float((p["w"] ** 3).sum())
    >>> print(check_function(cube, lambda p: {"w": 3 * p["w"] ** 2}, {"w": np.arange(3.0)}))
    all 3 slopes are right
    """
    chosen = options_of(options)
    if len(arguments) not in (1, 2):
        raise TypeError(
            "check_gradients: expected a cost, its gradient and parameters, or a function and parameters, got "
            f"{1 + len(arguments)} arguments"
        )
    *gradients, at = arguments
    for name, function in (("cost", cost), *(("gradient", given) for given in gradients)):
        if not callable(function):
            raise TypeError(f"{name}: expected a function of the parameters, got {shown(function)}")
    structure = parameters_of(at)
    if gradients:
        (gradient,) = gradients
    else:
        cost, gradient = automatic_gradient(cost, at)

    def slopes(arrays: list[Array]) -> list[Array]:
        return slopes_like(at, gradient(structure.copied(arrays)))

    moves = Moves(cost, structure)
    if not np.isfinite(moves.middle):
        raise ValueError(f"cost: expected a finite number at the parameters, got {moves.middle}")
    return _compared(moves, slopes, structure, chosen)


@np.errstate(all="ignore")
def _compared(
    moves: Moves, slopes: Callable[[list[Array]], list[Array]], structure: Structure, options: Options
) -> GradientCheck:
    at = [array.astype(np.float64) for array in moves.arrays]
    analytic = slopes(at)
    scales = [scales_of(array) for array in at]
    precision = precision_of(analytic)
    tolerance = precision.seen if options.tolerance is None else float(options.tolerance)
    noise = gradient_noise(slopes, at, scales)
    # a slope below this does not change the last digits of the cost when the parameter moves by its own size
    unseen = [UNSEEN * precision.eps * abs(moves.middle) / scale for scale in scales]
    first = Pace(FIRST if options.step is None else float(options.step))
    chosen = _drawn([array.size for array in at], options)
    total = sum(map(len, chosen))
    places = with_progress(
        ((leaf, int(place)) for leaf, drawn in enumerate(chosen) for place in drawn), total, "slopes", options.progress
    )
    results: list[dict[int, Finding]] = [{} for _ in at]
    pace, before = first, -1
    for leaf, place in places:
        pace = pace if leaf == before else Pace(first.factor, pace.noise)
        line = entry_line(moves, leaf, place, float(scales[leaf].flat[place]))
        slope, doubt, hidden = (float(part[leaf].flat[place]) for part in (analytic, noise, unseen))
        claim = Claim(slope, doubt, tolerance, hidden)
        found = compared(line, claim, pace)
        results[leaf][place], pace, before = found, found.pace, leaf
    blocks = [
        block_of(leaf.name, a, n + u, r, x)
        for leaf, a, n, u, r, x in zip(structure.leaves, analytic, noise, unseen, results, at, strict=True)
    ]
    along = [
        _along(moves, leaf, analytic[leaf], noise[leaf], scales[leaf], tolerance, options)
        for leaf in range(len(at)) if options.directions and at[leaf].size
    ]  # fmt: skip
    return GradientCheck(tuple(blocks), tuple(along))


def _drawn(sizes: list[int], options: Options) -> list[Array]:
    """Which slopes of each leaf are looked at."""
    if options.sample is None:
        return [np.arange(0 if options.directions else size) for size in sizes]
    rng, total = np.random.default_rng(options.seed), sum(sizes)
    counts = [min(size, max(1, round(options.sample * size / max(total, 1)))) for size in sizes]
    return [
        np.sort(rng.choice(size, count, replace=False)) if size else np.arange(0)
        for size, count in zip(sizes, counts, strict=True)
    ]


def block_of(name: str, analytic: Array, noise: Array, results: dict[int, Finding], at: Array) -> Block:
    """A block of the report from what was found of its slopes, by their places along the flat array."""
    parts = [np.full(analytic.size, start) for start in (np.nan, np.inf, 0.0)]
    reason = np.full(analytic.size, Reason.NOT_DRAWN, dtype=np.int8)
    for place, found in results.items():
        for part, number in zip(
            parts, (found.numeric, found.truncation, found.rounding + noise.flat[place]), strict=True
        ):
            part[place] = number
        reason[place] = found.reason
    numeric, truncation, rounding = (part.reshape(analytic.shape) for part in parts)
    return Block(name, None, analytic, numeric, truncation, rounding, reason.reshape(analytic.shape), at)


def _along(
    moves: Moves, leaf: int, analytic: Array, noise: Array, scales: Array, tolerance: float, options: Options
) -> Block:
    """The slopes along random directions of one leaf."""
    rng, count = np.random.default_rng([options.seed, leaf]), options.directions
    at, everywhere = moves.arrays[leaf].astype(np.float64), [array.copy() for array in moves.arrays]
    slopes, doubts, results, pace = np.empty(count), np.empty(count), {}, Pace()
    for k in with_progress(range(count), count, "directions", options.progress):
        direction = rng.choice([-1.0, 1.0], at.shape) * scales

        def value(step: float, direction: Array = direction) -> float:
            return moves.moved([at + step * direction if i == leaf else a for i, a in enumerate(everywhere)])

        slopes[k] = float((analytic * direction).sum())
        doubts[k] = float(np.sqrt(np.square(noise * direction).sum()))
        results[k] = compared(
            Line(value, moves.middle, 1.0, 1.0, float, float(np.finfo(moves.arrays[leaf].dtype).eps)),
            Claim(slopes[k], doubts[k], tolerance), pace,
        )  # fmt: skip
        pace = results[k].pace
    return block_of(
        f"random directions of {moves.structure.leaves[leaf].name}", slopes, doubts, results, np.zeros(count)
    )
