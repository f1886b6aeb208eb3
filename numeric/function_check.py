"""The gradient of any function of yours against central differences, by every parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from numeric.activations import Array
from numeric.gradient_report import Block, GradientCheck, extrapolated
from numeric.rounding import EPS, ROUNDINGS, STEP


def check_function(cost: Callable[[Any], float], gradient: Callable[[Any], Any], parameters: Any) -> GradientCheck:
    """Compare ``gradient(parameters)`` with differences of ``cost(parameters)``.

    ``parameters`` are numbers and NumPy arrays, in lists, tuples and dicts as deep as you like; the gradient has the
    same structure.  They are handed over as float64, and not changed.

    A step is in proportion to the parameter, or to the largest one beside it if that is much larger.  What rounding
    does to the cost is seen from how it answers to changes in the last place of all parameters.  Raises
    :class:`ValueError` for a gradient of another structure and a cost that is not finite, :class:`TypeError` for
    parameters and costs that are no numbers.

    >>> cube = lambda p: float((p["w"] ** 3).sum())
    >>> print(check_function(cube, lambda p: {"w": 3 * p["w"] ** 2}, {"w": np.arange(3.0)}))
    all 3 slopes are right
    """
    leaves = dict(_leaves(parameters, ""))
    slopes = dict(_leaves(gradient(_rebuilt(parameters, leaves, "")), ""))
    if odd := sorted(set(slopes) ^ set(leaves)):
        raise ValueError(
            f"gradient: expected the structure of the parameters; only one of the two has {', '.join(odd)}"
        )

    def value(changed: Mapping[str, Array]) -> float:
        found = cost(_rebuilt(parameters, changed, ""))
        try:
            number = float(found)
        except (TypeError, ValueError):
            raise TypeError(f"cost: expected a function that gives a number, got {found!r}") from None
        if not np.isfinite(number):
            raise ValueError(f"cost: expected a finite number near the parameters, got {number}")
        return number

    rounding = ROUNDINGS * _noise(value, leaves)
    blocks = []
    for name, array in leaves.items():
        if slopes[name].shape != array.shape:
            raise ValueError(f"gradient: expected {name} of shape {array.shape}, got {slopes[name].shape}")
        steps = _steps(array)
        found = [np.empty(array.shape) for _ in range(3)]
        for where in np.ndindex(array.shape):
            for estimate, fraction in zip(found, (1.0, 0.5, 0.25), strict=True):
                step = float(steps[where]) * fraction
                above, below = (value({**leaves, name: _moved(array, where, way * step)}) for way in (1, -1))
                estimate[where] = (above - below) / (2 * step)
        numeric, truncation = extrapolated(*found)
        blocks.append(
            Block(name, None, slopes[name], numeric, truncation, rounding / steps, np.zeros(array.shape, bool))
        )
    return GradientCheck(tuple(blocks))


def _steps(array: Array) -> Array:
    size = np.abs(array)
    scale = np.maximum(size, 1e-3 * float(size.max(initial=0.0)))
    found: Array = STEP * np.where(scale > 0, scale, 1.0)
    return found


def _moved(array: Array, where: tuple[int, ...], step: float) -> Array:
    moved = array.copy()
    moved[where] += step
    return moved


def _noise(value: Callable[[Mapping[str, Array]], float], leaves: Mapping[str, Array]) -> float:
    """How much rounding changes the cost: what it does itself, and what it does to the parameters."""
    rng = np.random.default_rng(0)
    middle, changes = value(leaves), []
    for _ in range(4):
        near = {name: a * (1 + EPS * rng.choice([-1.0, 1.0], a.shape)) for name, a in leaves.items()}
        changes.append(abs(value(near) - middle))
    return max(changes) + EPS * abs(middle) + float(np.finfo(np.float64).tiny)


def _leaves(structure: Any, name: str) -> Iterator[tuple[str, Array]]:
    """The arrays of a structure, each with its place in it, as ``['w'][0]``."""
    if isinstance(structure, Mapping):
        for key, part in structure.items():
            yield from _leaves(part, f"{name}[{key!r}]")
    elif isinstance(structure, list | tuple):
        for place, part in enumerate(structure):
            yield from _leaves(part, f"{name}[{place}]")
    else:
        try:
            array = np.array(structure, dtype=np.float64)
        except (TypeError, ValueError):
            wanted = "numbers, arrays, lists, tuples and dicts"
            raise TypeError(f"parameters{name}: expected {wanted}, got {structure!r}") from None
        yield f"parameters{name}", array


def _rebuilt(structure: Any, leaves: Mapping[str, Array], name: str) -> Any:
    if isinstance(structure, Mapping):
        return {key: _rebuilt(part, leaves, f"{name}[{key!r}]") for key, part in structure.items()}
    if isinstance(structure, list | tuple):
        make = getattr(structure, "_make", type(structure))  # a named tuple takes its parts one by one
        return make([_rebuilt(part, leaves, f"{name}[{place}]") for place, part in enumerate(structure)])
    found = leaves[f"parameters{name}"]
    return found.copy() if isinstance(structure, np.ndarray) else float(found)
