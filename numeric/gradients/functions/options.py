"""How a function is checked: steps, tolerance, and which slopes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Options:
    """How a function is checked.

    ``step`` is the first step, in units of each parameter's size; without it the check finds its own.  ``tolerance`` is
    the relative error of a slope that has to be seen for the slope to be called right: by default 1e-5, or 1e-3 if all
    slopes are float32 numbers.  ``sample`` slopes are drawn at random, at least one of each block.  ``directions`` are
    so many random directions for each block, along which all its parameters move at once; without ``sample`` no slope
    is then looked at alone.  ``seed`` is that of the draw.  ``progress`` says on standard error how far a long run is;
    by default only on a terminal.

    >>> from numeric import check_gradients
    >>> print(check_gradients(lambda p: p @ p, lambda p: 2 * p, np.ones(100), sample=10).parameters)
    100
    >>> Options(sample=10).step is None
    True
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
