"""Vectors and matrices that are written out: a column is a vector, a row a transposed one."""

from __future__ import annotations

from sympy import Expr, Integer, Tuple

from derivations.document.elaboration.dimensions import Key
from derivations.document.elaboration.factors import is_capital
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.sums import size_of
from derivations.document.elaboration.values import Axis, Value
from derivations.document.syntax.nodes import Listing, Matrix, Name, Node, Omission, base_of
from derivations.document.syntax.omissions import ACROSS, DOWN, table_of
from derivations.document.syntax.patterns import is_plain_name, written
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation.operators import Component

MOST = 12
"""How many rows or columns are written out at most."""


def written_out(meaning: Quantities, node: Matrix) -> Value:
    """The value of a vector or matrix that is written out."""
    if node.kind == "(" and [len(row) for row in node.rows] == [1, 1]:
        meaning.doubts.append("two numbers in brackets may be a binomial coefficient")
    table = table_of(node)
    height, width = len(table.rows), len(table.rows[0])
    if max(height, width) > MOST:
        raise NotUnderstood("a matrix with many rows or columns", node.start)
    blocks = sorted({written(cell) for row in table.rows for cell in row if is_capital(meaning, cell)})
    if blocks:
        meaning.taken.append(f"if {', '.join(blocks)} are numbers")
    with meaning.binding():
        down = _axis(meaning, node, DOWN, table.last_row, height)
        across = _axis(meaning, node, ACROSS, table.last_column, width)
        cells = [[meaning.scalar(cell) for cell in row] for row in table.rows]
    rows = [_component(row, across, table.last_column is None) for row in cells]
    body = _component(rows, down, table.last_row is None)
    axes = tuple(axis for axis in (down, across) if axis is not None)
    return Value(body, axes, row=axes == (across,))


def _component(parts: list[Expr], axis: Axis | None, written: bool) -> Expr:
    """What stands at an axis's index: one of the parts if they are written, else the general one."""
    return Component(Tuple(*parts), axis.index) if axis is not None and written else parts[0]


def _axis(meaning: Quantities, node: Matrix, number: Name, last: Node | None, length: int) -> Axis | None:
    """The axis along which rows or columns stand; none where there is one."""
    if last is None and length == 1:
        return None
    key: Key = ("written out", meaning.place, node.start, number.key)
    meaning.dims.give_size(key, Integer(length) if last is None else size_of(meaning, last))
    axis = meaning.fresh(key)
    if last is not None:
        meaning.bound[number.key] = axis
    return axis


def listed_out(meaning: Quantities, node: Listing | Omission) -> Value:
    """The value of a list in brackets: the vector of its members."""
    names = [base_of(item) for item in node.items if is_plain_name(item)]
    if len(names) == len(node.items) and not any(isinstance(n, Name) and meaning.is_defined(n.key) for n in names):
        meaning.doubts.append("what stands in a list may be given values there")
    return written_out(meaning, Matrix(tuple((item,) for item in node.items), node.start, node.end))
