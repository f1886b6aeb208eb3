"""The gate: from SymPy's expressions and a theory's assumptions to the kernel's terms.

What the kernel has no meaning for is refused by name, with what to write instead.  Nothing is left out or guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy
from flint import fmpq
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.kernel import claims
from derivations.kernel import terms as k
from derivations.kernel.structure import Graph, graph_of
from derivations.kernel.terms import Term
from derivations.notation import Cases, Entry, Family, Index, IndexSet, Kronecker, Lim, Partial, Prime, Sum
from derivations.notation.operators import Functional, function_name
from derivations.notation.relations import SIGNS
from derivations.proof.statements.claim import Claim
from derivations.proof.statements.theory import (
    STANDARD_DEFINITIONS,
    Definition,
    Dependency,
    Domain,
    Given,
    Parts,
    Theory,
)

LARGEST_EXPONENT = 10_000


class Refused(Exception):
    """What the kernel has no meaning for; the text says what, and what to write instead."""


class IllTheory(Refused):
    """A theory that means nothing: its definitions go round in a circle, or two of its symbols have one name."""


@dataclass(frozen=True)
class Sizes:
    """Which symbols are natural numbers because index sets have that size, and which are the sizes of parts."""

    counts: frozenset[str] = frozenset()
    parts: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True)
class Gate:
    """How the symbols of a theory, and of a claim in it, are read.

    ``structures`` are what the theory defines, or declares to depend on something, by name; ``opaque`` the names of
    what it defines in a way that is not understood: of these nothing is known.
    """

    sizes: Sizes
    structures: dict[str, Term] = field(default_factory=dict, hash=False, compare=False)
    opaque: frozenset[str] = frozenset()
    reachable_from: dict[str, set[str]] = field(default_factory=dict, hash=False, compare=False)

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
        raise Refused(f"{expression} is not an index, nor an index plus a whole number")

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
            return k.count(_family(last.family), *map(self.index, last.args[1:]))
        if isinstance(last, Symbol) and not isinstance(last, Index | Family):
            return k.count(last.name)
        if isinstance(last, sympy.Float) or (isinstance(last, sympy.Rational) and not isinstance(last, sympy.Integer)):
            raise Refused(f"the last index of {over} is no whole number")
        try:
            return self.index(last)
        except Refused:
            raise Refused(f"the last index of {over} is not a symbol, an index or a whole number: name it") from None

    # -- terms

    def term(self, expression: Expr) -> Term:
        """A real term."""
        reader = READERS.get(type(expression))
        if reader is None:
            reader = next((row for kind, row in READERS.items() if isinstance(expression, kind)), None)
        if reader is None:
            raise Refused(f"{type(expression).__name__} is not among the expressions that can be decided: {expression}")
        return reader(self, expression)

    def quantity(self, expression: Expr) -> Term:
        """A quantity that is differentiated by, or tends to a point."""
        if isinstance(expression, Index) or not isinstance(expression, Entry | Symbol):
            raise Refused(f"{expression} is not a quantity with a name")
        term = self.term(expression)
        if term.op != "quantity":
            raise Refused(f"{expression} is a whole number: nothing is differentiated by it")
        return term

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
        if right in (sympy.oo, -sympy.oo):
            if op != "=" or not isinstance(left, Lim):
                raise Refused("only a limit can be infinite")
            of, by, point = self.term(left).args
            return k.tends(of, by, point, k.INFINITY if right is sympy.oo else k.MINUS_INFINITY)
        return claims.stated(op, self.term(left), self.term(right))

    def claim(self, claim: Claim) -> Term:
        """A claim as a proposition: its relation, and that its sides have values."""
        if claim.relation in "∈∉":
            return claims.claim(claim.relation, self.term(claim.lhs), None)
        if claim.relation in "⟺⇒":
            return claims.connection(claim.relation, self.relation(claim.lhs), self.relation(claim.rhs))
        if claim.relation not in SIGNS.values():
            raise Refused(f"{claim.relation!r} is not a relation that can be decided")
        stated = self.stated(claim.relation, claim.lhs, claim.rhs)
        if stated.op == "tends":
            return k.both(stated, k.near(*stated.args[:3]))
        return k.both(stated, *(k.defined(self.term(side)) for side in claim.sides))


@lru_cache(maxsize=4096)
def index_variable(symbol: Index) -> Term:
    """The index variable of an index symbol: two symbols are one only if their names and their sets agree."""
    return k.index(f"{symbol.name}∈{symbol.range}")


def _family(family: Family) -> str:
    return f"{family.name}[]"


# -- one reader for each kind of expression


def _rational(gate: Gate, expression: Any) -> Term:
    return k.number(fmpq(int(expression.p), int(expression.q)))


def _symbol(gate: Gate, symbol: Symbol) -> Term:
    if isinstance(symbol, Index):
        raise Refused(f"the index {symbol} is used as a number: name the number")
    if isinstance(symbol, Family):
        raise Refused(f"the family {symbol} is used as a number: give it its indices")
    if symbol.is_commutative is False or symbol.is_extended_real is False:
        raise Refused(f"{symbol} does not stand for a real number")
    for name, term in gate.sizes.parts:
        if name == symbol.name:
            return term
    if symbol.name in gate.sizes.counts:
        return k.count(symbol.name)
    return k.quantity(symbol.name)


def _entry(gate: Gate, entry: Entry) -> Term:
    name = _family(entry.family)
    make = k.count if name in gate.sizes.counts else k.quantity
    return make(name, *map(gate.index, entry.args[1:]))


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
    arguments = [gate.term(argument) for argument in expression.args]
    return k.apply(function_name(expression.func), (0,) * len(arguments), *arguments)


def _prime(gate: Gate, expression: Prime) -> Term:
    applied = expression.of
    if not isinstance(applied, AppliedUndef | Functional) or len(applied.args) != 1 or expression.order < 0:
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
    if len(counts) == 1:
        return _derivative_by(gate, expression.expr, counts[0][0], int(counts[0][1]))
    term = gate.term(expression.expr)
    for by, times in counts:
        for _ in range(int(times)):
            term = k.partial(term, gate.quantity(by))
    return term


def _derivative_by(gate: Gate, of: Expr, by: Expr, times: int) -> Term:
    if by.is_integer and not isinstance(by, Index):
        raise Refused(f"{by} is a whole number: nothing is differentiated by it")
    quantity = gate.quantity(by)
    if isinstance(of, AppliedUndef | Functional) and of.args == (by,) and "q" + quantity.args[0] not in gate.structures:
        return k.apply(function_name(of.func), (times,), quantity)
    term = gate.term(of)
    for _ in range(times):
        term = k.partial(term, quantity)
    return term


def _kronecker(gate: Gate, expression: Kronecker) -> Term:
    return k.bracket(k.same(*map(gate.index, expression.args)))


def _cases(gate: Gate, expression: Cases) -> Term:
    over = gate.set(expression.member.range)
    if over.op not in ("part", "rest"):
        raise Refused(f"{expression.member} is not of a part of an index set")
    inside = k.bracket(k.member(gate.index(expression.index), over if over.op == "part" else over.args[0]))
    outside = k.sub(k.ONE, inside)
    if over.op == "rest":
        inside, outside = outside, inside
    return k.add(k.mul(inside, gate.term(expression.inside)), k.mul(outside, gate.term(expression.outside)))


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
    Functional: _applied,
    AppliedUndef: _applied,
}


# -- what a theory says


def _symbols(expressions: Iterable[Any]) -> Iterator[Symbol]:
    for expression in expressions:
        yield from (part for part in sympy.preorder_traversal(expression) if isinstance(part, Symbol))


def _sets(symbols: Iterable[Symbol]) -> Iterator[IndexSet]:
    todo = [symbol.range for symbol in symbols if isinstance(symbol, Index)]
    seen: set[IndexSet] = set()
    while todo:
        over = todo.pop()
        if over in seen:
            continue
        seen.add(over)
        yield over
        todo += [more for more in (over.part_of, over.complement) if more is not None]
        for end in (over.first, over.last):
            if end is not None:
                todo += [symbol.range for symbol in end.free_symbols if isinstance(symbol, Index)]


def expressions_of(assumption: object) -> tuple[Any, ...]:
    """The expressions that an assumption speaks of."""
    match assumption:
        case Domain(of):
            return (of,)
        case Definition(left, right):
            return left, right
        case Dependency(of, on):
            return of, on
        case Given(claim, forall):
            return claim, *forall
        case Parts(whole, parts):
            return tuple(Index("p", over) for over in (whole, *parts))
    return ()


@dataclass(frozen=True)
class _Occurring:
    """The plain symbols, and the index sets, in some expressions."""

    symbols: tuple[Symbol, ...]
    sets: tuple[IndexSet, ...]


def _occurring(expressions: Iterable[Any]) -> _Occurring:
    symbols = set(_symbols(expressions))
    return _Occurring(
        tuple(symbol for symbol in symbols if not isinstance(symbol, Index | Family)), tuple(_sets(symbols))
    )


@lru_cache(maxsize=512)
def _occurring_in(theory: Theory) -> _Occurring:
    return _occurring([e for a in theory.assumptions for e in expressions_of(a)])


def _sizes(theory: Theory, expressions: tuple[Any, ...]) -> Sizes:
    in_theory, here = _occurring_in(theory), _occurring(expressions)
    by_name: dict[str, Symbol] = {}
    for symbol in (*in_theory.symbols, *here.symbols):
        other = by_name.setdefault(symbol.name, symbol)
        if other != symbol and _says(other) != _says(symbol):
            raise IllTheory(f"there are two symbols called {symbol.name}, with different assumptions: rename one")
    counts, parts = set[str](), dict[str, Term]()
    bare = Gate(Sizes())
    for over in (*in_theory.sets, *here.sets):
        if over.size is not None and isinstance(over.size, Symbol):
            term = k.size(bare.set(over))
            if parts.setdefault(over.size.name, term) is not term:
                raise IllTheory(f"{over.size} is the size of two sets: give each its own symbol")
        if isinstance(over.last, Entry):
            counts.add(_family(over.last.family))
        elif isinstance(over.last, Symbol) and not isinstance(over.last, Index):
            counts.add(over.last.name)
    for symbol in by_name.values():
        if symbol.is_integer and symbol.is_nonnegative:
            counts.add(symbol.name)
    for domain in theory.domains:
        if domain.whole and domain.low is not None and domain.low >= 0:
            counts.add(_family(domain.of.family) if isinstance(domain.of, Entry) else domain.of.name)
    return Sizes(frozenset(counts), tuple(sorted(parts.items(), key=lambda pair: pair[0])))


def _says(symbol: Symbol) -> tuple[object, ...]:
    return (
        symbol.is_positive,
        symbol.is_negative,
        symbol.is_nonnegative,
        symbol.is_nonpositive,
        symbol.is_integer,
        symbol.is_real,
    )


@dataclass(frozen=True, eq=False)
class Reading:
    """A theory, and a claim in it, as the kernel has them.

    ``origin`` are the hypotheses that the theory's assumptions make, each with its assumption, and ``given`` what each
    hypothesis says.  ``not_empty`` says of the sets in the claim that they have an index; ``members`` are the index
    variables that the claim speaks of, with their sets.
    """

    gate: Gate
    origin: dict[Term, object]
    given: dict[Given, Term]
    not_empty: frozenset[Term]
    members: dict[str, Term]
    partitions: tuple[tuple[Term, Term], ...]

    @property
    def structures(self) -> dict[str, Term]:
        """What the theory defines, and what it declares to depend on something, by name."""
        return self.gate.structures

    def structure(self, name: str) -> Term | None:
        """The structure of a quantity or function; without clauses if the theory says nothing of it."""
        return None if name in self.gate.opaque else self.structures.get(name) or k.structure(name)

    def name_of(self, assumption: Definition | Dependency) -> str:
        """The name of what a definition or a dependency is about, as the kernel has it."""
        head = assumption.left if isinstance(assumption, Definition) else assumption.of
        term = self.gate.term(head)
        return ("f" if term.op == "apply" else "q") + str(term.args[0])

    def structures_below(self, names: Iterable[str]) -> tuple[Term, ...]:
        """The structures of quantities and functions, and of all that they depend on."""
        seen: dict[str, Term] = {}
        todo = list(names)
        while todo:
            name = todo.pop()
            form = self.structure(name)
            if name not in seen and form is not None:
                seen[name] = form
                todo += [other for other in form.names if other[0] in "qf"]
        return tuple(seen.values())

    def reachable(self, name: str) -> set[str]:
        """The names of the quantities that one depends on."""
        found = self.gate.reachable_from.get(name)
        if found is None:
            found = {name}
            todo = [name]
            while todo:
                form = self.structures.get(todo.pop())
                for other in _body_names(form) if form is not None else ():
                    if other[0] in "qf" and other not in found:
                        found.add(other)
                        todo.append(other)
            self.gate.reachable_from[name] = found
        return found

    def _is_free(self, name: str) -> bool:
        return name not in self.structures and name not in self.gate.opaque

    def allows(self, hypothesis: Term) -> bool:
        """Whether a hypothesis of a theorem is one of the theory's."""
        if hypothesis in self.origin or hypothesis in self.not_empty:
            return True
        match hypothesis.op:
            case "structure":
                return self.structure(hypothesis.args[0]) is hypothesis
            case "defined" | "smooth":
                of = hypothesis.args[0]
                return of.op == "quantity" and len(hypothesis.args) == 1 and self._is_free("q" + of.args[0])
            case "smooth function":
                name = hypothesis.args[0]
                return name.endswith("()") and self._is_free("f" + name)
            case "in":
                point, over = hypothesis.args
                return point.args[1] == 0 and self.members.get(point.args[0]) is over
        return False


def read(theory: Theory, expressions: tuple[Any, ...], indices: frozenset[Index]) -> Reading:
    """A theory and the expressions of a claim in it; ``indices`` are those that the claim speaks of, beside its own.

    Raises :class:`Refused` where the kernel has no meaning for them.
    """
    sizes = _sizes(theory, (*expressions, *indices))
    gate, origin, given = _read_theory(theory, sizes)
    own = {s for e in expressions for s in getattr(e, "free_symbols", ())} | set(indices)
    more: set[Any] = set()
    for definition in theory.definitions:
        more |= definition.right.free_symbols - definition.left.free_symbols
    for hypothesis in theory.hypotheses:
        more |= hypothesis.claim.free_symbols - set(hypothesis.forall)
    # those of the claim come first: a theorem that speaks of no others is of more use
    free = (*sorted(own, key=str), *sorted(more - own, key=str))
    members = {index_variable(s).args[0]: gate.set(s.range) for s in free if isinstance(s, Index)}
    occurring = {gate.set(over) for over in _sets((*_symbols(expressions), *indices))}
    not_empty = {
        k.at_most(k.number(over.args[0].args[1]), over.args[1])
        for over in occurring
        if over.op == "interval" and over.args[1].op == "count" and over.args[0].args[0] is None
    }
    partitions = tuple((gate.set(parts.whole), gate.set(parts.parts[0])) for parts in theory.partitions)
    return Reading(gate, origin, given, frozenset(not_empty), members, partitions)


@lru_cache(maxsize=512)
def _read_theory(theory: Theory, sizes: Sizes) -> tuple[Gate, dict[Term, object], dict[Given, Term]]:
    """How a theory's symbols are read, and what its domains and hypotheses say."""
    gate = Gate(sizes, *_structures(theory, Gate(sizes)))
    origin: dict[Term, object] = {}
    given: dict[Given, Term] = {}
    for domain in theory.domains:
        with suppress(Refused):  # what is not understood is not assumed
            for proposition in _of_domain(gate, domain):
                origin[proposition] = domain
    for hypothesis in theory.hypotheses:
        with suppress(Refused):
            proposition = _quantified(gate, gate.relation(hypothesis.claim), hypothesis.forall)
            origin[proposition] = hypothesis
            given[hypothesis] = proposition
    return gate, origin, given


def _bound_indices(left: Any) -> list[Index]:
    """The indices for all of which an assumption holds, each before those whose sets depend on it."""
    found = [s for s in sorted(left.free_symbols, key=str) if isinstance(s, Index) and s.range.last is not None]

    def depth(symbol: Index) -> int:
        ends = [end for end in (symbol.range.first, symbol.range.last) if end is not None]
        inner = {s for end in ends for s in end.free_symbols if isinstance(s, Index) and s in found}
        return 1 + max(map(depth, inner), default=0)

    return sorted(found, key=depth)


def _quantified(gate: Gate, proposition: Term, indices: Iterable[Index]) -> Term:
    for index in reversed(list(indices)):
        proposition = k.for_all(gate.set(index.range), k.closed(proposition, index_variable(index)))
    return proposition


def _of_domain(gate: Gate, domain: Domain) -> Iterator[Term]:
    of = gate.term(domain.of)
    indices = _bound_indices(domain.of) if isinstance(domain.of, Entry) else []
    for end, is_open, above in ((domain.low, domain.low_open, False), (domain.high, domain.high_open, True)):
        if end is not None:
            low, high = (of, gate.term(end)) if above else (gate.term(end), of)
            yield _quantified(gate, (k.less if is_open else k.at_most)(low, high), indices)


def _structures(theory: Theory, gate: Gate) -> tuple[dict[str, Term], frozenset[str]]:
    opaque = set[str]()
    clauses: dict[str, list[Term]] = {}
    for dependency in theory.dependencies:
        if not all(isinstance(end, Entry | Symbol) for end in (dependency.of, dependency.on)):
            raise Refused(f"a dependency is between quantities with a name, not {dependency.of} and {dependency.on}")
        head = gate.term(dependency.of)
        bound = _bound_indices(dependency.of)
        parent = gate.term(dependency.on)
        for index in [i for i in reversed(_bound_indices(dependency.on)) if i not in bound]:
            parent = k.row(gate.set(index.range), k.closed(parent, index_variable(index)))
        clauses.setdefault("q" + head.args[0], []).append(_quantified(gate, k.depends(head, parent), bound))
    for definition in (*theory.definitions, *STANDARD_DEFINITIONS):
        try:
            name, clause = _clause(gate, definition)
        except IllTheory:
            raise
        except Refused:
            opaque.add(_head_name(gate, definition.left))
            continue
        if name[0] == "q" and name[1:] in gate.sizes.counts:
            raise IllTheory(f"{definition.left} is the size of an index set, and is defined as well")
        clauses.setdefault(name, []).append(clause)
    structures = {name: k.structure(name, *found) for name, found in clauses.items() if name not in opaque}
    below = _check_circles(structures)
    for definition in theory.definitions:
        if not isinstance(definition.left, Entry | Symbol):
            opaque |= _by_its_argument(definition, gate, below)
    return {name: form for name, form in structures.items() if name not in opaque}, frozenset(opaque)


def _head_name(gate: Gate, left: Any) -> str:
    if isinstance(left, Entry):
        return f"q{_family(left.family)}"
    return f"q{left.name}" if isinstance(left, Symbol) else f"f{function_name(left.func)}"


def _by_its_argument(definition: Definition, gate: Gate, below: dict[str, set[str]]) -> set[str]:
    """The function's name, if its formula speaks of a quantity that depends on a symbol which is its argument.

    Whether that quantity follows the argument is not said.
    """
    try:
        body = gate.term(definition.right)
    except Refused:
        return set()
    arguments = {"q" + gate.term(symbol).args[0] for symbol in definition.left.args}
    hidden = [n for n in body.names if n[0] == "q" and n not in arguments and arguments & _reached(below, n)]
    return {_head_name(gate, definition.left)} if hidden else set()


def _clause(gate: Gate, definition: Definition) -> tuple[str, Term]:
    left, right = definition.left, definition.right
    head, body = gate.term(left), gate.term(right)
    if head.op == "quantity":
        return "q" + head.args[0], _quantified(gate, k.defines(head, body), _bound_indices(left))
    if head.op != "apply" or any(head.args[1]) or len(set(left.args)) < len(left.args):
        raise Refused(f"{left} is neither a quantity nor a function of different symbols: it can't be defined")
    if not all(argument.op == "quantity" and len(argument.args) == 1 for argument in head.args[2:]):
        raise Refused(f"the arguments of {left} are not symbols: a function is defined for all values of its arguments")
    clause = k.defines(head, body)
    for argument in reversed(head.args[2:]):
        clause = k.for_all_reals(k.closed(clause, argument))
    return "f" + head.args[0], clause


def _check_circles(structures: dict[str, Term]) -> dict[str, set[str]]:
    """For each quantity those that it depends on directly.

    Definitions that lead back to what they define, unless an index falls on the way, are refused.
    """
    names = {name for form in structures.values() for name in form.names if name[0] in "qf"}
    graph = graph_of(tuple(structures.get(name, k.structure(name)) for name in names))
    for name in structures:
        if name[0] == "f":
            _check_function(structures, name, ())
    below = {name: {"q" + parent.args[0] for _, _, parent in graph.edges(name)} for name in names if name[0] == "q"}
    for name in below:
        if name in _reached(below, name):
            circle = {other for other in _reached(below, name) if name in _reached(below, other)}
            if not _an_index_falls(graph, name, circle):
                raise IllTheory(
                    f"the definition of {name[1:].removesuffix('[]')} leads back to itself: "
                    "the definitions go round in a circle"
                )
    return below


def _reached(below: dict[str, set[str]], name: str) -> set[str]:
    seen: set[str] = set()
    todo = list(below[name])
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += below.get(here, ())
    return seen


def _check_function(structures: dict[str, Term], name: str, on_the_way: tuple[str, ...]) -> None:
    if name in on_the_way:
        raise IllTheory(f"the function {name[1:].removesuffix('()')} is defined by itself")
    form = structures.get(name)
    if form is not None:
        for other in {other for other in _body_names(form) if other[0] == "f"}:
            _check_function(structures, other, (*on_the_way, name))


def _body_names(form: Term) -> frozenset[str]:
    found = frozenset[str]()
    for clause in form.args[1:]:
        inner = clause
        while inner.op in ("all", "all real"):
            inner = inner.args[-1]
        found |= inner.args[1].names
    return found


def _an_index_falls(graph: Graph, name: str, circle: set[str]) -> bool:
    """Whether on each way round a circle some index becomes smaller, and on none it grows."""
    edges = [(a, head, "q" + parent.args[0], parent) for a in circle for _, head, parent in graph.edges(a)]
    edges = [edge for edge in edges if edge[2] in circle]
    arity = {a: len(head.args) for a, head, _, _ in edges}
    for place in range(1, arity.get(name, 1)):
        levels, before = {name: place}, -1
        while len(levels) > before:
            before = len(levels)
            for a, head, b, parent in edges:
                if b in levels and a not in levels:
                    fitting = [i for i in range(1, len(head.args)) if _step(head, i, parent, levels[b]) is not None]
                    if fitting:
                        levels[a] = fitting[0]
        if set(levels) < circle:
            continue
        steps = [(a, b, _step(head, levels[a], parent, levels[b])) for a, head, b, parent in edges]
        if any(step is None or step < 0 for _, _, step in steps):
            continue
        level = {a: {b for x, b, step in steps if x == a and step == 0} for a in circle}
        if not any(a in _reached(level, a) for a in circle):
            return True
    return False


def _step(head: Term, mine: int, parent: Term, theirs: int) -> int | None:
    """By how much an index becomes smaller from a quantity to one that it depends on."""
    (base, offset), (other, more) = head.args[mine].args, parent.args[theirs].args
    return int(offset - more) if base == other and base is not None else None
