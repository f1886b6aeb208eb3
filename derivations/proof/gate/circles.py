"""Definitions go round in no circle, unless an index falls on the way."""

from __future__ import annotations

from derivations.kernel import terms as k
from derivations.kernel.structure import clauses
from derivations.kernel.terms import Term
from derivations.proof.gate.expressions import IllTheory, body_names


def check_circles(structures: dict[str, Term]) -> dict[str, set[str]]:
    """For each quantity those that it depends on directly.

    Definitions that lead back to what they define, unless an index falls on the way, are refused.
    """
    names = {name for form in structures.values() for name in form.names if name[0] in "qf"}
    forms = tuple(structures.get(name, k.structure(name)) for name in names)
    for name in structures:
        if name[0] == "f":
            _check_function(structures, name, ())
    below = {name: {"q" + parent.args[0] for _, parent in _edges(forms, name)} for name in names if name[0] == "q"}
    for name in below:
        if name in reached(below, name):
            circle = {other for other in reached(below, name) if name in reached(below, other)}
            if not _an_index_falls(forms, name, circle):
                raise IllTheory(
                    f"the definition of {name[1:].removesuffix('[]')} leads back to itself: "
                    "the definitions go round in a circle"
                )
    return below


def _edges(forms: tuple[Term, ...], name: str) -> list[tuple[Term, Term]]:
    """What the clauses of a quantity are about, each with a quantity that it depends on."""
    return [(clause.head, parent) for clause in clauses(forms, name) for parent in clause.parents]


def reached(below: dict[str, set[str]], name: str) -> set[str]:
    """What a quantity depends on, directly or not."""
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
        for other in {other for other in body_names(form) if other[0] == "f"}:
            _check_function(structures, other, (*on_the_way, name))


def _an_index_falls(forms: tuple[Term, ...], name: str, circle: set[str]) -> bool:
    """Whether on each way round a circle some index becomes smaller, and on none it grows."""
    edges = [(a, head, "q" + parent.args[0], parent) for a in circle for head, parent in _edges(forms, a)]
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
        if not any(a in reached(level, a) for a in circle):
            return True
    return False


def _step(head: Term, mine: int, parent: Term, theirs: int) -> int | None:
    """By how much an index becomes smaller from a quantity to one that it depends on."""
    (base, offset), (other, more) = head.args[mine].args, parent.args[theirs].args
    return int(offset - more) if base == other and base is not None else None
