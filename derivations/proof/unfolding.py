"""Definitions put in for what they define, so that a formula says what is to be computed."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Derivative, Expr, Symbol

from derivations.notation import Entry, Index, Prime, rebuilt, replaced
from derivations.proof.statements.theory import Definition, Theory

DEPTH = 100
"""How many times definitions are put in, one into another, before they count as circular."""


def unfolded(formula: Any, theory: Theory, depth: int = DEPTH) -> Any:
    """The formula with the theory's definitions put in and derivatives of functions carried out.

    A definition that speaks of an index that what it defines does not have, such as the correct neuron in that of the
    desired output, stays folded: the quantity is then an argument.

    >>> from derivations.notation import sigma
    >>> unfolded(sigma(Symbol("u")) ** 2, Theory())
    (1/(1 + exp(-u)))**2
    """
    if depth == 0:
        raise ValueError(f"the definitions that {formula} needs go round in a circle")
    applied, order = formula, 0
    if isinstance(formula, Prime):
        applied, order = formula.of, formula.order
    elif isinstance(formula, Derivative) and len(formula.expr.args) == 1:
        applied, order = formula.expr, len(formula.variables)
    definition = theory.definition_of(applied)
    if definition is not None:
        put_in = _put_in(definition, applied, order)
        if put_in is not None:
            return unfolded(put_in, theory, depth - 1)
    if isinstance(formula, Entry):
        return formula
    return rebuilt(formula, [unfolded(part, theory, depth) for part in formula.args])


def _put_in(definition: Definition, what: Expr, order: int) -> Expr | None:
    """What the definition says of this entry, symbol or function value, or of a function's derivative."""
    left, right = definition.left, definition.right
    if isinstance(left, Entry):
        pairs = list(zip(left.args[1:], what.args[1:], strict=True))
        if any(one != other and not _stands_for(one, other) for one, other in pairs):
            return None
        brought_in = {s for s in right.free_symbols - left.free_symbols if isinstance(s, Index)}
        inside = {s for entry in right.atoms(Entry) for s in entry.free_symbols}
        result: Expr = replaced(right, {one: other for one, other in pairs if one != other})
        return None if brought_in - inside else result
    if isinstance(left, Symbol):
        return right
    (variable,) = left.args
    slope = sympy.diff(right, variable, order) if order else right
    put_in: Expr = replaced(slope, {variable: what.args[0]})
    return put_in


def _stands_for(index: Expr, other: Expr) -> bool:
    """Whether an index in a definition stands for this one: both range over the same, or it is one of its values."""
    if not isinstance(index, Index):
        return False
    return getattr(other, "range", index.range) == index.range
