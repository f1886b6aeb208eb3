"""Equivalences of relations, and the minimum of a convex function."""

from __future__ import annotations

from derivations.kernel import algebra, claims, order
from derivations.kernel import terms as k
from derivations.kernel.terms import ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, conjoin, cut, split_cases, substitute
from derivations.proof.finding.prover import Prover
from derivations.proof.finding.session import Unprovable


def equivalence(prover: Prover, left: Term, right: Term) -> Theorem:
    """Two relations are equivalent if the difference of one's sides is a multiple of the other's that is never 0."""
    if left.op != right.op:
        raise Unprovable("the two claims have different relations")
    value = prover.value(k.sub(*left.args))
    other = prover.value(k.sub(*right.args))
    if value[0].is_zero() or other[0].is_zero():
        raise Unprovable("one of the two claims holds always")
    from derivations.proof.finding.normal_form import reduced

    factor = prover.term(reduced(prover, value[0] * other[1], value[1] * other[0]))
    rewriting = prover.rewriting(*left.args, *right.args, factor)
    sign = k.less(ZERO, factor) if left.op in ("<", "≤") else k.unequal(factor, ZERO)
    if prover.proved(sign) is None:
        raise Unprovable("one claim is the other times a factor whose sign is not known", sign)
    return prover.discharge(claims.equivalent_by_factor(left, right, factor, rewriting))


def convex_minimum(
    prover: Prover, relation: Term, curvature: tuple[Theorem, Theorem], critical: tuple[Theorem, ...]
) -> Theorem:
    """``f(p) < f(s)`` or ``f(p) ≤ f(s)`` from ``0 < f''(s)``, and from ``f'(s) = 0 ⟺ s = p``."""
    low, high = relation.args
    if not (low.op == high.op == "apply" and low.args[:2] == high.args[:2] and len(low.args) == 3):
        raise Unprovable("the minimum of a convex function is a claim of the form f(s) > f(t), where s is a symbol")
    point, variable = low.args[2], high.args[2]
    if variable.op != "quantity" or len(variable.args) != 1:
        raise Unprovable("the minimum of a convex function is a claim of the form f(s) > f(t), where s is a symbol")
    convex = conjoin(*curvature)
    ends = _ends(convex, variable)
    slope = k.equal(k.apply(low.args[0], (1,), variable), ZERO)
    place = k.equal(variable, point)
    wanted = {k.connect("iff", slope, place)}
    theorem = next((t for t in critical if t.claim in wanted), None)
    if theorem is None:
        raise Unprovable("the fact named for the critical point does not say that the slope is 0 only there")
    at_point = substitute(theorem, ((variable, point),))
    zero = claims.by_equivalence(at_point, algebra.field(point, point))
    try:
        minimum = cut(claims.convex_minimum(low.args[0], convex, variable, *ends, point), zero)
    except NotApplicable as problem:
        raise Unprovable(str(problem)) from None
    if relation.op == "≤":
        minimum = _at_most(minimum, variable, point)
    return prover.discharge(minimum)


def _at_most(minimum: Theorem, variable: Term, point: Term) -> Theorem:
    """``f(p) ≤ f(s)`` for every s, from ``f(p) < f(s)`` for ``s ≠ p``."""
    same = k.equal(variable, point)
    at_the_point = algebra.symmetric(algebra.replace(minimum.claim.args[1], (assume(same),)))
    return split_cases(order.weaken(at_the_point, "≤"), order.weaken(minimum, "≤"), same)


def _ends(convex: Theorem, variable: Term) -> tuple[Term | None, Term | None]:
    """The ends of the interval on which a function is convex, as the hypotheses have them."""
    low = high = None
    for hypothesis in convex.hypotheses:
        if hypothesis.op == "<" and hypothesis.args[1] is variable:
            low = hypothesis.args[0]
        elif hypothesis.op == "<" and hypothesis.args[0] is variable:
            high = hypothesis.args[1]
    return low, high
