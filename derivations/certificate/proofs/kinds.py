"""The kinds of claims: each says by which tactics its steps are proved, and how the conclusion follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.equivalences import Equivalences
from derivations.certificate.proofs.limits import Limits
from derivations.certificate.proofs.numbers import COMPOSITION, Numbers
from derivations.certificate.proofs.partial_values import Values
from derivations.notation import Lim
from derivations.proof.statements.claim import ELEMENT, EQUIVALENT, NOT_ELEMENT, Claim


class Kind(Protocol):
    """A kind of claim."""

    def proof(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        """The proof of a step."""

    def ending(self, chain: Context, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """The proof of what the chain concludes, from its steps."""


OTHERS: dict[str, Kind] = {EQUIVALENT: Equivalences(), ELEMENT: Values(), NOT_ELEMENT: Values()}
"""The kinds of claims that are not about two numbers."""


def kind_of(claim: Claim, step: Any = None) -> Kind:
    """The kind of a claim, or of a step; a chain that begins with a limit is about limits to its end."""
    first = claim.lhs if step is None or step.chain is None else step.chain.start
    if isinstance(first, Lim):
        return Limits()
    if claim.relation in COMPOSITION:
        return Numbers()
    if claim.relation not in OTHERS:
        raise NoTranslation(f"a claim with {claim.relation}")
    return OTHERS[claim.relation]
