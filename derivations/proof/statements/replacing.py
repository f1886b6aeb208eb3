"""Assumptions with functions or symbols replaced."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from derivations.notation import replaced
from derivations.proof.statements.theory import Definition, Dependency, Domain, Given


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
