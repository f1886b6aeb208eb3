r"""One slope against the function along its line: right, wrong, or a reason why one cannot tell.

A quick look takes six values.  If they settle, to a fraction of the slope that is claimed, and agree with it, the slope
is right.  Every other slope is looked at closely: estimates at scales from coarse to fine, until the noise of the
function hides the difference.  The best estimate that no finer one contradicts is the numeric slope.  The claim is
wrong if it lies outside the errors of this one and of another, finer or coarser, that agrees with it.  Where the
one-sided slopes differ at all fine scales the function has a kink: the claim is right if it is one of the two, wrong if
it is outside them, and between them one cannot tell.

Where the function goes up in steps that a coarse type may have made, one cannot tell between the slope of the steps, 0,
and that of the stairs; what is neither is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.gradients.slopes.claim import Claim
from numeric.gradients.slopes.extrapolation import Estimate, close_estimate, quick_estimate
from numeric.gradients.slopes.line import EPS, Line
from numeric.gradients.slopes.plateaus import staircase, telling
from numeric.gradients.slopes.verdict import Reason
from numeric.gradients.slopes.zero_slopes import is_nothing

FIRST = 0.02
"""The first step, in units of the line's scale."""
FINER = 24.317
"""The ratio of one scale to the next finer one in a close look."""
COARSEST = 1e3
"""The longest step of a close look, in units of the line's scale."""
LOST = 1e-5
"""Up to which part of the cost a change may be lost in its rounding where the function is constant at all scales."""
ROUNDED = 1e3
"""Noise of so many roundings of the cost is no structure that finer steps could show."""
LACK_OF_FIT = 30
"""With so many times the noise of a finer estimate, the steps are too long for the polynomial: it refutes nothing."""
ENOUGH = 8
"""After so many wrong slopes in a row were looked at closely, one finer scale is enough for the next ones."""


@dataclass(frozen=True)
class Pace:
    """What the slopes before have taught: a step in units of the scale, the noise, how many were wrong in a row."""

    factor: float = FIRST
    noise: float = 0.0
    wrong: int = 0


@dataclass(frozen=True)
class Finding:
    """What was found of one slope, and the pace for the next."""

    numeric: float
    truncation: float
    rounding: float
    reason: Reason
    pace: Pace


def compared(line: Line, claim: Claim, pace: Pace) -> Finding:
    """Compare a claimed slope with the function along a line.

    >>> line = Line(lambda t: float(np.exp(1 + t)), float(np.exp(1)), 1.0, 1.0)
    >>> compared(line, Claim(float(np.exp(1)), 0.0, 1e-5), Pace()).reason.name
    'NONE'
    """
    step = max(pace.factor * line.scale, line.shortest)
    quick = quick_estimate(line, step, pace.noise)
    if quick is not None and not quick.doubt:
        # within a stair of a function that rounds every slope would be 0
        nothing = quick.constant and step >= FIRST * line.scale and is_nothing(line, claim, quick)
        if nothing or claim.right(quick.value, quick.error):
            factor = pace.factor if nothing else _next_factor(pace.factor, quick)
            return _finding(quick, Reason.NONE, Pace(factor, pace.noise))
        if pace.wrong >= ENOUGH and claim.excluded(quick.value, quick.error):
            finer = quick_estimate(line, max(step / FINER**2, line.shortest), pace.noise)
            if (
                finer is not None
                and not finer.doubt
                and _agree(quick, finer)
                and claim.excluded(finer.value, finer.error)
            ):
                return _finding(quick, Reason.NONE, pace)
    return _closely(line, claim, pace)


def _next_factor(factor: float, quick: Estimate) -> float:
    """The step at which truncation, which grows with the fourth power, and rounding are equal."""
    if quick.constant:
        return factor
    better = (quick.rounding / max(quick.truncation, 1e-4 * quick.rounding)) ** 0.2
    return float(np.clip(factor * min(max(better, 0.25), 2.0), 1e-9, 0.3))


def _finding(estimate: Estimate, reason: Reason, pace: Pace) -> Finding:
    return Finding(estimate.value, estimate.truncation, estimate.rounding, reason, pace)


def _agree(one: Estimate, other: Estimate) -> bool:
    return abs(one.value - other.value) <= one.error + other.error


def _closely(line: Line, claim: Claim, pace: Pace) -> Finding:
    estimates = _finer_and_finer(line, claim, pace)
    best = _settled(estimates, line)
    if best is None or best.constant or not (_refuted(claim, best, estimates) or claim.right(best.value, best.error)):
        estimates = _coarser_and_coarser(line, claim, pace, estimates)
        best = _settled(estimates, line)
    if best is None:
        return Finding(np.nan, np.inf, 0.0, Reason.OVERFLOW, pace)
    if (kink := _kink(estimates)) is not None:
        return _at_kink(*kink, claim, pace)
    factor = FIRST if best.constant else float(np.clip(best.step / line.scale, 1e-9, 0.3))
    learnt = Pace(factor, max(best.noise, 0.5 * pace.noise))
    if (stairs := staircase(estimates, line)) is not None:
        either = claim.agrees(best.value, best.error) or not claim.excluded(stairs.value, stairs.error)
        return _finding(stairs, Reason.NOISE if either else Reason.NONE, learnt)
    if claim.agrees(best.value, best.error):
        right = claim.right(best.value, best.error) or is_nothing(line, claim, best)
        return _finding(best, Reason.NONE if right else Reason.TOLERANCE, learnt)
    if best.constant and abs(claim.slope) * max(e.step for e in estimates) <= LOST * abs(line.middle):
        return _finding(best, Reason.TOLERANCE, learnt)
    if _refuted(claim, best, estimates):
        return _finding(best, Reason.NONE, Pace(learnt.factor, learnt.noise, pace.wrong + 1))
    return _finding(best, Reason.NOISE, learnt)


def _refuted(claim: Claim, best: Estimate, estimates: list[Estimate]) -> bool:
    """Whether the best estimate excludes the claim, and so does another one that agrees with the best."""
    excluding = [e for e in estimates if claim.excluded(e.value, e.error) and _fits(e, estimates)]
    return best in excluding and any(e is not best and _agree(e, best) for e in excluding)


def _fits(estimate: Estimate, estimates: list[Estimate]) -> bool:
    """Whether what the polynomial leaves over is the noise of the function, and not its shape."""
    finer = [e.noise for e in estimates if e.step < estimate.step and not e.constant]
    return estimate.noise <= LACK_OF_FIT * min(finer, default=np.inf)


def _start(line: Line, pace: Pace) -> float:
    """The first step of a close look: not shorter because the slopes before were steep."""
    return max(2 * max(pace.factor, FIRST) * line.scale, line.shortest)


def _finer_and_finer(line: Line, claim: Claim, pace: Pace) -> list[Estimate]:
    """Estimates from the pace's scale to the one where noise hides what the claim is, or how far it is off."""
    found: list[Estimate] = []
    step, hidden = _start(line, pace), 0
    while step >= line.shortest and hidden < 2:
        estimate = close_estimate(line, step)
        if estimate is not None:
            found.append(estimate)
            best = min(telling(found, line), key=_error)
            gap = abs(claim.slope - best.value)
            looked_for = gap if gap > best.error + claim.rounding else max(abs(claim.slope), abs(best.value))
            # the error grows as the step shrinks, and no finer structure is left but rounding
            settled = estimate.noise <= ROUNDED * EPS * max(abs(line.middle), estimate.noise)
            hidden += settled and estimate.error > looked_for / 2 and len(found) > 1 and estimate.error > 2 * best.error
            if claim.right(best.value, best.error) and best is not found[-1]:
                break
        step /= FINER
    return found


def _coarser_and_coarser(line: Line, claim: Claim, pace: Pace, found: list[Estimate]) -> list[Estimate]:
    """With estimates at coarser scales, while they become better."""
    step = _start(line, pace)
    for ratio in (5.2, 5.2**2, 5.2**3, 5.2**4):
        if step * ratio > COARSEST * line.scale:
            break
        estimate = close_estimate(line, step * ratio)
        if estimate is None:
            break
        worse = bool(found) and estimate.error > 4 * min(map(_error, telling(found, line)))
        found = [estimate, *found]
        best = _settled(found, line)
        if worse or (best is not None and claim.right(best.value, best.error)):
            break
    return found


def _error(estimate: Estimate) -> float:
    return estimate.error


def _settled(estimates: list[Estimate], line: Line) -> Estimate | None:
    """The estimate with the least error that no finer one contradicts."""
    candidates = telling(estimates, line)
    for best in sorted(candidates, key=_error):
        if all(_agree(best, finer) for finer in candidates if finer.step < best.step):
            return best
    return None


def _kink(estimates: list[Estimate]) -> tuple[Estimate, Estimate] | None:
    """The two best estimates of one-sided slopes, if these differ at all fine scales, and by the same."""
    sure = [e for e in estimates if abs(e.right - e.left) > 4 * e.doubt]
    if len(sure) < 2:
        return None
    one, other = sorted(sure, key=lambda e: e.step)[:2]
    finer = [e for e in estimates if e.step < one.step and e.doubt < abs(one.right - one.left) / 4]
    same = abs((one.right - one.left) - (other.right - other.left)) <= one.doubt + other.doubt
    if not same or finer:
        return None
    alike = [e for e in sure if abs(e.left - one.left) + abs(e.right - one.right) <= 2 * (e.doubt + one.doubt)]
    best, *others = sorted(alike, key=lambda e: e.doubt)
    return best, others[0] if others else other


def _at_kink(one: Estimate, other: Estimate, claim: Claim, pace: Pace) -> Finding:
    best = one
    sides = sorted((best.left, best.right))
    jump = sides[1] - sides[0]
    nearest = min(sides, key=lambda side: abs(side - claim.slope))
    error = best.doubt
    if claim.right(nearest, error, max(abs(claim.slope), jump)):
        return Finding(nearest, 0.0, error, Reason.NONE, pace)
    if all(
        claim.slope < min(e.left, e.right) - 2 * e.doubt - claim.rounding
        or claim.slope > max(e.left, e.right) + 2 * e.doubt + claim.rounding
        for e in (one, other)
    ):
        return Finding(nearest, 0.0, error, Reason.NONE, pace)
    return Finding(best.value, jump / 2, error, Reason.KINK, pace)
