"""What a step may rest on: definitions, hypotheses and chain rules, little first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.document.obligations.background import Background
from derivations.document.obligations.names import names_in
from derivations.notation import Entry, Index, Partial, sigma, subexpressions
from derivations.notation.operators import relu
from derivations.proof import Claim, Label, chain_rule, definition_of
from derivations.proof.statements.theory import head


def reasons(claim: Claim, background: Background) -> Iterator[tuple[Any, ...]]:
    """What a step may rest on, little first; each set of reasons once."""
    indices = [g for g in background.hypotheses if any(isinstance(side, Index) for side in g.claim.args)]
    others = [g for g in background.hypotheses if g not in indices]
    orders = [g for g in others if not isinstance(g.claim, sympy.Equality)]
    everything = background.with_definitions(claim.sides)
    standard = [definition_of(function) for function in _standard_in(everything)]
    useful, between = _useful(claim, background)
    links = [definition_of(head(d.left)) for name, d in background.definitions.items() if name in between]
    some = [definition_of(head(d.left)) for name, d in background.definitions.items() if name in useful]
    all_of_them = [definition_of(head(d.left)) for d in background.definitions.values()]
    rules = list(_chain_rules(claim, background))
    derived = {family_of(part.of) for part in partials(list(claim.sides)) if isinstance(part.of, Entry | Symbol)}
    if derived & set(background.definitions):
        standard_alone: list[Any] = []
    else:
        standard_alone = [*indices, *orders, *standard]
    seen: set[frozenset[Any]] = set()
    for reasons in (
        [Label("algebra"), *indices],
        standard_alone,
        [*links, *standard, *indices, *others, *rules] if rules else [],
        [*some, *standard, *indices, *others],
        [*rules, *indices],
        [*some, *standard, *indices, *others, *rules],
        [*all_of_them, *standard, *indices, *others],
        [*all_of_them, *standard, *indices, *orders, *rules],
    ):
        found = frozenset(reasons)
        if found and found not in seen:
            seen.add(found)
            yield tuple(reasons)


def _standard_in(expressions: list[Any]) -> list[Any]:
    spoken = {part.func for expression in expressions for part in subexpressions(expression)}
    return [function for function in (sigma, relu, sympy.tan) if function in spoken]


def partials(expressions: list[Any]) -> Iterator[Partial]:
    """The partial derivatives in expressions."""
    for expression in expressions:
        yield from (part for part in subexpressions(expression) if isinstance(part, Partial))


def _useful(claim: Claim, background: Background) -> tuple[set[str], set[str]]:
    """The definitions that may matter: of what one side alone speaks of, or what depends on what is differentiated by.

    The second set leaves out what both sides differentiate: its definition may not matter if there is a chain rule.
    """
    below: dict[str, set[str]] = {}

    def closure(name: str) -> set[str]:
        if name not in below:
            below[name] = set()
            definition = background.definitions.get(name)
            inside = names_in([definition.right]) if definition is not None else set()
            below[name] = inside.union(*(closure(other) for other in inside))
        return below[name]

    left, right = (
        {*names, *(n for name in names for n in closure(name))} for names in (names_in([s]) for s in claim.sides)
    )
    by = {family_of(part.by) for part in partials(background.with_definitions(claim.sides))}
    of = {family_of(part.of) for part in partials(background.with_definitions(claim.sides))}
    applied = {name for name, d in background.definitions.items() if isinstance(d.left, AppliedUndef)} if by else set()
    useful = {name for name in background.definitions if name in left ^ right or closure(name) & by} | applied
    return useful, {name for name in useful if name not in of or name in left ^ right}


def _chain_rules(claim: Claim, background: Background) -> Iterator[Any]:
    """The chain rule through each quantity that is differentiated and differentiated by.

    Of its indices the first ones may be meant to stay, such as a layer's: first it is summed over the last one.
    """
    of: dict[str, Entry | Symbol] = {}
    by: dict[str, Any] = {}
    for side in background.with_definitions(claim.sides):
        for part in subexpressions(side):
            if isinstance(part, Partial):
                if isinstance(part.of, Entry | Symbol):
                    of[family_of(part.of)] = part.of
                by[family_of(part.by)] = part.by
    through = [name for name in by if name in of or name in background.definitions]
    for name in through:
        quantity = by[name]
        if not isinstance(quantity, Entry):
            yield chain_rule(quantity)
            continue
        places = list(quantity.args[1:])
        free = [place for place, index in enumerate(places) if isinstance(index, Index)]
        if not places or free[-1:] != [len(places) - 1]:
            yield chain_rule(quantity)
        new: list[Index] = []
        for place in reversed(free):
            places[place] = Index(places[place].name + "″" * (1 + len(new)), places[place].range)
            new.insert(0, places[place])
            yield chain_rule(quantity.family[tuple(places)], *new)


def family_of(quantity: Expr) -> str:
    """The name of the family or symbol that a quantity belongs to."""
    return quantity.family.name if isinstance(quantity, Entry) else getattr(quantity, "name", "")
