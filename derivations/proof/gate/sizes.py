"""Which symbols are natural numbers, because index sets have that size; two symbols of one name are refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from sympy import Symbol

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.notation import Entry, Family, Index, IndexSet
from derivations.proof.gate.expressions import Gate, IllTheory, Sizes, family_name
from derivations.proof.statements.theory import Definition, Dependency, Domain, Given, Parts, Theory


def symbols_in(expressions: Iterable[Any]) -> Iterator[Symbol]:
    """The symbols in some expressions, as often as they occur."""
    for expression in expressions:
        yield from (part for part in sympy.preorder_traversal(expression) if isinstance(part, Symbol))


def sets_of(symbols: Iterable[Symbol]) -> Iterator[IndexSet]:
    """The sets of the indices among symbols, and those that they are made of."""
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
    symbols = set(symbols_in(expressions))
    return _Occurring(
        tuple(symbol for symbol in symbols if not isinstance(symbol, Index | Family)), tuple(sets_of(symbols))
    )


@lru_cache(maxsize=512)
def _occurring_in(theory: Theory) -> _Occurring:
    return _occurring([e for a in theory.assumptions for e in expressions_of(a)])


def sizes_of(theory: Theory, expressions: tuple[Any, ...]) -> Sizes:
    """The sizes in a theory and some expressions.  Raises :class:`IllTheory` where a name means two things."""
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
            counts.add(family_name(over.last.family))
        elif isinstance(over.last, Symbol) and not isinstance(over.last, Index):
            counts.add(over.last.name)
    for symbol in by_name.values():
        if symbol.is_integer and symbol.is_nonnegative:
            counts.add(symbol.name)
    for domain in theory.domains:
        if domain.whole and domain.low is not None and domain.low >= 0:
            counts.add(family_name(domain.of.family) if isinstance(domain.of, Entry) else domain.of.name)
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
