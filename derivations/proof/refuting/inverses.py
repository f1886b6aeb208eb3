"""Matrices that hypotheses say are the inverses of others, computed, so that points are found at which these hold.

What is found here proves nothing: whether the equations hold is checked at each point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy
from flint import fmpq
from sympy import Expr, Symbol

from derivations.notation import Entry, Index, Kronecker, Sum
from derivations.proof.refuting import numbers
from derivations.proof.refuting.numbers import NoValue
from derivations.proof.statements.theory import Given, Theory


@dataclass(frozen=True)
class Inverted:
    """A family whose components, at ``others`` before row and column, are those of the inverse of a matrix.

    The matrix is an expression in ``row`` and ``column``.
    """

    family: Symbol
    others: tuple[Expr, ...]
    matrix: Expr
    row: Index
    column: Index


def inverted(theory: Theory) -> dict[Symbol, Inverted]:
    """The families that can be computed as inverses, none of which needs itself."""
    found: dict[Symbol, Inverted] = {}
    for one in (one for hypothesis in theory.hypotheses for one in _inverses(hypothesis)):
        open_ = one.family not in found and theory.definition_of(one.family) is None
        if open_ and one.family not in _needed(one, found):
            found[one.family] = one
    return found


def _needed(one: Inverted, known: dict[Symbol, Inverted]) -> set[Symbol]:
    """The families that a matrix is computed from, and those that the inverses among these are."""
    needed: set[Symbol] = set()
    todo = [one]
    while todo:
        inside = {part.family for part in todo.pop().matrix.atoms(Entry)} - needed
        needed |= inside
        todo += [known[family] for family in inside if family in known]
    return needed


def _inverses(hypothesis: Given) -> Iterator[Inverted]:
    """What an equation ``Σ_k m(r, k) b[k, c] = δ_rc`` for all r and c says of b."""
    claim = hypothesis.claim
    if not isinstance(claim, sympy.Equality) or not isinstance(claim.rhs, Kronecker) or not isinstance(claim.lhs, Sum):
        return
    row, column = claim.rhs.args
    if not {row, column} <= set(hypothesis.forall) or claim.lhs.without:
        return
    inner, factors = claim.lhs.index, list(_factors(claim.lhs.body))
    for place, factor in enumerate(factors):
        if isinstance(factor, Entry) and factor.args[-2:] == (inner, column):
            rest = sympy.Mul(*factors[:place], *factors[place + 1 :], evaluate=False)
            if column not in rest.free_symbols:
                yield Inverted(factor.family, factor.args[1:-2], rest, row, inner)


def _factors(product: Expr) -> Iterator[Expr]:
    for factor in product.args if isinstance(product, sympy.Mul) else (product,):
        yield from _factors(factor) if isinstance(factor, sympy.Mul) else (factor,)


def inverse(size: int, matrix: Callable[[int, int], Any]) -> list[list[Any]]:
    """The rows of the inverse of a matrix, whose components may have slopes.

    Raises :class:`NoValue` for a matrix that may have no inverse.

    >>> rows = [[fmpq(2), fmpq(1)], [fmpq(1), fmpq(1)]]
    >>> inverse(2, lambda row, column: rows[row][column])
    [[1, -1], [-1, 2]]
    """
    places = range(size)
    rows = [[*(matrix(row, place) for place in places), *(fmpq(row == place) for place in places)] for row in places]
    for place in places:
        pivot, reciprocal = _pivot(rows, place)
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [numbers.multiply(reciprocal, value) for value in rows[place]]
        for row in places:
            if row != place:
                rows[row] = _without(rows[row], rows[place], place)
    return [row[size:] for row in rows]


def _pivot(rows: Sequence[Sequence[Any]], place: int) -> tuple[int, Any]:
    for row in range(place, len(rows)):
        try:
            return row, numbers.invert(rows[row][place])
        except NoValue:
            continue
    raise NoValue("a matrix may have no inverse")


def _without(row: Sequence[Any], other: Iterable[Any], place: int) -> list[Any]:
    factor = numbers.negate(row[place])
    return [numbers.add(mine, numbers.multiply(factor, theirs)) for mine, theirs in zip(row, other, strict=True)]
