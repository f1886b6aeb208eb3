"""How people write the products and differences that come up here: a - y, not -y + a; 1 - a, not -(a - 1)."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Expr

from derivations.notation import rebuilt
from derivations.output_layer.formulas import A, Y


def arranged(formula: Expr) -> Expr:
    """The same formula, its terms and factors in the order and with the signs in which they are usually written.

    >>> arranged(Y - A), arranged((A - 1) * (Y - A) * A)
    (-(a - y), a*(1 - a)*(a - y))
    """
    if not isinstance(formula, sympy.Add | sympy.Mul):
        return rebuilt(formula, [arranged(part) for part in formula.args])
    sign, factors = _factors(formula)
    if len(factors) == 1 and isinstance(factors[0], sympy.Add):
        written: Any = _sum(factors[0])
    else:
        written = _product([_sum(part) if isinstance(part, sympy.Add) else arranged(part) for part in factors])
    return written if sign == 1 else sympy.Mul(-1, written, evaluate=False)


def _factors(formula: Expr) -> tuple[int, list[Expr]]:
    """A sign and factors, the differences among them as they are usually written, those with ``y`` first."""
    sign, found = 1, []
    for factor in sympy.Mul.make_args(formula):
        base, exponent = factor.as_base_exp()
        if isinstance(base, sympy.Add) and exponent.is_Integer and _is_backwards(base):
            sign *= -1 if exponent % 2 else 1
            found.append(sympy.Add(*(-term for term in base.args)) ** exponent)
        elif factor == -1:
            sign = -sign
        else:
            found.append(factor)
    return sign, sorted(found, key=_place)


def _place(factor: Expr) -> int:
    """Where a factor stands: numbers, what has ``y`` in it, quantities, and differences last."""
    if factor.is_number:
        return 0
    return 1 if Y in factor.free_symbols else 3 if isinstance(factor, sympy.Add) else 2


def _is_backwards(difference: Expr) -> bool:
    """Whether the difference is usually written the other way round."""
    with_y = [term for term in difference.args if Y in term.free_symbols]
    constants = [term for term in difference.args if term.is_number]
    if not difference.is_polynomial(A, Y):
        return False
    if A in difference.free_symbols and with_y:
        return not any(term.could_extract_minus_sign() for term in with_y)
    return bool(constants and constants[0].is_negative)


def _sum(terms: Expr) -> Expr:
    ordered = sorted(terms.as_ordered_terms(), key=lambda term: term.could_extract_minus_sign())
    return sympy.Add(*map(arranged, ordered), evaluate=False)


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else sympy.Mul(*factors, evaluate=False)


def forms_of(formula: Expr) -> list[Expr]:
    """Forms that a formula has by SymPy, the shortest first, in functions that the proof core knows."""
    forms = {formula, *(way(formula) for way in (sympy.factor, sympy.cancel, sympy.simplify))}
    known = [form for form in forms if not form.has(sympy.cosh, sympy.sinh, sympy.coth, sympy.sech, sympy.csch)]
    return sorted(known, key=lambda form: (sympy.count_ops(arranged(form)), not form.is_Mul, str(form)))


def shortest(formula: Expr) -> Expr:
    """The shortest of these forms.

    >>> shortest(A * (1 - Y) + A * Y)
    a
    """
    return next(iter(forms_of(formula)), formula)
