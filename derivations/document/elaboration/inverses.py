"""The inverse of a matrix: a quantity of its own, which the equations of an inverse say all about.

Two matrices that are computed alike have one inverse, however their indices are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sympy
from sympy import Expr

from derivations.document.elaboration.values import Value, product
from derivations.document.syntax.names import TRANSPOSES
from derivations.notation import Entry, Family, Index, Kronecker, Sum, replaced
from derivations.notation.operators import in_deltas


@dataclass(frozen=True)
class Inverse:
    """The inverse of a ``matrix``; a component of it has the ``others`` as its first indices, which the matrix has."""

    family: Family
    matrix: Value
    others: tuple[Index, ...]

    @property
    def of(self) -> str:
        """How the matrix is written."""
        return self.family.name.removesuffix(INVERTED).removeprefix("(").removesuffix(")")

    def identities(self) -> Iterator[tuple[Any, tuple[Index, ...]]]:
        """``A A⁻¹ = I`` and ``A⁻¹ A = I``, each with the indices for all of which it holds."""
        row, column, inner = (Index(f"{letter}⁻", self.matrix.axes[0].index.range) for letter in "rck")
        for one, other in ((self._of_matrix, self._of_inverse), (self._of_inverse, self._of_matrix)):
            body = product(one(row, inner), other(inner, column))
            equation = sympy.Eq(in_deltas(Sum(body, inner)), Kronecker(row, column), evaluate=False)
            yield equation, (*self.others, row, column)

    def dominant(self) -> Iterator[tuple[Any, tuple[Index, ...]]]:
        """What makes the matrix positive definite: it is symmetric, and in each row the diagonal outweighs the rest."""
        row, column = (Index(f"{letter}⁻", self.matrix.axes[0].index.range) for letter in "rc")
        entry, diagonal = self._of_matrix(row, column), self._of_matrix(row, row)
        others = Sum(sympy.Abs(entry, evaluate=False), column)
        yield sympy.Gt(product(sympy.Integer(2), diagonal), others, evaluate=False), (*self.others, row)
        across = self._of_matrix(column, row)
        with sympy.evaluate(True):
            is_symmetric = sympy.expand(entry.doit() - across.doit()) == 0
        if not is_symmetric:
            yield sympy.Eq(entry, across, evaluate=False), (*self.others, row, column)

    def _of_matrix(self, row: Index, column: Index) -> Expr:
        first, second = self.matrix.axes
        found: Expr = replaced(self.matrix.body, {first.index: row, second.index: column})
        return found

    def _of_inverse(self, row: Index, column: Index) -> Expr:
        return self.family[(*self.others, row, column)]


INVERTED = "⁻¹"
"""What follows a matrix in the name of its inverse."""


@dataclass
class Inverses:
    """The inverses that a section speaks of, by their names."""

    by_name: dict[str, Inverse] = field(default_factory=dict)
    _names: dict[Any, str] = field(default_factory=dict)

    def of(self, matrix: Value, text: str) -> Inverse:
        """The inverse of a matrix, which is named by how that is written."""
        axes = {axis.index for axis in matrix.axes}
        others = sorted((s for s in matrix.body.free_symbols - axes if isinstance(s, Index)), key=str)
        shape = _shape(matrix.body, {axis.index: place for place, axis in enumerate(matrix.axes)})
        for mark in TRANSPOSES:
            text = text.replace(f"^{mark}", "^T")
        plain = text if text.isidentifier() else f"({text})"
        if shape not in self._names:
            while plain + INVERTED in self.by_name:
                plain += "′"
            self._names[shape] = plain + INVERTED
        name = self._names[shape]
        found = self.by_name[name] = Inverse(Family(name), matrix, tuple(others))
        return found


def _shape(expression: Any, bound: dict[Any, int]) -> Any:
    """An expression in which bound indices have numbers for their names."""
    if isinstance(expression, Index):
        return bound.get(expression, expression.name)
    if isinstance(expression, Sum):
        inner = {**bound, expression.index: 1 + max(bound.values(), default=0)}
        return "Sum", _shape(expression.body, inner), *(_shape(point, bound) for point in expression.without)
    if isinstance(expression, Entry):
        return expression.family.name, *(_shape(index, bound) for index in expression.args[1:])
    if not getattr(expression, "args", ()):
        return str(expression)
    return type(expression).__name__, *(_shape(part, bound) for part in expression.args)
