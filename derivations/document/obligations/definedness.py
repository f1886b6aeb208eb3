"""What has to hold so that an expression has a value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy
from sympy import Expr, Integer, Symbol

from derivations.notation import Entry, Index, Partial, Sum, subexpressions
from derivations.notation.relations import KINDS
from derivations.proof import Domain, Given


def implied(expression: Expr, roots: bool = True) -> Iterator[tuple[Expr, str]]:
    """What has to hold for an expression to have a value: ``(u, ">")`` for ln u, ``(u, "≠")`` for 1/u.

    A root is a power of e to the kernel, and needs that u is positive, too, while it has a value at 0: that is left out
    without ``roots``.
    """
    for part in subexpressions(expression):
        if isinstance(part, sympy.log):
            yield part.args[0], ">"
        elif isinstance(part, sympy.Pow):
            base, exponent = part.args
            power = exponent.doit() if not exponent.free_symbols else exponent
            if power.is_Integer:
                if power < 0 and base.free_symbols:
                    yield base, "≠"
                    below = (factor.args for factor in _factors(base) if isinstance(factor, sympy.Pow))
                    yield from ((u, ">") for u, e in below if not e.free_symbols and e.doit().is_integer is False)
            elif base != sympy.E and base.free_symbols and (roots or not power.is_positive):
                yield base, ">"


@lru_cache(4096)
def implied_conditions(expression: Expr, roots: bool = True) -> tuple[Domain | Given, ...]:
    """The same as core assumptions, as far as they can be stated."""
    return tuple(_implied_conditions(expression, roots))


def _implied_conditions(expression: Expr, roots: bool) -> Iterator[Domain | Given]:
    bound = {part.index for part in subexpressions(expression) if isinstance(part, Sum)}
    for whole, sign in implied(expression, roots):
        if not whole.free_symbols and whole.is_positive:
            continue
        value, relation = _even(whole, sign)
        inside = tuple(s for s in value.free_symbols if s in bound)
        solved = _solved(value)
        if len(inside) > 1 and not (solved is not None and isinstance(solved[0], Entry) and relation == ">"):
            continue
        if solved is not None:
            quantity, direction, number = solved
            if relation == ">":
                low, high = (number, None) if direction > 0 else (None, number)
                yield Domain(quantity, low, high)
                continue
            if not inside:
                yield Given(sympy.Ne(quantity, number, evaluate=False))
            continue
        if not inside:
            yield Given(KINDS[relation](value, Integer(0), evaluate=False))


def _even(value: Expr, relation: str) -> tuple[Expr, str]:
    """What it comes down to that a product is positive, or not 0: ``s^2 > 0`` is ``s ≠ 0``, ``s e^x > 0`` is s > 0."""
    open_factors: list[tuple[Expr, bool]] = []
    for factor in _factors(value):
        base, power = factor.args if isinstance(factor, sympy.Pow) else (factor, Integer(1))
        power = power.doit() if not power.free_symbols else power
        certain = isinstance(factor, sympy.exp) or (not factor.free_symbols and factor.is_positive) or base == sympy.E
        if certain or (isinstance(factor, sympy.Pow) and not power.is_Integer):
            continue
        open_factors.append((base, int(power) % 2 == 1))
    if len(open_factors) == 1:
        ((base, odd),) = open_factors
        return base, relation if odd else "≠"
    return value, relation


def _factors(value: Expr) -> Iterator[Expr]:
    for factor in sympy.Mul.make_args(value):
        if isinstance(factor, sympy.Mul):
            yield from _factors(factor)
        elif isinstance(factor, sympy.Pow) and isinstance(factor.args[0], sympy.Mul) and factor.args[1].is_Integer:
            yield from (sympy.Pow(part, factor.args[1], evaluate=False) for part in _factors(factor.args[0]))
        else:
            yield factor


SMALL = 20
"""How many parts an expression may have that is no more than a quantity and a number."""


def _solved(value: Expr) -> tuple[Expr, int, Expr] | None:
    """A quantity and a number: ``u - c`` and ``c - u`` solved for u."""
    if isinstance(value, Entry | Symbol):
        return _solved_plain(value)
    parts = subexpressions(value)
    if len(parts) > SMALL or any(isinstance(part, Sum | Partial) for part in parts):
        return None
    with sympy.evaluate(True):
        return _solved_plain(value.doit())


def _solved_plain(plain: Expr) -> tuple[Expr, int, Expr] | None:
    if isinstance(plain, Entry | Symbol) and not isinstance(plain, Index):
        return plain, 1, Integer(0)
    if isinstance(plain, sympy.Add) and len(plain.args) == 2:
        numbers = [a for a in plain.args if a.is_Rational]
        others = [a for a in plain.args if not a.is_Rational]
        if len(numbers) == 1:
            coefficient, quantity = others[0].as_coeff_Mul()
            if coefficient in (1, -1) and isinstance(quantity, Entry | Symbol):
                return quantity, int(coefficient), -numbers[0] * coefficient
    return None
