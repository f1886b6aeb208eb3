"""What the reasons of a step bring to its proof: equations to rewrite by, and inequalities and limits to use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import Term
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.rewriting import Equation
from derivations.notation import C_total, C_x, Family, Index, Lim, Sum, a, replaced, y, z
from derivations.proof import Chain, Result
from derivations.proof.statements.chains import EqualityOf, Instance
from derivations.proof.statements.claim import EQUAL
from derivations.proof.statements.reasons import DefinitionOf
from derivations.proof.statements.theory import Given, head


def equations_of(proof: Context, step: Any) -> list[Equation]:
    """The equations that a step's reasons give."""
    found: list[Equation] = []
    for reason in step.by:
        found += _equations_of(proof, reason)
    return found


def _equations_of(proof: Context, reason: Any) -> Iterator[Equation]:
    match reason:
        case DefinitionOf(what):
            yield from _definition(proof, what)
        case Given() if isinstance(reason.claim, sympy.Equality):
            left, right = reason.claim.args
            if not isinstance(left, Index) and _place(proof, reason) is not None:
                name = f"given_{_place(proof, reason)}"
                yield Equation(
                    left,
                    right,
                    frozenset(reason.forall),
                    lambda *_: f"first [apply {name}; range | rewrite {name}; reflexivity]",
                )
        case Chain() | EqualityOf() | Result() | Instance():
            yield from _facts(proof, reason, {})


def sums_known(proof: Context, step: Any) -> tuple[str, ...]:
    """The hypotheses that a step names about what a sum is."""
    named = [reason for reason in step.by if isinstance(reason, Given) and isinstance(reason.claim, sympy.Equality)]
    about_sums = [hypothesis for hypothesis in named if isinstance(hypothesis.claim.lhs, Sum)]
    return tuple(f"given_{place}" for hypothesis in about_sums if (place := _place(proof, hypothesis)))


def _place(proof: Context, hypothesis: Given) -> int | None:
    hypotheses = proof.chain.theory.hypotheses
    return hypotheses.index(hypothesis) + 1 if hypothesis in hypotheses else None


def _definition(proof: Context, what: Any) -> Iterator[Equation]:
    definition = proof.chain.theory.definition_of(what)
    if definition is None:
        raise NoTranslation(f"the definition of {what}")
    left, right = proof.same(definition.left), proof.same(definition.right)
    kind = head(left)
    if proof.model.is_network and kind in (C_x.family, C_total.family, z):
        return
    variables = frozenset(
        s for s in left.free_symbols
        if not isinstance(s, Family) and not (isinstance(s, Index) and s.range.last is None) and s != left
    )  # fmt: skip
    tactic = "reflexivity"
    if proof.model.is_network and kind == a:
        tactic = "rewrite a_at by range; apply act_def; range"
    elif proof.model.is_network and kind == y:
        tactic = "apply y_def; range"
    yield Equation(left, right, variables, lambda *_: tactic)


def _facts(proof: Context, reason: Any, where: Mapping[Any, Any]) -> Iterator[Equation]:
    match reason:
        case Instance(fact, pairs):
            yield from _facts(proof, fact, dict(pairs))
        case Result():
            for chain in reason.chains:
                yield from _facts(proof, chain, where)
        case Chain() | EqualityOf():
            conclusion = reason.conclusion
            if (
                conclusion.relation != EQUAL
                or isinstance(conclusion.lhs, Lim)
                or _is_about_the_other_case(proof, reason)
            ):
                return
            lemma = proof.facts.lemma(reason)
            yield _fact(proof, lemma, where)


def _is_about_the_other_case(proof: Context, fact: Any) -> bool:
    """Whether a fact is about indices that are equal where they differ here, or the other way round."""
    for hypothesis in fact.theory.hypotheses:
        pair = frozenset(hypothesis.claim.args)
        if isinstance(hypothesis.claim, sympy.Equality) and pair in proof.told_apart:
            return True
        if isinstance(hypothesis.claim, sympy.Unequality) and pair in map(frozenset, proof.equal_indices.items()):
            return True
    return False


def _fact(proof: Context, lemma: Lemma, where: Mapping[Any, Any]) -> Equation:
    left, right = (proof.same(replaced(side, where)) for side in lemma.claim.sides)

    def proved(matched: Mapping[Any, Any], moved: Mapping[str, Term]) -> str:
        applied = lemma.applied(proof.model, {**where, **proof.equal_indices, **matched}, proof.module, moved)
        unique = "apply is_derive_unique; " if lemma.derives else ""
        foreign = "foreign; " if proof.model.is_network and not any(b.of == "N" for b in lemma.binders) else ""
        unique += "eapply proj2; " * len(lemma.exist)
        return f"{foreign}{unique}apply ({applied}); side"

    return Equation(left, right, frozenset(proof.same(v) for v in lemma.variables), proved, is_fact=True)


def signs_at_hand(proof: Context, step: Any) -> list[str]:
    """The inequalities that a step names, as hypotheses of the proof."""
    return _at_hand(proof, step, lambda claim: claim.relation in "<≤>≥≠", "sign")


def limits_at_hand(proof: Context, step: Any) -> list[str]:
    """The limits that a step names, as hypotheses of the proof."""
    return _at_hand(proof, step, lambda claim: isinstance(claim.lhs, Lim), "tends")


def _at_hand(proof: Context, step: Any, wanted: Any, stem: str) -> list[str]:
    lines = []
    for reason in step.by:
        if isinstance(reason, Chain) and wanted(reason.conclusion):
            name = proof.fresh(stem)
            applied = proof.facts.lemma(reason).applied(proof.model, proof.equal_indices, proof.module)
            lines += [f"assert ({name} := {applied}); use {name}."]
    return lines
