"""What is known of the inverses that a claim speaks of: that they are inverses, and that the matrices have some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sympy
from sympy import Expr

from derivations.document.discourse.sections import Invertible, Section
from derivations.document.elaboration.inverses import Inverse, Inverses
from derivations.document.elaboration.meaning import Meaning
from derivations.document.obligations.background import Background
from derivations.document.obligations.names import name_of, names_in
from derivations.document.obligations.reasons import partials
from derivations.document.syntax.patterns import written
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Index, Partial
from derivations.proof import Dependency, Given


def inverses_for(
    expressions: Iterable[Any], meaning: Meaning, section: Section, number: int, background: Background
) -> None:
    """Add the equations of all inverses that expressions of a statement, or the definitions in force, speak of.

    A counterexample has to satisfy all that is told to be invertible, or positive definite, if it speaks of it; a proof
    uses what is given before the statement, and still holds there.
    """
    inverses = meaning.inverses
    everything = background.with_definitions(expressions)
    spoken = behind(names_in(everything), inverses)
    used = {inverse.family.name: inverse for inverse in inverses_in(everything, inverses)}
    given: set[str] = set()
    for one in section.invertible:
        if not one.node.keys.isdisjoint(meaning.families.get(name, (name,))[0] for name in spoken):
            over = any(begun <= number and key in one.node.keys for begun, key in section.anew[one.after :])
            holds = one.given and one.number <= number and not over
            _take(replace(one, given=holds), meaning, used, given, background)
    slopes = [part for expression in everything for part in partials([expression])]
    for name, inverse in used.items():
        for equation, forall in inverse.identities():
            background.add(Given(equation, forall), _text(inverse))
        _vary(inverse, slopes, background)
        background.inverses.add(name)
        if name not in given:
            background.conditions.append(f"if {inverse.of} is invertible")
    told = [hypothesis.claim for hypothesis in (*background.restrictions, *background.hypotheses)]
    for inverse in inverses_in(told, inverses):  # "with B = A^{-1}"
        if inverse.family.name not in used:
            for equation, forall in inverse.identities():
                background.restrict(Given(equation, forall), _text(inverse))


def _vary(inverse: Inverse, slopes: Iterable[Partial], background: Background) -> None:
    """Add that the product of a matrix and its inverse is constant, whatever is differentiated by.

    The equations of an inverse hold for all values of what the matrix is computed from, and not only for those at hand.
    """
    inside = names_in([inverse.matrix.body])
    by: dict[str, Expr] = {}
    for slope in slopes:
        if name_of(slope.by) in inside or not names_in([slope.of]).isdisjoint(inside | {inverse.family.name}):
            by.setdefault(name_of(slope.by), slope.by)
    background.inverted += [Partial(inverse.matrix.body, quantity) for quantity in by.values()]
    for name, quantity in by.items():
        indices = quantity.args[1:] if isinstance(quantity, Entry) else ()
        where = {i: Index(f"{n}⁻", i.range) for n, i in enumerate(indices) if isinstance(i, Index)}
        general = quantity.family[tuple(where.get(i, i) for i in indices)] if indices else quantity
        for equation, forall in inverse.identities():
            constant = sympy.Eq(Partial(equation.lhs, general), sympy.Integer(0), evaluate=False)
            background.add(Given(constant, (*forall, *where.values())), _text(inverse))
        if name in inside:
            first, second = inverse.matrix.axes
            entry = inverse.family[(*inverse.others, first.index, second.index)]
            background.dependencies.append(Dependency(entry, general))


def _text(inverse: Inverse) -> str:
    return f"{inverse.family.name} is the inverse of {inverse.of}"


def _take(one: Invertible, meaning: Meaning, used: dict[str, Inverse], given: set[str], background: Background) -> None:
    """Take in that a matrix is told to be invertible."""
    text = f"{written(one.node)} is {'positive definite' if one.definite else 'invertible'}"
    try:
        matrix = meaning.read(one.node, ("invertible", one.node.start))
        inverse = meaning.inverse(matrix, one.node.start, written(one.node))
    except NotUnderstood:
        background.unread.append(text)
        background.conditions.append(f"if “{text}” does not change this")
        return
    if one.given:
        given.add(inverse.family.name)
        used.setdefault(inverse.family.name, inverse)
    if inverse.family.name not in used:
        for equation, forall in inverse.identities():
            background.restrict(Given(equation, forall), text)
    if one.definite:
        for claim, forall in inverse.dominant():
            background.restrict(Given(claim, forall), text)


def inverses_in(expressions: Iterable[Any], inverses: Inverses) -> list[Inverse]:
    """The inverses that expressions speak of, and those in the matrices of these."""
    found: dict[str, Inverse] = {}
    todo = sorted(names_in(expressions))
    while todo:
        name = todo.pop()
        if name in inverses.by_name and name not in found:
            found[name] = inverses.by_name[name]
            todo += sorted(names_in([found[name].matrix.body]))
    return list(found.values())


def with_matrices(expression: Any, inverses: Inverses) -> list[Any]:
    """An expression, and the matrices whose inverses it speaks of."""
    return [expression, *(inverse.matrix.body for inverse in inverses_in([expression], inverses))]


def behind(names: Iterable[str], inverses: Inverses) -> set[str]:
    """Names, those of inverses replaced by the names of what these are computed from."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in inverses.by_name:
            todo += names_in([inverses.by_name[name].matrix.body])
        else:
            found.add(name)
    return found
