"""Claims: two sides and a relation between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeAlias

import sympy
from sympy import Expr, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from derivations.notation.relations import KINDS

Side: TypeAlias = "Expr | Relational"

EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, UNEQUAL, EQUIVALENT, IMPLIES, ELEMENT, NOT_ELEMENT = "=<≤>≥≠⟺⇒∈∉"


def as_side(side: Any) -> Side:
    """A side of a claim: a SymPy expression as it is, a whole number as SymPy's."""
    if isinstance(side, int) and not isinstance(side, bool):
        return sympy.Integer(side)
    if not isinstance(side, sympy.Basic | sympy.MatrixBase):
        raise TypeError(f"a side is a SymPy expression or an integer, not {side!r}; fractions are Rational(p, q)")
    return side


@dataclass(frozen=True)
class Claim:
    """``lhs relation rhs``.

    >>> from sympy.abc import u
    >>> print(Claim(u, "≤", u**2))
    u ≤ u**2
    """

    lhs: Side
    relation: str
    rhs: Side

    def __post_init__(self) -> None:
        object.__setattr__(self, "lhs", as_side(self.lhs))
        object.__setattr__(self, "rhs", as_side(self.rhs))
        if self.relation not in STATEMENTS:
            raise ValueError(f"a relation is one of {' '.join(STATEMENTS)}, not {self.relation!r}")

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.lhs, self.rhs

    @cached_property
    def free_symbols(self) -> frozenset[Symbol]:
        """The symbols that either side speaks of."""
        return frozenset(self.lhs.free_symbols | self.rhs.free_symbols)

    @property
    def statement(self) -> Boolean:
        """The claim as SymPy has it.

        >>> from sympy.abc import u
        >>> Claim(u**2, "≥", sympy.Integer(0)).statement
        u**2 >= 0
        """
        return STATEMENTS[self.relation](self.lhs, self.rhs)

    def __str__(self) -> str:
        return f"{self.lhs} {self.relation} {self.rhs}"


STATEMENTS: dict[str, Callable[[Any, Any], Boolean]] = {
    **{sign: partial(kind, evaluate=False) for sign, kind in KINDS.items()},
    EQUIVALENT: partial(sympy.Equivalent, evaluate=False),
    IMPLIES: partial(sympy.Implies, evaluate=False),
    ELEMENT: partial(sympy.Contains, evaluate=False),
    NOT_ELEMENT: lambda lhs, rhs: sympy.Not(sympy.Contains(lhs, rhs, evaluate=False), evaluate=False),
}
"""For each relation, what it is in SymPy."""

COMPOSED = {
    frozenset({LESS, AT_MOST}): LESS,
    frozenset({GREATER, AT_LEAST}): GREATER,
    frozenset({EQUIVALENT, IMPLIES}): IMPLIES,
}


def composed(relations: list[str]) -> str:
    """The relation between a chain's first and last side.

    >>> composed(["=", "<", "≤", "="])
    '<'
    >>> composed(["<", ">"])
    Traceback (most recent call last):
        ...
    ValueError: < and > do not compose: nothing follows for the first and the last side
    """
    kinds = {relation for relation in relations if relation != EQUAL}
    if not kinds:
        return EQUAL
    if len(kinds) == 1:
        (only,) = kinds
        if only in (UNEQUAL, ELEMENT, NOT_ELEMENT) and relations.count(only) > 1:
            raise ValueError(f"{only} twice does not compose: nothing follows for the first and the last side")
        return only
    result = COMPOSED.get(frozenset(kinds))
    if result is None:
        raise ValueError(
            f"{' and '.join(sorted(kinds))} do not compose: nothing follows for the first and the last side"
        )
    return result
