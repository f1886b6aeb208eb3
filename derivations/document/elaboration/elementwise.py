"""Functions that are applied to each component of a vector."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import sympy
from sympy import Expr, Integer, Symbol

from derivations.document.elaboration.values import (
    negated,
    quotient,
)
from derivations.notation import Entry, Partial, replaced, sigma
from derivations.notation.operators import relu


def _added(one: Expr, other: Expr) -> Expr:
    return sympy.Add(one, other, evaluate=False)


def _half_of(one: Expr, other: Expr) -> Expr:
    return quotient(_added(one, other), Integer(2))


STANDARD: dict[str, Callable[..., Expr]] = {
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "arcsin": sympy.asin, "arccos": sympy.acos,
    "arctan": sympy.atan, "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan, "erf": sympy.erf,
    "sgn": sympy.sign, "sign": sympy.sign,
}  # fmt: skip
"""Functions of SymPy's that are left as they are written."""

ELEMENTWISE: dict[str, Callable[[Expr], Expr]] = {
    "exp": lambda u: sympy.exp(u, evaluate=False),
    "ln": lambda u: sympy.log(u, evaluate=False),
    "log": lambda u: sympy.log(u, evaluate=False),
    "tanh": lambda u: sympy.tanh(u, evaluate=False),
    "sinh": lambda u: _half_of(sympy.exp(u, evaluate=False), negated(sympy.exp(negated(u), evaluate=False))),
    "cosh": lambda u: _half_of(sympy.exp(u, evaluate=False), sympy.exp(negated(u), evaluate=False)),
    "sigma": sigma,
    "relu": relu,
    "softplus": lambda u: sympy.log(_added(Integer(1), sympy.exp(u, evaluate=False)), evaluate=False),
    **{name: partial(function, evaluate=False) for name, function in STANDARD.items()},
}  # fmt: skip
"""Functions that are applied to each component."""


def differentiated(function: Callable[[Expr], Expr], argument: Expr, order: int) -> Expr:
    """A derivative of a function with a formula, at an argument."""
    place = Symbol("u°", real=True)
    inside: Expr = function(place)
    for _ in range(order):
        inside = Partial(inside, place)
    if isinstance(argument, Symbol | Entry):
        return replaced(inside, {place: argument})
    with sympy.evaluate(True):
        worked_out = function(place).doit().diff(place, order)
    return replaced(worked_out, {place: argument})
