"""Proved equations as NumPy functions."""

from __future__ import annotations

from sympy import Expr

from derivations.notation import Entry, Index
from derivations.notation.arrays import ArrayFunction, NotComputable, Undetermined
from derivations.notation.text import text
from derivations.notation.writing import Formula
from derivations.proof.statements.chains import Chain, Result
from derivations.proof.statements.claim import EQUAL
from derivations.proof.statements.verdict import Proved
from derivations.proof.unfolding import unfolded
from derivations.proof.verify import Verifier
from derivations.proof.wording import explanation, verdict_name


class NotAFunction(ValueError):
    """A result that no NumPy function can be made of, and why.

    >>> from derivations import cross_entropy_domain
    >>> cross_entropy_domain.as_function()
    Traceback (most recent call last):
        ...
    derivations.proof.computation.NotAFunction: cross-entropy-domain states no equation, so it has ...
    """


def array_function(chain: Chain, line: int = -1) -> ArrayFunction:
    """The right side of a line of a chain as a function, if it equals the chain's start; the chain is proved first."""
    called = f"{chain.name}: {chain.title or text(chain.start)}"
    if not -len(chain.steps) <= line < len(chain.steps):
        raise IndexError(f"{called}: the chain has {len(chain.steps)} lines, from 0, and none with the number {line}")
    up_to_it = chain.steps[: line % len(chain.steps) + 1]
    if any(step.claim.relation != EQUAL for step in up_to_it):
        raise NotAFunction(f"{called}: a function is made of an equation, and this concludes {_written(chain)}")
    checked, _ = Verifier().chain(chain)
    for step in checked[: len(up_to_it)]:
        if not isinstance(step.verdict, Proved):
            raise NotAFunction(f"{called} is {verdict_name(step.verdict)}: {explanation(step.verdict)}")
    try:
        return ArrayFunction(unfolded(up_to_it[-1].claim.rhs, chain.theory), _axes(chain.start))
    except Undetermined:
        equation = f"{text(chain.start)} = {text(up_to_it[-1].claim.rhs)}"
        raise NotAFunction(
            f"{chain.name}: {equation} holds for every function that its theory leaves open, so it gives no numbers. "
            "Name a cost and an activation to compute an output error: "
            'derivations.output_error("cross-entropy", "sigmoid").as_function()'
        ) from None
    except NotComputable as problem:
        raise NotAFunction(f"{called}: {problem}") from None


def _written(chain: Chain) -> str:
    claim = chain.conclusion
    return text(Formula(claim.lhs, claim.relation, claim.rhs))


def _axes(start: Expr) -> tuple[Index, ...] | None:
    """The indices on the left side, neurons only, in the order in which they are written."""
    found: dict[Index, None] = {}
    for entry in _entries(start):
        neurons = entry.indices[entry.family.up :]
        found |= {index: None for index in neurons if isinstance(index, Index)}
    return tuple(found) or None


def _entries(formula: Expr) -> list[Entry]:
    return [formula] if isinstance(formula, Entry) else [entry for part in formula.args for entry in _entries(part)]


def main_equation(derivation: Result) -> Chain:
    """The first equation among what a result states."""
    for chain in derivation.conclusions:
        if chain.conclusion.relation == EQUAL:
            return chain
    raise NotAFunction(f"{derivation.name} states no equation, so it has no right side to compute")
