"""What is at hand in the proof of a chain: fresh names, and what is the same by its hypotheses."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import sympy

from derivations.certificate.language.exchange import ONE_NEURON
from derivations.certificate.language.terms import Term
from derivations.certificate.lemmas.lemma import Facts
from derivations.certificate.lemmas.statement import Statement
from derivations.certificate.proofs.slopes import exists
from derivations.notation import Entry, Index, replaced, width
from derivations.proof import Chain
from derivations.proof.statements.claim import Claim


class Context(Statement):
    """The statement of a chain under proof.

    ``equal_indices`` are indices that are others by a hypothesis, or in the case that is looked at; ``told_apart`` are
    pairs of indices that differ in the case that is looked at.
    """

    def __init__(self, facts: Facts, chain: Chain, module: str, name: str) -> None:
        super().__init__(facts, chain, module, name)
        self.counter = 0
        self.told_apart: set[frozenset[Any]] = set()

    def fresh(self, stem: str) -> str:
        """A name that the proof does not have yet."""
        self.counter += 1
        return f"{stem}_{self.counter}"

    def existence(self, claim: Claim) -> str:
        """The tactic for that the derivative exists with which a chain begins."""
        return exists(self.model, self.same(claim.lhs))

    # -- what hypotheses say are the same

    @cached_property
    def equal_indices(self) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for hypothesis in self.chain.theory.hypotheses:
            left, right = hypothesis.claim.args
            if isinstance(hypothesis.claim, sympy.Equality) and isinstance(left, Index) and isinstance(right, Index):
                found[right] = left
        return found

    @cached_property
    def known_sizes(self) -> dict[str, Term]:
        """Numbers of neurons that a hypothesis says are 1."""
        found: dict[str, Term] = {}
        for hypothesis in self.chain.theory.hypotheses:
            left, right = hypothesis.claim.args
            is_size = isinstance(left, Entry) and left.family == width and not self.model.is_network
            if isinstance(hypothesis.claim, sympy.Equality) and is_size and right == 1:
                found[str(self.model.count(left))] = ONE_NEURON
        return found

    def identified(self, claim: Claim) -> Claim:
        """The claim with indices that are equal put the same."""
        return Claim(self.same(claim.lhs), claim.relation, self.same(claim.rhs))

    def same(self, expression: Any) -> Any:
        """An expression with indices that are equal put the same."""
        return replaced(expression, self.equal_indices) if self.equal_indices else expression
