"""What comparing a gradient with differences finds: both slopes of every parameter, how far apart they may lie, why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arrays import Array
from numeric.gradients.slopes.verdict import REASONS, Reason, Verdict

LINES = 5
"""How many slopes, and blocks with slopes that are left out, are printed."""


@dataclass(frozen=True)
class Slope:
    """One parameter: its analytic and numeric slope, how far they may lie apart, and why; or why one cannot tell.

    >>> from numeric import check_gradients
    >>> found = check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0])
    >>> slope = found.worst(1)[0]
    >>> slope.analytic, round(slope.numeric, 6), slope.verdict
    (3.0, 9.0, <Verdict.WRONG: 'wrong'>)
    """

    parameter: str
    layer: int | None
    analytic: float
    numeric: float
    truncation: float
    rounding: float
    reason: Reason

    @property
    def difference(self) -> float:
        return abs(self.analytic - self.numeric)

    @property
    def tolerance(self) -> float:
        return self.truncation + self.rounding

    @property
    def verdict(self) -> Verdict:
        if self.reason != Reason.NONE:
            return Verdict.CANNOT_TELL
        return Verdict.RIGHT if self.difference <= self.tolerance else Verdict.WRONG

    def __str__(self) -> str:
        return (
            f"{self.parameter}: analytic {self.analytic:.9g}, numeric {self.numeric:.9g}, "
            f"difference {self.difference:.2g}, allowed {self.tolerance:.2g} "
            f"(truncation {self.truncation:.1g}, rounding {self.rounding:.1g})"
        )


@dataclass(frozen=True)
class Block:
    """The slopes by one array of parameters, all in its shape; the first ``layer`` after the inputs is 1.

    ``reason`` has a :class:`~numeric.gradients.slopes.verdict.Reason` for each slope, which is 0 where the two slopes
    are compared; ``at`` are the parameters.

    >>> from numeric import check_gradients
    >>> found = check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0])
    >>> found.blocks[0].wrong
    array([False,  True])
    """

    name: str
    layer: int | None
    analytic: Array
    numeric: Array
    truncation: Array
    rounding: Array
    reason: Array
    at: Array

    @property
    def excess(self) -> Array:
        """By what factor the difference exceeds what is allowed; 0 where the slopes are not compared."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            found = np.abs(self.analytic - self.numeric) / (self.truncation + self.rounding)
        found = np.where(self.analytic == self.numeric, 0.0, found)
        found = np.where(np.isnan(self.analytic) | np.isnan(self.numeric), np.inf, np.nan_to_num(found, posinf=np.inf))
        return np.where(self.reason == Reason.NONE, found, 0.0)

    @property
    def wrong(self) -> Array:
        """Where a slope is wrong."""
        return self.excess > 1

    def __repr__(self) -> str:
        return f"<Block {self.name}: {_of(int(self.wrong.sum()), self.analytic.size)} wrong>"

    def left_out(self) -> dict[Reason, int]:
        """How many slopes are not compared, for each reason."""
        counts = {reason: int((self.reason == reason).sum()) for reason in REASONS}
        return {reason: count for reason, count in counts.items() if count}

    def slope(self, where: tuple[int, ...]) -> Slope:
        """One of the slopes."""
        index = f"[{', '.join(map(str, where))}]" if where else ""
        parts = (self.analytic, self.numeric, self.truncation, self.rounding)
        analytic, numeric, truncation, rounding = (float(part[where]) for part in parts)
        reason = Reason(int(self.reason[where]))
        return Slope(f"{self.name}{index}", self.layer, analytic, numeric, truncation, rounding, reason)


@dataclass(frozen=True)
class GradientCheck:
    """What comparing a gradient with differences found.

    Printed, it names the worst of the wrong slopes, and what was not compared.  ``directions`` are slopes along random
    directions, each of which takes all parameters of a block at once.

    >>> from numeric import check_gradients
    >>> found = check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0])
    >>> found
    <GradientCheck: 1 of 2 slopes is wrong>
    >>> found.verdict, found.worst(1)[0].parameter
    (<Verdict.WRONG: 'wrong'>, 'parameters[1]')
    """

    blocks: tuple[Block, ...]
    directions: tuple[Block, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """``WRONG`` if any slope is, ``RIGHT`` if every one is."""
        if self.wrong:
            return Verdict.WRONG
        return Verdict.CANNOT_TELL if self.left_out else Verdict.RIGHT

    @property
    def passed(self) -> bool:
        """Whether every slope was compared and is right."""
        return self.verdict is Verdict.RIGHT

    @property
    def parameters(self) -> int:
        return sum(block.analytic.size for block in self.blocks)

    @property
    def wrong(self) -> int:
        """How many slopes are wrong."""
        return sum(int(block.wrong.sum()) for block in (*self.blocks, *self.directions))

    @property
    def left_out(self) -> dict[Reason, int]:
        """How many slopes are not compared, for each reason."""
        found: dict[Reason, int] = {}
        for block in (*self.blocks, *self.directions):
            for reason, count in block.left_out().items():
                found[reason] = found.get(reason, 0) + count
        return found

    @property
    def doubts(self) -> int:
        """How many of the slopes that were looked at cannot be told."""
        return sum(count for reason, count in self.left_out.items() if reason != Reason.NOT_DRAWN)

    @property
    def wrong_layers(self) -> tuple[int, ...]:
        """The layers with wrong slopes, from the first after the inputs, which is 1."""
        return tuple(sorted({b.layer for b in self.blocks if b.layer is not None and b.wrong.any()}))

    def worst(self, count: int = LINES) -> list[Slope]:
        """The slopes that exceed their bounds most, or come nearest to doing so."""
        ranked = []
        for block in (*self.blocks, *self.directions):
            excess = block.excess.ravel()
            for flat in np.argsort(excess)[::-1][:count]:
                ranked.append((float(excess[flat]), block, np.unravel_index(flat, block.excess.shape)))
        ranked.sort(key=lambda entry: -entry[0])
        return [block.slope(tuple(int(i) for i in where)) for _, block, where in ranked[:count]]

    def __repr__(self) -> str:
        return f"<GradientCheck: {self._summary().partition(';')[0].rstrip(':')}>"

    def __str__(self) -> str:
        return "\n".join([self._summary(), *self._wrong_lines(), *self._lines_left_out()])

    def _summary(self) -> str:
        drawn = (
            f"; right along {sum(b.analytic.size for b in self.directions)} random directions"
            if self.directions
            else ""
        )
        if self.passed:
            return f"{_of(self.parameters, self.parameters)} right{drawn}"
        if self.wrong:
            layers = f", in layer {', '.join(map(str, self.wrong_layers))}" if self.wrong_layers else ""
            alone = self.parameters + sum(block.analytic.size for block in self.directions)
            return f"{_of(self.wrong, alone)} wrong{layers}; the worst:"
        out = sum(count for block in self.blocks for count in block.left_out().values())
        return f"{_of(self.parameters - out, self.parameters)} right, of the others one cannot tell{drawn}:"

    def _wrong_lines(self) -> list[str]:
        return [f"  {slope}" for slope in self.worst() if slope.verdict is Verdict.WRONG]

    def _lines_left_out(self) -> list[str]:
        found = []
        for block in (*self.blocks, *self.directions):
            for reason, count in block.left_out().items():
                what, closer = REASONS[reason]
                found.append((count, f"  {block.name}: {count} of {block.analytic.size} {what}; {closer}"))
        found.sort(key=lambda entry: -entry[0])
        more = [f"  and {len(found) - LINES} blocks more"] if len(found) > LINES else []
        return [line for _, line in found[:LINES]] + more


def _of(some: int, every: int) -> str:
    """How many slopes of all, with the verb.

    >>> _of(3, 3), _of(1, 1), _of(1, 3), _of(0, 1)
    ('all 3 slopes are', 'the only slope is', '1 of 3 slopes is', '0 of 1 slopes are')
    """
    if some == every:
        return f"all {every} slopes are" if every != 1 else "the only slope is"
    return f"{some} of {every} slopes {'is' if some == 1 else 'are'}"
