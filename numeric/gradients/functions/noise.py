"""How exact a gradient is: the noise of its own values around a smooth function."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from numeric.arrays import Array
from numeric.gradients.slopes.line import EPS

OFFSETS = (1 + np.cos((2 * np.arange(8) + 1) * np.pi / 16)) / 2
"""Where the gradient is taken along a random direction, in units of the scale: on one side, as a kink may be here."""
SCALES = (3e-9, 3e-6)
"""The fine scale, and the one for a gradient that does not change at the fine one, since it is computed in float32."""
SAFETY = 10


class Precision(NamedTuple):
    """How exact slopes of a type can be: the relative error that has to be seen, and the spacing of numbers at 1."""

    seen: float
    eps: float


DOUBLE, SINGLE = Precision(1e-5, EPS), Precision(1e-3, float(np.finfo(np.float32).eps))


def gradient_noise(gradient: Callable[[list[Array]], list[Array]], at: list[Array], scales: list[Array]) -> list[Array]:
    """How far off rounding may have brought each slope of a gradient.

    The gradient is taken at eight points near the parameters ``at``, and a cubic polynomial is fitted to each slope.
    What it leaves over is noise.

    >>> noisy = lambda arrays: [3 * arrays[0].astype(np.float32).astype(float) ** 2]
    >>> found, = gradient_noise(noisy, [np.array([0.7, 1.3])], [np.ones(2)])
    >>> bool((found > 1e-7).all() and (found < 1e-5).all())
    True
    """
    rng = np.random.default_rng(0)
    directions = [rng.choice([-1.0, 1.0], scale.shape) * scale for scale in scales]
    powers = np.vander(OFFSETS, 4)
    leaves_over = np.eye(len(OFFSETS)) - powers @ np.linalg.pinv(powers)
    for scale in SCALES:
        taken = [gradient([a + scale * o * d for a, d in zip(at, directions, strict=True)]) for o in OFFSETS]
        values = [np.stack(parts) for parts in zip(*taken, strict=True)]
        with np.errstate(all="ignore"):
            found = [np.sqrt(np.square(np.tensordot(leaves_over, v, 1)).sum(axis=0) / 4) for v in values]
        if scale == SCALES[0]:
            noise, still = found, [(v == v[0]).all(axis=0) for v in values]
            if not any(constant.any() for constant in still):
                break
        else:
            noise = [np.where(s, coarse, fine) for s, coarse, fine in zip(still, found, noise, strict=True)]
    return [_tolerance(np.nan_to_num(n), abs(v[0])) for n, v in zip(noise, values, strict=True)]


def _tolerance(noise: Array, slopes: Array) -> Array:
    """What is allowed a slope: its own noise, and that which is usual beside it, in proportion to the slope."""
    size = np.where(np.isfinite(slopes), slopes, 0.0)
    relative = noise[size > 0] / size[size > 0]
    usual = float(np.quantile(relative, 0.5, method="lower")) if relative.size else 0.0
    found: Array = SAFETY * np.maximum(noise, 0.3 * usual * size) + 16 * EPS * size
    return found


def precision_of(slopes: list[Array]) -> Precision:
    """The precision of some slopes.

    They are taken for float32 numbers if that type holds all of them, and most have more digits than float16 holds.

    >>> third = np.array([1 / 3])
    >>> precision_of([third]).seen, precision_of([third.astype(np.float32)]).seen, precision_of([np.array([2.0])]).seen
    (1e-05, 0.001, 1e-05)
    """
    every = np.concatenate([np.asarray(part, dtype=np.float64).ravel() for part in slopes]) if slopes else np.empty(0)
    with np.errstate(over="ignore"):
        single = bool((every.astype(np.float32) == every).all())
        long = np.count_nonzero(every.astype(np.float16) != every)
    return SINGLE if single and 2 * long > np.count_nonzero(every) else DOUBLE
