"""From SymPy expressions to normal forms.

One table says how each kind of expression is read.  What has no row there is not understood, and said so: nothing is
left out and nothing is guessed.  Side conditions (a denominator that is not 0, an argument of ln that is positive) are
noted in the ring as the expression is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

import sympy
from flint import fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Cases, Entry, Family, Index, IndexSet, Kronecker, Lim, Partial, Prime, Sum
from derivations.notation.operators import Functional, function_name
from derivations.proof import differentiate, elementary, sums
from derivations.proof.atoms import PI, Applied, Named, Opaque, Set, Term, Variable
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring, Undecided, Unsupported

Environment: TypeAlias = "Mapping[Symbol, Term | Ratio]"
NOTHING: Environment = {}


def translate(ring: Ring, expression: Expr, where: Environment = NOTHING) -> Ratio:
    """The normal form of an expression; symbols in ``where`` stand for the values given there."""
    reader = READERS.get(type(expression))
    if reader is None:
        reader = next((row for kind, row in READERS.items() if isinstance(expression, kind)), None)
    if reader is None:
        raise Unsupported(f"{type(expression).__name__} is not among the expressions that can be decided: {expression}")
    return reader(ring, expression, where)


# -- indices and index sets


def index_set(over: IndexSet, where: Environment = NOTHING) -> Set:
    """An index set as the normal form knows it."""
    if where and not _symbols_in(over).isdisjoint(where):
        return _index_set(over, where)
    return _plain_index_set(over)


@lru_cache(maxsize=4096)
def _plain_index_set(over: IndexSet) -> Set:
    return _index_set(over, NOTHING)


@lru_cache(maxsize=4096)
def _symbols_in(over: IndexSet) -> frozenset[Symbol]:
    ends = (over.first, over.last, over.size)
    found = frozenset().union(*(end.free_symbols for end in ends if end is not None))
    return found.union(*(_symbols_in(part) for part in (over.part_of, over.complement) if part is not None))


def _index_set(over: IndexSet, where: Environment) -> Set:
    return Set(
        over.first if over.first is None else term(over.first, where),
        over.last if over.last is None else _size(over.last, where),
        over.name,
        None if over.part_of is None else index_set(over.part_of, where),
        None if over.size is None else _size(over.size, where),
        None if over.complement is None else index_set(over.complement, where),
    )


def _size(value: Expr, where: Environment) -> Term | Variable:
    if isinstance(value, Entry):
        return variable(value, where)
    if isinstance(value, Symbol) and not isinstance(value, Index):
        image = where.get(value)
        atom = image.atom() if isinstance(image, Ratio) else None
        return atom if isinstance(atom, Variable) else Variable(value.name)
    return term(value, where)


def term(index: Expr, where: Environment = NOTHING) -> Term:
    """An index expression: an index symbol, a whole number, or the sum of both."""
    if isinstance(index, Index):
        image = where.get(index)
        if image is None:
            if not where or _symbols_in(index.range).isdisjoint(where):
                return _plain_index(index)
            return Term(Named(index.name, index_set(index.range, where)))
        if isinstance(image, Term):
            return image
    if isinstance(index, sympy.Integer):
        return Term(None, int(index))
    if isinstance(index, sympy.Add):
        parts = [term(part, where) for part in index.args]
        bases = [part.base for part in parts if part.base is not None]
        if len(bases) <= 1:
            return Term(bases[0] if bases else None, sum(part.offset for part in parts))
    if isinstance(index, sympy.Mul) and all(isinstance(factor, sympy.Integer) for factor in index.args):
        return Term(None, int(sympy.prod(index.args)))
    raise Unsupported(f"{index} is not an index, nor an index plus a whole number")


@lru_cache(maxsize=4096)
def _plain_index(index: Index) -> Term:
    return Term(Named(index.name, index_set(index.range)))


def variable(entry: Expr, where: Environment = NOTHING) -> Variable:
    """A named quantity: an entry of a family, or a symbol."""
    if isinstance(entry, Entry):
        return Variable(entry.family.name, tuple(term(index, where) for index in entry.args[1:]))
    return Variable(entry.name)


# -- one reader for each kind of expression


def _rational(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    return ring.number(fmpq(int(expression.p), int(expression.q)))


def _symbol(ring: Ring, symbol: Symbol, where: Environment) -> Ratio:
    image = where.get(symbol)
    if isinstance(image, Ratio):
        return image
    if isinstance(symbol, Index | Family):
        raise Unsupported(f"the {'index' if isinstance(symbol, Index) else 'family'} {symbol} is used as a number")
    if symbol.is_commutative is False or symbol.is_extended_real is False:
        raise Unsupported(f"{symbol} does not stand for a real number")
    return ring.of(Variable(symbol.name))


def _entry(ring: Ring, entry: Entry, where: Environment) -> Ratio:
    return ring.of(variable(entry, where))


def _add(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    total = ring.zero
    for part in expression.args:
        total = total + translate(ring, part, where)
    return total


def _mul(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    product = ring.one
    for factor in expression.args:
        product = product * translate(ring, factor, where)
    return product


def _pow(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    base, exponent = expression.args
    if base == sympy.E:
        return elementary.exponential(ring, translate(ring, exponent, where))
    return elementary.power(ring, translate(ring, base, where), translate(ring, exponent, where), base)


def _exp(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    return elementary.exponential(ring, translate(ring, expression.args[0], where))


def _e(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    return elementary.exponential(ring, ring.one)


def _pi(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    return ring.of(Opaque(PI, ()))


def _log(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    if len(expression.args) != 1:
        raise Unsupported("a logarithm to another base: write ln(x)/ln(b)")
    argument = translate(ring, expression.args[0], where)
    ring.require("positive", argument, expression.args[0])
    return elementary.logarithm(ring, argument)


def _tanh(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    double = elementary.exponential(ring, translate(ring, expression.args[0], where) * ring.number(2))
    return (double - ring.one) / (double + ring.one)


def _abs(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    from derivations.proof.sign import NONNEGATIVE, NONPOSITIVE, sign

    value = translate(ring, expression.args[0], where)
    direction = sign(ring, value)
    if ring.held and 0 in direction:
        raise Unsupported(f"the derivative of |{expression.args[0]}|, which has a kink at 0")
    if direction <= NONNEGATIVE:
        return value
    if direction <= NONPOSITIVE:
        return -value
    raise Unsupported(f"the sign of {expression.args[0]}, whose absolute value is taken, is not known")


def _applied(ring: Ring, expression: Expr, where: Environment) -> Ratio:
    arguments = tuple(translate(ring, argument, where).reduced() for argument in expression.args)
    return ring.of(Applied(function_name(expression.func), (0,) * len(arguments), arguments))


def _prime(ring: Ring, expression: Prime, where: Environment) -> Ratio:
    applied = expression.of
    return _derived(ring, applied, (expression.order,), where)


def _derived(ring: Ring, applied: Expr, orders: tuple[int, ...], where: Environment) -> Ratio:
    if not isinstance(applied, AppliedUndef | Functional) or len(applied.args) != len(orders) or min(orders) < 0:
        raise Unsupported(f"the derivative of {applied.func} is not known as a function: write it out")
    arguments = tuple(translate(ring, argument, where).reduced() for argument in applied.args)
    return ring.of(Applied(function_name(applied.func), orders, arguments))


def _sum(ring: Ring, expression: Sum, where: Environment) -> Ratio:
    over = index_set(expression.index.range, where)
    result = ring.zero
    for part in ring.knowledge.parts(over) or (over,):
        here = ring.fresh(part)
        body = translate(ring, expression.body, {**where, expression.index: Term(here)})
        result = result + sums.total(ring, here, body)
    points = [term(point, where) for point in expression.without]
    for i, point in enumerate(points):
        if not sums.contains(ring, over, point):
            raise Unsupported(f"the index {expression.without[i]} left out of a sum may lie outside of its range")
        left_out = translate(ring, expression.body, {**where, expression.index: point})
        for earlier in points[:i]:
            left_out = left_out * (ring.one - sums.equal(ring, earlier, point))
        result = result - left_out
    return result


def _partial(ring: Ring, expression: Partial, where: Environment) -> Ratio:
    return _derivative_by(ring, expression.of, expression.by, 1, where)


def _derivative(ring: Ring, expression: sympy.Derivative, where: Environment) -> Ratio:
    if len(expression.variable_count) != 1:
        raise Unsupported("a derivative by several variables at once: nest one derivative in the other")
    by, times = expression.variable_count[0]
    return _derivative_by(ring, expression.expr, by, int(times), where)


def _derivative_by(ring: Ring, of: Expr, by: Expr, times: int, where: Environment) -> Ratio:
    if by in where:
        raise Unsupported(f"a derivative by {by}, which stands for another value here")
    if by.is_integer or ring.knowledge.is_whole(by):
        raise Unsupported(f"a derivative by {by}, which is a whole number")
    if isinstance(by, Index) or not isinstance(by, Entry | Symbol):
        raise Unsupported(f"a derivative by {by}, which is not a quantity with a name")
    quantity = ring.knowledge.same_as(variable(by, where))
    with ring.varying(quantity) as anew:
        value = translate(ring, of, where)
        for _ in range(times):
            value = differentiate.derivative(ring, value, quantity)
        return anew(value)


def _kronecker(ring: Ring, expression: Kronecker, where: Environment) -> Ratio:
    one, other = (term(index, where) for index in expression.args)
    return sums.equal(ring, one, other)


def _lim(ring: Ring, expression: Lim, where: Environment) -> Ratio:
    from derivations.proof.limit import limit

    value = limit(ring, expression, where)
    if not isinstance(value, Ratio):
        raise Unsupported("an infinite limit is used as a number")
    return value


def _cases(ring: Ring, expression: Cases, where: Environment) -> Ratio:
    index, part = ring.knowledge.known(term(expression.index, where)), index_set(expression.member.range, where)
    parts = next((p for p in map(ring.knowledge.parts, [part.part_of] if part.part_of else []) if part in p), ())
    if sums.contains(ring, part, index):
        return translate(ring, expression.inside, where)
    if any(sums.contains(ring, other, index) for other in parts if other != part):
        return translate(ring, expression.outside, where)
    raise Undecided(index, parts) if parts else Unsupported(f"{expression.member} is not of a part of an index set")


READERS: dict[type, Callable[..., Ratio]] = {
    Entry: _entry,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: _pow,
    sympy.exp: _exp,
    sympy.log: _log,
    sympy.Symbol: _symbol,
    sympy.Rational: _rational,
    sympy.core.numbers.Exp1: _e,
    sympy.core.numbers.Pi: _pi,
    Sum: _sum,
    Partial: _partial,
    sympy.Derivative: _derivative,
    Prime: _prime,
    Kronecker: _kronecker,
    Lim: _lim,
    Cases: _cases,
    sympy.tanh: _tanh,
    sympy.Abs: _abs,
    Functional: _applied,
    AppliedUndef: _applied,
}
