"""Equations that hypotheses state, solved for quantities that are open: so points are found that satisfy them.

What is found here proves nothing: whether an equation holds is checked at each point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import sympy
from sympy import Expr, Symbol

from derivations.notation import Entry, Index, Partial, Prime, Sum
from derivations.proof.statements.theory import Theory

Solution: TypeAlias = tuple[Expr, tuple[Expr, ...]]
"""A quantity, and the values that it may take."""
Likely: TypeAlias = Callable[..., Any]
"""``min`` for the first choice of what an equation is solved for, ``max`` for the last."""
LARGEST = 60
"""How many parts an equation may have that is solved."""


def solutions(theory: Theory) -> tuple[tuple[Solution, ...], ...]:
    """Values for open quantities with which the equations hold that are not written as one for a lone quantity.

    Each equation is solved for a quantity in which it is linear, after the solutions of those before it; or for its
    only quantity, by rational numbers.  There may be several ways: ``x y = x z`` holds where y = z, and where x = 0.

    >>> from derivations.proof import Given
    >>> x, y = sympy.symbols("x y")
    >>> solutions(Theory(Given(sympy.Eq(x + y, 5)), Given(sympy.Eq(x - y, 1))))
    (((x, (5 - y,)), (y, (2,))),)
    """
    equations = [h.claim for h in theory.hypotheses if isinstance(h.claim, sympy.Equality) and not h.forall]
    if all(_is_open(theory, claim.lhs) for claim in equations):
        return ()
    ways = (_solutions(theory, equations, likely) for likely in (min, max))
    return tuple(dict.fromkeys(way for way in ways if way))


def _solutions(theory: Theory, equations: list[Any], likely: Likely) -> tuple[Solution, ...]:
    where = {d.left: d.right for d in theory.definitions if isinstance(d.left, Symbol)}
    found: list[Solution] = []
    with sympy.evaluate(True):
        for claim in equations:
            if claim.has(Sum, Partial, Prime, Index) or sum(1 for _ in sympy.preorder_traversal(claim)) > LARGEST:
                continue
            if _is_open(theory, claim.lhs) and claim.lhs not in where and not claim.rhs.has(claim.lhs):
                where[claim.lhs] = claim.rhs.doit()
                continue
            gap = (claim.lhs - claim.rhs).doit()
            for _ in range(len(where)):
                gap = gap.xreplace(where)
            solution = _solved(sympy.fraction(sympy.together(gap))[0], _open_quantities(theory, gap), likely)
            if solution is not None:
                found.append(solution)
                if len(solution[1]) == 1:
                    where[solution[0]] = solution[1][0]
    return tuple(found)


def _solved(gap: Expr, quantities: list[Symbol], likely: Likely) -> Solution | None:
    slopes = [(quantity, sympy.expand(gap.diff(quantity))) for quantity in quantities]
    linear = [(q, slope, sympy.cancel(q - gap / slope)) for q, slope in slopes if slope != 0 and not slope.has(q)]
    if linear:
        quantity, _, value = likely(linear, key=lambda found: (found[2] == 0, bool(found[1].free_symbols)))
        return quantity, (value,)
    if len(quantities) == 1 and gap.is_polynomial(*quantities):
        rational = [root for root in sympy.roots(gap, *quantities) if root.is_Rational]
        return (quantities[0], tuple(sorted(rational))) if rational else None
    return None


def _open_quantities(theory: Theory, gap: Expr) -> list[Symbol]:
    return sorted((q for q in gap.free_symbols if _is_open(theory, q)), key=str)


def _is_open(theory: Theory, side: Expr) -> bool:
    """Whether a side is a lone quantity that nothing defines."""
    return type(side) in (Symbol, Entry) and theory.definition_of(side) is None
