"""Sums with weights that are not negative and of which something is left: ``Σ_S w = c > 0``, as of probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from flint import fmpq

from derivations.kernel import order
from derivations.kernel import terms as k
from derivations.kernel.terms import ONE, ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding.session import Session, Unprovable

ONCE = fmpq(1)


def totals(s: Session, over: Term) -> Iterator[Theorem]:
    """The equations in force by which a sum over a set is a number."""
    for theorem in s.facts.relations:
        left, right = theorem.claim.args
        if left.op == "sum" and left.args[0] is over and right.op == "number":
            yield theorem


def positive(s: Session, total: Term) -> Theorem | None:
    """``0 < Σ_S w v`` from ``0 ≤ w``, ``0 < v`` and ``Σ_S w = c > 0``, or nothing.

    With ``R = Σ_S 1/v`` each w is at most ``w v (1 + R)``, so that ``c ≤ (1 + R) Σ_S w v``.
    """
    over, body = total.args
    for theorem in totals(s, over):
        weight, share = theorem.claim.args[0].args[1], theorem.claim.args[1].args[0]
        if share <= 0:
            continue
        with suppress(NotApplicable, Unprovable):
            with s.variable(over) as variable:
                w, whole = k.opened(weight, variable), k.opened(body, variable)
                v = s.term(s.value(k.divide(whole, w)))
                above, under = s.prove(k.less(ZERO, v)), s.prove(k.at_most(ZERO, w))
                largest = k.sum_over(over, k.closed(k.power(v, -1), variable))
                below = s.prove(k.at_most(k.power(v, -1), largest))
                bound = k.mul(w, v, k.add(ONE, largest))
                products = ((ONCE, ((under, 1), (above, 1), (below, 1))), (ONCE, ((under, 1), (above, 1))))
                each = s.discharge(order.by_identity(w, bound, products, s.rewriting(w, bound, *below.claim.args)))
                ordered = order.sum_is_ordered(over, each, variable)
            factor = s.prove(k.less(ZERO, k.add(ONE, largest)))
            parts = ((ONCE, ((ordered, 1), (factor, -1))), (share, ((factor, -1),)))
            rewriting = s.rewriting(total, *ordered.claim.args, *factor.claim.args)
            return s.discharge(order.by_identity(ZERO, total, parts, (*rewriting, s.discharge(theorem))))
    return None
