"""Sums of a known number of terms, which a claim that speaks of single components has to be written out for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Expr, Integer

from derivations.document.elaboration.values import term_by_term
from derivations.notation import Entry, Index, Kronecker, Sum, rebuilt, subexpressions

MOST = 12
"""How many terms a sum may have that is written out."""


def written_out(sides: tuple[Expr, Expr]) -> tuple[Expr, Expr]:
    """The sides of a claim with their sums written out, if one speaks of a component or counts with an index.

    >>> from sympy import Symbol
    >>> from derivations.notation import IndexSet
    >>> i = Index("i", IndexSet(1, 3))
    >>> written_out((Sum(i**2, i), Integer(14)))
    (1**2 + 2**2 + 3**2, 14)
    """
    short = [part for side in sides for part in subexpressions(side) if isinstance(part, Sum) and _is_short(part)]
    if not short:
        return sides
    single = any(_is_component(part) for side in sides for part in subexpressions(side))
    if single or any(total.index in _numbers_in(total.body) for total in short):
        return _expanded(sides[0]), _expanded(sides[1])
    return sides


def _is_short(total: Sum) -> bool:
    last = total.index.range.last
    return isinstance(last, Integer) and 0 < last <= MOST and not total.without


def _is_component(part: Any) -> bool:
    return isinstance(part, Entry) and any(isinstance(index, Integer) for index in part.indices)


def _numbers_in(body: Expr) -> Iterator[Index]:
    """The indices that an expression counts with, outside of subscripts."""
    if isinstance(body, Index):
        yield body
    elif not isinstance(body, Entry | Kronecker):
        for part in body.args:
            yield from _numbers_in(part)


def _expanded(expression: Any) -> Any:
    if not getattr(expression, "args", ()) or not expression.has(Sum):
        return expression
    if isinstance(expression, Sum) and _is_short(expression):
        return term_by_term(_expanded(expression.body), expression.index)
    return rebuilt(expression, [_expanded(part) for part in expression.args])
