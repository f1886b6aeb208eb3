"""For which values of its variables a pattern is a given expression."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Symbol

from derivations.notation import Family, Index

Where = dict[Symbol, Any]


def matched(pattern: Any, expression: Any, variables: frozenset[Symbol]) -> Where | None:
    """The values of the variables.

    >>> from derivations.notation import L, delta, layers, neurons
    >>> (l,) = layers("l", 2, L)
    >>> (j,) = neurons("j", l)
    >>> (i,) = neurons("i")
    >>> matched(delta[l, j], delta[L, i], frozenset({l, j})) == {l: L, j: i}
    True
    """
    where: Where = {}
    return where if _match(pattern, expression, variables, where) else None


def _match(pattern: Any, expression: Any, variables: frozenset[Symbol], where: Where) -> bool:
    if isinstance(pattern, Symbol) and pattern in variables:
        if isinstance(pattern, Index) and not _may_be(pattern, expression):
            return False
        return bool(where.setdefault(pattern, expression) == expression)
    if pattern == expression:
        return True
    if isinstance(pattern, sympy.Add) and _is_index(pattern):
        symbols = [part for part in pattern.args if part in variables]
        if len(symbols) == 1 and _is_index(expression):
            with sympy.evaluate(True):
                value = sympy.expand(expression - (pattern - symbols[0]))
            return bool(where.setdefault(symbols[0], value) == value)
        return False
    if type(pattern) is not type(expression) or not pattern.args or isinstance(pattern, Family):
        return False
    if len(pattern.args) != len(expression.args):
        return False
    return all(_match(p, e, variables, where) for p, e in zip(pattern.args, expression.args, strict=True))


def _may_be(pattern: Index, expression: Any) -> bool:
    """Whether an expression may be put for an index; for one of a part, only an index of the same part."""
    if pattern.range.part_of is not None:
        return isinstance(expression, Index) and expression.range == pattern.range
    return not isinstance(expression, sympy.Expr) or _is_index(expression)


def _is_index(expression: sympy.Expr) -> bool:
    return bool(expression.is_Integer) or (
        all(isinstance(s, Index) for s in expression.free_symbols) and isinstance(expression, Symbol | sympy.Add)
    )
