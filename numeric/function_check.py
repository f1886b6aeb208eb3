"""The gradient of any function of yours against differences of its values, by every parameter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.activations import Array
from numeric.automatic import automatic_gradient
from numeric.gradient_noise import gradient_noise, precision_of
from numeric.gradient_report import Block, GradientCheck
from numeric.line import Line
from numeric.moves import Moves
from numeric.progress import with_progress
from numeric.slope_search import FIRST, Claim, Finding, Pace, compared
from numeric.structure import Structure, real_numbers, slopes_like, structure_of
from numeric.verdict import Reason

UNSEEN = 2
"""How many roundings of the cost a slope may amount to and not be seen."""


@dataclass(frozen=True)
class Options:
    """How a function is checked.

    ``step`` is the first step, in units of each parameter's size; without it the check finds its own.  ``tolerance`` is
    the relative error of a slope that has to be seen for the slope to be called right: by default 1e-5, or 1e-3 if all
    slopes are float32 numbers.  ``sample`` slopes are drawn at random, at least one of each block.  ``directions`` are
    so many random directions for each block, along which all its parameters move at once; without ``sample`` no slope
    is then looked at alone.  ``seed`` is that of the draw.  ``progress`` says on standard error how far a long run is;
    by default only on a terminal.
    """

    step: float | None = None
    tolerance: float | None = None
    sample: int | None = None
    directions: int = 0
    seed: int = 0
    progress: bool | None = None

    def __post_init__(self) -> None:
        for name in ("step", "tolerance"):
            value = getattr(self, name)
            if value is not None and (
                isinstance(value, bool) or not isinstance(value, int | float | np.number) or not 0 < value < np.inf
            ):
                raise ValueError(f"{name}: expected a number above 0, got {value!r}")
        for name, least in (("sample", 1), ("directions", 0)):
            value = getattr(self, name)
            whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
            if not (value is None and name == "sample") and not (whole and value >= least):
                raise ValueError(f"{name}: expected a whole number from {least}, got {value!r}")


def check_function(cost: Callable[[Any], Any], gradient: Any, *parameters: Any, **options: Any) -> GradientCheck:
    """Compare ``gradient(parameters)`` with differences of ``cost(parameters)``.

    ``check_function(function, parameters)`` checks a function that gives its value and its gradient as a pair, or a
    function of PyTorch tensors or JAX arrays, whose gradient is then that of the library.

    The parameters are numbers, lists of numbers, NumPy arrays, PyTorch tensors, JAX arrays and pandas Series, in lists,
    tuples, named tuples, dicts and dataclasses as deep as you like, and are handed over in the form in which you give
    them: NumPy arrays as float64, tensors in their own type.  They are not changed.  The gradient has the same
    structure; lists, tuples and arrays may stand for each other.

    The options are those of :class:`Options`.  Raises :class:`ValueError` for a gradient of another structure and a
    cost that is not finite at the parameters, :class:`TypeError` for what is no real number.

    >>> cube = lambda p: float((p["w"] ** 3).sum())
    >>> print(check_function(cube, lambda p: {"w": 3 * p["w"] ** 2}, {"w": np.arange(3.0)}))
    all 3 slopes are right
    """
    chosen = Options(**options)
    if not parameters:
        at = gradient
        cost, gradient = automatic_gradient(cost, at)
    else:
        (at,) = parameters
    structure = structure_of(at)

    def slopes(arrays: list[Array]) -> list[Array]:
        return slopes_like(at, gradient(structure.copied(arrays)))

    moves = Moves(cost, structure)
    if not np.isfinite(moves.middle):
        raise ValueError(f"cost: expected a finite number at the parameters, got {moves.middle}")
    return _compared(moves, slopes, structure, chosen)


def _compared(
    moves: Moves, slopes: Callable[[list[Array]], list[Array]], structure: Structure, options: Options
) -> GradientCheck:
    at = [array.astype(np.float64) for array in moves.arrays]
    analytic = slopes(at)
    scales = [_scales(array) for array in at]
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
        _block(leaf.name, a, n + u, r, x)
        for leaf, a, n, u, r, x in zip(structure.leaves, analytic, noise, unseen, results, at, strict=True)
    ]
    along = [
        _along(moves, leaf, analytic[leaf], noise[leaf], scales[leaf], tolerance, options)
        for leaf in range(len(at)) if options.directions and at[leaf].size
    ]  # fmt: skip
    return GradientCheck(tuple(blocks), tuple(along))


def _scales(array: Array) -> Array:
    """How far each parameter may move at first: in proportion to itself, or to the size of those beside it."""
    size = np.abs(array)
    usual = float(np.sqrt(np.square(size).mean())) if size.size else 0.0
    found: Array = np.maximum(size, 0.3 * usual) if usual > 0 else np.ones(array.shape)
    return found


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


def entry_line(moves: Moves, leaf: int, place: int, scale: float) -> Line:
    """The line along which one parameter moves."""
    at = moves.flat[leaf][place]
    here, kind = float(at), at.dtype.type

    def value(step: float) -> float:
        return moves.with_entry(leaf, place, here + step)

    def exact(step: float) -> float:
        return float(kind(here + step)) - here

    return Line(value, moves.middle, scale, abs(here), exact, float(np.finfo(kind).eps))


def _block(name: str, analytic: Array, noise: Array, results: dict[int, Finding], at: Array) -> Block:
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
    return _block(f"random directions of {moves.structure.leaves[leaf].name}", slopes, doubts, results, np.zeros(count))


def check_vjp(
    function: Callable[[Any], Any],
    vjp: Callable[[Any, Any], Any],
    parameters: Any,
    upstream: Any = None,
    **options: Any,
) -> GradientCheck:
    r"""Compare ``vjp(parameters, upstream)`` with differences of a function that gives an array of outputs.

    It is what a layer's backward pass computes: the slopes of :math:`\sum_j u_j f_j(p)` for the upstream gradient u,
    which has the outputs' shape; without one it is drawn at random.  The outputs and the rest are as
    :func:`check_function` takes them.

    >>> layer = lambda p: np.tanh(p["w"] @ [1.0, 2.0])
    >>> backward = lambda p, u: {"w": np.outer(u * (1 - layer(p) ** 2), [1.0, 2.0])}
    >>> print(check_vjp(layer, backward, {"w": np.array([[0.1, 0.2], [0.3, -0.4]])}))
    all 4 slopes are right
    """
    outputs = real_numbers(function(parameters), "function")
    if upstream is None:
        upstream = np.random.default_rng(0).uniform(0.5, 1.5, outputs.shape)
    weights = real_numbers(upstream, "upstream")
    if weights.shape != outputs.shape:
        raise ValueError(f"upstream: expected the outputs' shape {outputs.shape}, got {weights.shape}")
    return check_function(
        lambda p: float(np.vdot(weights, real_numbers(function(p), "function"))),
        lambda p: vjp(p, upstream), parameters, **options,
    )  # fmt: skip


def check_jvp(
    function: Callable[[Any], Any], jvp: Callable[[Any, Any], Any], parameters: Any, tangent: Any = None, **options: Any
) -> GradientCheck:
    """Compare ``jvp(parameters, tangent)`` with differences of a function along the tangent, by every output.

    The tangent has the structure of the parameters; without one it is drawn at random.  A Hessian-vector product is the
    Jacobian-vector product of the gradient: ``check_jvp(gradient, hessian_vector, parameters)``.

    >>> print(check_jvp(lambda p: p**3, lambda p, v: 3 * p**2 * v, np.array([0.5, 2.0])))
    all 2 slopes are right
    """
    chosen = Options(**options)
    structure = structure_of(parameters)
    at = [leaf.numbers for leaf in structure.leaves]
    if tangent is None:
        rng = np.random.default_rng(chosen.seed)
        directions = [rng.choice([-1.0, 1.0], a.shape) * _scales(a) for a in at]
        tangent = structure.copied(directions)
    else:
        directions = slopes_like(parameters, tangent)
    outputs = structure_of(function(parameters), "outputs")
    analytic = slopes_like(function(parameters), jvp(parameters, tangent), "outputs")
    taken: dict[float, Array] = {}

    def values(step: float) -> Array:
        if step not in taken:
            found = function(structure.copied([a + step * d for a, d in zip(at, directions, strict=True)]))
            taken[step] = np.concatenate([s.ravel() for s in slopes_like(function(parameters), found, "outputs")])
        return taken[step]

    tolerance = precision_of(analytic).seen if chosen.tolerance is None else float(chosen.tolerance)
    scale = _along_scale(at, directions)
    blocks, start, pace = [], 0, Pace(FIRST if chosen.step is None else float(chosen.step))
    for leaf, slopes in zip(outputs.leaves, analytic, strict=True):
        noise, results = 64 * np.finfo(np.float64).eps * np.abs(slopes), {}
        for place in range(slopes.size):
            line = _output_line(values, start + place, scale)
            results[place] = compared(line, Claim(float(slopes.flat[place]), float(noise.flat[place]), tolerance), pace)
            pace = results[place].pace
        blocks.append(_block(leaf.name, slopes, noise, results, leaf.numbers))
        start += slopes.size
    return GradientCheck(tuple(blocks))


def _along_scale(at: list[Array], directions: list[Array]) -> float:
    """A step along the directions that moves no parameter by much more than its size."""
    pairs = zip(at, directions, strict=True)
    ratios = [float(np.abs(d / _scales(a)).max(initial=0.0)) for a, d in pairs]
    return 1 / max(max(ratios, default=1.0), 1e-300)


def _output_line(values: Callable[[float], Array], place: int, scale: float) -> Line:
    return Line(lambda step: float(values(step)[place]), float(values(0.0)[place]), scale, scale)
