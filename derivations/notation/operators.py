"""Operators over indexed quantities: sums, partial derivatives, limits, the Kronecker delta.

They are SymPy expressions that stay as they are written.  SymPy's own ``Sum`` needs bounds and ``Derivative`` turns
``dC/dw`` into 0 when ``C`` is a plain symbol, so the field's operators are classes of their own; what they mean is
decided by :mod:`derivations.proof`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr, Function, Integer, Mul, Pow, Symbol
from sympy.core.function import UndefinedFunction

from derivations.notation.indices import Entry, Index


class _Operator(Expr):
    """An expression with real values that is never evaluated when it is made."""

    is_commutative = True
    __slots__ = ()

    def __new__(cls, *args: Any) -> Any:
        return Expr.__new__(cls, *(Integer(a) if isinstance(a, int) else a for a in args))

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(map(printer._print, self.args))})"


class Sum(_Operator):
    """The sum of ``body`` over all values of ``index``, except those in ``without``.

    >>> from derivations.notation import L, neurons, z
    >>> from sympy import exp
    >>> j, k = neurons("j k")
    >>> Sum(exp(z[L, k]), k, without=j)
    Sum(exp(z[L, k]), k, j)
    """

    __slots__ = ()

    def __new__(cls, body: Expr | int, index: Index, *left_out: Expr, without: Expr | tuple[Expr, ...] = ()) -> Sum:
        points = left_out or (without if isinstance(without, tuple) else (without,))
        result: Sum = _Operator.__new__(cls, body, index, *points)
        return result

    @property
    def body(self) -> Expr:
        return self.args[0]

    @property
    def index(self) -> Index:
        return self.args[1]

    @property
    def without(self) -> tuple[Expr, ...]:
        return tuple(self.args[2:])

    @property
    def free_symbols(self) -> set[Symbol]:
        inner: set[Symbol] = self.body.free_symbols - {self.index}
        return inner.union(*(point.free_symbols for point in self.without))


class Partial(_Operator):
    """The partial derivative of ``of`` with respect to the quantity ``by``."""

    __slots__ = ()

    def __new__(cls, of: Expr, by: Entry | Symbol) -> Partial:
        result: Partial = _Operator.__new__(cls, of, by)
        return result

    @property
    def of(self) -> Expr:
        return self.args[0]

    @property
    def by(self) -> Expr:
        return self.args[1]


class Lim(_Operator):
    """The limit of ``of`` as the symbol ``variable`` tends to ``point`` (``oo`` among them), from above if finite."""

    __slots__ = ()

    def __new__(cls, of: Expr, variable: Symbol, point: Expr | int) -> Lim:
        result: Lim = _Operator.__new__(cls, of, variable, point)
        return result

    @property
    def of(self) -> Expr:
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        return self.args[1]

    @property
    def point(self) -> Expr:
        return self.args[2]

    @property
    def free_symbols(self) -> set[Symbol]:
        free: set[Symbol] = self.of.free_symbols - {self.variable}
        return free | self.point.free_symbols


class Kronecker(_Operator):
    """1 where the two indices are equal, otherwise 0."""

    __slots__ = ()


class Prime(_Operator):
    """The derivative of a function of one argument, at ``at``: ``sigma'(z)``."""

    __slots__ = ()

    @property
    def of(self) -> Expr:
        """The function, applied to the argument at which its derivative is taken."""
        return self.args[0]

    @property
    def order(self) -> int:
        return int(self.args[1])


def prime(function: type[Function] | UndefinedFunction, order: int = 1) -> Any:
    """The derivative of a function of one argument, as a function.

    >>> from sympy.abc import x
    >>> from derivations.notation import sigma
    >>> prime(sigma)(x)
    Prime(sigma(x), 1)
    """
    return lambda argument: Prime(function(argument), order)


def inverse(base: Expr) -> Expr:
    """``base`` to the power of -1, written as a power and not as a fraction."""
    return Pow(base, Mul(Integer(-1), Integer(1), evaluate=False), evaluate=False)


def function_name(function: Any) -> str:
    """A name that tells the field's own functions from undetermined ones that are called the same."""
    return str(function.__name__) if issubclass(function, Functional) else f"{function.__name__}()"


def rebuilt(expression: Any, parts: list[Any]) -> Any:
    """An expression of the same kind with these parts, left as it is written."""
    if not expression.args or tuple(parts) == expression.args:
        return expression
    if isinstance(expression, _Operator | Entry):
        return expression.func(*parts)
    return expression.func(*parts, evaluate=False)


def replaced(expression: Any, where: Mapping[Any, Any]) -> Any:
    """The expression with functions, families, symbols or quantities replaced.

    A bound index is renamed where it would capture an index of what is put in.

    >>> from derivations.notation import L, neurons, z
    >>> j, k = neurons("j k")
    >>> replaced(Sum(z[L, k], k, without=j), {j: k})
    Sum(z[L, k''], k'', k)
    """
    if not where:
        return expression
    if expression in where:
        return where[expression]
    if isinstance(expression, Sum | Vector):
        body, bound, *points = expression.args
        inner = {old: new for old, new in where.items() if old != bound}
        if any(bound in getattr(new, "free_symbols", ()) for new in inner.values()):
            renamed = Index(f"{bound.name}''", bound.range)
            body, bound = replaced(body, {bound: renamed}), renamed
        return expression.func(replaced(body, inner), bound, *(replaced(point, inner) for point in points))
    parts = [replaced(part, where) for part in expression.args]
    function = where.get(expression.func)
    return rebuilt(expression, parts) if function is None else function(*parts)


class Functional(Function):
    """A function of the field that SymPy leaves as it is written."""

    nargs = 1

    @classmethod
    def eval(cls, *_: Any) -> None:
        return None


class sigma(Functional):
    r"""The sigmoid :math:`\sigma(z) = 1 / (1 + e^{-z})`, equation (3) of the book."""


class Vector(_Operator):
    """The vector whose components are ``body``, for all values of ``index``."""

    __slots__ = ()

    @property
    def free_symbols(self) -> set[Symbol]:
        free: set[Symbol] = self.body.free_symbols - {self.index}
        return free

    @property
    def body(self) -> Expr:
        return self.args[0]

    @property
    def index(self) -> Index:
        return self.args[1]


class Cases(_Operator):
    """One value where the index lies in its range's part, another value elsewhere.

    ``Cases(index, part, inside, outside)``; the part is named by any of its own indices.
    """

    __slots__ = ()

    @property
    def free_symbols(self) -> set[Symbol]:
        free: set[Symbol] = self.index.free_symbols | self.inside.free_symbols | self.outside.free_symbols
        return free

    @property
    def index(self) -> Expr:
        return self.args[0]

    @property
    def member(self) -> Index:
        return self.args[1]

    @property
    def inside(self) -> Expr:
        return self.args[2]

    @property
    def outside(self) -> Expr:
        return self.args[3]
