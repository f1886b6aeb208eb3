"""Scales at which the values of a function are all equal, while they move at coarser ones.

Either the function is constant here, as beside a ReLU that is off, or it rounds: its values, or the parameters, to
float32 or to a coarser type.  In the second case the slope at a coarser scale is the function's own.
"""

from __future__ import annotations

from numeric.gradients.slopes.extrapolation import Estimate
from numeric.gradients.slopes.line import Line

SINGLE = 1e-6
"""Up to which part of the parameter, or of the cost, a change may be lost in float32."""
STAIRS = 1e3
"""Over so many steps of a constant estimate a fit sees enough stairs to tell how high they are."""
MANY_STAIRS = 1e5
"""Up to so many, noise that becomes less with finer steps says that the fit sees too few stairs."""
QUIETER = 8
"""From which factor on noise has become less."""
ALIKE = 4
"""Up to which factor noise at two scales is about the same."""
COARSE = 1e-2
"""The same part for any type: float16 and bfloat16 have three or two digits."""


def telling(estimates: list[Estimate], line: Line) -> list[Estimate]:
    """Without the estimates whose values are constant, if they may be so by rounding to float32 alone.

    Nor do estimates over a few stairs tell anything, since within a stair there is less noise than over many.
    """
    flat, moving = _parts(estimates)
    if flat is None or not moving:
        return estimates
    nearest = min(moving, key=lambda e: e.step)
    if flat.step <= SINGLE * line.size or _lost(nearest, flat) <= SINGLE * abs(line.middle):
        return [e for e in moving if _over_many_stairs(e, flat, moving)] or moving
    return moving if nearest.step < flat.step else estimates


def staircase(estimates: list[Estimate], line: Line) -> Estimate | None:
    """The best estimate at a coarse scale where the function seems to go up or down in steps, and nobody knows why.

    The values at a fine scale are equal, over so short a distance that a coarse type may have rounded them, and at a
    coarse scale both one-sided slopes are about the same and not 0.
    """
    flat, moving = _parts(estimates)
    if flat is None or not moving or telling(estimates, line) is not estimates:
        return None
    rising = [e for e in moving if e.step > flat.step and _rises(e)]
    if not rising:
        return None
    best = min(rising, key=lambda e: e.error)
    short = flat.step <= COARSE * line.size or _lost(best, flat) <= COARSE * abs(line.middle)
    return best if short else None


def _parts(estimates: list[Estimate]) -> tuple[Estimate | None, list[Estimate]]:
    """The constant estimate with the longest step, and those that are not constant."""
    flat = [e for e in estimates if e.constant]
    return max(flat, key=lambda e: e.step, default=None), [e for e in estimates if not e.constant]


def _over_many_stairs(estimate: Estimate, flat: Estimate, moving: list[Estimate]) -> bool:
    """Whether the steps of an estimate go over many stairs of a function that rounds."""
    if not STAIRS <= estimate.step / flat.step < MANY_STAIRS:
        return estimate.step > flat.step * STAIRS
    coarser = sorted((e for e in moving if e.step > estimate.step), key=lambda e: e.step)[:2]
    if len(coarser) < 2:
        return True
    less, more = sorted(e.noise for e in coarser)
    return estimate.noise > less / QUIETER or more > ALIKE * less


def _lost(moving: Estimate, flat: Estimate) -> float:
    """How much the function would change over the flat part with the slope beside it."""
    return (abs(moving.value) + moving.error) * flat.step


def _rises(estimate: Estimate) -> bool:
    """Whether the function goes up, or down, on both sides at this scale, and with no kink that is seen."""
    sides = (estimate.left, estimate.right)
    same = abs(estimate.right - estimate.left) <= 2 * estimate.doubt
    return same and abs(estimate.value) > 2 * estimate.error and estimate.value * min(sides, key=abs) > 0
