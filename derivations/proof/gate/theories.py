"""What a theory says: the structures of what it defines, and its domains and hypotheses as propositions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sympy import Symbol
from sympy.core.function import AppliedUndef

from derivations.kernel import terms as k
from derivations.kernel.structure import FOLLOWED
from derivations.kernel.terms import Term
from derivations.notation import Entry, Family, Index
from derivations.notation.operators import Functional
from derivations.proof.gate.circles import check_circles, reached
from derivations.proof.gate.expressions import (
    Gate,
    IllTheory,
    Refused,
    Sizes,
    index_variable,
    is_stretched,
    kernel_name,
)
from derivations.proof.gate.names import sets_of
from derivations.proof.statements.theory import STANDARD_DEFINITIONS, Definition, Domain, Given, Theory


@lru_cache(maxsize=512)
def read_theory(theory: Theory, sizes: Sizes) -> tuple[Gate, Mapping[Term, object], Mapping[Given, Term]]:
    """How a theory's symbols are read, and what its domains and hypotheses say."""
    structures, opaque = _structures(theory, Gate(sizes))
    stretched = frozenset(kernel_name(d.left) for d in theory.definitions if is_stretched(d.right))
    gate = Gate(sizes, MappingProxyType(structures), opaque, complete=True, stretched=stretched)
    origin: dict[Term, object] = {}
    given: dict[Given, Term] = {}
    for domain in theory.domains:
        with suppress(Refused):  # what is not understood is not assumed
            for proposition in _of_domain(gate, domain):
                origin[proposition] = domain
    for hypothesis in theory.hypotheses:
        with suppress(Refused):
            over = sorted((s for s in hypothesis.forall if not isinstance(s, Index)), key=str)
            over += _outside_in(s for s in hypothesis.forall if isinstance(s, Index))
            proposition = _quantified(gate, gate.relation(hypothesis.claim), over)
            origin[proposition] = hypothesis
            given[hypothesis] = proposition
    return gate, MappingProxyType(origin), MappingProxyType(given)


def _bound_indices(left: Any) -> list[Index]:
    """The indices for all of which an assumption holds: those of a set with an end, or of a part of one."""
    found = [s for s in left.free_symbols if isinstance(s, Index) and (s.range.last is not None or s.range.name)]
    return _outside_in(found)


def _outside_in(indices: Iterable[Index]) -> list[Index]:
    """Indices in an order in which each comes before those whose sets depend on it."""
    found = sorted(set(indices), key=str)

    def depth(symbol: Index) -> int:
        ends = [end for over in sets_of((symbol,)) for end in (over.first, over.last) if end is not None]
        inner = {s for end in ends for s in end.free_symbols if s in found}
        return 1 + max(map(depth, inner), default=0)

    return sorted(found, key=depth)


def _quantified(gate: Gate, proposition: Term, bound: Iterable[Index | Symbol]) -> Term:
    for symbol in reversed(list(bound)):
        if isinstance(symbol, Index):
            proposition = k.for_all(gate.set(symbol.range), k.closed(proposition, index_variable(symbol)))
        else:
            proposition = _of_all_reals(proposition, gate.quantity(symbol))
    return proposition


def _of_all_reals(proposition: Term, variable: Term) -> Term:
    try:
        return k.for_all_reals(k.closed(proposition, variable))
    except k.IllFormed:
        raise Refused(
            f"the statement for every {variable} differentiates with respect to {variable}: write f'(u) as Prime(f(u))"
        ) from None


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
        if head.op != "quantity":
            raise IllTheory(f"{dependency.of} is the size of an index set: it depends on nothing")
        bound = _bound_indices(dependency.of)
        parent = gate.term(dependency.on)
        for index in [i for i in reversed(_bound_indices(dependency.on)) if i not in bound]:
            parent = k.row(gate.set(index.range), k.closed(parent, index_variable(index)))
        clauses.setdefault("q" + head.args[0], []).append(_quantified(gate, k.depends(head, parent), bound))
    for definition in theory.definitions:
        _check_head(definition, gate)
    for definition in (*theory.definitions, *STANDARD_DEFINITIONS):
        try:
            name, clause = _clause(gate, definition)
        except IllTheory:
            raise
        except Refused:
            opaque.add(kernel_name(definition.left))
            continue
        clauses.setdefault(name, []).append(clause)
    structures = {name: k.structure(name, *found) for name, found in clauses.items() if name not in opaque}
    below = check_circles(structures)
    for definition in theory.definitions:
        if not isinstance(definition.left, Entry | Symbol) and kernel_name(definition.left) not in opaque:
            opaque |= _by_its_argument(definition, Gate(gate.sizes, structures), below)
    return {name: form for name, form in structures.items() if name not in opaque}, frozenset(opaque)


def _check_head(definition: Definition, gate: Gate) -> None:
    """Refuse a theory that defines what has no name of its own, or what has a meaning already."""
    left = definition.left
    named = isinstance(left, Entry | AppliedUndef | Functional) or (
        isinstance(left, Symbol) and not isinstance(left, Index | Family)
    )
    if not named:
        raise IllTheory(f"{left} can't be defined: define a quantity or a function with a name")
    name = kernel_name(left)
    if name in {kernel_name(standard.left) for standard in STANDARD_DEFINITIONS}:
        raise IllTheory(f"{left} has a meaning in every theory: give another function another name")
    if name[1:] in gate.sizes.counts or name[1:] in dict(gate.sizes.parts):
        raise IllTheory(f"{left} is a natural number or the size of an index set, and is defined as well")


def _by_its_argument(definition: Definition, functions: Gate, below: dict[str, set[str]]) -> set[str]:
    """The function's name, if its formula speaks of a quantity that depends on a symbol which is its argument.

    Whether that quantity follows the argument is not said.
    """
    try:
        body = functions.term(definition.right)
    except Refused:
        return set()
    arguments = {"q" + functions.term(symbol).args[0] for symbol in definition.left.args}
    written = {name for name in body.names if name[0] == "q"} - arguments
    called = {n for f in body.names if f[0] == "f" for n in functions.reachable(f) if n[0] == "q"}
    hidden = [n for n in written | called if n in arguments or arguments & reached(below, n)]
    return {kernel_name(definition.left)} if hidden else set()


def _clause(gate: Gate, definition: Definition) -> tuple[str, Term]:
    left, right = definition.left, definition.right
    head, body = gate.term(left), gate.term(right)
    if head.op == "quantity":
        return "q" + head.args[0], _quantified(gate, k.defines(head, body), _bound_indices(left))
    if head.op != "apply" or any(head.args[1]) or len(set(left.args)) < len(left.args):
        raise Refused(f"{left} is neither a quantity nor a function of different symbols: it can't be defined")
    if not all(argument.op == "quantity" and len(argument.args) == 1 for argument in head.args[2:]):
        raise Refused(f"the arguments of {left} are not symbols: a function is defined for all values of its arguments")
    arguments = {"q" + argument.args[0] for argument in head.args[2:]}
    if any(part.op in FOLLOWED and not arguments.isdisjoint(part.names) for part in k.parts(body)):
        raise Refused(f"a derivative or a limit in the formula of {left} speaks of an argument: give it a name outside")
    clause = k.defines(head, body)
    for argument in reversed(head.args[2:]):
        clause = k.for_all_reals(k.closed(clause, argument))
    return "f" + head.args[0], clause
