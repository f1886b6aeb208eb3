"""The minimum of a convex function: where the slope is 0, if the second derivative is positive all over an interval."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sympy
from sympy import Derivative, Symbol

from derivations.notation import Eq, Ne
from derivations.proof.claim import AT_LEAST, EQUIVALENT, GREATER, Claim
from derivations.proof.dependencies import quantities
from derivations.proof.knowledge import Knowledge
from derivations.proof.order import holds
from derivations.proof.reasons import ConvexMinimum
from derivations.proof.ring import Ring, Unsupported
from derivations.proof.theory import Domain
from derivations.proof.translate import variable

if TYPE_CHECKING:
    from derivations.proof.verify import Missing, Shown


def decide(
    claim: Claim, rule: ConvexMinimum, knowledge: Knowledge, decide_by: Callable[..., Shown | Missing]
) -> Shown | Missing:
    """``f(s) > f(t)`` for ``s != t`` in an open interval on which ``f'' > 0`` and ``f'(s) = 0`` exactly at ``s = t``.

    ``f(s) >= f(t)`` holds for ``s = t`` too.

    For such an f the slope grows strictly, so it is negative to the left of t and positive to the right of it.
    """
    from derivations.proof.verify import Missing, Shown

    s, t = _places(claim)
    function = claim.lhs.func
    slope, curvature = Derivative(function(s), s), Derivative(function(s), (s, 2))
    convex, critical = rule.convexity.conclusion, rule.critical.conclusion
    if (convex.lhs, convex.relation, convex.rhs) != (curvature, GREATER, sympy.S.Zero):
        return Missing(f"the fact named for convexity is not {curvature} > 0")
    if critical.relation != EQUIVALENT or critical.lhs != Eq(slope, 0) or critical.rhs != Eq(s, t):
        return Missing(f"the fact named for the critical point is not {slope} = 0 ⟺ {s} = {t}")
    if not _constant(t, s, knowledge):
        return Missing(f"{t} may change with {s}")
    theories = (knowledge.theory, rule.convexity.theory, rule.critical.theory)
    domains = [[d for d in theory.domains if d.of == s] for theory in theories]
    if domains[0] != domains[1] or domains[0] != domains[2] or len(domains[0]) != 1:
        return Missing(f"{s} does not range over one interval in this step and in the facts it names")
    (interval,) = domains[0]
    if not (interval.low_open and interval.high_open) or interval.whole:
        return Missing(f"the interval of {s} is not open")

    def inside(ring: Ring) -> Shown | Missing:
        there = Domain(t, interval.low, interval.high)
        if not holds(ring, there):
            return Missing(f"{t} may lie outside of the interval of {s}")
        if claim.relation == GREATER and not holds(ring, Ne(s, t)):
            return Missing(f"{s} may be equal to {t}")
        knowledge.used |= dict.fromkeys((rule.convexity, rule.critical, interval))
        return Shown(())

    return decide_by(knowledge, inside)


def _constant(value: Any, by: Symbol, knowledge: Knowledge) -> bool:
    return by not in value.free_symbols and all(
        knowledge.reaches(variable(quantity), variable(by)) is False for quantity in quantities(value)
    )


def _places(claim: Claim) -> tuple[Symbol, Any]:
    sides = (claim.lhs, claim.rhs)
    if claim.relation in (GREATER, AT_LEAST) and len({side.func for side in sides}) == 1:
        arguments = [side.args for side in sides]
        if all(len(args) == 1 for args in arguments) and isinstance(arguments[0][0], Symbol):
            return arguments[0][0], arguments[1][0]
    raise Unsupported("the minimum of a convex function is a claim of the form f(s) > f(t), s being a symbol")
