r"""The slope of a function along a line from its values at a few steps, with a bound of the error.

Two ways.  The quick one takes central differences :math:`D(h) = (f(h) - f(-h)) / 2h` at three steps and extrapolates
them to h = 0 (Richardson, Neville's scheme in h^2).  The close one fits a polynomial to ten values and the middle one
by least squares; what the polynomial leaves over is the noise of the function at this scale, whatever its cause:
rounding to float64 or float32, an iteration that stops early, or structure that is finer than the steps.

No step is a whole multiple of another one, and their ratios are irrational: a function that repeats itself after a
step does not repeat itself after the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arrays import Array
from numeric.gradients.slopes.line import EPS, Line

RATIO = 1 + 10**0.5
"""The ratio of one step to the next shorter one."""
ROUNDINGS = 8
"""How many roundings of the cost a quick difference is allowed."""
SAFETY = 8
"""How many standard errors a slope from a fit is allowed; a fit has five degrees of freedom."""
NODES = np.cos((2 * np.arange(5) + 1) * np.pi / 20)
"""The steps of a fit on each side, in units of the longest, nearly: Chebyshev's nodes."""


@dataclass(frozen=True)
class Estimate:
    """A slope at one scale: its value, and how far off truncation and rounding may have brought it.

    ``left`` and ``right`` are the slopes on the two sides, and ``doubt`` how far off they may be; ``noise`` is the
    standard deviation of the function's values around a smooth function; ``constant`` says that all values are equal.
    """

    step: float
    value: float
    truncation: float
    rounding: float
    left: float
    right: float
    doubt: float
    noise: float
    constant: bool = False

    @property
    def error(self) -> float:
        return self.truncation + self.rounding


def extrapolated(once: Array, half: Array, quarter: Array) -> tuple[Array, Array]:
    """Richardson's extrapolation of central differences with the steps h, h/2 and h/4, and a bound of its error.

    >>> slopes = [np.array((np.sin(1 + h) - np.sin(1 - h)) / (2 * h)) for h in (0.1, 0.05, 0.025)]
    >>> value, error = extrapolated(*slopes)
    >>> bool(abs(value - np.cos(1)) < error < 1e-8)
    True
    """
    first, second = (4 * half - once) / 3, (4 * quarter - half) / 3
    return second + (second - first) / 15, np.abs(second - first) / 15


def quick_estimate(line: Line, step: float, noise: float) -> Estimate | None:
    """The slope from three central differences, or ``None`` where the function is not finite.

    ``noise`` is that of the function's values, if it is known to be more than their rounding.

    >>> found = quick_estimate(Line(lambda t: float(np.exp(t)), 1.0, 1.0), 0.02, 0.0)
    >>> bool(abs(found.value - 1) < found.error < 1e-11)
    True
    """
    squares, slopes, bends, largest = [], [], [], abs(line.middle)
    for place in range(3):
        wanted = step / RATIO**place
        above, below = line.exact(wanted), line.exact(-wanted)
        up, down = line.value(above), line.value(below)
        width = (above - below) / 2
        if not width > 0 or not abs(up) + abs(down) < np.inf:
            return None
        squares.append((width / step) ** 2)
        slopes.append((up - down) / (2 * width))
        bends.append((up - 2 * line.middle + down) / width)
        largest = max(largest, abs(up), abs(down))
    a, b, c = squares
    first = slopes[1] + (slopes[1] - slopes[0]) * b / (a - b)
    second = slopes[2] + (slopes[2] - slopes[1]) * c / (b - c)
    value = second + (second - first) * c / (a - c)
    spread = max(noise, EPS * largest)
    # of a smooth function the bend vanishes with the step; of one with a kink here it does not
    jumps = [bends[k + 1] - (bends[k] - bends[k + 1]) / (RATIO - 1) for k in range(2)]
    rounding = ROUNDINGS * spread / step / c**0.5
    jump = abs(jumps[1]) if abs(jumps[1]) > max(abs(jumps[0]) / 8, 2 * rounding) else 0.0
    constant = up == down == line.middle and slopes == [0, 0, 0]
    return Estimate(
        step, value, abs(second - first) / 16, rounding, value - jump / 2, value + jump / 2, jump, spread, constant
    )


def close_estimate(line: Line, step: float) -> Estimate | None:
    """The slope from a polynomial through ten values and the middle, or ``None`` where the function is not finite.

    >>> rng = np.random.default_rng(0)
    >>> noisy = Line(lambda t: float(np.sin(t) + 1e-6 * rng.normal()), 0.0, 1.0)
    >>> found = close_estimate(noisy, 0.1)
    >>> bool(abs(found.value - 1) < found.error < 1e-3)
    True
    """
    steps = np.array([line.exact(side * float(node) * step) for node in NODES for side in (1, -1)] + [0.0])
    if len(set(steps.tolist())) < len(steps):
        return None
    values = np.array([line.value(float(t)) for t in steps[:-1]] + [line.middle])
    if not np.isfinite(values).all():
        return None
    changes = values - line.middle
    least = 0.3 * EPS * float(np.abs(values).max())
    x = steps / step
    value, error, noise = _fitted(x, changes, 5, least)
    above, below = x >= 0, x <= 0
    right, doubt_right, _ = _fitted(x[above], changes[above], 3, least)
    left, doubt_left, _ = _fitted(x[below], changes[below], 3, least)
    return Estimate(
        step, value / step, 0.0, SAFETY * error / step, left / step, right / step,
        2 * SAFETY * max(doubt_left, doubt_right) / step, noise, not changes.any(),
    )  # fmt: skip


def _fitted(x: Array, y: Array, degree: int, least: float) -> tuple[float, float, float]:
    """The slope at 0 of the polynomial of a degree that fits best, its standard error, and the noise around it."""
    size = float(np.abs(y).max()) or 1.0  # squares of the values may overflow
    powers = np.vander(x, degree + 1, increasing=True)
    inverse = np.linalg.pinv(powers)
    coefficients = inverse @ (y / size)
    left = y / size - powers @ coefficients
    noise = max(size * float(np.sqrt(left @ left / (len(x) - degree - 1))), least)
    return size * float(coefficients[1]), noise * float(np.linalg.norm(inverse[1])), noise
