"""Equations that may ask for a value rather than claim something."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Integer, Symbol
from sympy.core.function import AppliedUndef

from derivations.document.decisions.unfolding import put_in
from derivations.document.obligations.background import Background
from derivations.notation import Entry, Partial, Prime
from derivations.proof import Claim


def are_determined(claim: Claim, background: Background) -> bool:
    """Whether the text gives numbers for all that an equation speaks of: then it is true or false."""
    if claim.relation != "=":
        return False
    given = {
        g.claim.lhs for g in background.hypotheses if isinstance(g.claim, sympy.Equality) and g.claim.rhs.is_number
    }
    sides = put_in(claim, background)
    return not any(side.atoms(AppliedUndef, Partial, Prime) or side.free_symbols - given for side in sides)


def is_reduced_equation(left: Any, right: Any) -> bool:
    """Whether both sides are polynomials in lowest terms, and may be equal other than where all is 0."""
    if not (_is_reduced(left) and _is_reduced(right)):
        return False
    with sympy.evaluate(True):
        difference = sympy.expand((left - right).doit())
    return isinstance(difference, sympy.Add)


def _is_reduced(side: Any) -> bool:
    """Whether a side is a polynomial in lowest terms as it is written: no computation leads to it, or on from it."""
    monomials = set()
    for term in sympy.Add.make_args(side):
        powers: dict[Any, Any] = {}
        for factor in sympy.Mul.make_args(term):
            if isinstance(factor, sympy.Rational):
                continue
            base, exponent = factor.args if isinstance(factor, sympy.Pow) else (factor, Integer(1))
            if not isinstance(base, Symbol | Entry) or not exponent.is_Integer or base in powers:
                return False
            powers[base] = exponent
        monomials.add(frozenset(powers.items()))
    return len(monomials) == len(sympy.Add.make_args(side)) and any(monomials)


def is_constant(expression: Any) -> bool:
    """Whether an expression is the same for all values of its quantities: no equation for one of them."""
    with sympy.evaluate(True):
        return not sympy.simplify(expression.doit()).free_symbols
