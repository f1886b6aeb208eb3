"""What the assumptions of a fact demand of a place where the fact is used."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from sympy import Symbol

from derivations.notation import Index, replaced
from derivations.proof.theory import STANDARD_DEFINITIONS, Definition, Dependency, Domain, Given


def replaced_in_assumption(assumption: object, where: Mapping[object, object]) -> object:
    """An assumption with functions or symbols replaced."""
    if not where:
        return assumption
    match assumption:
        case Definition(left, right):
            return Definition(replaced(left, where), replaced(right, where))
        case Dependency(of, on):
            return Dependency(replaced(of, where), replaced(on, where))
        case Given(claim, forall):
            return Given(replaced(claim, where), forall)
        case Domain(of):
            return dataclasses.replace(assumption, of=replaced(of, where))
    return assumption


def is_condition(assumption: object) -> bool:
    """Whether an assumption of a fact is checked where the fact is used, for the values it is used for."""
    return isinstance(assumption, Domain) or (isinstance(assumption, Given) and not assumption.forall)


def about_values(condition: object) -> bool:
    """Whether a condition says something about values at a point alone: not about indices, nor about an open set."""
    if isinstance(condition, Domain):
        return condition.whole or not (condition.low_open and condition.high_open)
    return isinstance(condition, Given) and not any(isinstance(side, Index) for side in condition.claim.args)


def fixed_symbols(assumptions: Iterable[object]) -> frozenset[Symbol]:
    """Symbols that a fact's assumptions speak of, so that they cannot be replaced in the fact alone."""
    fixed: set[Symbol] = set()
    for assumption in assumptions:
        if isinstance(assumption, Definition) and assumption not in STANDARD_DEFINITIONS:
            fixed |= assumption.right.free_symbols - assumption.left.free_symbols
        elif isinstance(assumption, Given) and assumption.forall:
            fixed |= assumption.claim.free_symbols
    return frozenset(fixed)
