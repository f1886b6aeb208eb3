"""Where a quantity lies, by a relation between it and a number."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from derivations.notation import Entry, Index
from derivations.proof import Domain, Given


def excludes(assumption: Domain | Given, quantity: Expr, number: Expr) -> bool:
    """Whether an assumption about a quantity certainly does not hold for a number."""
    with sympy.evaluate(True):
        value = number.doit()
        if isinstance(assumption, Given):
            relations = [assumption.claim.xreplace({quantity: value}).doit()]
        else:
            above = sympy.Gt if assumption.low_open else sympy.Ge
            below = sympy.Lt if assumption.high_open else sympy.Le
            ends = ((above, assumption.low), (below, assumption.high))
            relations = [relation(value, end) for relation, end in ends if end is not None]
        return any(relation is sympy.false for relation in relations)


def domain_of(one: Expr, relation: str, other: Expr) -> Domain | None:
    """``quantity < number`` and the like as a domain."""
    if isinstance(other, Entry | Symbol) and not isinstance(other, Index):
        flipped = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}.get(relation)
        return domain_of(other, flipped, one) if flipped and not isinstance(one, Symbol | Entry) else None
    if isinstance(one, Entry | Symbol) and not isinstance(one, Index) and relation in "<>≤≥":
        bound = other.doit() if not other.free_symbols else other
        if bound.is_Rational:
            whole = bool(one.is_integer)
            if relation in ">≥":
                return Domain(one, bound, None, relation == ">", True, whole)
            return Domain(one, None, bound, True, relation == "<", whole)
    return None
