"""Formulas as partial numbers, for the question whether they have a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.reasons import signs_at_hand
from derivations.proof.statements.claim import ELEMENT, Claim


class Values:
    """That a formula has a value, or has none."""

    def proof(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        """By the signs of what stands in logarithms and below fractions."""
        lines = signs_at_hand(chain, step)
        for number, hypothesis in enumerate(chain.chain.theory.hypotheses, 1):
            if hypothesis in step.by:
                lines.append(f"rewrite given_{number}.")
        return [*lines, "has_its_value." if claim.relation == ELEMENT else "lacks_a_value."]

    def ending(self, chain: Context, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """There is one step."""
        yield f"exact {names[0]}."
