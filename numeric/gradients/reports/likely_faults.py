"""What is probably wrong with a gradient: what the wrong slopes of a block have in common.

Each row of the table compares the slopes that a code gives with those from differences.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from numeric.arrays import Array
from numeric.gradients.reports.report import Block, GradientCheck
from numeric.gradients.slopes.verdict import Reason

CLOSE = 1e-4
"""The relative difference up to which two slopes are taken for the same here."""


def _same(one: Array, other: Array) -> bool:
    """Whether two arrays are equal, compared with their largest entry."""
    largest = max(float(np.abs(one).max(initial=0.0)), float(np.abs(other).max(initial=0.0)))
    return one.size > 0 and largest > 0 and bool((np.abs(one - other) <= CLOSE * largest).all())


def _ratio(part: Array, whole: Array) -> float | None:
    """The factor that makes one array the other, if one does for all entries."""
    square = float(np.vdot(whole, whole))
    factor = float(np.vdot(whole, part)) / square if 0 < square < np.inf else 0.0
    return factor if factor and whole.size > 1 and _same(part, factor * whole) else None


def _not_finite(block: Block) -> str | None:
    bad = int((~np.isfinite(block.analytic)).sum())
    return f"{bad} of its slopes {'is' if bad == 1 else 'are'} infinite or nan" if bad else None


def _zero(block: Block) -> str | None:
    return "all its slopes are 0: the gradient does not arrive here" if not block.analytic.any() else None


def _sign(block: Block) -> str | None:
    return "the sign is wrong" if _same(block.analytic, -block.numeric) else None


def _factor(block: Block) -> str | None:
    alone = block.analytic.size == 1
    factor = float(block.analytic.flat[0] / block.numeric.flat[0]) if alone else _ratio(block.analytic, block.numeric)
    if not factor or not np.isfinite(factor):
        return None
    simple = Fraction(factor).limit_denominator(10_000)
    exact = abs(float(simple) - factor) <= CLOSE * abs(factor) and 1 in (abs(simple.numerator), simple.denominator)
    if alone:  # one number is a simple multiple of another one by a simple factor alone
        return f"its slope is {simple} times what it should be" if exact else None
    shown = str(simple) if exact else f"{factor:.6g}"
    return f"all its slopes are {shown} times what they should be: a factor such as 2, 1/2, N or 1/N"


def _some(block: Block) -> str | None:
    """What the wrong slopes have in common where others are right."""
    wrong = block.wrong
    analytic, numeric = block.analytic[wrong], block.numeric[wrong]
    if wrong.all() or analytic.size < 2:
        return None
    if not analytic.any():
        return f"{analytic.size} of its slopes are 0 where they should not be"
    if _same(analytic, -numeric):
        return f"{analytic.size} of its slopes have the wrong sign"
    factor = _ratio(analytic, numeric)
    return None if factor is None else f"{analytic.size} of its slopes are {factor:.6g} times what they should be"


def _transposed(block: Block) -> str | None:
    if block.analytic.ndim != 2 or min(block.analytic.shape) < 2:
        return None
    other = block.analytic.reshape(block.analytic.shape[::-1]).T
    return "its slopes are those of the transposed block" if _same(other, block.numeric) else None


def _order(block: Block) -> str | None:
    if block.analytic.size < 3 or not _same(np.sort(block.analytic, axis=None), np.sort(block.numeric, axis=None)):
        return None
    return "its slopes are right, but in another order"


def _regularisation(block: Block) -> str | None:
    for penalty, name in ((block.at, "the parameters"), (np.sign(block.at), "the signs of the parameters")):
        factor = _ratio(block.analytic - block.numeric, penalty)
        if factor is not None:
            what = "is missing" if factor < 0 else "is counted too often, or should not be there"
            return f"the difference is {factor:.6g} times {name}: a regularisation term {what}"
    return None


def _offset(block: Block) -> str | None:
    difference = block.analytic - block.numeric
    factor = _ratio(difference, np.ones(difference.shape)) if difference.size > 2 else None
    return None if factor is None else f"all its slopes are {factor:+.6g} off by the same"


FAULTS: tuple[Callable[[Block], str | None], ...] = (
    _not_finite, _zero, _sign, _transposed, _regularisation, _factor, _order, _offset, _some,
)  # fmt: skip
"""What may be wrong with a block, the most telling first."""


def _of_another_block(block: Block, check: GradientCheck) -> str | None:
    for other in check.blocks:
        alike = other is not block and other.analytic.shape == block.analytic.shape and block.analytic.size > 1
        if alike and _same(block.analytic, other.numeric):
            return f"its slopes are those of {other.name}"
    return None


def likely_faults(check: GradientCheck) -> list[str]:
    """For each block with wrong slopes, what these have in common, if they do.

    >>> from numeric.gradients.functions.check import check_function
    >>> likely_faults(check_function(lambda p: (p**3).sum(), lambda p: 6 * p**2, np.array([0.5, 1.0, 2.0])))
    ['parameters: all its slopes are 2 times what they should be: a factor such as 2, 1/2, N or 1/N']
    """
    found = []
    for block in check.blocks:
        if block.wrong.any() and (block.reason == Reason.NONE).all():
            with np.errstate(all="ignore"):
                faults = (fault(block) for fault in FAULTS)
                likely = _of_another_block(block, check) or next((text for text in faults if text), None)
            if likely:
                found.append(f"{block.name}: {likely}")
    return found
