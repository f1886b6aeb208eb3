"""Forms of matrices, so that points are found at which equations between matrices hold.

Of random matrices hardly any is symmetric, orthogonal, idempotent or nilpotent, and hardly any two commute.  What is
found here proves nothing: whether an equation holds is checked at each point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flint import fmpq

Form: TypeAlias = Callable[[int, int, fmpq, "fmpq | None"], fmpq]
"""A component by its row and column, any number for it, and the component across the diagonal if that is known."""

ZERO, ONE = fmpq(0), fmpq(1)


def _any(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return value


def _symmetric(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return value if across is None else across


def _antisymmetric(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    if row == column:
        return ZERO
    return value if across is None else -across


def _diagonal(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return value if row == column else ZERO


def _identity(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return ONE if row == column else ZERO


def _projection(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return ONE if row == column == 1 else ZERO


def _nilpotent(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    return value if (row, column) == (1, 2) else ZERO


def _exchange(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    """The first two axes exchanged: orthogonal, and its own inverse."""
    return ONE if {row, column} == {1, 2} or row == column > 2 else ZERO


def _turn(row: int, column: int, value: fmpq, across: fmpq | None) -> fmpq:
    """A quarter turn of the first two axes: orthogonal, and not symmetric."""
    return -ONE if (row, column) == (1, 2) else _exchange(row, column, value, across)


FORMS: tuple[Form, ...] = (
    _any, _symmetric, _antisymmetric, _diagonal, _identity, _projection, _nilpotent, _exchange, _turn,
)  # fmt: skip
"""Forms that points choose from."""
