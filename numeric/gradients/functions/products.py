"""Products of a Jacobian with a vector, from either side, against differences of a function's values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numeric.arrays import Array
from numeric.gradients.functions.check import block_of, check_function
from numeric.gradients.functions.lines import scales_of
from numeric.gradients.functions.moves import tried
from numeric.gradients.functions.noise import precision_of
from numeric.gradients.functions.options import options_of
from numeric.gradients.functions.structure import parameters_of, slopes_like, structure_of
from numeric.gradients.reports.report import GradientCheck
from numeric.gradients.slopes.claim import Claim
from numeric.gradients.slopes.line import Line
from numeric.gradients.slopes.search import FIRST, Pace, compared


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
    are as :func:`~numeric.gradients.functions.check.check_function` takes parameters.

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
    structure = parameters_of(parameters)
    at = [leaf.numbers for leaf in structure.leaves]
    if tangent is None:
        rng = np.random.default_rng(chosen.seed)
        directions = [rng.choice([-1.0, 1.0], a.shape) * scales_of(a) for a in at]
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
        blocks.append(block_of(leaf.name, slopes, noise, results, leaf.numbers))
        start += slopes.size
    return GradientCheck(tuple(blocks))


def _along_scale(at: list[Array], directions: list[Array]) -> float:
    """A step along the directions that moves no parameter by much more than its size."""
    pairs = zip(at, directions, strict=True)
    ratios = [float(np.abs(d / scales_of(a)).max(initial=0.0)) for a, d in pairs]
    return 1 / max(max(ratios, default=1.0), 1e-300)


def _output_line(values: Callable[[float], Array], place: int, scale: float) -> Line:
    return Line(lambda step: float(values(step)[place]), float(values(0.0)[place]), scale, scale)
