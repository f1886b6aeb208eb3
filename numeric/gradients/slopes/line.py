"""A function along one straight line through a point: the samples from which its slope is estimated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

EPS = float(np.finfo(np.float64).eps)
"""The spacing of float64 numbers at 1."""


@dataclass(frozen=True)
class Line:
    r"""The function :math:`t \mapsto f(p + t d)` for one direction d.

    ``value(t)`` is that number, which may be infinite or nan; ``middle`` is ``value(0)``.  ``size`` is how far p is
    from 0 along the line, in the sense of rounding: no step is shorter than some roundings of it.  ``scale`` is a first
    guess of the step over which the function changes.  ``exact(t)`` is the step that is really taken, which differs
    from t by the rounding of p + t.
    """

    value: Callable[[float], float]
    middle: float
    scale: float
    size: float = 0.0
    exact: Callable[[float], float] = float
    eps: float = EPS

    @property
    def shortest(self) -> float:
        """The shortest step whose rounding does not matter."""
        return max(256 * self.eps * self.size, 1e-290)
