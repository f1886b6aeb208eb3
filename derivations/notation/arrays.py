r"""Formulas as NumPy functions, numerically sound.

Whatever contains an exponential is computed by its sign and the logarithm of its size, so that nothing overflows and
little cancels: :math:`e^{z_j} / \sum_k e^{z_k}` is a softmax for every z, :math:`1 - \sigma(40)` is
:math:`4 \cdot 10^{-18}` and not 0.  An index is an axis, a sum goes along one.

>>> from sympy import Symbol, exp
>>> u = Symbol("u")
>>> logistic_slope = ArrayFunction(exp(-u) / (1 + exp(-u)) ** 2)
>>> logistic_slope
<NumPy function (u)>
>>> print(*logistic_slope([-700.0, 0.0, 700.0]))
9.85967654375977e-305 0.25 9.85967654375977e-305
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from inspect import Parameter, Signature
from itertools import count
from keyword import iskeyword
from typing import Any

import numpy as np
import sympy
from numpy.typing import ArrayLike, NDArray
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation.indices import Entry, Family, Index
from derivations.notation.network import is_layer
from derivations.notation.operators import Cases, Kronecker, Lim, Partial, Prime, Sum, rebuilt, replaced, sigma
from derivations.notation.text import text

Array = NDArray[np.float64]


class NotComputable(ValueError):
    """A formula that no NumPy function can be made of.

    >>> u = Symbol("u")
    >>> ArrayFunction(Lim(u, u, 0))
    Traceback (most recent call last):
        ...
    derivations.notation.arrays.NotComputable: NumPy cannot compute lim_(u→0) u: it is a limit
    """


class Undetermined(NotComputable):
    """A formula with a function that has no formula of its own, or with the derivative of one.

    >>> ArrayFunction(sympy.Function("f")(Symbol("u")))
    Traceback (most recent call last):
        ...
    derivations.notation.arrays.Undetermined: NumPy cannot compute f(u): f has no formula
    """


@dataclass(frozen=True)
class SignedLog:
    """Numbers by their signs and the logarithms of their sizes."""

    sign: Array
    log: Array

    @property
    def value(self) -> Array:
        return np.asarray(self.sign * np.exp(self.log))


class ArrayFunction:
    """A formula as a function of the quantities in it.

    A single quantity is given by position or by name.  Several are given by name, because their order is only that of
    the alphabet: two arrays in the wrong order would give other numbers without a word.  ``inspect.signature`` and a
    notebook's completion know the names.

    A plain symbol is a number or an array; ``z[L, j]`` is an array ``z`` whose last axis is the neurons, and whose
    first axis may be the training examples; ``w[L, j, k]`` is the matrix ``w[j, k]``.  A family that occurs in two
    layers gives two arguments, such as ``a_L`` and ``a_L_minus_1``.  The result has an axis for each index of
    ``indices``, by default those that are free in the formula, in the order of their names, after the training
    examples' axis.  Raises :class:`NotComputable` for limits, and :class:`Undetermined` for derivatives and functions
    that have no formula.

    >>> from sympy import exp
    >>> from derivations.notation import L, Sum, neurons, z
    >>> j, k = neurons("j k")
    >>> softmax = ArrayFunction(exp(z[L, j]) / Sum(exp(z[L, k]), k))
    >>> print(softmax([1000.0, 1000.0]))
    [0.5 0.5]
    >>> from derivations.notation import a, y
    >>> ArrayFunction(a[L, j] - y[j])([1.0], [0.0])
    Traceback (most recent call last):
        ...
    TypeError: call this function with its arguments by name: f(a=..., y=...)
    """

    def __init__(self, formula: Expr, indices: tuple[Index, ...] | None = None) -> None:
        self.formula = formula = _apart(formula, count())
        entries = {entry for entry in formula.atoms(Entry) if not _is_size(entry)}
        self._layers = _layer_names(entries)
        bound = {part.index for part in formula.atoms(Sum)}
        examples = {e.args[1] for e in entries if e.family.example is not None and isinstance(e.args[1], Index)}
        self._examples = tuple(examples - bound)
        free = {s for s in formula.free_symbols if isinstance(s, Index)} - _layer_symbols(entries) - examples
        self.indices = tuple(sorted(free, key=str)) if indices is None else indices
        self._axes = (*self._examples, *self.indices, *sorted(bound, key=str))
        inside: set[Any] = set().union(*(entry.free_symbols for entry in formula.atoms(Entry)))
        plain = {s for s in formula.free_symbols - inside if not isinstance(s, Index | Family)}
        sizes = {axis.range.last for axis in self._axes}
        self._names = {symbol: _identifier(str(symbol)) for symbol in plain - sizes}
        self.parameters = tuple(sorted([*self._names.values(), *self._layers.values()]))
        self._check(formula)
        kind = Parameter.KEYWORD_ONLY if len(self.parameters) > 1 else Parameter.POSITIONAL_OR_KEYWORD
        try:
            self.__signature__ = Signature([Parameter(name, kind) for name in self.parameters])
        except ValueError:
            raise NotComputable(f"two quantities have one name: {', '.join(self.parameters)}") from None

    def _check(self, formula: Any) -> None:
        if isinstance(formula, Entry | Index):
            return
        if type(formula) not in LINEAR and not isinstance(formula, Symbol | sympy.Number):
            kind, why = WITHOUT_NUMBERS.get(type(formula), (NotComputable, "no operation on numbers"))
            if isinstance(formula, AppliedUndef):
                kind, why = Undetermined, f"{formula.func} has no formula"
            raise kind(f"NumPy cannot compute {text(formula)}: {why}")
        for part in formula.args:
            self._check(part)

    def __repr__(self) -> str:
        return f"<NumPy function {self.__signature__}>"

    def __call__(self, *values: ArrayLike, **named: ArrayLike) -> Any:
        """The formula's values, as a float64 array, or as a number if nothing in it has an axis."""
        try:
            given = self.__signature__.bind(*values, **named).arguments
        except TypeError:
            shown = ", ".join(f"{name}=..." for name in self.parameters)
            raise TypeError(f"call this function with its arguments by name: f({shown})") from None
        arrays = {name: np.asarray(value, dtype=np.float64) for name, value in given.items()}
        evaluation = _Evaluation(self, arrays)
        with np.errstate(divide="ignore", over="ignore", under="ignore", invalid="ignore"):
            found = evaluation.linear(self.formula)
        return evaluation.shaped(found)


def _identifier(name: str) -> str:
    """A quantity's name as the name of an argument in Python.

    >>> _identifier("z_max"), _identifier("z'"), _identifier("lambda")
    ('z_max', 'z_', 'lambda_')
    """
    word = re.sub(r"\W|^(?=\d)", "_", name)
    return f"{word}_" if iskeyword(word) else word


def _apart(formula: Any, fresh: Iterator[int]) -> Any:
    """The formula with another bound index in every sum."""
    if isinstance(formula, Sum):
        bound = Index(f"{formula.index.name}#{next(fresh)}", formula.index.range)
        return Sum(_apart(replaced(formula.body, {formula.index: bound}), fresh), bound, without=formula.without)
    return rebuilt(formula, [_apart(part, fresh) for part in formula.args])


def _is_size(entry: Entry) -> bool:
    """Whether it is the number of neurons in a layer: a family that is indexed by layers and nothing else."""
    return entry.family.up == 0 and entry.family.example is None and len(entry.args) == 2 and is_layer(entry.args[1])


def _layer_symbols(entries: set[Entry]) -> set[Any]:
    return set().union(*(i.free_symbols for e in entries for i in e.indices[: e.family.up]))


def _layer_names(entries: set[Entry]) -> dict[tuple[Expr, ...], str]:
    """The argument's name for each family and layer: its own, with the layer where there are several."""
    kinds = {(entry.family, *entry.indices[: entry.family.up]) for entry in entries}
    families = [family for family, *_ in kinds]
    names = {}
    for kind in kinds:
        family, *layer = kind
        written = str(layer[0]).replace(" - ", "_minus_").replace(" + ", "_plus_") if layer else ""
        names[kind] = _identifier(family.name if families.count(family) == 1 else f"{family.name}_{written}")
    return names


class _Evaluation:
    """One evaluation: every value is an array with one axis for each index, of length 1 where it does not depend."""

    def __init__(self, function: ArrayFunction, arrays: Mapping[str, Array]) -> None:
        self.axes = {index: place for place, index in enumerate(function._axes)}
        self.function, self.arrays = function, arrays
        self.sizes: dict[Any, int] = {}
        self.batch: tuple[int, ...] | None = None
        self.without_examples = False
        for entry in sorted(function.formula.atoms(Entry), key=str):
            if not _is_size(entry):
                self._measure(entry)

    def _given(self, entry: Entry) -> tuple[Array, list[Any]]:
        """The array for an entry, and the index at each of its axes."""
        family = entry.family
        name = self.function._layers[(family, *entry.indices[: family.up])]
        array, where = self.arrays[name], list(entry.indices[family.up :])
        if family.example is not None:
            example = entry.args[1]
            if array.ndim == len(where) and example in self.function._examples:
                array = array[np.newaxis]
                self.without_examples = True
            where = [example, *where]
        if array.ndim != len(where):
            axes = ", ".join(map(str, where))
            raise ValueError(f"{name}: expected an array with {len(where)} axes ({axes}), got one of {array.shape}")
        return array, where

    def _measure(self, entry: Entry) -> None:
        array, where = self._given(entry)
        for index, size in zip(where, array.shape, strict=True):
            if not isinstance(index, Index):
                continue
            known = self.sizes.setdefault(index.range.last, size)
            if size not in (known, 1) and known != 1:
                raise ValueError(f"{entry.family.name}: expected {known} along {index}, got {size}")
            self.sizes[index.range.last] = max(known, size)

    def shaped(self, found: Array) -> Array | np.float64:
        """The result, with the axes that a caller sees."""
        function = self.function
        kept = len(function._examples) + len(function.indices)
        shape = [self.sizes[axis.range.last] for axis in function._axes[:kept]]
        if not function._axes:
            return found if found.ndim else np.float64(found)
        result = np.broadcast_to(found, [*shape, *found.shape[kept:]]).reshape(shape).copy()
        if self.without_examples and function._examples:
            if result.shape[0] != 1:
                raise ValueError("some arrays have an axis of training examples, others have none")
            result = result[0]
        return result if result.ndim else np.float64(result)

    def _along(self, index: Expr) -> Array:
        """The values 1, 2, ... of an index along its axis."""
        if isinstance(index, Index):
            shape = [1] * len(self.axes)
            shape[self.axes[index]] = -1
            return np.arange(1, self.sizes[index.range.last] + 1, dtype=np.float64).reshape(shape)
        return self.linear(index)

    # -- numbers as they are

    def linear(self, formula: Expr) -> Array:
        """The formula's values."""
        if type(formula) in (sympy.Add, sympy.Mul, sympy.Pow, Sum, sigma) and _has_exponential(formula):
            return self.signed_log(formula).value
        if isinstance(formula, sympy.Number):
            return np.asarray(float(formula))
        rule = LINEAR.get(type(formula))
        return rule(self, formula) if rule else self._symbol(formula)

    def _symbol(self, symbol: Expr) -> Array:
        if symbol in self.sizes:
            return np.asarray(float(self.sizes[symbol]))
        if isinstance(symbol, Index):
            return self._along(symbol)
        return self.arrays[self.function._names[symbol]]

    def entry(self, entry: Entry) -> Array:
        if entry in self.sizes:
            return np.asarray(float(self.sizes[entry]))
        array, where = self._given(entry)
        for axis, index in reversed(list(enumerate(where))):
            if isinstance(index, sympy.Integer):
                array = np.take(array, int(index) - 1, axis=axis)
        moving = [index for index in where if isinstance(index, Index)]
        order = sorted(range(len(moving)), key=lambda place: self.axes[moving[place]])
        shape = [1] * len(self.axes)
        for place in order:
            shape[self.axes[moving[place]]] = array.shape[place]
        return array.transpose(order).reshape(shape)

    def kronecker(self, delta: Kronecker) -> Array:
        one, other = (self._along(index) for index in delta.args)
        return np.asarray(one == other, dtype=np.float64)

    def left_out(self, total: Sum) -> Array | bool:
        """Where the terms of a sum are that it leaves out."""
        here = self._along(total.index)
        return reduce(np.logical_or, (here == self._along(point) for point in total.without), False)

    def terms(self, total: Sum, terms: Array, nothing: float) -> Array:
        """The terms of a sum along its axis, with nothing in the place of those that are left out."""
        shape = [1] * len(self.axes)
        shape[self.axes[total.index]] = self.sizes[total.index.range.last]
        return np.where(self.left_out(total), nothing, np.broadcast_to(terms, np.broadcast_shapes(terms.shape, shape)))

    def sum(self, total: Sum) -> Array:
        return self.terms(total, self.linear(total.body), 0.0).sum(axis=self.axes[total.index], keepdims=True)

    # -- numbers by sign and logarithm

    def signed_log(self, formula: Expr) -> SignedLog:
        """The formula's values by sign and logarithm."""
        match formula:
            case sympy.exp():
                exponent = self.linear(formula.args[0])
                return SignedLog(np.ones_like(exponent), exponent)
            case sigma():
                argument = self.linear(formula.args[0])
                return SignedLog(np.ones_like(argument), -np.logaddexp(0, -argument))
            case sympy.tanh():
                return _tanh(self.linear(formula.args[0]))
            case sympy.Mul():
                return reduce(_product, map(self.signed_log, formula.args))
            case sympy.Pow() if isinstance(formula.args[1], sympy.Integer) or _is_number(formula.args[1]):
                return _power(self.signed_log(formula.args[0]), formula.args[1].doit())
            case sympy.Add():
                parts = [self.signed_log(part) for part in formula.args]
                shape = np.broadcast_shapes(*(part.log.shape for part in parts))
                signs = np.stack([np.broadcast_to(part.sign, shape) for part in parts])
                logs = np.stack([np.broadcast_to(part.log, shape) for part in parts])
                total = _total(SignedLog(signs, logs), 0)
                return SignedLog(total.sign[0], total.log[0])
            case Sum():
                body = self.signed_log(formula.body)
                inside = SignedLog(self.terms(formula, body.sign, 0.0), self.terms(formula, body.log, -np.inf))
                return _total(inside, self.axes[formula.index])
        value = self.linear(formula)
        return SignedLog(np.sign(value), np.log(np.abs(value)))


def _is_number(exponent: Expr) -> bool:
    return bool(exponent.is_Rational or exponent.doit().is_Rational)


def _tanh(argument: Array) -> SignedLog:
    """``(1 - t) / (1 + t)`` with ``t = e^(-2 |z|)``."""
    doubled = -2 * np.abs(argument)
    t = np.exp(doubled)
    return SignedLog(np.sign(argument), np.where(t < 0.5, np.log1p(-t), np.log(-np.expm1(doubled))) - np.log1p(t))


def _product(one: SignedLog, other: SignedLog) -> SignedLog:
    sign = one.sign * other.sign
    return SignedLog(sign, np.where(sign == 0, -np.inf, one.log + other.log))


def _power(base: SignedLog, exponent: Any) -> SignedLog:
    if not exponent.is_Integer:
        return SignedLog(np.where(base.sign < 0, np.nan, base.sign), float(exponent) * base.log)
    sign = base.sign ** abs(int(exponent))
    return SignedLog(np.where((sign == 0) & (exponent < 0), np.nan, sign), int(exponent) * base.log)


def _total(terms: SignedLog, axis: int) -> SignedLog:
    """The sum along an axis, which is kept.

    The largest term is taken out, ``m (1 + rest)``, so that a small rest is not lost; where the rest is nearly -1, what
    is left of 1 comes from ``e^d - 1`` for the small differences ``d`` of the logarithms.
    """
    logs = np.where(terms.sign == 0, -np.inf, terms.log)
    place = np.argmax(logs, axis=axis, keepdims=True)
    largest = np.take_along_axis(logs, place, axis=axis)
    lead = np.take_along_axis(np.broadcast_to(terms.sign, logs.shape), place, axis=axis)
    below = logs - np.where(np.isfinite(largest), largest, 0.0)
    signs = terms.sign * lead
    others = np.ones(logs.shape, dtype=bool)
    np.put_along_axis(others, place, False, axis=axis)
    rest = np.sum(np.where(others, signs * np.exp(below), 0.0), axis=axis, keepdims=True)
    left = np.sum(signs, axis=axis, keepdims=True) + np.sum(
        np.where(signs == 0, 0.0, signs * np.expm1(below)), axis=axis, keepdims=True
    )
    cancels = rest < -0.5
    sign = np.where(cancels, np.sign(left), 1.0) * lead
    return SignedLog(sign, np.where(cancels, np.log(np.abs(left)), np.log1p(rest)) + largest)


def _has_exponential(formula: Any) -> bool:
    """Whether an exponential is in it, outside of logarithms and of exponents."""
    if isinstance(formula, sympy.exp | sigma | sympy.tanh):
        return True
    return not isinstance(formula, sympy.log | Entry) and any(map(_has_exponential, formula.args))


def _pow(e: _Evaluation, formula: Expr) -> Array:
    base, exponent = formula.args
    return np.asarray(np.power(e.linear(base), e.linear(exponent)))


def _log(e: _Evaluation, formula: Expr) -> Array:
    argument = e.signed_log(formula.args[0])
    return np.where(argument.sign < 0, np.nan, argument.log)


def _applied(function: Callable[[Array], Array]) -> Callable[[_Evaluation, Any], Array]:
    return lambda e, formula: np.asarray(function(e.linear(formula.args[0])))


_OPEN = (Undetermined, "it is a derivative of something that has no formula")
WITHOUT_NUMBERS: dict[Any, tuple[type[NotComputable], str]] = {
    Partial: _OPEN,
    Prime: _OPEN,
    sympy.Derivative: _OPEN,
    Lim: (NotComputable, "it is a limit"),
    Cases: (NotComputable, "it has another value for indices of another set"),
}
"""Why some kinds of formula are not computed."""

LINEAR: dict[Any, Callable[[_Evaluation, Any], Array]] = {
    sympy.Add: lambda e, f: reduce(np.add, map(e.linear, f.args)),
    sympy.Mul: lambda e, f: reduce(np.multiply, map(e.linear, f.args)),
    sympy.Pow: _pow,
    sympy.exp: _applied(np.exp),
    sympy.log: _log,
    sympy.Abs: _applied(np.abs),
    sympy.tanh: _applied(np.tanh),
    sympy.atan: _applied(np.arctan),
    sympy.sin: _applied(np.sin),
    sympy.cos: _applied(np.cos),
    sigma: lambda e, f: e.signed_log(f).value,
    Sum: lambda e, f: e.sum(f),
    Kronecker: lambda e, f: e.kronecker(f),
    Entry: lambda e, f: e.entry(f),
    sympy.core.numbers.Exp1: lambda e, f: np.asarray(np.e),
    sympy.core.numbers.Pi: lambda e, f: np.asarray(np.pi),
}
"""How each kind of formula is computed."""
