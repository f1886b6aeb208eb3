"""Each name stands for one thing: of two symbols, families, functions, indices or sets of one name, one is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

import sympy
from sympy import Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Entry, Family, Index, IndexSet
from derivations.notation.operators import Functional, function_name
from derivations.proof.gate.expressions import IllTheory, family_name, index_variable

NAMED = (Symbol, Entry, AppliedUndef, Functional)


def named_in(expressions: Iterable[Any]) -> frozenset[Any]:
    """The symbols, entries and functions at their arguments in some expressions, and in the sets of their indices."""
    found = _named(expressions)
    ends = (end for over in sets_of(found) for end in (over.first, over.last, over.size) if end is not None)
    return found | _named(ends)


def _named(expressions: Iterable[Any]) -> frozenset[Any]:
    return frozenset(part for e in expressions for part in sympy.preorder_traversal(e) if isinstance(part, NAMED))


def sets_of(things: Iterable[Any]) -> Iterator[IndexSet]:
    """The sets of the indices among some things, and those that they are made of."""
    todo = [symbol.range for symbol in things if isinstance(symbol, Index)]
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


Names: TypeAlias = Mapping[str, Any]
"""What each name stands for, by the name that the kernel has for it."""


def check_names(things: Iterable[Any], known: Names = MappingProxyType({})) -> Names:
    """The names of things, beside those that are known.

    Raises :class:`IllTheory` where the kernel's name of a thing is the name of another one, too.
    """
    found: dict[str, Any] = {}
    for name, thing in (row for here in things for row in _names(here)):
        other = known[name] if name in known else found.setdefault(name, thing)
        if other is not thing and other != thing:
            raise IllTheory(f"there are two {_kind(name, thing)}: rename one")
    return found


@lru_cache(maxsize=4096)
def _names(thing: Any) -> tuple[tuple[str, Any], ...]:
    """The names of a thing, and what each is the name of."""
    if isinstance(thing, Index):
        parts = [over for over in sets_of((thing,)) if over.name]
        return (str(index_variable(thing)), thing), *((f"{over.name} of {over.part_of}", over) for over in parts)
    if isinstance(thing, Family):
        return ((family_name(thing), thing),)
    if isinstance(thing, Symbol):
        return ((thing.name, thing),)
    if isinstance(thing, Entry):
        return ((f"{thing.family}[...]", len(thing.args)),)
    return ((function_name(thing.func), thing.func),)


def _kind(name: str, thing: Any) -> str:
    """How a message calls two things of one name."""
    if isinstance(thing, Index):
        return f"indices called {thing}, over different sets"
    if isinstance(thing, IndexSet):
        return f"parts of {thing.part_of} called {thing.name}"
    if isinstance(thing, Family):
        return f"families called {thing}"
    if isinstance(thing, Symbol):
        return f"symbols called {thing}, with different assumptions"
    if isinstance(thing, int):
        return f"ways to write {name.removesuffix('[...]')}, with more and with fewer indices"
    return f"functions called {thing}"
