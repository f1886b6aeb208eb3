"""Determinants of matrices with two or three rows: sums over the orders of the columns, with their signs."""

from __future__ import annotations

from itertools import permutations

import sympy
from sympy import Expr, Integer
from sympy.combinatorics import Permutation

from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.values import Value, join, negated
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import replaced
from derivations.notation.operators import in_deltas

MOST = 3
"""How many rows a matrix may have whose determinant is written out."""


def determinant(meaning: Quantities, value: Value, start: int) -> Value:
    """The determinant of a square matrix of which the text says how many rows it has.

    Raises :class:`NotUnderstood` for one of any size, and for what is no matrix.
    """
    if value.rank != 2:
        raise NotUnderstood("the determinant of what is no matrix", start)
    join(meaning.dims, *value.axes)
    size = meaning.range_of(value.axes[0].key).last
    if not isinstance(size, Integer) or size > MOST:
        raise NotUnderstood("the determinant of a matrix of any size", start)
    down, across = (axis.index for axis in value.axes)
    terms = list[Expr]()
    for order in permutations(range(int(size))):
        places = ({down: Integer(row + 1), across: Integer(column + 1)} for row, column in enumerate(order))
        term = sympy.Mul(*(in_deltas(replaced(value.body, place)) for place in places), evaluate=False)
        terms.append(term if Permutation(order).is_even else negated(term))
    return Value(sympy.Add(*terms, evaluate=False) if len(terms) > 1 else terms[0])
