"""What a chain says and assumes, as a lemma of Coq."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import sympy
from sympy import Symbol
from sympy.core.function import AppliedUndef

from derivations.certificate.language.scoping import free_names
from derivations.certificate.language.terms import App, written
from derivations.certificate.lemmas import hypotheses as assumed
from derivations.certificate.lemmas.claims import claim_text
from derivations.certificate.lemmas.hypotheses import Hypothesis, given, givens, in_range
from derivations.certificate.lemmas.lemma import Facts, Lemma
from derivations.certificate.translation.definitions import model_of
from derivations.certificate.translation.model import Parameter
from derivations.certificate.translation.translate import SLOPES, translate
from derivations.notation import C_total, C_x, Entry, Family, Index, L, Lim, delta, replaced, width, y
from derivations.notation import n as examples
from derivations.proof import Chain
from derivations.proof.statements.claim import EQUAL, EQUIVALENT, Claim, composed
from derivations.proof.statements.theory import Given
from derivations.proof.statements.vectors import componentwise


class Statement:
    """What a chain says and assumes."""

    def __init__(self, facts: Facts, chain: Chain, module: str, name: str) -> None:
        self.facts, self.chain, self.module, self.name = facts, chain, module, name
        self.model = model_of(chain.theory)

    # -- what the chain says

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims of the steps; about vectors, those about a component."""
        return [_named(componentwise(step.claim)) for step in self.chain.steps]

    @property
    def sides(self) -> list[Any]:
        return [self.claims[0].lhs, *(claim.rhs for claim in self.claims)]

    def lemma(self, steps: int | None = None, suffix: str = "") -> Lemma:
        """What the chain concludes, or its first steps do."""
        claims = self.claims[:steps]
        claim = Claim(claims[0].lhs, composed([c.relation for c in claims]), claims[-1].rhs)
        statement, derives = self.statement(claim)
        texts = [claim_text(self.model, c) for c in claims]
        symbols = {b.of for b in self.binders([statement, *texts]) if isinstance(b.of, Symbol)}
        hypotheses = list(self.hypotheses(claims, texts, symbols))
        if steps is not None:  # of the first lines no more is assumed than they name
            named = {given for step in self.chain.steps[:steps] for reason in step.by for given in givens(reason)}
            hypotheses = [h for h in hypotheses if not isinstance(h.source, Given) or h.source in named]
        binders = self.binders([statement, *texts, *(h.text for h in hypotheses)])
        variables = frozenset(
            s
            for s in claim.free_symbols
            if not isinstance(s, Family)
            and not (isinstance(s, Index) and s.range.last is None)
            and s not in self.model.defined
        )
        return Lemma(
            self.module,
            f"{self.name}{suffix}",
            binders,
            tuple(hypotheses),
            statement,
            claim,
            variables,
            derives,
            tuple(self.slopes_within(claim)),
        )

    def statement(self, claim: Claim) -> tuple[str, bool]:
        """A claim in Coq; of a derivative it says that it exists, too."""
        if isinstance(claim.lhs, SLOPES):
            derivative = self.applied_derivative(claim.lhs)
            if claim.relation == EQUAL:
                return f"is_derive {derivative} {written(translate(self.model, claim.rhs), 9)}", True
            return f"ex_derive {derivative} /\\ {claim_text(self.model, claim)}", False
        exist = "".join(f"ex_derive {self.applied_derivative(slope)} /\\ " for slope in self.slopes_within(claim))
        text = claim_text(self.model, claim)
        return f"{exist}({text})" if exist and claim.relation == EQUIVALENT else f"{exist}{text}", False

    def applied_derivative(self, slope: Any) -> str:
        """The function and the point of a derivative."""
        term = translate(self.model, slope)
        assert isinstance(term, App)
        return " ".join(written(part, 9) for part in term.args)

    def slopes_within(self, claim: Claim) -> list[Any]:
        """The derivatives in the left side of a claim that is about more than one derivative."""
        if isinstance(claim.lhs, SLOPES | Lim):
            return []
        found = (part for part in sympy.preorder_traversal(claim.lhs) if isinstance(part, SLOPES))
        return list(dict.fromkeys(found))

    # -- what it assumes

    @property
    def has_total(self) -> bool:
        return self.model.theory.definition_of(C_total.family) is not None

    def hypotheses(self, claims: list[Claim], texts: list[str], spoken_of: set[Symbol]) -> Iterator[Hypothesis]:
        """What the lemma assumes."""
        model, theory = self.model, self.chain.theory
        symbols: set[Symbol] = spoken_of.union(*(claim.free_symbols for claim in claims))
        for assumption in theory.hypotheses:
            symbols |= assumption.claim.free_symbols - set(assumption.forall)
        if self.speaks_of(C_total.family):
            symbols.add(examples)
        if model.is_network:
            costs = self.speaks_of_costs()
            for hypothesis in assumed.of_network(model, self.has_total):
                of_costs = hypothesis.name in ("cost_def", "costs")
                if costs or not (of_costs or (hypothesis.name == "y_def" and not self.speaks_of(y))):
                    yield hypothesis
            symbols |= set(self._network_indices())
        yield from assumed.differentiable_functions(model, self.functions(claims))
        for symbol in sorted(symbols, key=_by_name):
            if symbol == L and not model.is_network:
                continue
            if isinstance(symbol, Index) and symbol != C_x.args[1]:
                for number, text in enumerate(in_range(model, symbol)):
                    yield Hypothesis(f"in_{model.name(symbol)}{'_part' if number else ''}", text)
        if self._has_output_layer(texts) and not any(s == L for s in symbols):
            yield Hypothesis("deep", "(2 <= L N)%nat")
        if self._needs_a_neuron(texts, symbols):
            yield Hypothesis("neurons", f"(1 <= {model.names[width]})%nat")
        for number, domain in enumerate(assumed.domains(model, symbols), 1):
            for end, text in enumerate(assumed.domain(model, domain)):
                yield Hypothesis(f"domain_{number}{'_' if end else ''}", text, domain)
        for partition in theory.partitions:
            part = model.part_name(partition.parts[0])
            size, count = model.size(partition.whole), model.index(partition.parts[0].size)
            yield Hypothesis("parts", f"size {size} {part} = {count}", partition)
        for number, assumption in enumerate(theory.hypotheses, 1):
            yield Hypothesis(f"given_{number}", given(model, assumption), assumption)

    def _network_indices(self) -> Iterator[Index]:
        """Indices that the definitions of cost and desired output speak of, and that are not bound there."""
        if not self.speaks_of_costs() and not self.speaks_of(y):
            return
        for definition in self.chain.theory.definitions:
            if isinstance(definition.left, Entry) and definition.left.family in (C_x.family, y):
                bound = definition.left.free_symbols
                yield from (
                    s for s in definition.right.free_symbols
                    if isinstance(s, Index) and s not in bound and s.range.last is not None and s != C_x.args[1]
                )  # fmt: skip

    def indices_of(self, claim: Claim) -> set[Any]:
        """The indices that a claim speaks of, itself or by the definitions of cost and desired output."""
        own = {*claim.free_symbols, *(self._network_indices() if self.model.is_network else ())}
        return {symbol for symbol in own if isinstance(symbol, Index)}

    def _has_output_layer(self, texts: list[str]) -> bool:
        return self.model.is_network and any("L N" in text for text in texts)

    def _needs_a_neuron(self, texts: list[str], symbols: set[Symbol]) -> bool:
        """Whether a layer is spoken of, and nothing else says that it has a neuron."""
        name = self.model.names.get(width)
        if self.model.is_network or name is None or not any(name in free_names(text) for text in texts):
            return False
        neurons = {s for s in symbols if isinstance(s, Index) and (s.range.first == 1 or s.range.part_of is not None)}
        said = any(hypothesis.claim.has(width) for hypothesis in self.chain.theory.hypotheses)
        return not (neurons - {C_x.args[1]}) and not said

    def functions(self, claims: list[Claim]) -> list[tuple[Any, int]]:
        """The functions of which nothing is known but that they are differentiable."""
        sides = [side for claim in claims for side in claim.sides]
        sides += [definition.right for definition in self.chain.theory.definitions]
        found: dict[Any, int] = {}
        for side in sides:
            for part in sympy.preorder_traversal(side):
                if isinstance(part, AppliedUndef) and part.func not in self.model.defined:
                    found.setdefault(part.func, len(part.args))
                    self.model.arities[part.func] = len(part.args)
        return sorted(found.items(), key=str)

    def binders(self, texts: list[str]) -> tuple[Parameter, ...]:
        """The variables that these texts speak of."""
        return self.model.parameters(name for text in texts for name in free_names(text))

    def speaks_of_costs(self) -> bool:
        """Whether a line speaks of the cost, or of an error, which is a slope of the cost."""
        return self.speaks_of(C_x.family, C_total.family, delta)

    def speaks_of(self, *families: Family) -> bool:
        """Whether a line speaks of a member of one of these families."""
        parts = (part for side in self.sides for part in sympy.preorder_traversal(side))
        return any(isinstance(part, Entry) and part.family in families for part in parts)


def _by_name(symbol: Symbol) -> tuple[str, str]:
    return str(symbol), type(symbol).__name__


def _named(claim: Claim) -> Claim:
    """A claim about a component of vectors with an index that has a name."""
    made = [s for s in claim.free_symbols if str(s).startswith("#")]
    where = {index: Index("i", index.range) for index in made}
    return Claim(replaced(claim.lhs, where), claim.relation, replaced(claim.rhs, where)) if where else claim
