"""Proved equations as NumPy functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Expr

from derivations.notation import Entry, Index
from derivations.notation.arrays import ArrayFunction, NotComputable
from derivations.proof.claim import EQUAL
from derivations.proof.unfolding import unfolded
from derivations.proof.verdict import Proved
from derivations.proof.verify import Verifier
from derivations.proof.wording import explanation, verdict_name

if TYPE_CHECKING:
    from derivations.proof.derivation import Chain, Derivation


class NotAFunction(ValueError):
    """A result that no NumPy function can be made of, and why."""


def array_function(chain: Chain) -> ArrayFunction:
    """The right side of the equation that a chain concludes, as a function; the chain is proved first."""
    called = f"{chain.name}: {chain.title or chain.start}"
    if chain.conclusion.relation != EQUAL:
        raise NotAFunction(f"{called}: a function is made of an equation, and this concludes {chain.conclusion}")
    _, verdict = Verifier().chain(chain)
    if not isinstance(verdict, Proved):
        raise NotAFunction(f"{called} is {verdict_name(verdict)}: {explanation(verdict)}")
    try:
        return ArrayFunction(unfolded(chain.end, chain.theory), _axes(chain.start))
    except NotComputable as problem:
        raise NotAFunction(f"{called}: {problem}") from None


def _axes(start: Expr) -> tuple[Index, ...] | None:
    """The indices on the left side, neurons only, in the order in which they are written."""
    found: dict[Index, None] = {}
    for entry in _entries(start):
        neurons = entry.indices[entry.family.up :]
        found |= {index: None for index in neurons if isinstance(index, Index)}
    return tuple(found) or None


def _entries(formula: Expr) -> list[Entry]:
    return [formula] if isinstance(formula, Entry) else [entry for part in formula.args for entry in _entries(part)]


def main_equation(derivation: Derivation) -> Chain:
    """The first equation among what a result states."""
    for chain in derivation.conclusions:
        if chain.conclusion.relation == EQUAL:
            return chain
    raise NotAFunction(f"{derivation.name} states no equation, of which a function could be made")
