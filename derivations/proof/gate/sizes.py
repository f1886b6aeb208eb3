"""Which symbols are natural numbers, because index sets have that size; two symbols of one name are refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from sympy import Symbol

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.notation import Entry, Family, Index, IndexSet
from derivations.proof.gate.expressions import Gate, IllTheory, Refused, Sizes, family_name, is_moved
from derivations.proof.gate.names import Names, check_names, named_in, sets_of
from derivations.proof.statements.theory import (
    STANDARD_DEFINITIONS,
    Definition,
    Dependency,
    Domain,
    Given,
    Parts,
    Theory,
)


def expressions_of(assumption: object) -> tuple[Any, ...]:
    """The expressions that an assumption speaks of."""
    match assumption:
        case Domain(of, low, high):
            return tuple(end for end in (of, low, high) if end is not None)
        case Definition(left, right):
            return left, right
        case Dependency(of, on):
            return of, on
        case Given(claim, forall):
            return claim, *forall
        case Parts(whole, parts):
            return tuple(Index("p", over) for over in (whole, *parts))
    return ()


STANDARD_NAMES = check_names(definition.left for definition in STANDARD_DEFINITIONS)
"""The functions that have a meaning in every theory, by their names."""


@dataclass(frozen=True)
class Occurring:
    """What has a name in some expressions, and the index sets."""

    named: frozenset[Any]
    sets: tuple[IndexSet, ...]


def occurring(expressions: Iterable[Any]) -> Occurring:
    """What occurs in some expressions."""
    named = named_in(expressions)
    return Occurring(named, tuple(sets_of(named)))


@lru_cache(maxsize=512)
def _in_theory(theory: Theory) -> tuple[Occurring, Names]:
    """What occurs in a theory, and what its names stand for."""
    found = occurring([e for a in theory.assumptions for e in expressions_of(a)])
    return found, {**STANDARD_NAMES, **check_names(found.named, STANDARD_NAMES)}


def sizes_of(theory: Theory, here: Occurring) -> Sizes:
    """The sizes in a theory and in what occurs in a claim.  Raises :class:`IllTheory` where a name means two things."""
    in_theory, names = _in_theory(theory)
    more = here.named - in_theory.named
    check_names(more, names)
    counts, parts = set[str](), dict[str, Term]()
    bare = Gate(Sizes())
    for over in dict.fromkeys((*in_theory.sets, *here.sets)):
        if over.size is not None and isinstance(over.size, Symbol):
            term = k.size(bare.set(over))
            if parts.setdefault(over.size.name, term) is not term:
                raise IllTheory(f"{over.size} is the size of two sets: give each its own symbol")
        if isinstance(over.last, Entry):
            counts.add(family_name(over.last.family))
        elif isinstance(over.last, Symbol) and not isinstance(over.last, Index):
            _check_first(over, theory)
            counts.add(over.last.name)
    for symbol in (*in_theory.named, *more):
        if isinstance(symbol, Symbol) and symbol.is_integer and symbol.is_nonnegative:
            counts.add(symbol.name)
    for domain in theory.domains:
        if domain.whole and domain.low is not None and domain.low >= 0:
            counts |= _counted(domain.of)
    moved = {e.family for e in (*in_theory.named, *more) if isinstance(e, Entry) and is_moved(e)}
    _check_moved(moved, theory)
    return Sizes(
        frozenset(counts),
        tuple(sorted(parts.items(), key=lambda pair: pair[0])),
        frozenset(map(family_name, moved)),
    )


def _check_moved(moved: set[Family], theory: Theory) -> None:
    """Refuse a family in whose indices sums of indices stand, and of which it is said what it is made of."""
    told = [definition.left for definition in theory.definitions]
    told += [end for dependency in theory.dependencies for end in (dependency.of, dependency.on)]
    for what in told:
        if isinstance(what, Entry) and what.family in moved:
            raise Refused(f"{what.family} has sums of indices as an index, and is defined or depends on something")


def _counted(of: Any) -> set[str]:
    """The name of a symbol that a domain says to be a natural number."""
    return {of.name} if isinstance(of, Symbol) and not isinstance(of, Index | Family) else set()


def _check_first(over: IndexSet, theory: Theory) -> None:
    """Refuse a set that begins below 0 and whose end is a symbol: that this is a natural number is not said."""
    last: Any = over.last
    declared = any(d.of == last and d.whole and d.low is not None and d.low >= 0 for d in theory.domains)
    if _least(over.first) < 0 and not (declared or last.is_nonnegative):
        raise Refused(f"{over} begins below 0: say that {last} is a non-negative integer")


def _least(first: Any) -> int:
    """The smallest number that the first index of a set may be."""
    if isinstance(first, Index):
        return 0 if first.range.name else _least(first.range.first)
    if isinstance(first, sympy.Add):
        return sum(map(_least, first.args))
    return int(first) if isinstance(first, sympy.Integer) else 0
