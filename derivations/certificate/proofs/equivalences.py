"""Claims that hold together: one equation is the other times a factor that is not 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.sums import Atoms
from derivations.certificate.language.terms import App, Term, written
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.equality import replacing
from derivations.proof.statements.claim import Claim


class Equivalences:
    """``P <-> Q``, for equations P and Q."""

    def proof(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        """Both equations rewritten by the reasons; then the factor."""
        if not all(isinstance(side, sympy.Equality) for side in claim.sides):
            raise NoTranslation(f"the equivalence {claim}, which is not one of two equations")
        lines, ends = replacing(chain, [side for equation in claim.sides for side in equation.args], step)
        return [*lines, f"apply (multiple {written(_factor(*ends), 9)}); [not_zero | algebra]."]

    def ending(self, chain: Context, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """By transitivity."""
        proof = names[0]
        for name in names[1:]:
            proof = f"(iff_trans {proof} {name})"
        yield f"exact {proof}."


def _factor(left: Term, right: Term, left_: Term, right_: Term) -> Term:
    """The factor by which one equation is the other."""
    atoms = Atoms()
    one, other = (atoms.polynomial(App("-", pair)) for pair in ((left, right), (left_, right_)))
    if other == 0:
        raise NoTranslation("an equation between equal things, in an equivalence")
    return atoms.quotient(sympy.factor(sympy.cancel(one / other)))
