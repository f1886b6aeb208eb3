"""Slopes that are claimed to be 0.  They have no size of their own, so they are compared with the function nearby."""

from __future__ import annotations

import numpy as np

from numeric.gradients.slopes.claim import Claim
from numeric.gradients.slopes.extrapolation import Estimate
from numeric.gradients.slopes.line import EPS, Line

FAR = (1.0, 7.3, 91.7, 1013.9, 10007.3)
"""The steps, in units of the line's scale, over which a function without slope stays constant up to its rounding."""
NOTHING = 1e-3
"""A slope is 0 in comparison with others if it is less than this part of the relative error that has to be seen."""
HIDDEN = 1e-2
"""Where the function is constant, up to which part of the changes farther away rounding may hide a slope."""
SINGLE = float(np.finfo(np.float32).eps)


def is_nothing(line: Line, claim: Claim, estimate: Estimate) -> bool:
    """Whether a claim of 0, up to its rounding, is right."""
    if estimate.constant and claim.slope == 0:
        return _rounding_hides_nothing(line, estimate) or _without_effect(line, claim, estimate)
    return _nothing_beside_its_surroundings(line, claim, estimate) or _without_effect(line, claim, estimate)


def _changes(line: Line, far: float) -> list[float]:
    """How far the function's values lie from the middle one on the two sides; where they are finite."""
    values = (line.value(side * far * line.scale) for side in (1, -1))
    return [abs(value - line.middle) for value in values if abs(value) < np.inf]


def _rounding_hides_nothing(line: Line, estimate: Estimate) -> bool:
    """Whether the function, constant nearby, is so farther away too, or changes there by much more than a rounding."""
    for far in FAR:
        changes = _changes(line, far)
        change = max(changes, default=0.0)
        if change > 0:
            eps = SINGLE if all(_single(number) for number in (line.middle, *changes)) else EPS
            return eps * abs(line.middle) / estimate.step <= HIDDEN * change / (far * line.scale)
    return True


def _single(number: float) -> bool:
    """Whether it is a float32 number."""
    with np.errstate(over="ignore"):
        return float(np.float32(number)) == number


def _without_effect(line: Line, claim: Claim, best: Estimate) -> bool:
    """Whether the function stays as it is, up to rounding, however far one goes: the parameter has no effect."""
    if abs(claim.slope) > claim.noise or abs(best.value) > best.error + claim.rounding:
        return False
    middle = abs(line.middle)
    if best.noise > 64 * SINGLE * middle:  # this is more than the rounding of a function
        return False
    level = 64 * max(best.noise, line.eps * middle)
    return all(change <= level * far for far in FAR for change in _changes(line, far))


def _nothing_beside_its_surroundings(line: Line, claim: Claim, best: Estimate) -> bool:
    """Whether the claim is 0, up to its rounding, and so is the slope compared with how the function changes nearby."""
    if abs(claim.slope) > claim.noise:
        return False
    largest = max(_changes(line, 1.0), default=0.0) / line.scale
    return best.error + claim.rounding <= NOTHING * claim.tolerance * largest
