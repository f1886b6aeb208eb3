"""The value of an expression at one point, with a concrete number of neurons, exact or in balls.

It shares nothing with the normal form: sums are added up, derivatives carried along by dual numbers, and what depends
on other quantities is computed from them by the theory's definitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import count
from typing import Any, TypeAlias

import sympy
from flint import arb, fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import (
    Cases,
    Entry,
    Family,
    Index,
    IndexSet,
    Kronecker,
    Lim,
    Partial,
    Prime,
    Sum,
    Vector,
    replaced,
)
from derivations.notation.operators import Functional, relu
from derivations.proof.refuting import functions, numbers
from derivations.proof.refuting.inverses import Inverted, inverse
from derivations.proof.refuting.numbers import Dual, NoValue, Undefined
from derivations.proof.statements.functions import FUNCTIONS, is_applied
from derivations.proof.statements.theory import Definition, Dependency, Theory, head

_tags = count(1)

Key: TypeAlias = "tuple[Symbol, tuple[int, ...]]"
"""A quantity: a symbol, or a family with the places of an entry."""

HIDDEN = object()
"""Held for the argument's name while a function's formula is computed: nobody says that quantities follow it."""


@dataclass
class Point:
    """Values for everything that a theory leaves open.

    ``indices`` and ``sizes`` are whole numbers; ``choose`` gives the rational value of a quantity that nothing else
    determines; ``assigned`` are the equations that hypotheses demand, by what they are for, and ``inverted`` the
    families that are computed as inverses.  ``opaque`` is what the theory defines in a way that is not understood: it
    has no value that can be told.  ``held`` are values that are prescribed for the time being, such as that of a
    variable and its slope, and ``varied`` what was computed with them.  ``component`` is the place at which vectors are
    looked at, ``last`` the one element that is taken of a set without an upper end: how many layers there are.
    ``used`` are the quantities that a reader is shown, if not all.
    """

    theory: Theory
    choose: Callable[[Symbol, tuple[int, ...]], fmpq]
    opaque: frozenset[object] = frozenset()
    indices: dict[Symbol, int] = field(default_factory=dict)
    assigned: dict[object, list[tuple[Expr, Expr]]] = field(default_factory=dict)
    members: dict[IndexSet, list[int]] = field(default_factory=dict)
    inverted: dict[Symbol, Inverted] = field(default_factory=dict)
    values: dict[Key, Any] = field(default_factory=dict)
    held: dict[Key, Any] = field(default_factory=dict)
    varied: dict[Key, Any] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    used: frozenset[Key] | None = None
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
        """The indices in a set; of one without an end the one that is taken."""
        if over.last is not None or over.name:
            return self.all_of(over)
        if over.first is None:
            raise NoValue("an index set without a first index")
        return [max(self.last, self.index(over.first))]

    def all_of(self, over: IndexSet) -> list[int]:
        """The indices in a set.  Raises :class:`NoValue` for a set without an end."""
        if over.name:
            if over not in self.members:
                raise NoValue(f"the set {over.name} is not determined")
            return self.members[over]
        if over.last is None or over.first is None:
            raise NoValue(f"the set {over} has no end")
        last = self.of(over.last) if not isinstance(over.last, Index | sympy.Add) else fmpq(self.index(over.last))
        if not isinstance(last, fmpq) or last.q != 1 or last > 50:
            raise NoValue("the size of an index set is not a small integer")
        found = list(range(self.index(over.first), int(last.p) + 1))
        if not found:
            raise NoValue("an index set is empty")
        return found

    def for_all(self, indices: Iterable[Index], it_holds: Callable[[], bool]) -> bool:
        """Whether something holds for all values of indices, those first whose sets depend on no other."""
        rest = set(indices)
        if not rest:
            return it_holds()
        index = next((i for i in sorted(rest, key=str) if not _ends(i) & rest), None)
        if index is None:
            raise NoValue("the ranges of indices depend on one another")
        return all(
            self.with_indices({index: place}, lambda: self.for_all(rest - {index}, it_holds))
            for place in self.all_of(index.range)
        )

    # -- values

    def of(self, expression: Expr) -> Any:
        """The value of an expression."""
        reader = READERS.get(type(expression)) or next(
            (r for k, r in READERS.items() if isinstance(expression, k)), None
        )
        if reader is None:
            raise NoValue(f"{type(expression).__name__} is not evaluated")
        return reader(self, expression)

    def side(self, expression: Expr) -> Any:
        """The value of a whole side of a relation, which may be infinite where it is a limit."""
        if expression in (sympy.oo, -sympy.oo):
            return arb("+inf") if expression is sympy.oo else arb("-inf")
        return _limit(self, expression) if isinstance(expression, Lim) else self.of(expression)

    def quantity(self, of: Symbol, where: tuple[int, ...], determined: Callable[[], Any]) -> Any:
        """The value of a named quantity: held fixed, computed, or chosen."""
        key = (of, where)
        if self.held.get(key) is HIDDEN:
            raise NoValue(f"it is not said whether {of} is a function's argument or the quantity of that name")
        if key in self.held:
            return self.held[key]
        if of in self.opaque:
            raise NoValue(f"the definition of {of} is not understood")
        known = self.varied if self.held else self.values
        if key in known:
            return known[key]
        self.depth += 1
        try:
            if self.depth > 200:
                raise NoValue("definitions go round in a circle")
            value = determined()
        except Undefined as problem:
            raise NoValue(f"{of} has no value: {problem}") from None
        finally:
            self.depth -= 1
        if value is None:
            value = self.values.get(key)
            if value is None:
                value = self.values[key] = self.choose(of, where)
        else:
            known[key] = value
        return value

    def holding(self, held: dict[Key, Any], work: Callable[[], Any]) -> Any:
        """A value while these quantities have the values given."""
        before = self.held, self.varied
        self.held, self.varied = held, {}
        try:
            return work()
        finally:
            self.held, self.varied = before

    def bound(self, left: Expr, right: Expr, where: tuple[int, ...]) -> Any:
        """The right side of an equation for an entry, at these indices; ``None`` if it is not about them."""
        here = self.matched(left, where)
        if here is None:
            return None
        return self.with_indices(here, lambda: self.of(right))

    def matched(self, left: Entry, where: tuple[int, ...]) -> dict[Symbol, int] | None:
        """The values of the indices for which an entry is the one at these places; ``None`` if there are none."""
        here: dict[Symbol, int] = {}
        if len(left.args) != len(where) + 1:
            return None
        for pattern, actual in zip(left.args[1:], where, strict=True):
            if isinstance(pattern, Index) and is_bound(pattern) and pattern not in here:
                here[pattern] = actual
                continue
            free = [s for s in bound_indices(pattern) if s not in here]
            if len(free) == 1:
                here[free[0]] = actual - self.with_indices({**here, free[0]: 0}, partial(self.index, pattern))
            if self.with_indices(here, partial(self.index, pattern)) != actual:
                if free:
                    raise NoValue(f"{pattern} is not an index plus an integer")
                return None
        for symbol, value in here.items():
            if value not in self.with_indices(here, partial(self.all_of, symbol.range)):
                return None
        return here

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

    def derivative(self, of: Callable[[], Any], key: Key, at: Any) -> Any:
        """The derivative of a computed value by the quantity ``key``, whose value is ``at``."""
        tag = next(_tags)
        value = self.holding({**self.held, key: Dual(tag, at, fmpq(1))}, of)
        return value.slope if isinstance(value, Dual) and value.tag == tag else fmpq(0)


def bound_indices(expression: Any) -> list[Index]:
    """The indices for all of which an assumption holds that speaks of them; those of sets without an end are fixed."""
    return sorted((s for s in expression.free_symbols if isinstance(s, Index) and is_bound(s)), key=str)


def is_bound(index: Index) -> bool:
    """Whether an assumption that speaks of an index holds for all its values."""
    return index.range.last is not None or bool(index.range.name)


def _ends(index: Index) -> set[Any]:
    return {s for end in (index.range.first, index.range.last) if end is not None for s in end.free_symbols}


# -- what SymPy assumes

_REAL, _POSITIVE, _NEGATIVE = Symbol("#", real=True), Symbol("#", positive=True), Symbol("#", negative=True)


def says_more(what: Expr) -> bool:
    """Whether SymPy's assumptions on a symbol or a function's value say more than that it is a real number."""
    return not _agrees(what, _REAL)


def conforms(what: Expr, value: Any) -> bool:
    """Whether a value certainly is all that SymPy's assumptions say of a symbol or a function's value.

    >>> odd = Symbol("q", odd=True)
    >>> conforms(odd, fmpq(3)), conforms(odd, fmpq(2)), conforms(odd, arb(3).exp().log())
    (True, False, False)
    """
    value = numbers.plain(value)
    if isinstance(value, fmpq):
        return _agrees(what, sympy.Rational(int(value.p), int(value.q)))
    if not isinstance(value, arb) or not value.is_finite():
        return not says_more(what)
    return _agrees(what, _POSITIVE if value > 0 else _NEGATIVE if value < 0 else _REAL)


def _agrees(what: Expr, known: Expr) -> bool:
    facts = what.assumptions0 if isinstance(what, Symbol) else what.func.default_assumptions
    return all(getattr(known, f"is_{fact}") is said for fact, said in facts.items())


# -- named quantities


def _entry(point: Point, entry: Entry) -> Any:
    where = tuple(point.index(index) for index in entry.args[1:])
    return point.quantity(entry.family, where, lambda: _determined(point, entry, where))


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
        for index, at in zip(definition.left.args[1:], where, strict=True):
            has_size = isinstance(index, Index) and type(index.range.last) is Symbol
            if has_size and at > point.all_of(index.range)[-1]:
                raise NoValue("a quantity behind the last one that is defined")
    if entry.family in point.inverted:
        return _of_inverse(point, point.inverted[entry.family], where)[where]
    dependencies = [d for d in point.theory.dependencies if isinstance(d.of, Entry) and d.of.family == entry.family]
    parts = [part for d in dependencies for part in _parts(point, d, where)]
    return _some_function(parts, where) if parts else None


def _of_inverse(point: Point, inverted: Inverted, where: tuple[int, ...]) -> dict[tuple[int, ...], Any]:
    """The components of a matrix that is the inverse of another one; they are computed all at once."""
    *others, row, column = where
    here: dict[Symbol, int] = {}
    for pattern, actual in zip(inverted.others, others, strict=True):
        if not isinstance(pattern, Index):
            raise NoValue("a matrix at an index that is computed")
        here[pattern] = actual
    places = point.with_indices(here, partial(point.all_of, inverted.row.range))
    if row not in places or column not in places:
        raise NoValue("a matrix that is not square")

    def component(first: int, second: int) -> Any:
        more = {**here, inverted.row: places[first], inverted.column: places[second]}
        return point.with_indices(more, partial(point.of, inverted.matrix))

    rows = inverse(len(places), component)
    found = {
        (*others, one, other): value
        for one, values in zip(places, rows, strict=True)
        for other, value in zip(places, values, strict=True)
    }
    (point.varied if point.held else point.values).update({(inverted.family, at): value for at, value in found.items()})
    return found


def _parts(point: Point, dependency: Dependency, where: tuple[int, ...]) -> list[Any]:
    """The values that an entry depends on by a dependency that says no more than that."""
    here = point.matched(dependency.of, where)
    if here is None:
        return []
    inner = [i for i in bound_indices(dependency.on) if i not in here]
    found = []
    if not inner:
        return [point.with_indices(here, lambda: point.of(dependency.on))]
    for value in point.with_indices(here, lambda: point.all_of(inner[0].range)):
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
    if isinstance(symbol, Family) or symbol.is_commutative is False or symbol.is_extended_real is False:
        raise NoValue(f"{symbol} does not stand for a real number")

    def determined() -> Any:
        for _, right in point.assigned.get(symbol, ()):
            return point.at_rest(partial(point.of, right))
        definition = point.theory.definition_of(symbol)
        return None if definition is None else point.of(definition.right)

    return point.quantity(symbol, (), determined)


# -- expressions


def _sum(point: Point, expression: Sum) -> Any:
    left_out = {point.index(index) for index in expression.without}
    total: Any = fmpq(0)
    for value in point.all_of(expression.index.range):
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


def _key(point: Point, quantity: Expr) -> Key:
    """The quantity that is differentiated by, or tends to a point."""
    if isinstance(quantity, Entry):
        return quantity.family, tuple(point.index(index) for index in quantity.args[1:])
    if not isinstance(quantity, Symbol) or isinstance(quantity, Index | Family) or quantity.is_integer:
        raise NoValue(f"{quantity} is not a quantity that changes")
    return quantity, ()


def _partial(point: Point, expression: Partial) -> Any:
    return _nth_derivative(point, expression.of, expression.by, 1)


def _derivative(point: Point, expression: sympy.Derivative) -> Any:
    if len(expression.variable_count) != 1 or not isinstance(expression.variable_count[0][1], sympy.Integer):
        raise NoValue("a derivative by several quantities, or of an order that is not an integer")
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
        raise NoValue("a derivative whose order is not a natural number")
    if not is_applied(expression.of) or len(expression.of.args) != 1:
        raise NoValue("a derivative of something that is not a function of one argument")
    place = Symbol(f"#at{next(_tags)}")
    function = expression.of.func(place, evaluate=False)
    at = point.of(expression.of.args[0])

    def nth(times: int) -> Any:
        if times == 0:
            return point.of(function)
        here = point.held.get((place, ()), at)
        return point.derivative(lambda: nth(times - 1), (place, ()), here)

    return nth(expression.order)


def _applied(point: Point, expression: Expr) -> Any:
    arguments = [point.of(argument) for argument in expression.args]
    name = expression.func.__name__
    if head(expression) in point.opaque:
        raise NoValue(f"the definition of {name} is not understood")
    definition = point.theory.definition_of(expression)
    if definition is not None:
        value = _with_arguments(point, definition, arguments)
        if says_more(expression) and not conforms(expression, value):
            raise NoValue(f"{name} is defined otherwise than SymPy assumes of it")
        return value
    if says_more(expression):
        raise NoValue(f"a function {name} that is as SymPy assumes is not made up")
    point.functions[name] = "a cubic polynomial"
    return _some_function(arguments, ())


def _known(point: Point, expression: Expr) -> Any:
    return functions.applied(expression.func, *map(point.of, expression.args))


def _with_arguments(point: Point, definition: Definition, arguments: list[Any]) -> Any:
    """A function's formula at arguments.

    The arguments have names of their own there: a quantity that is called the same, and all that depends on it, is
    ambiguous.
    """
    symbols, formula = _apart(definition)
    if len(symbols) != len(arguments):
        raise NoValue(f"{definition.left} is defined for another number of arguments")
    held: dict[Key, Any] = {**point.held, **{(symbol, ()): HIDDEN for symbol in definition.left.args}}
    held |= {(symbol, ()): argument for symbol, argument in zip(symbols, arguments, strict=True)}
    return point.holding(held, lambda: point.of(formula))


@lru_cache(maxsize=256)
def _apart(definition: Definition) -> tuple[tuple[Symbol, ...], Expr]:
    """A function's arguments and its formula, with names for the arguments that no quantity has."""
    left = definition.left.args
    if len(set(left)) < len(left) or any(not isinstance(s, Symbol) or isinstance(s, Index | Family) for s in left):
        raise NoValue(f"the arguments of {definition.left} are not different symbols")
    names = tuple(Symbol(f"#{symbol.name}") for symbol in left)
    return names, replaced(definition.right, dict(zip(left, names, strict=True)))


def _kronecker(point: Point, expression: Kronecker) -> Any:
    one, other = map(point.index, expression.args)
    return fmpq(one == other)


def _lim(point: Point, expression: Lim) -> Any:
    value = _limit(point, expression)
    if isinstance(value, arb) and not value.is_finite():
        raise Undefined("an infinite limit") if abs(value) == arb("+inf") else NoValue("a limit that is not told")
    return value


def _limit(point: Point, expression: Lim) -> Any:
    """A limit, which may be infinite; at a number it is the value there if there is one, as what has values varies
    continuously.
    """
    key, growing = _key(point, expression.variable), expression.point is sympy.oo
    if says_more(expression.variable) and not (growing and _agrees(expression.variable, _POSITIVE)):
        raise NoValue(f"{expression.variable} may not come near {expression.point}")

    def where(value: Any) -> Any:
        return point.holding({**point.held, key: value}, lambda: point.of(expression.of))

    if growing:
        return numbers.limit(where(numbers.growing()))
    at = point.of(expression.point)
    try:
        return where(at)
    except NoValue:
        return _from_the_sides(lambda side: numbers.limit(where(numbers.approaching(at, side))))


def _from_the_sides(limit: Callable[[int], Any]) -> Any:
    """The limit from above, if the one from below is the same or there are no values below."""
    above = limit(1)
    try:
        below = limit(-1)
    except Undefined:
        return above
    if above != below:
        raise NoValue("the limits from above and from below differ")
    return above.union(below) if isinstance(above, arb) and isinstance(below, arb) and above.is_finite() else above


def _power(point: Point, expression: Expr) -> Any:
    """A power; only an exponent that is made of numbers alone makes it a product."""
    base, exponent = expression.args
    value = point.of(exponent)
    made_of_numbers = all(isinstance(part, _NUMERIC) for part in sympy.preorder_traversal(exponent))
    if made_of_numbers and isinstance(value, fmpq) and value.q == 1:
        return numbers.power(point.of(base), int(value.p))
    return numbers.real_power(point.of(base), value)


_NUMERIC = (sympy.Rational, sympy.Add, sympy.Mul, sympy.Pow)


def _log(point: Point, expression: Expr) -> Any:
    if len(expression.args) != 1:
        raise NoValue("a logarithm to another base")
    return numbers.logarithm(point.of(expression.args[0]))


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
    sympy.Pow: _power,
    sympy.exp: lambda point, e: numbers.exponential(point.of(e.args[0])),
    sympy.log: _log,
    sympy.Rational: lambda point, e: fmpq(int(e.p), int(e.q)),
    sympy.core.numbers.Pi: lambda point, e: arb.pi(),
    sympy.core.numbers.Exp1: lambda point, e: numbers.exponential(arb(1)),
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
    **dict.fromkeys(FUNCTIONS, _known),
    Functional: _applied,
    AppliedUndef: _applied,
}
