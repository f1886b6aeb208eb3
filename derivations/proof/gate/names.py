"""Each name stands for one thing: of two symbols, families, functions, indices or sets of one name, one is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

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
    return found | _named(end for over in sets_of(found) for end in (over.first, over.last) if end is not None)


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


def check_names(things: Iterable[Any]) -> None:
    """Raise :class:`IllTheory` where the kernel's name of a thing is the name of another one, too."""
    found: dict[str, Any] = {}
    for name, thing, kind in (row for here in things for row in _names(here)):
        other = found.setdefault(name, thing)
        if other is not thing and other != thing:
            raise IllTheory(f"there are two {kind}: rename one")


def _names(thing: Any) -> Iterator[tuple[str, Any, str]]:
    """The names of a thing, what each is the name of, and how a message calls two of that name."""
    if isinstance(thing, Index):
        yield str(index_variable(thing)), thing, f"indices called {thing}, over different sets"
        for over in sets_of((thing,)):
            if over.name:
                yield f"{over.name} of {over.part_of}", over, f"parts of {over.part_of} called {over.name}"
    elif isinstance(thing, Family):
        yield family_name(thing), thing, f"families called {thing}"
    elif isinstance(thing, Symbol):
        yield thing.name, thing, f"symbols called {thing}, with different assumptions"
    elif isinstance(thing, Entry):
        yield f"{thing.family}[...]", len(thing.args), f"ways to write {thing.family}, with more and with fewer indices"
    else:
        yield function_name(thing.func), thing.func, f"functions called {thing.func}"
