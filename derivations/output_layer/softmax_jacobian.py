r"""The matrix :math:`\partial a_j / \partial z_k` of a softmax layer with a given number of neurons."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, ImmutableDenseMatrix, Symbol, exp

from derivations.chapter.softmax_monotonicity import partials
from derivations.notation import Entry, Kronecker, L, Sum, a
from derivations.proof import Proved, Verifier


def softmax_jacobian(n: int, z: Sequence[Expr] | None = None) -> ImmutableDenseMatrix:
    r"""The partial derivatives of softmax for ``n`` neurons, as a matrix of SymPy: row j, column k.

    It is what was proved for every n, :math:`a_j (\delta_{jk} - a_k)` (Exercise 5), written out.  ``z`` are the
    weighted inputs, by default the symbols :math:`z_1, \dots, z_n`.  Raises :class:`ValueError` for ``n`` below 1, and
    if ``z`` has another length.

    >>> softmax_jacobian(1)
    Matrix([[0]])
    >>> softmax_jacobian(2, [sympy.Integer(0), sympy.Integer(0)])
    Matrix([
    [ 1/4, -1/4],
    [-1/4,  1/4]])
    """
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise ValueError(f"a layer has at least one neuron: n must be a positive integer, not {n!r}")
    inputs = [Symbol(f"z_{k}", real=True) for k in range(1, n + 1)] if z is None else list(z)
    if len(inputs) != n:
        raise ValueError(f"{n} neurons have {n} weighted inputs, and z has {len(inputs)}")
    assert isinstance(Verifier().chain(partials)[1], Proved)
    total = sympy.Add(*map(exp, inputs))
    outputs = [exp(weighted_input) / total for weighted_input in inputs]
    rows = [[_entry(outputs, row, column) for column in range(n)] for row in range(n)]
    return ImmutableDenseMatrix(rows)


def _entry(outputs: list[Expr], row: int, column: int) -> Expr:
    """The proved right side for two neurons."""
    by, of = (index for index in _indices())
    where = {
        **{a[L, index]: outputs[place] for index, place in ((of, row), (by, column))},
        Kronecker(of, by): sympy.Integer(row == column),
    }
    value: Expr = partials.end.subs(where)
    assert not value.has(Entry, Sum)
    return sympy.S.Zero if len(outputs) == 1 else value


def _indices() -> tuple[Expr, Expr]:
    """The neurons that the proved equation speaks of: the one by which is differentiated, and the one that is."""
    start = partials.start
    return start.args[1].indices[-1], start.args[0].indices[-1]
