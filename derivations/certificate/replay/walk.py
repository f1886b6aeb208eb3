"""A walk over how theorems were made: each after those that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.proof_files.writing import inside


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
            todo += [(premise, False) for premise in premises(theorem)][::-1]


def premises(theorem: Theorem) -> Iterator[Theorem]:
    """The theorems that one was made from."""
    return (part for part in inside(theorem.arguments) if type(part) is Theorem)


def terms_in(theorem: Theorem) -> Iterator[Term]:
    """The terms that a rule was given to make a theorem."""
    return (part for part in inside(theorem.arguments) if type(part) is Term)
