"""Relations that stay as they are written; SymPy's own constructors decide some of them at once."""

from __future__ import annotations

import sympy
from sympy import Expr
from sympy.core.relational import Relational


def _relation(kind: type[Relational], left: Expr | int, right: Expr | int) -> Relational:
    sides = (sympy.Integer(side) if isinstance(side, int) else side for side in (left, right))
    return kind(*sides, evaluate=False)


def Eq(left: Expr | int, right: Expr | int) -> Relational:
    """``left = right``"""
    return _relation(sympy.Equality, left, right)


def Ne(left: Expr | int, right: Expr | int) -> Relational:
    """``left != right``"""
    return _relation(sympy.Unequality, left, right)


def Lt(left: Expr | int, right: Expr | int) -> Relational:
    """``left < right``"""
    return _relation(sympy.StrictLessThan, left, right)


def Le(left: Expr | int, right: Expr | int) -> Relational:
    """``left <= right``"""
    return _relation(sympy.LessThan, left, right)


def Gt(left: Expr | int, right: Expr | int) -> Relational:
    """``left > right``"""
    return _relation(sympy.StrictGreaterThan, left, right)


def Ge(left: Expr | int, right: Expr | int) -> Relational:
    """``left >= right``"""
    return _relation(sympy.GreaterThan, left, right)
