"""SymPy's expressions as the kernel's terms: one reader for each kind of expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy
from flint import fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef, UndefinedFunction

from derivations.kernel import claims
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.notation import Cases, Entry, Family, Index, IndexSet, Kronecker, Lim, Partial, Prime, Sum
from derivations.notation.operators import Functional, function_name
from derivations.notation.relations import SIGNS
from derivations.proof.statements.claim import ELEMENT, EQUIVALENT, IMPLIES, NOT_ELEMENT, Claim
from derivations.proof.statements.functions import FUNCTIONS, is_applied

LARGEST_EXPONENT = 10_000


class Refused(Exception):
    """What the kernel has no meaning for; the text says what, and what to write instead."""


class IllTheory(Refused):
    """A theory that means nothing: its definitions go round in a circle, or two of its symbols have one name."""


@dataclass(frozen=True)
class Sizes:
    """Which symbols are natural numbers because index sets have that size, and which are the sizes of parts.

    ``moved`` are the families of which sums of indices stand in an index, as in ``x[i + k]``.
    """

    counts: frozenset[str] = frozenset()
    parts: tuple[tuple[str, Term], ...] = ()
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gate:
    """How the symbols of a theory, and of a claim in it, are read.

    ``structures`` are what the theory defines, or declares to depend on something, by name; ``opaque`` the names of
    what it defines in a way that is not understood: of these nothing is known.  While the definitions themselves are
    read, the structures are not ``complete``.  Those that are ``stretched`` are defined by real powers or by cases,
    whose terms have more parts that may have no value than what is written.
    """

    sizes: Sizes
    structures: Mapping[str, Term] = field(default_factory=dict, hash=False, compare=False)
    opaque: frozenset[str] = frozenset()
    complete: bool = False
    stretched: frozenset[str] = frozenset()
    reachable_from: dict[str, frozenset[str]] = field(default_factory=dict, hash=False, compare=False)

    def reachable(self, name: str) -> frozenset[str]:
        """The names of the quantities and functions that one depends on."""
        if name not in self.reachable_from:
            found, todo = {name}, [name]
            while todo:
                form = self.structures.get(todo.pop())
                more = set() if form is None else body_names(form) - found
                found |= more
                todo += more
            self.reachable_from[name] = frozenset(found)
        return self.reachable_from[name]

    # -- indices

    def index(self, expression: Expr) -> Term:
        """An index term: an index symbol, a whole number, or the sum of both."""
        if isinstance(expression, Index):
            return index_variable(expression)
        if isinstance(expression, sympy.Integer):
            return k.index(None, int(expression))
        if isinstance(expression, sympy.Add):
            parts = [self.index(part) for part in expression.args]
            named = [part for part in parts if part.args[0] is not None]
            if len(named) <= 1:
                return k.index(named[0].args[0] if named else None, sum(part.args[1] for part in parts))
        if isinstance(expression, sympy.Mul) and all(isinstance(factor, sympy.Integer) for factor in expression.args):
            return k.index(None, int(sympy.prod(expression.args)))
        raise Refused(f"{expression} is not an index, nor an index plus an integer")

    def set(self, over: IndexSet) -> Term:
        """An index set."""
        if over.name:
            if over.part_of is None:
                raise Refused(f"the set {over.name} is not a part of another one")
            whole = self.set(over.part_of)
            if over.complement is not None:
                return k.rest(k.part(over.complement.name, whole))
            return k.part(over.name, whole)
        if over.first is None:
            raise Refused(f"the set {over} has no first index")
        first = self.index(over.first)
        if over.last is None:
            return k.upwards(first)
        if isinstance(over.first, sympy.Integer) and isinstance(over.last, sympy.Integer) and over.last < over.first:
            raise IllTheory(f"the bounds of {over} are reversed: write the smaller one first")
        return k.interval(first, self._last(over))

    def _last(self, over: IndexSet) -> Term:
        last = over.last
        if isinstance(last, Entry):
            return k.count(family_name(last.family), *map(self.index, last.args[1:]))
        if isinstance(last, Symbol) and not isinstance(last, Index | Family):
            return k.count(last.name)
        if isinstance(last, sympy.Float) or (isinstance(last, sympy.Rational) and not isinstance(last, sympy.Integer)):
            raise Refused(f"the last index of {over} is not an integer")
        try:
            return self.index(last)
        except Refused:
            raise Refused(f"the last index of {over} is not a symbol, an index or an integer: give it a name") from None

    # -- terms

    def term(self, expression: Expr) -> Term:
        """A real term."""
        reader = READERS.get(type(expression))
        if reader is None:
            reader = next((row for kind, row in READERS.items() if isinstance(expression, kind)), None)
        if isinstance(expression, sympy.Float):
            number = f"{float(expression):g}"
            raise Refused(f"{number} is a floating-point number, which is not exact: write Rational({number!r})")
        if reader is None:
            raise Refused(f"{type(expression).__name__} is not among the expressions that can be decided: {expression}")
        return reader(self, expression)

    def quantity(self, expression: Expr) -> Term:
        """A quantity that is differentiated by, or tends to a point."""
        if isinstance(expression, Index) or not isinstance(expression, Entry | Symbol):
            raise Refused(f"{expression} is not a quantity with a name")
        if isinstance(expression, Entry) and family_name(expression.family) in self.sizes.moved:
            raise Refused(f"{expression} varies with others of its family, in which sums of indices stand")
        term = self.term(expression)
        if term.op != "quantity":
            raise Refused(f"{expression} is an integer: nothing can be differentiated with respect to it")
        return term

    def _is_stretched(self, expression: Expr, term: Term) -> bool:
        """Whether a term has parts that what is written has not: of a real power, or of the case that does not hold."""
        names = {name for name in term.names if name[0] in "qf"}
        return is_stretched(expression) or any(not self.stretched.isdisjoint(self.reachable(name)) for name in names)

    # -- claims

    def relation(self, claim: Any) -> Term:
        """A relation of SymPy's between numbers or indices, as a proposition."""
        op = SIGNS.get(type(claim))
        if op is None:
            raise Refused(f"{claim} is not a claim")
        left, right = claim.args
        if isinstance(left, Index) or isinstance(right, Index):
            if op == "=":
                return k.same(self.index(left), self.index(right))
            if op == "≠":
                return k.distinct(self.index(left), self.index(right))
            raise Refused(f"an order between indices is not used: {claim}")
        return self.stated(op, left, right)

    def stated(self, op: str, left: Expr, right: Expr) -> Term:
        """What ``left op right`` says of the values of both sides."""
        return claims.stated(op, *self._sides(op, left, right))

    def _sides(self, op: str, left: Expr, right: Expr) -> tuple[Term, Term]:
        """The sides of a relation; the right one is infinite where it says that of a limit."""
        if right not in (sympy.oo, -sympy.oo):
            return self.term(left), self.term(right)
        if op != "=" or not isinstance(left, Lim):
            raise Refused("only a limit can be infinite")
        return self.term(left), k.INFINITY if right is sympy.oo else k.MINUS_INFINITY

    def claim(self, claim: Claim) -> Term:
        """A claim as a proposition: its relation, and that its sides have values."""
        if claim.relation in (ELEMENT, NOT_ELEMENT):
            if claim.rhs is not sympy.S.Reals:
                raise Refused(
                    f"{claim.rhs} is not the set of the real numbers: only that a side has a value is decided"
                )
            term = self.term(claim.lhs)
            if claim.relation == NOT_ELEMENT and self._is_stretched(claim.lhs, term):
                raise Refused("that a power, or one of two cases, has no value depends on more than its parts")
            return claims.claim(claim.relation, term, None)
        if claim.relation in (EQUIVALENT, IMPLIES):
            return claims.connection(claim.relation, self.relation(claim.lhs), self.relation(claim.rhs))
        if claim.relation not in SIGNS.values():
            raise Refused(f"{claim.relation!r} is not a relation that can be decided")
        return claims.claim(claim.relation, *self._sides(claim.relation, claim.lhs, claim.rhs))


def body_names(form: Term) -> frozenset[str]:
    """The names in the right sides of a structure's clauses."""
    found = frozenset[str]()
    for clause in form.args[1:]:
        found |= k.innermost(clause).args[1].names
    return frozenset(name for name in found if name[0] in "qf")


@lru_cache(maxsize=4096)
def index_variable(symbol: Index) -> Term:
    """The index variable of an index symbol: two symbols are one only if their names and their sets agree."""
    return k.index(f"{symbol.name}∈{_written(symbol.range)}")


def _written(over: IndexSet) -> str:
    """An index set with the sets of the indices in its ends, and what it is a part of."""
    if over.part_of is not None:
        return f"{over} of {_written(over.part_of)}"
    ends = {s for end in (over.first, over.last) if end is not None for s in end.free_symbols if isinstance(s, Index)}
    return ", ".join([str(over), *sorted(f"{end.name}∈{_written(end.range)}" for end in ends)])


def family_name(family: Family) -> str:
    """The name of a family's entries in the kernel, apart from those of symbols."""
    return f"{family.name}[]"


def kernel_name(what: Any) -> str:
    """The kernel's name of a quantity or a family, or of a function or its value, with the letter of its kind."""
    if isinstance(what, Entry):
        what = what.family
    if isinstance(what, Symbol):
        return f"q{family_name(what) if isinstance(what, Family) else what.name}"
    return f"f{function_name(what if isinstance(what, UndefinedFunction | type) else what.func)}"


# -- one reader for each kind of expression


def _rational(gate: Gate, expression: Any) -> Term:
    return k.number(fmpq(int(expression.p), int(expression.q)))


def _symbol(gate: Gate, symbol: Symbol) -> Term:
    if isinstance(symbol, Index):
        raise Refused(f"the index {symbol} is used as a number: name the number")
    if isinstance(symbol, Family):
        raise Refused(f"the family {symbol} is used as a number: give it its indices")
    _check_real(symbol)
    for name, term in gate.sizes.parts:
        if name == symbol.name:
            return term
    if symbol.name in gate.sizes.counts:
        return k.count(symbol.name)
    return k.quantity(symbol.name)


def _check_real(expression: Any) -> None:
    """Refuse what is declared not to be a real number, or to be one or an infinity."""
    infinite = expression.is_finite is False or (expression.is_extended_real is True and expression.is_finite is None)
    if infinite or False in (expression.is_commutative, expression.is_real, expression.is_extended_real):
        raise Refused(f"{expression} does not stand for a real number")


def summed_indices(point: Expr) -> list[tuple[int, Index]]:
    """The indices that a sum of several is made of, in an order of their own, each with its sign; or nothing."""
    found: list[tuple[int, Index]] = []
    for part in point.args if isinstance(point, sympy.Add) else (point,):
        sign, factors = 1, list(part.args) if isinstance(part, sympy.Mul) else [part]
        if sympy.S.NegativeOne in factors:
            factors.remove(sympy.S.NegativeOne)
            sign = -1
        if len(factors) == 1 and isinstance(factors[0], Index):
            found.append((sign, factors[0]))
        elif not isinstance(part, sympy.Integer):
            return []
    return sorted(found, key=str) if len(found) > 1 or any(sign < 0 for sign, _ in found) else []


def is_moved(entry: Entry) -> bool:
    """Whether sums of indices stand in an entry's indices."""
    return any(map(summed_indices, entry.args[1:]))


def _entry(gate: Gate, entry: Entry) -> Term:
    name = family_name(entry.family)
    if not is_moved(entry):
        make = k.count if name in gate.sizes.counts else k.quantity
        return make(name, *map(gate.index, entry.args[1:]))
    return _moved_entry(gate, entry)


def _moved_entry(gate: Gate, entry: Entry) -> Term:
    """``x[i + k]`` as a quantity of its own with the indices i and k.

    What is proved for any such quantities holds for those that are the same where the sums of their indices are, if
    nothing says what x is made of, and nothing varies it, for which :attr:`Sizes.moved` is there.
    """
    signs, where = list[str](), list[Term]()
    for point in entry.args[1:]:
        parts = summed_indices(point) or [(1, point)]
        offset = sum(int(part) for part in sympy.Add.make_args(point) if isinstance(part, sympy.Integer))
        signs.append("".join("+" if sign > 0 else "-" for sign, _ in parts))
        where += [gate.index(index) for _, index in parts]
        if len(parts) > 1 or parts[0][0] < 0:
            first = parts[0][0]
            where[-len(parts)] = k.shifted(where[-len(parts)], first * offset)
    return k.quantity(f"{entry.family.name}[{','.join(signs)}]", *where)


def _add(gate: Gate, expression: Expr) -> Term:
    return k.add(*map(gate.term, expression.args))


def _mul(gate: Gate, expression: Expr) -> Term:
    return k.mul(*map(gate.term, expression.args))


def _pow(gate: Gate, expression: Expr) -> Term:
    base, exponent = expression.args
    if base == sympy.E:
        return k.exp(gate.term(exponent))
    written = gate.term(exponent)
    constant = number_of(written)
    if constant is not None and constant.q == 1:
        if abs(constant) > LARGEST_EXPONENT:
            raise Refused(f"an exponent is larger than {LARGEST_EXPONENT}")
        return k.power(gate.term(base), int(constant.p))
    return k.exp(k.mul(written, k.ln(gate.term(base))))


def is_stretched(expression: Any) -> bool:
    """Whether a real power or cases stand in an expression."""
    return bool(expression.has(Cases, *filter(_real_power, expression.atoms(sympy.Pow))))


def _real_power(power: Any) -> bool:
    return not isinstance(power.exp, sympy.Integer) and power.base != sympy.E


def number_of(term: Term) -> fmpq | None:
    """The value of a term that is made of numbers alone."""
    match term.op:
        case "number":
            return term.args[0]
        case "+" | "*":
            values = [number_of(part) for part in term.args]
            if None in values:
                return None
            total = values[0]
            for value in values[1:]:
                total = total + value if term.op == "+" else total * value  # type: ignore[operator]
            return total
        case "^":
            base = number_of(term.args[0])
            if base is None or (base == 0 and term.args[1] < 0) or abs(term.args[1]) > 1000:
                return None
            return base ** term.args[1]
    return None


def _exp(gate: Gate, expression: Expr) -> Term:
    return k.exp(gate.term(expression.args[0]))


def _log(gate: Gate, expression: Expr) -> Term:
    if len(expression.args) != 1:
        raise Refused("a logarithm to another base: write ln(x)/ln(b)")
    return k.ln(gate.term(expression.args[0]))


def _tanh(gate: Gate, expression: Expr) -> Term:
    double = k.exp(k.mul(k.number(2), gate.term(expression.args[0])))
    return k.divide(k.sub(double, k.ONE), k.add(double, k.ONE))


def _abs(gate: Gate, expression: Expr) -> Term:
    return k.absolute(gate.term(expression.args[0]))


def _applied(gate: Gate, expression: Any) -> Term:
    if isinstance(expression, AppliedUndef):
        _check_real(expression)
    arguments = [gate.term(argument) for argument in expression.args]
    return k.apply(function_name(expression.func), (0,) * len(arguments), *arguments)


def _prime(gate: Gate, expression: Prime) -> Term:
    applied = expression.of
    order = expression.args[1]
    if not isinstance(order, sympy.Integer) or order < 0:
        raise Refused(f"the order {order} of a derivative is not a natural number")
    if not is_applied(applied) or len(applied.args) != 1:
        raise Refused(f"the derivative of {applied} as a function is not known: write it out")
    return k.apply(function_name(applied.func), (expression.order,), gate.term(applied.args[0]))


def _sum(gate: Gate, expression: Sum) -> Term:
    over = gate.set(expression.index.range)
    variable = index_variable(expression.index)
    body = k.closed(gate.term(expression.body), variable)
    for point in expression.without:
        over = k.without(over, gate.index(point))
    return k.sum_over(over, body)


def _partial(gate: Gate, expression: Partial) -> Term:
    return _derivative_by(gate, expression.of, expression.by, 1)


def _derivative(gate: Gate, expression: Any) -> Term:
    counts = expression.variable_count
    if not all(isinstance(times, sympy.Integer) for _, times in counts):
        raise Refused(f"the order of the derivative {expression} is not a natural number")
    if len(counts) == 1:
        return _derivative_by(gate, expression.expr, counts[0][0], int(counts[0][1]))
    term = gate.term(expression.expr)
    for by, times in counts:
        for _ in range(int(times)):
            term = k.partial(term, gate.quantity(by))
    return term


def _derivative_by(gate: Gate, of: Expr, by: Expr, times: int) -> Term:
    if by.is_integer and not isinstance(by, Index):
        raise Refused(f"{by} is an integer: nothing can be differentiated with respect to it")
    quantity = gate.quantity(by)
    if isinstance(of, AppliedUndef | Functional) and of.args == (by,) and _only_by_argument(gate, of, quantity):
        return k.apply(function_name(of.func), (times,), quantity)
    term = gate.term(of)
    for _ in range(times):
        term = k.partial(term, quantity)
    return term


def _only_by_argument(gate: Gate, of: Any, by: Term) -> bool:
    """Whether a function changes with a free quantity, its argument, in no other way."""
    name, changing = "f" + function_name(of.func), "q" + by.args[0]
    reached = gate.reachable(name)
    return gate.complete and changing not in gate.structures and changing not in reached and not reached & gate.opaque


def _kronecker(gate: Gate, expression: Kronecker) -> Term:
    return k.bracket(k.same(*map(gate.index, expression.args)))


def _cases(gate: Gate, expression: Cases) -> Term:
    over = gate.set(expression.member.range)
    if over.op not in ("part", "rest"):
        raise Refused(f"{expression.member} is not of a part of an index set")
    whole = (over if over.op == "part" else over.args[0]).args[1]
    if not isinstance(expression.index, Index) or not _lies_in(gate.set(expression.index.range), whole):
        raise Refused(f"{expression.index} may lie outside of the set that {expression.member} is of a part of")
    inside = k.bracket(k.member(gate.index(expression.index), over if over.op == "part" else over.args[0]))
    outside = k.sub(k.ONE, inside)
    if over.op == "rest":
        inside, outside = outside, inside
    return k.add(k.mul(inside, gate.term(expression.inside)), k.mul(outside, gate.term(expression.outside)))


def _lies_in(over: Term, whole: Term) -> bool:
    """Whether an index set is another one, or a part of it."""
    parts = {"part": over.args[1:], "rest": over.args[0].args[1:] if over.op == "rest" else ()}
    return over is whole or any(part is whole for part in parts.get(over.op, ()))


def _lim(gate: Gate, expression: Lim) -> Term:
    point = k.INFINITY if expression.point is sympy.oo else gate.term(expression.point)
    return k.lim(gate.term(expression.of), gate.quantity(expression.variable), point)


READERS: dict[type, Callable[..., Term]] = {
    Entry: _entry,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: _pow,
    sympy.exp: _exp,
    sympy.log: _log,
    sympy.Symbol: _symbol,
    sympy.Rational: _rational,
    sympy.core.numbers.Exp1: lambda gate, expression: k.exp(k.ONE),
    sympy.core.numbers.Pi: lambda gate, expression: k.PI,
    Sum: _sum,
    Partial: _partial,
    sympy.Derivative: _derivative,
    Prime: _prime,
    Kronecker: _kronecker,
    Lim: _lim,
    Cases: _cases,
    sympy.tanh: _tanh,
    sympy.Abs: _abs,
    **dict.fromkeys(FUNCTIONS, _applied),
    Functional: _applied,
    AppliedUndef: _applied,
}
