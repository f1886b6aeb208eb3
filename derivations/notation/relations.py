"""Relations that stay as they are written; SymPy's own constructors decide some of them at once."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Expr
from sympy.core.relational import Relational

SIGNS: dict[type[Relational], str] = {
    sympy.Equality: "=",
    sympy.Unequality: "≠",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "≤",
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: "≥",
}
"""How SymPy's relations between numbers are written."""

KINDS: dict[str, Any] = {sign: kind for kind, sign in SIGNS.items()}
"""SymPy's relations by their signs."""


def _relation(kind: type[Relational], left: Expr | int, right: Expr | int) -> Relational:
    sides = (sympy.Integer(side) if isinstance(side, int) else side for side in (left, right))
    return kind(*sides, evaluate=False)


def Eq(left: Expr | int, right: Expr | int) -> Relational:
    """``left = right``

    >>> from sympy.abc import u
    >>> Eq(u, u)
    Eq(u, u)
    """
    return _relation(sympy.Equality, left, right)


def Ne(left: Expr | int, right: Expr | int) -> Relational:
    """``left != right``

    >>> from sympy.abc import u
    >>> Ne(u, u)
    Ne(u, u)
    """
    return _relation(sympy.Unequality, left, right)


def Lt(left: Expr | int, right: Expr | int) -> Relational:
    """``left < right``

    >>> from sympy.abc import u
    >>> Lt(u, u)
    u < u
    """
    return _relation(sympy.StrictLessThan, left, right)


def Le(left: Expr | int, right: Expr | int) -> Relational:
    """``left <= right``

    >>> from sympy.abc import u
    >>> Le(u, u)
    u <= u
    """
    return _relation(sympy.LessThan, left, right)


def Gt(left: Expr | int, right: Expr | int) -> Relational:
    """``left > right``

    >>> from sympy.abc import u
    >>> Gt(u, u)
    u > u
    """
    return _relation(sympy.StrictGreaterThan, left, right)


def Ge(left: Expr | int, right: Expr | int) -> Relational:
    """``left >= right``

    >>> from sympy.abc import u
    >>> Ge(u, u)
    u >= u
    """
    return _relation(sympy.GreaterThan, left, right)
