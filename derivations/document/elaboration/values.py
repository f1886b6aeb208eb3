"""Numbers, vectors and matrices by their components, and how they are multiplied.

A vector is an expression with one index left open, its axis; a matrix has two.  The product of a matrix and a vector is
a sum over the axis that they share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Expr, Integer

from derivations.document.elaboration.dimensions import Conflict, Dimensions, Key
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Index, Sum, replaced
from derivations.notation.operators import Component


@dataclass(frozen=True)
class Axis:
    """An index that is left open, and its dimension."""

    index: Index
    key: Key


@dataclass(frozen=True)
class Value:
    """An expression; a vector or matrix has ``axes``, and a vector is a ``row`` where it is transposed."""

    body: Expr
    axes: tuple[Axis, ...] = ()
    row: bool = False

    @property
    def rank(self) -> int:
        return len(self.axes)

    def mapped(self, change: Callable[[Expr], Expr]) -> Value:
        """The same function of every component."""
        return Value(change(self.body), self.axes, self.row)


class RankMismatch(NotUnderstood):
    """Two parts of a formula, one with more components than the other; ``lower`` and ``upper`` are the parts' ranks."""

    def __init__(self, what: str, start: int, lower: int, upper: int, weaker: Any = None) -> None:
        super().__init__(what, start)
        self.lower, self.upper, self.weaker = lower, upper, weaker


def negated(expression: Expr) -> Expr:
    """``-expression``, as written."""
    if expression.is_Rational or expression is sympy.oo:
        return -expression
    return sympy.Mul(Integer(-1), expression, evaluate=False)


def product(one: Expr, other: Expr) -> Expr:
    """``one other``, as written."""
    if one == 1:
        return other
    return sympy.Mul(one, other, evaluate=False)


def quotient(top: Expr, bottom: Expr) -> Expr:
    """``top / bottom``, as written."""
    return sympy.Mul(top, sympy.Pow(bottom, Integer(-1), evaluate=False), evaluate=False)


def join(dims: Dimensions, one: Axis, other: Axis) -> None:
    """Two axes range over the same; raises :class:`NotUnderstood` where they cannot."""
    dims.join(one.key, other.key)
    try:
        dims.range(one.key)
    except Conflict as problem:
        raise NotUnderstood(str(problem), 0) from None


def total(body: Expr, index: Index) -> Expr:
    """The sum over an index; of components that are written out, a sum that is written out."""
    if not isinstance(index.range.last, Integer) or all(part.args[1] != index for part in body.atoms(Component)):
        return Sum(body, index)
    return term_by_term(body, index)


def term_by_term(body: Expr, index: Index) -> Expr:
    """The sum over an index with a known number of values, its terms written out."""
    last = index.range.last
    assert isinstance(last, Integer)
    terms = [replaced(body, {index: Integer(place)}) for place in range(1, int(last) + 1)]
    return sympy.Add(*terms, evaluate=False) if len(terms) > 1 else terms[0]


def along(dims: Dimensions, value: Value, axes: tuple[Axis, ...]) -> Value:
    """The value with its axes renamed to others; they range over the same."""
    where = {}
    for mine, theirs in zip(value.axes, axes, strict=True):
        join(dims, theirs, mine)
        if mine.index != theirs.index:
            where[mine.index] = theirs.index
    return Value(replaced(value.body, where) if where else value.body, axes, value.row)


def transposed(value: Value) -> Value:
    """The transpose."""
    if value.rank == 2:
        return Value(value.body, (value.axes[1], value.axes[0]))
    return Value(value.body, value.axes, not value.row) if value.rank else value


def multiplied(dims: Dimensions, one: Value, other: Value, start: int, operator: str = "") -> Value:
    """The product that stands for two factors beside one another."""
    if operator == "⊙":
        return hadamard(dims, one, other, start)
    if not one.rank or not other.rank:
        array = one if one.rank else other
        return Value(product(one.body, other.body), array.axes, array.row)
    if one.rank == 1 and other.rank == 1:
        if one.row and not other.row:
            return _contracted(dims, one, other)
        if other.row and not one.row:
            return Value(product(one.body, other.body), (*one.axes, *other.axes))
        if operator == "·":
            return _contracted(dims, one, other)
        raise NotUnderstood("a product of two vectors of which neither is transposed", start)
    if one.rank == 2 and other.rank == 1 and not other.row:
        inner = _joined(
            dims, one.axes[1], other.axes[0], product(one.body, _renamed(other, other.axes[0], one.axes[1]))
        )
        return Value(inner, (one.axes[0],))
    if one.rank == 1 and one.row and other.rank == 2:
        inner = _joined(
            dims, one.axes[0], other.axes[0], product(one.body, _renamed(other, other.axes[0], one.axes[0]))
        )
        return Value(inner, (other.axes[1],), True)
    if one.rank == 2 and other.rank == 2:
        inner = _joined(
            dims, one.axes[1], other.axes[0], product(one.body, _renamed(other, other.axes[0], one.axes[1]))
        )
        return Value(inner, (one.axes[0], other.axes[1]))
    raise NotUnderstood("a product of a matrix and a vector whose sides do not fit", start)


def _renamed(value: Value, axis: Axis, to: Axis) -> Expr:
    renamed: Expr = replaced(value.body, {axis.index: to.index})
    return renamed


def _joined(dims: Dimensions, one: Axis, other: Axis, body: Expr) -> Expr:
    join(dims, one, other)
    return total(body, one.index)


def _contracted(dims: Dimensions, one: Value, other: Value) -> Value:
    body = product(one.body, _renamed(other, other.axes[0], one.axes[0]))
    return Value(_joined(dims, one.axes[0], other.axes[0], body))


def hadamard(dims: Dimensions, one: Value, other: Value, start: int) -> Value:
    """The product component by component."""
    if not one.rank or not other.rank:
        array = one if one.rank else other
        return Value(product(one.body, other.body), array.axes, array.row)
    if one.rank != other.rank:
        raise RankMismatch("a product by components of a vector and a matrix", start, one.rank, other.rank)
    fitted = along(dims, other, one.axes)
    return Value(product(one.body, fitted.body), one.axes, one.row)
