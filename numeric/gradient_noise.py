"""How exact a gradient is: the noise of its own values around a smooth function."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numeric.activations import Array
from numeric.line import EPS

OFFSETS = (1 + np.cos((2 * np.arange(8) + 1) * np.pi / 16)) / 2
"""Where the gradient is taken along a random direction, in units of the scale: on one side, as a kink may be here."""
SCALES = (3e-9, 3e-6)
"""The fine scale, and the one for a gradient that does not change at the fine one, since it is computed in float32."""
SAFETY = 10
GRAINS = {np.float16: 0.1, np.float32: 1e-3, np.float64: 1e-5}
"""The relative error of a slope that has to be seen, for a gradient whose numbers are all of this type."""


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
    usual = float(np.median(noise)) if noise.size else 0.0
    found: Array = SAFETY * np.maximum(noise, 0.3 * usual) + 16 * EPS * np.nan_to_num(slopes)
    return found


def grain(slopes: list[Array]) -> float:
    """The relative error that has to be seen, from the coarsest type that holds all slopes.

    >>> grain([np.array([1 / 3])]), grain([np.array([1 / 3]).astype(np.float32)])
    (1e-05, 0.001)
    """
    with np.errstate(over="ignore"):
        return next(
            seen
            for dtype, seen in GRAINS.items()
            if all(np.array_equal(s.astype(dtype), s, equal_nan=True) for s in slopes)
        )
