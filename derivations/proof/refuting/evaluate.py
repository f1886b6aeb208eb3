"""The value of an expression at one point, with a concrete number of neurons, exact or in balls.

It shares nothing with the normal form: sums are added up, derivatives carried along by dual numbers, and what depends
on other quantities is computed from them by the theory's definitions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

import sympy
from flint import arb, fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Cases, Entry, Index, IndexSet, Kronecker, Lim, Partial, Prime, Sum, Vector
from derivations.notation.operators import Functional, relu
from derivations.proof.refuting import numbers
from derivations.proof.refuting.numbers import Dual, NoValue, Undefined
from derivations.proof.statements.theory import Definition, Dependency, Theory

_tags = count(1)


@dataclass
class Point:
    """Values for everything that a theory leaves open.

    ``indices`` and ``sizes`` are whole numbers; ``choose`` gives the rational value of a quantity that nothing else
    determines; ``assigned`` are the equations that hypotheses demand, by what they are for.  ``held`` are values that
    are prescribed for the time being, such as that of a variable and its slope, and ``varied`` what was computed with
    them.  ``component`` is the place at which vectors are looked at, ``last`` the one element that is taken of a set
    without an upper end: how many layers there are.
    """

    theory: Theory
    choose: Callable[[str, tuple[int, ...]], fmpq]
    indices: dict[Symbol, int] = field(default_factory=dict)
    assigned: dict[object, list[tuple[Expr, Expr]]] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)
    values: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)
    held: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)
    varied: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    component: int | None = None
    last: int = 3
    depth: int = 0

    # -- indices

    def index(self, expression: Expr) -> int:
        if isinstance(expression, sympy.Integer):
            return int(expression)
        if isinstance(expression, Index):
            if expression not in self.indices:
                places = self.elements(expression.range)
                if not places:
                    raise NoValue(f"{expression} has an empty range")
                self.indices[expression] = places[0]
            return self.indices[expression]
        if isinstance(expression, sympy.Add):
            return sum(self.index(part) for part in expression.args)
        if isinstance(expression, sympy.Mul):
            return int(sympy.prod([self.index(part) for part in expression.args]))
        raise NoValue(f"{expression} is not an index")

    def elements(self, over: IndexSet) -> list[int]:
        """The indices in a set."""
        if over.name:
            if over.name not in self.members:
                raise NoValue(f"the set {over.name} is not determined")
            return self.members[over.name]
        if over.last is None or over.first is None:
            return [self.last]
        last = self.of(over.last) if not isinstance(over.last, Index | sympy.Add) else fmpq(self.index(over.last))
        if not isinstance(last, fmpq) or last.q != 1 or last > 50:
            raise NoValue("the size of an index set is not a small whole number")
        found = list(range(self.index(over.first), int(last.p) + 1))
        if not found:
            raise NoValue("an index set is empty")
        return found

    # -- values

    def of(self, expression: Expr) -> Any:
        """The value of an expression."""
        reader = READERS.get(type(expression)) or next(
            (r for k, r in READERS.items() if isinstance(expression, k)), None
        )
        if reader is None:
            raise NoValue(f"{type(expression).__name__} is not evaluated")
        return reader(self, expression)

    def quantity(self, name: str, where: tuple[int, ...], determined: Callable[[], Any]) -> Any:
        """The value of a named quantity: held fixed, computed, or chosen."""
        key = (name, where)
        if key in self.held:
            return self.held[key]
        known = self.varied if self.held else self.values
        if key in known:
            return known[key]
        self.depth += 1
        try:
            if self.depth > 200:
                raise NoValue("definitions go round in a circle")
            value = determined()
        except Undefined as problem:
            raise NoValue(f"{name} has no value: {problem}") from None
        finally:
            self.depth -= 1
        if value is None:
            value = self.values.get(key)
            if value is None:
                value = self.values[key] = self.choose(name, where)
        else:
            known[key] = value
        return value

    def holding(self, held: dict[tuple[str, tuple[int, ...]], Any], work: Callable[[], Any]) -> Any:
        """A value while these quantities have the values given."""
        before = self.held, self.varied
        self.held, self.varied = held, {}
        try:
            return work()
        finally:
            self.held, self.varied = before

    def bound(self, left: Expr, right: Expr, where: tuple[int, ...]) -> Any:
        """The right side of an equation for an entry, at these indices; ``None`` if it is not about them."""
        here: dict[Symbol, int] = {}
        if len(left.args) != len(where) + 1:
            return None
        for pattern, actual in zip(left.args[1:], where, strict=True):
            free = [s for s in pattern.free_symbols if isinstance(s, Index) and s.range.last is not None]
            if len(free) == 1 and free[0] not in here:
                shift = self.with_indices({free[0]: 0}, partial(self.index, pattern))
                here[free[0]] = actual - shift
            elif self.with_indices(here, partial(self.index, pattern)) != actual:
                return None
        for symbol, value in here.items():
            if value not in self.with_indices(here, partial(self.elements, symbol.range)):
                return None
        return self.with_indices(here, lambda: self.of(right))

    def at_rest(self, work: Callable[[], Any]) -> Any:
        """A value at the point itself: what a hypothesis demands there says nothing about values nearby."""
        return self.holding({}, work)

    def with_indices(self, more: dict[Symbol, int], work: Callable[[], Any]) -> Any:
        before = self.indices
        self.indices = {**before, **more}
        try:
            return work()
        finally:
            self.indices = before

    def derivative(self, of: Callable[[], Any], key: tuple[str, tuple[int, ...]], at: Any) -> Any:
        """The derivative of a computed value by the quantity ``key``, whose value is ``at``."""
        tag = next(_tags)
        value = self.holding({**self.held, key: Dual(tag, at, fmpq(1))}, of)
        return value.slope if isinstance(value, Dual) and value.tag == tag else fmpq(0)


# -- named quantities


def _entry(point: Point, entry: Entry) -> Any:
    where = tuple(point.index(index) for index in entry.args[1:])
    return point.quantity(entry.family.name, where, lambda: _determined(point, entry, where))


def _determined(point: Point, entry: Entry, where: tuple[int, ...]) -> Any:
    for left, right in point.assigned.get(entry.family, ()):
        value = point.at_rest(partial(point.bound, left, right, where))
        if value is not None:
            return value
    definition = point.theory.definition_of(entry)
    if definition is not None:
        value = point.bound(definition.left, definition.right, where)
        if value is not None:
            return value
    dependencies = [d for d in point.theory.dependencies if isinstance(d.of, Entry) and d.of.family == entry.family]
    parts = [part for d in dependencies for part in _parts(point, d, where)]
    return _some_function(parts, where) if parts else None


def _parts(point: Point, dependency: Dependency, where: tuple[int, ...]) -> list[Any]:
    """The values that an entry depends on by a dependency that says no more than that."""
    here: dict[Symbol, int] = {}
    if len(dependency.of.args) != len(where) + 1:
        return []
    for pattern, actual in zip(dependency.of.args[1:], where, strict=True):
        if isinstance(pattern, Index) and pattern.range.last is not None:
            if actual not in point.with_indices(here, partial(point.elements, pattern.range)):
                return []
            here[pattern] = actual
        elif point.with_indices(here, partial(point.index, pattern)) != actual:
            return []
    inner = [
        i for i in dependency.on.free_symbols if isinstance(i, Index) and i not in here and i.range.last is not None
    ]
    found = []
    if not inner:
        return [point.with_indices(here, lambda: point.of(dependency.on))]
    for value in point.with_indices(here, lambda: point.elements(inner[0].range)):
        found.append(point.with_indices({**here, inner[0]: value}, lambda: point.of(dependency.on)))
    return found


def _some_function(arguments: list[Any], where: tuple[int, ...]) -> Any:
    """A polynomial that no identity of the field singles out, for a dependency or a function that is not determined.

    sum_i (u_i / (i + 2) + u_i^2 / (i + 3) + u_i^3 / 7), i counting from 1, plus the product of all arguments.
    """
    total: Any = fmpq(sum(where), 5) if where else fmpq(0)
    product: Any = fmpq(1)
    for i, u in enumerate(arguments, 1):
        square = numbers.multiply(u, u)
        for term in (
            numbers.multiply(fmpq(1, i + 2), u),
            numbers.multiply(fmpq(1, i + 3), square),
            numbers.multiply(fmpq(1, 7), numbers.multiply(square, u)),
        ):
            total = numbers.add(total, term)
        product = numbers.multiply(product, u)
    return numbers.add(total, product) if len(arguments) > 1 else total


def _symbol(point: Point, symbol: Symbol) -> Any:
    if isinstance(symbol, Index):
        return fmpq(point.index(symbol))
    if symbol.is_commutative is False or symbol.is_extended_real is False:
        raise NoValue(f"{symbol} does not stand for a real number")

    def determined() -> Any:
        for _, right in point.assigned.get(symbol, ()):
            return point.at_rest(partial(point.of, right))
        definition = point.theory.definition_of(symbol)
        return None if definition is None else point.of(definition.right)

    return point.quantity(symbol.name, (), determined)


# -- expressions


def _sum(point: Point, expression: Sum) -> Any:
    left_out = {point.index(index) for index in expression.without}
    total: Any = fmpq(0)
    if expression.index.range.last is None and not expression.index.range.name:
        raise NoValue(f"the sum over {expression.index.range} has no end")
    for value in point.elements(expression.index.range):
        if value not in left_out:
            term = point.with_indices({expression.index: value}, lambda: point.of(expression.body))
            total = numbers.add(total, term)
    return total


def _add(point: Point, expression: Expr) -> Any:
    total = point.of(expression.args[0])
    for part in expression.args[1:]:
        total = numbers.add(total, point.of(part))
    return total


def _mul(point: Point, expression: Expr) -> Any:
    product = point.of(expression.args[0])
    for part in expression.args[1:]:
        product = numbers.multiply(product, point.of(part))
    return product


def _key(point: Point, quantity: Expr) -> tuple[str, tuple[int, ...]]:
    if isinstance(quantity, Entry):
        return quantity.family.name, tuple(point.index(index) for index in quantity.args[1:])
    return quantity.name, ()


def _partial(point: Point, expression: Partial) -> Any:
    return _nth_derivative(point, expression.of, expression.by, 1)


def _derivative(point: Point, expression: sympy.Derivative) -> Any:
    if len(expression.variable_count) != 1 or not isinstance(expression.variable_count[0][1], sympy.Integer):
        raise NoValue("a derivative by several quantities, or of an order that is no whole number")
    ((by, times),) = expression.variable_count
    return _nth_derivative(point, expression.expr, by, int(times))


def _nth_derivative(point: Point, of: Expr, by: Expr, times: int) -> Any:
    if times == 0:
        return point.of(of)
    key, at = _key(point, by), point.of(by)
    return point.derivative(lambda: _nth_derivative(point, of, by, times - 1), key, at)


def _prime(point: Point, expression: Prime) -> Any:
    order = expression.args[1]
    if not isinstance(order, sympy.Integer) or order < 0:
        raise NoValue("a derivative of an order that is no natural number")
    if not isinstance(expression.of, AppliedUndef | Functional) or len(expression.of.args) != 1:
        raise NoValue("a derivative of something that is not a function of one argument")
    place = Symbol("#at")
    function = expression.of.func(place)
    at = point.of(expression.of.args[0])

    def nth(times: int) -> Any:
        if times == 0:
            return point.of(function)
        here = point.held.get((place.name, ()), at)
        return point.derivative(lambda: nth(times - 1), (place.name, ()), here)

    return nth(expression.order)


def _applied(point: Point, expression: Expr) -> Any:
    arguments = [point.of(argument) for argument in expression.args]
    definition = point.theory.definition_of(expression)
    if definition is None:
        point.functions[expression.func.__name__] = "a cubic polynomial"
        return _some_function(arguments, ())
    return _with_arguments(point, definition, arguments)


def _with_arguments(point: Point, definition: Definition, arguments: list[Any]) -> Any:
    held = dict(point.held)
    held |= {(s.name, ()): v for s, v in zip(definition.left.args, arguments, strict=True)}
    return point.holding(held, lambda: point.of(definition.right))


def _kronecker(point: Point, expression: Kronecker) -> Any:
    one, other = expression.args
    return fmpq(point.index(one) == point.index(other))


def _lim(point: Point, expression: Lim) -> Any:
    growing = expression.point is sympy.oo
    at = numbers.growing() if growing else point.of(expression.point)
    value = point.holding({**point.held, (expression.variable.name, ()): at}, lambda: point.of(expression.of))
    return numbers.limit(value) if growing else value


def _cases(point: Point, expression: Cases) -> Any:
    inside = point.index(expression.index) in point.elements(expression.member.range)
    return point.of(expression.inside if inside else expression.outside)


def _vector(point: Point, expression: Vector) -> Any:
    if point.component is None:
        raise NoValue("a vector is no number")
    return point.with_indices({expression.index: point.component}, lambda: point.of(expression.body))


def _abs(point: Point, expression: Expr) -> Any:
    value = point.of(expression.args[0])
    if isinstance(value, fmpq | arb):
        return abs(value)
    return value if numbers.is_positive(value) else numbers.negate(value)


def _tanh(point: Point, expression: Expr) -> Any:
    double = numbers.exponential(numbers.multiply(fmpq(2), point.of(expression.args[0])))
    top, bottom = numbers.add(double, fmpq(-1)), numbers.add(double, fmpq(1))
    return numbers.multiply(top, numbers.invert(bottom))


def _relu(point: Point, expression: Expr) -> Any:
    value = point.of(expression.args[0])
    positive = numbers.is_positive(value)
    return value if positive else numbers.multiply(fmpq(0), value)


READERS: dict[type, Callable[[Point, Any], Any]] = {
    Entry: _entry,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: lambda point, e: numbers.power(point.of(e.args[0]), point.of(e.args[1])),
    sympy.exp: lambda point, e: numbers.exponential(point.of(e.args[0])),
    sympy.log: lambda point, e: numbers.logarithm(point.of(e.args[0])),
    sympy.Rational: lambda point, e: fmpq(int(e.p), int(e.q)),
    sympy.core.numbers.Pi: lambda point, e: arb.pi(),
    sympy.core.numbers.Exp1: lambda point, e: numbers.exponential(arb(1)),
    sympy.core.numbers.Infinity: lambda point, e: arb("+inf"),
    sympy.core.numbers.NegativeInfinity: lambda point, e: arb("-inf"),
    Symbol: _symbol,
    Sum: _sum,
    Partial: _partial,
    sympy.Derivative: _derivative,
    Prime: _prime,
    Kronecker: _kronecker,
    Lim: _lim,
    Cases: _cases,
    Vector: _vector,
    sympy.Abs: _abs,
    sympy.tanh: _tanh,
    relu: _relu,
    Functional: _applied,
    AppliedUndef: _applied,
}
