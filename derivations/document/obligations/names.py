"""The written names that expressions speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Entry, Family, Index, subexpressions


def names_in(expressions: Iterable[Any]) -> set[str]:
    """The written names of all families, symbols and functions in expressions."""
    return set().union(*map(_names_in, expressions))


@lru_cache(4096)
def _names_in(expression: Any) -> frozenset[str]:
    found: set[str] = set()
    for part in subexpressions(expression):
        if isinstance(part, Entry):
            found.add(part.family.name)
        elif isinstance(part, AppliedUndef):
            found.add(part.func.__name__)
        elif isinstance(part, Symbol) and not isinstance(part, Index | Family):
            found.add(part.name)
    return frozenset(found)


def sizes_in(expressions: Iterable[Any]) -> set[str]:
    """The names of the sizes of all index sets in expressions."""
    found: set[str] = set()
    for expression in expressions:
        for part in subexpressions(expression):
            last = part.range.last if isinstance(part, Index) else None
            if isinstance(last, Symbol) and not isinstance(last, Index):
                found.add(last.name)
    return found


def name_of(quantity: Expr) -> str:
    """The written name of a family's component, or of a symbol."""
    return quantity.family.name if isinstance(quantity, Entry) else quantity.name


def lone_name(side: Any) -> set[str]:
    """The name of a side that is a lone quantity."""
    if isinstance(side, Entry):
        return {side.family.name}
    return {side.name} if isinstance(side, Symbol) and not isinstance(side, Index) else set()
