"""Claims about vectors are claims about each of their components."""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Expr

from derivations.notation import Index, Vector, rebuilt, replaced
from derivations.proof.statements.claim import EQUAL, Claim, Side
from derivations.proof.statements.theory import RESERVED


class Incomparable(ValueError):
    """Vectors that are compared otherwise than by =, with another number of components, or with a number."""


def componentwise(claim: Claim) -> Claim:
    """The claim itself, or for vectors the claim about an arbitrary component."""
    vectors = [vector for side in claim.sides for vector in _vectors(side)]
    if not vectors:
        return claim
    if claim.relation != EQUAL or len({vector.index.range for vector in vectors}) != 1:
        raise Incomparable("vectors are compared by = alone, and with vectors that have as many components")
    # an index of which no hypothesis speaks
    index = Index(f"{RESERVED}component", vectors[0].index.range)
    left, right = (_component(side, index) for side in claim.sides)
    return Claim(left, claim.relation, right)


def _vectors(side: Side) -> Iterator[Vector]:
    """The vectors in a sum of multiples of vectors; elsewhere they mean nothing."""
    if isinstance(side, Vector):
        yield side
    elif isinstance(side, sympy.Add | sympy.Mul):
        for part in side.args:
            yield from _vectors(part)


def _component(side: Expr, index: Index) -> Expr:
    if isinstance(side, Vector):
        component: Expr = replaced(side.body, {side.index: index})
        return component
    if isinstance(side, sympy.Add):
        terms: Expr = rebuilt(side, [_component(term, index) for term in side.args])
        return terms
    if isinstance(side, sympy.Mul):
        vectors = [factor for factor in side.args if factor.has(Vector)]
        if len(vectors) == 1:
            product: Expr = rebuilt(side, [_component(f, index) if f in vectors else f for f in side.args])
            return product
    raise Incomparable(f"{side} is not a sum of vectors and of multiples of them by numbers")
