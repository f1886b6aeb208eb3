"""A walk over how theorems were made: each after those that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

T = TypeVar("T", Term, Theorem)


def inside(arguments: Iterable[Any], kind: type[T]) -> Iterator[T]:
    """The theorems, or the terms, in a rule's arguments, those in tuples and sets too."""
    for argument in arguments:
        if type(argument) is kind:
            yield argument
        elif type(argument) in (tuple, frozenset):
            yield from inside(argument, kind)


def walked(
    theorems: Iterable[Theorem], without: Callable[[Theorem], bool] = lambda theorem: False
) -> Iterator[Theorem]:
    """Theorems and all that they were made from, each once, and after what it was made from.

    Those ``without`` which it is to be are left out, with what they were made from.
    """
    seen: set[int] = set()
    todo = [(theorem, False) for theorem in theorems][::-1]
    while todo:
        theorem, ready = todo.pop()
        if ready:
            yield theorem
        elif id(theorem) not in seen and not without(theorem):
            seen.add(id(theorem))
            todo.append((theorem, True))
            todo += [(premise, False) for premise in inside(theorem.arguments, Theorem)][::-1]
