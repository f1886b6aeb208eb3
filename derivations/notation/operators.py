"""Operators over indexed quantities: sums, partial derivatives, limits, the Kronecker delta.

They are SymPy expressions that stay as they are written.  SymPy's own ``Sum`` needs bounds and ``Derivative`` turns
``dC/dw`` into 0 when ``C`` is a plain symbol, so the field's operators are classes of their own; what they mean is
decided by :mod:`derivations.proof`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

import sympy
from sympy import Expr, Function, Integer, Mul, Pow, Symbol, Tuple
from sympy.core.function import AppliedUndef, UndefinedFunction

from derivations.notation.indices import Entry, Index, IndexSet

INDICES = ("index", "member")
"""What the arguments are called that are index symbols, in operators that bind one or ask for its range."""


class _Operator(Expr):
    """An expression with real values that is never evaluated when it is made."""

    is_commutative = True
    takes: ClassVar[tuple[str, ...]] = ()
    """What the arguments are called; those in ``INDICES`` are index symbols."""
    __slots__ = ()

    def __new__(cls, *args: Any) -> Any:
        cls._check(*args)
        return Expr.__new__(cls, *(Integer(a) if isinstance(a, int) else a for a in args))

    @classmethod
    def _check(cls, *args: Any) -> None:
        usage = f"{cls.__name__}({', '.join(cls.takes)})"
        if len(args) != len(cls.takes):
            raise TypeError(f"{usage} takes {len(cls.takes)} arguments, not {len(args)}")
        for name, argument in zip(cls.takes, args, strict=True):
            if name in INDICES and not isinstance(argument, Index):
                raise TypeError(f"{usage}: {name} is an Index, not {argument!r}")

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(map(printer._print, self.args))})"


class _Binding(_Operator):
    """An operator that binds a symbol, its second argument, in its first one."""

    __slots__ = ()

    @property
    def free_symbols(self) -> set[Symbol]:
        body, bound, *others = self.args
        inside: set[Symbol] = body.free_symbols - {bound}
        return inside.union(*(other.free_symbols for other in others))


def _part(place: int) -> Any:
    """One of an operator's arguments, by its name in the field."""
    return property(lambda self: self.args[place])


class Sum(_Binding):
    """The sum of ``body`` over all values of ``index``, except those in ``without``.

    >>> from derivations.notation import L, neurons, z
    >>> from sympy import exp
    >>> j, k = neurons("j k")
    >>> Sum(exp(z[L, k]), k, without=j)
    Sum(exp(z[L, k]), k, j)
    """

    takes = ("body", "index")
    __slots__ = ()
    body: Expr = _part(0)
    index: Index = _part(1)

    def __new__(cls, body: Expr | int, index: Index, *left_out: Expr, without: Expr | tuple[Expr, ...] = ()) -> Sum:
        points = left_out or (without if isinstance(without, tuple) else (without,))
        cls._check(body, index)
        result: Sum = Expr.__new__(cls, Integer(body) if isinstance(body, int) else body, index, *points)
        return result

    @property
    def without(self) -> tuple[Expr, ...]:
        return tuple(self.args[2:])

    def _eval_derivative(self, by: Expr) -> Expr:
        """What SymPy's ``diff`` makes of a sum: term by term, the bound index being none that ``by`` speaks of."""
        if self.index in by.free_symbols:
            apart = Index(f"{self.index.name}''", self.index.range)
            return Sum(replaced(self.body, {self.index: apart}), apart, *self.without)._eval_derivative(by)
        return sympy.Add(*map(self._of_term, sympy.Add.make_args(self.body.diff(by))))

    def _of_term(self, term: Expr) -> Expr:
        """The sum of one term of the derivative; a delta of the index and another one picks the term that it names."""
        for delta in term.atoms(Kronecker):
            others = [index for index in delta.args if index != self.index]
            if len(others) == 1 and not self.without and delta in sympy.Mul.make_args(term):
                picked: Expr = replaced(term / delta, {self.index: others[0]})
                return picked
        return term if term is sympy.S.Zero else Sum(term, self.index, *self.without)


class Partial(_Operator):
    """``Partial(of, by)``: the partial derivative of ``of`` with respect to the quantity ``by``.

    >>> from derivations.notation import C_x, L, a, neurons
    >>> (j,) = neurons("j")
    >>> Partial(C_x, a[L, j])
    Partial(C[], a[L, j])
    """

    takes = ("of", "by")
    __slots__ = ()
    of: Expr = _part(0)
    by: Expr = _part(1)


class Lim(_Binding):
    """``Lim(of, variable, point)``: the limit as a symbol tends to a point, from above, or to ``oo``.

    >>> from sympy import exp, oo
    >>> from sympy.abc import c
    >>> Lim(exp(-c), c, oo).point
    oo
    """

    takes = ("of", "variable", "point")
    __slots__ = ()
    of: Expr = _part(0)
    variable: Symbol = _part(1)
    point: Expr = _part(2)


class Vector(_Binding):
    """``Vector(body, index)``: the vector whose components are ``body``, for all values of ``index``.

    >>> from derivations.notation import L, a, neurons, y
    >>> (j,) = neurons("j")
    >>> Vector(a[L, j] - y[j], j).index
    j
    """

    takes = ("body", "index")
    __slots__ = ()
    body: Expr = _part(0)
    index: Index = _part(1)


class Kronecker(_Operator):
    """1 where the two indices are equal, otherwise 0.

    >>> from derivations.notation import L, neurons, z
    >>> j, k = neurons("j k")
    >>> z[L, j].diff(z[L, k])
    Kronecker(j, k)
    """

    takes = ("one", "other")
    __slots__ = ()


class Component(_Operator):
    """What stands at a place of a vector that is written out; at a number it is what is written there.

    >>> from derivations.notation import Index, IndexSet
    >>> from sympy.abc import u, v
    >>> i = Index("i", IndexSet(1, 2))
    >>> Component(Tuple(u, v), i), Component(Tuple(u, v), Integer(2))
    (Component((u, v), i), v)
    """

    takes = ("parts", "place")
    __slots__ = ()

    def __new__(cls, parts: Tuple, place: Expr) -> Any:
        return parts[int(place) - 1] if isinstance(place, Integer) else Expr.__new__(cls, parts, place)


def in_deltas(expression: Any) -> Any:
    """The expression with each component of what is written out as a sum: ``u δ_{i1} + v δ_{i2}``.

    >>> from derivations.notation import Index, IndexSet
    >>> from sympy.abc import u, v
    >>> in_deltas(Component(Tuple(u, v), Index("i", IndexSet(1, 2))))
    u*Kronecker(i, 1) + v*Kronecker(i, 2)
    """
    if isinstance(expression, Component):
        parts, place = expression.args
        terms = [
            Mul(in_deltas(part), Kronecker(place, Integer(n)), evaluate=False) for n, part in enumerate(parts.args, 1)
        ]
        return sympy.Add(*terms, evaluate=False) if len(terms) > 1 else terms[0]
    if not getattr(expression, "args", ()) or not expression.has(Component):
        return expression
    return rebuilt(expression, [in_deltas(part) for part in expression.args])


def _entry_derivative(entry: Entry, by: Expr) -> Expr:
    """1 for the same entry, a delta for one that may be the same, 0 for another quantity."""
    if not isinstance(by, Entry) or by.family != entry.family:
        return sympy.S.Zero
    pairs = zip(entry.args[1:], by.args[1:], strict=True)
    return sympy.Mul(*(Kronecker(one, other) for one, other in pairs if one != other))


Entry._eval_derivative = _entry_derivative


class Cases(_Operator):
    """``Cases(index, member, inside, outside)``: one value where the index lies in a part of its range, else another.

    The part is the range of ``member``, any index of it.

    >>> from sympy import Symbol
    >>> from derivations.notation import Index, IndexSet
    >>> everything = IndexSet(1, Symbol("n"))
    >>> maximal, _ = everything.split("M", Symbol("m"), "R")
    >>> Cases(Index("j", everything), Index("p", maximal), 1 / Symbol("m"), 0)
    Cases(j, p, 1/m, 0)
    """

    takes = ("place", "member", "inside", "outside")
    __slots__ = ()
    index: Expr = _part(0)
    member: Index = _part(1)
    inside: Expr = _part(2)
    outside: Expr = _part(3)

    @property
    def free_symbols(self) -> set[Symbol]:
        free: set[Symbol] = self.index.free_symbols | self.inside.free_symbols | self.outside.free_symbols
        return free


class Prime(_Operator):
    """``Prime(of, order)``: the derivative of a function of one argument; ``of`` is the function at its argument.

    >>> from sympy.abc import u
    >>> Prime(sigma(u), 2).order
    2
    """

    takes = ("of", "order")
    __slots__ = ()
    of: Expr = _part(0)

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
    """``base`` to the power of -1, written as a power and not as a fraction.

    >>> from sympy.abc import u
    >>> from derivations.notation.latex import latex
    >>> latex(inverse(1 + u)), latex(1 / (1 + u))
    ('(1 + u)^{-1}', '\\\\frac{1}{1 + u}')
    """
    return Pow(base, Mul(Integer(-1), Integer(1), evaluate=False), evaluate=False)


def function_name(function: Any) -> str:
    """A name that tells functions with a meaning from undetermined ones that are called the same."""
    return f"{function.__name__}()" if issubclass(function, AppliedUndef) else str(function.__name__)


def rebuilt(expression: Any, parts: list[Any]) -> Any:
    """An expression of the same kind with these parts, left as it is written.

    >>> from sympy.abc import u, v
    >>> rebuilt(u + 1, [v, v])
    v + v
    """
    if not expression.args or tuple(parts) == expression.args:
        return expression
    if isinstance(expression, _Operator | Entry | Tuple):
        return expression.func(*parts)
    return expression.func(*parts, evaluate=False)


@lru_cache(8192)
def subexpressions(expression: Any) -> tuple[Any, ...]:
    """The expression, and all that it is made of, each before its parts, and as often as it is written.

    >>> from sympy.abc import x, y
    >>> subexpressions(x * y + 1)
    (x*y + 1, 1, x*y, x, y)
    """
    found, todo = [], [expression]
    while todo:
        part = todo.pop()
        found.append(part)
        todo += reversed(part.args)
    return tuple(found)


def replaced(expression: Any, where: Mapping[Any, Any]) -> Any:
    """The expression with functions, families, symbols or quantities replaced.

    A bound index is renamed where it would capture an index of what is put in; the sets of indices change with what
    their ends speak of.

    >>> from derivations.notation import L, neurons, z
    >>> j, k = neurons("j k")
    >>> replaced(Sum(z[L, k], k, without=j), {j: k})
    Sum(z[L, k''], k'', k)
    """
    if not where:
        return expression
    if expression in where:
        return where[expression]
    if isinstance(expression, Index):
        over = _replaced_ends(expression.range, where)
        return expression if over == expression.range else Index(expression.name, over)
    if isinstance(expression, Sum | Vector):
        body, bound, *points = expression.args
        inner = {old: new for old, new in where.items() if old != bound}
        captures = any(bound in getattr(new, "free_symbols", ()) for new in inner.values())
        new = Index(f"{bound.name}''" if captures else bound.name, _replaced_ends(bound.range, where))
        if new != bound:
            body = replaced(body, {bound: new})
        return expression.func(replaced(body, inner), new, *(replaced(point, where) for point in points))
    parts = [replaced(part, where) for part in expression.args]
    function = where.get(expression.func)
    return rebuilt(expression, parts) if function is None else function(*parts)


def _replaced_ends(over: IndexSet, where: Mapping[Any, Any]) -> IndexSet:
    """An index set with what its ends and its size speak of replaced."""
    first, last, size = (None if end is None else replaced(end, where) for end in (over.first, over.last, over.size))
    whole, other = (None if one is None else _replaced_ends(one, where) for one in (over.part_of, over.complement))
    return IndexSet(first, last, over.name, whole, size, other)


class Functional(Function):
    """A function of the field that SymPy leaves as it is written."""

    nargs = 1

    @classmethod
    def eval(cls, *_: Any) -> None:
        return None


class sigma(Functional):
    r"""The sigmoid :math:`\sigma(z) = 1 / (1 + e^{-z})`, equation (3) of the book.

    >>> from sympy.abc import u
    >>> sigma(u) + 1
    sigma(u) + 1
    """


class relu(Functional):
    r"""The rectifier :math:`\max(0, z)`, which has no derivative at 0.

    >>> from sympy.abc import u
    >>> relu(u)
    relu(u)
    """
