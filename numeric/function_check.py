"""The gradient of any function of yours against differences of its values, by every parameter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from numeric.activations import Array
from numeric.automatic import automatic_gradient
from numeric.gradient_noise import gradient_noise, precision_of
from numeric.gradient_report import Block, GradientCheck
from numeric.line import Line
from numeric.moves import Moves, tried
from numeric.progress import with_progress
from numeric.slope_search import FIRST, Claim, Finding, Pace, compared
from numeric.structure import Structure, shown, slopes_like, structure_of
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


def options_of(given: dict[str, Any]) -> Options:
    """The options that somebody gave by name."""
    known = [field.name for field in fields(Options)]
    if unknown := [name for name in given if name not in known]:
        raise TypeError(f"check_gradients: there is no option {unknown[0]!r}; there are {', '.join(known)}")
    return Options(**given)


def check_function(cost: Callable[[Any], Any], *arguments: Any, **options: Any) -> GradientCheck:
    """Compare ``gradient(parameters)`` with differences of ``cost(parameters)``: the arguments are these three.

    ``check_function(function, parameters)`` checks a function that gives its value and its gradient as a pair, or a
    function of PyTorch tensors or JAX arrays, whose gradient is then that of the library.

    The parameters are numbers, lists of numbers, NumPy arrays, PyTorch tensors, JAX arrays and pandas Series, in lists,
    tuples, named tuples, dicts and dataclasses as deep as you like, and are handed over in the form in which you give
    them: NumPy arrays as float64, tensors in their own type.  They are not changed.  The gradient has the same
    structure; lists, tuples and arrays may stand for each other.

    The options are those of :class:`Options`.  Raises :class:`ValueError` for a gradient of another structure and
    parameters or a cost that are not finite, :class:`TypeError` for what is no real number.

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
    structure = _parameters(at)
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


def _parameters(at: Any) -> Structure:
    """The structure of the parameters; :class:`ValueError` if there are none, or some are not finite."""
    structure = structure_of(at)
    for leaf in structure.leaves:
        if not np.isfinite(leaf.numbers).all():
            where = tuple(int(i) for i in np.argwhere(~np.isfinite(leaf.numbers))[0])
            index = f" at [{', '.join(map(str, where))}]" if where else ""
            raise ValueError(f"{leaf.name}: expected finite numbers, got {leaf.numbers[where]}{index}")
    if not sum(leaf.numbers.size for leaf in structure.leaves):
        raise ValueError("parameters: expected at least one number, got none")
    return structure


@np.errstate(all="ignore")
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
    which has the outputs' structure; without one it is drawn at random, in the outputs' form.  The outputs and the rest
    are as :func:`check_function` takes parameters.

    >>> layer = lambda p: np.tanh(p["w"] @ [1.0, 2.0])
    >>> backward = lambda p, u: {"w": np.outer(u * (1 - layer(p) ** 2), [1.0, 2.0])}
    >>> print(check_vjp(layer, backward, {"w": np.array([[0.1, 0.2], [0.3, -0.4]])}))
    all 4 slopes are right
    """
    outputs = structure_of(function(parameters), "outputs")
    made = outputs.made([leaf.like for leaf in outputs.leaves])
    if upstream is None:
        rng = np.random.default_rng(0)
        upstream = outputs.copied([rng.uniform(0.5, 1.5, leaf.numbers.shape) for leaf in outputs.leaves])
    weights = _all(slopes_like(made, upstream, "outputs", "upstream"))
    if not weights.any():
        raise ValueError("upstream: expected numbers that are not all 0, as nothing is compared then")
    return check_function(
        lambda p: float(np.vdot(weights, _all(slopes_like(made, function(p), "outputs", "function")))),
        lambda p: vjp(p, upstream), parameters, **options,
    )  # fmt: skip


def _all(arrays: list[Array]) -> Array:
    return np.concatenate([array.ravel() for array in arrays])


def check_jvp(
    function: Callable[[Any], Any], jvp: Callable[[Any, Any], Any], parameters: Any, tangent: Any = None, **options: Any
) -> GradientCheck:
    """Compare ``jvp(parameters, tangent)`` with differences of a function along the tangent, by every output.

    The tangent has the structure of the parameters; without one it is drawn at random.  A Hessian-vector product is the
    Jacobian-vector product of the gradient: ``check_jvp(gradient, hessian_vector, parameters)``.

    >>> print(check_jvp(lambda p: p**3, lambda p, v: 3 * p**2 * v, np.array([0.5, 2.0])))
    all 2 slopes are right
    """
    chosen = options_of(options)
    if chosen.sample is not None or chosen.directions:
        raise ValueError("check_jvp compares every output along one tangent: leave out sample and directions")
    structure = _parameters(parameters)
    at = [leaf.numbers for leaf in structure.leaves]
    if tangent is None:
        rng = np.random.default_rng(chosen.seed)
        directions = [rng.choice([-1.0, 1.0], a.shape) * _scales(a) for a in at]
        tangent = structure.copied(directions)
    else:
        directions = slopes_like(parameters, tangent, what="tangent")
        if not any(direction.any() for direction in directions):
            raise ValueError("tangent: expected numbers that are not all 0, as nothing is compared then")
    outputs = structure_of(function(parameters), "outputs")
    made = outputs.made([leaf.like for leaf in outputs.leaves])
    analytic = slopes_like(made, jvp(parameters, tangent), "outputs", "jvp")
    taken: dict[float, Array] = {0.0: _all([leaf.numbers for leaf in outputs.leaves])}

    def values(step: float) -> Array:
        if step not in taken:
            with np.errstate(all="ignore"):
                there = structure.copied([a + step * d for a, d in zip(at, directions, strict=True)])
                found = tried(lambda: function(there), None)
            nowhere = np.full(len(taken[0.0]), np.nan)
            taken[step] = nowhere if found is None else _all(slopes_like(made, found, "outputs", "function"))
        return taken[step]

    precision = precision_of(analytic)
    tolerance = precision.seen if chosen.tolerance is None else float(chosen.tolerance)
    scale = _along_scale(at, directions)
    blocks, start, pace = [], 0, Pace(FIRST if chosen.step is None else float(chosen.step))
    for leaf, slopes in zip(outputs.leaves, analytic, strict=True):
        noise, results = 64 * precision.eps * np.abs(slopes), {}
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
