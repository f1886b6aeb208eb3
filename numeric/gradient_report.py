"""What comparing a gradient with differences finds: both slopes of every parameter, how far apart they may lie, why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.activations import Array


@dataclass(frozen=True)
class Slope:
    """One parameter: its analytic and numeric slope, and how far they may lie apart, and why."""

    parameter: str
    layer: int | None
    analytic: float
    numeric: float
    truncation: float
    rounding: float
    kink: bool

    @property
    def difference(self) -> float:
        return abs(self.analytic - self.numeric)

    @property
    def tolerance(self) -> float:
        return self.truncation + self.rounding

    def __str__(self) -> str:
        return (
            f"{self.parameter}: analytic {self.analytic:.9g}, numeric {self.numeric:.9g}, "
            f"difference {self.difference:.2g}, allowed {self.tolerance:.2g} "
            f"(truncation {self.truncation:.1g}, rounding {self.rounding:.1g})"
        )


@dataclass(frozen=True)
class Block:
    """The slopes by one array of parameters, all in its shape; the first ``layer`` after the inputs is 1."""

    name: str
    layer: int | None
    analytic: Array
    numeric: Array
    truncation: Array
    rounding: Array
    kink: Array

    @property
    def excess(self) -> Array:
        """By what factor the difference exceeds what is allowed; 0 at a kink."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.abs(self.analytic - self.numeric) / (self.truncation + self.rounding)
        found = np.where(np.isnan(self.analytic) | np.isnan(self.numeric), np.inf, np.nan_to_num(found, posinf=np.inf))
        return np.where(self.kink, 0.0, found)

    def slope(self, where: tuple[int, ...]) -> Slope:
        """One of the slopes."""
        index = f"[{', '.join(map(str, where))}]" if where else ""
        parts = (self.analytic, self.numeric, self.truncation, self.rounding)
        analytic, numeric, truncation, rounding = (float(part[where]) for part in parts)
        kink = bool(self.kink[where])
        return Slope(f"{self.name}{index}", self.layer, analytic, numeric, truncation, rounding, kink)


@dataclass(frozen=True)
class GradientCheck:
    """What comparing a gradient with differences found; printed, it names the worst of the wrong parameters."""

    blocks: tuple[Block, ...]

    @property
    def passed(self) -> bool:
        """Whether every slope lies within its bound; those at a kink are not counted."""
        return all((block.excess <= 1).all() for block in self.blocks)

    @property
    def parameters(self) -> int:
        return sum(block.analytic.size for block in self.blocks)

    @property
    def kinks(self) -> int:
        """How many parameters cannot be compared, as a step moves a ReLU over its kink."""
        return sum(int(block.kink.sum()) for block in self.blocks)

    @property
    def wrong_layers(self) -> tuple[int, ...]:
        """The layers with wrong slopes, from the first after the inputs, which is 1."""
        return tuple(sorted({b.layer for b in self.blocks if b.layer is not None and (b.excess > 1).any()}))

    def worst(self, count: int = 5) -> list[Slope]:
        """The slopes that exceed their bounds most, or come nearest to doing so."""
        ranked = []
        for block in self.blocks:
            excess = block.excess.ravel()
            for flat in np.argsort(excess)[::-1][:count]:
                ranked.append((float(excess[flat]), block, np.unravel_index(flat, block.excess.shape)))
        ranked.sort(key=lambda entry: -entry[0])
        return [block.slope(tuple(int(i) for i in where)) for _, block, where in ranked[:count]]

    def __str__(self) -> str:
        kinks = f", {self.kinks} at a kink and not compared" if self.kinks else ""
        if self.passed:
            return f"all {self.parameters} slopes are right{kinks}"
        wrong = sum(int((block.excess > 1).sum()) for block in self.blocks)
        layers = f", in layer {', '.join(map(str, self.wrong_layers))}" if self.wrong_layers else ""
        lines = [f"{wrong} of {self.parameters} slopes are wrong{layers}{kinks}; the worst:"]
        return "\n  ".join([*lines, *(str(slope) for slope in self.worst() if not slope.difference <= slope.tolerance)])


def extrapolated(once: Array, half: Array, quarter: Array) -> tuple[Array, Array]:
    """Richardson's extrapolation of central differences with the steps h, h/2 and h/4, and a bound of its error.

    >>> slopes = [np.array((np.sin(1 + h) - np.sin(1 - h)) / (2 * h)) for h in (0.1, 0.05, 0.025)]
    >>> value, error = extrapolated(*slopes)
    >>> bool(abs(value - np.cos(1)) < error < 1e-8)
    True
    """
    first, second = (4 * half - once) / 3, (4 * quarter - half) / 3
    return second + (second - first) / 15, np.abs(second - first) / 15
