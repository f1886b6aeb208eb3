"""The proof of one chain: a step after the other, each by a tactic for its kind and its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Symbol

from derivations.certificate.language.comments import step_words
from derivations.certificate.language.scoping import free_names
from derivations.certificate.lemmas.claims import claim_text
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.kinds import kind_of
from derivations.certificate.proofs.slopes import exists
from derivations.notation import C_x, Family, Index
from derivations.proof.statements.claim import Claim


class ChainProof(Context):
    """The lemma of a chain, and the lines of its proof."""

    def proof(self, lemma: Lemma, steps: int | None = None) -> list[str]:
        """The lines of the proof of what the chain concludes, or its first steps do."""
        self.counter = 0
        self.model.sizes = self.known_sizes
        try:
            return list(self._proof(lemma, self.claims[:steps]))
        finally:
            self.model.sizes = {}

    def _proof(self, lemma: Lemma, claims: list[Claim]) -> Iterator[str]:
        yield lemma.intros
        yield from self.prelude(lemma)
        names = []
        for number, (stated, step) in enumerate(zip(claims, self.chain.steps, strict=False), 1):
            kind, claim = kind_of(stated, step), self.identified(stated)
            names.append(f"step_{number}")
            yield f"(* {step_words(step)} *)"
            yield f"assert ({names[-1]} : {claim_text(self.model, claim)})."
            yield "{"
            yield from (f"  {line}" for line in kind.proof(self, claim, step))
            yield "}"
        for slope in lemma.exist:
            yield f"split; [{exists(self.model, self.same(slope))} |]."
        yield from kind_of(claims[0]).ending(self, lemma, claims, names)

    # -- what is said once, before the steps

    def prelude(self, lemma: Lemma) -> Iterator[str]:
        """Equal things put the same, and what follows from the hypotheses at once."""
        for name in [*(self.model.name(index) for index in self.equal_indices), *self.known_sizes]:
            yield f"subst {name}."
        names = {hypothesis.name for hypothesis in lemma.hypotheses}
        yield from self._smooth_functions()
        yield from self._counted(lemma)
        if "act_def" in names and "hidden" in names:
            yield "assert (act_eq := same_layer N (L N) _ act_def); cbv beta in act_eq."
        for number, fact in enumerate(self.chain.theory.bounds, 1):
            yield from self._bound(f"bound_{number}", fact)
        if self.model.is_network and "layers" not in names:
            yield "assert (layers : forall l, (2 <= l <= L N)%nat -> differentiable_layer N l) by all_layers."
        if self.model.is_network and "costs" not in names and self.speaks_of_costs():
            example = "x0" if self.has_total else self.model.index(C_x.args[1])
            quantified = "forall x0, " if self.has_total else ""
            yield f"assert (costs : {quantified}differentiable_cost N {example}) by differentiable_costs."

    def _smooth_functions(self) -> Iterator[str]:
        """That the activation functions which the theory defines are differentiable."""
        for defined in self.model.defined.values():
            if self.model.is_network and len(defined.arguments) == 1 and not defined.parameters:
                name = defined.name
                yield f"assert (smooth_{name} : forall u, ex_derive {name} u)"
                yield f"  by (intro; eexists; unfold {name}; derive)."

    def _counted(self, lemma: Lemma) -> Iterator[str]:
        """That an index which is not in a part is one more than the part has."""
        for partition in self.chain.theory.partitions:
            inside, outside = partition.parts
            size, part, number = self.model.size(partition.whole), inside.name, self.model.index(inside.size)
            for binder in lemma.binders:
                if isinstance(binder.of, Index) and binder.of.range == outside:
                    yield f"assert (others := counted {size} {part} {number} {binder.name}); use others."

    def _bound(self, name: str, fact: Any) -> Iterator[str]:
        """What a proved bound of the theory says, for all values of its variables."""
        lemma = self.facts.lemma(fact)
        speaks_of = set(fact.conclusion.free_symbols) - (set() if self.has_total else {C_x.args[1]})
        own = [b.name for b in lemma.binders if b.of in speaks_of and isinstance(b.of, Symbol) and not _is_family(b.of)]
        ranges = [h.text for h in lemma.hypotheses if h.name.startswith("in_") and set(free_names(h.text)) & set(own)]
        quantified = f"forall {' '.join(own)}, " if own else ""
        applied = lemma.applied(self.model, self.equal_indices, self.module, found_by_coq=frozenset(own))
        yield f"assert ({name} : {quantified}{''.join(f'{text} -> ' for text in ranges)}{lemma.statement})"
        yield f"  by (intros; apply ({applied}); side)."


def _is_family(what: Any) -> bool:
    return isinstance(what, Family)
