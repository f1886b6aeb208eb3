"""Equations by which a step rewrites its sides: definitions, hypotheses and facts, each with its proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from derivations.certificate.language.terms import Term
from derivations.certificate.proofs.matching import Where, matched
from derivations.notation import Prime, Sum, Vector, rebuilt, replaced
from derivations.notation.operators import _Binding

Proof = Callable[[Where, Mapping[str, Term]], str]


@dataclass(frozen=True)
class Equation:
    """``left = right`` for all values of the variables; ``proof`` is a tactic that proves an instance of it."""

    left: Any
    right: Any
    variables: frozenset[Symbol]
    proof: Proof
    is_fact: bool = False

    def at(self, expression: Any) -> tuple[Any, str] | None:
        """What the expression is by this equation, and the tactic."""
        where = matched(self.left, expression, self.variables)
        if where is None:
            return None
        return replaced(self.right, {k: v for k, v in where.items() if k != v}), self.proof(where, {})


@dataclass(frozen=True)
class Rewritten:
    """One quantity, and what it is."""

    old: Any
    new: Any
    tactic: str


def rewritten(expression: Any, equations: list[Equation]) -> tuple[Any, list[Rewritten]]:
    """The expression with every quantity replaced that an equation speaks of, once, and how."""
    for equation in equations:
        found = equation.at(expression)
        if found is not None and found[0] != expression:
            return found[0], [Rewritten(expression, found[0], found[1])]
    if isinstance(expression, Sum):
        inner, how = rewritten(expression.body, equations)
        return Sum(inner, expression.index, without=expression.without), how
    if isinstance(expression, Prime):
        applied, how = _in_arguments(expression.of, equations)
        return (Prime(applied, *expression.args[1:]) if how else expression), how
    if isinstance(expression, _Binding | Vector) or not getattr(expression, "args", ()) or _is_atomic(expression):
        return expression, []
    return _in_arguments(expression, equations)


def _in_arguments(expression: Any, equations: list[Equation]) -> tuple[Any, list[Rewritten]]:
    parts, steps = [], []
    for part in expression.args:
        new, how = rewritten(part, equations)
        parts.append(new)
        steps += how
    return (rebuilt(expression, parts) if steps else expression), steps


def _is_atomic(expression: Any) -> bool:
    """Whether the parts of an expression are no quantities of their own."""
    from sympy import Derivative

    from derivations.notation import Cases, Entry, Kronecker, Partial

    return isinstance(expression, Entry | Partial | Kronecker | Derivative | Cases)
