"""Rows of the rules that move hypotheses and quantifiers."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.printing import number_of
from derivations.certificate.replay.step import NotReplayed, Step, conjoined, under
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import OPPOSITE, Theorem


def assume(step: Step, proposition: Term) -> str:
    """The hypothesis itself."""
    return f"(rule_assume _ {step.hypothesis(proposition)})"


def cut(step: Step, theorem: Theorem, *lemmas: Theorem) -> str:
    """The lemmas' proofs, where the theorem has hypotheses."""
    return step.use(theorem, {lemma.claim: step.use(lemma) for lemma in lemmas})


def conjoin(step: Step, *theorems: Theorem) -> str:
    """All proofs together."""
    return conjoined([step.use(theorem) for theorem in theorems])


def generalize(step: Step, theorem: Theorem, variable: Term, over: Term) -> str:
    """The proof for an index that is bound."""
    index = step.p.name("i", variable.args[0])
    find = under(step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    return f"(fun {index} inside => {proof})"


def specialize(step: Step, theorem: Theorem, point: Term) -> str:
    """The proof for all indices, at one."""
    return f"({step.use(theorem)} {step.p(point)} {step.hypothesis(k.member(point, theorem.claim.args[0]))})"


def substitute(step: Step, theorem: Theorem, where: tuple[tuple[Term, Term], ...]) -> str:
    """The proof for other indices, or in a model in which a quantity is what is put in."""
    given = dict(where)
    indices = {old.args[0]: step.p(new) for old, new in given.items() if old.op == "index"}
    lemma = step.premise(theorem)
    model = "M"
    for old, new in given.items():
        if old.op == "quantity" and old is not new and "q" + old.args[0] in names_in(theorem):
            if old.args[0] in lemma.moves:
                raise NotReplayed(f"substitute: {old} has to move with its offset")
            model = f"(put {model} {step.p.name('q', old.args[0])} {step.p(new)})"
        if old.op == "count" and old is not new:
            model = f"(put_count {model} {step.p.name('n', old.args[0])} {number_of(step.p, new, ())})"
    return step.use(theorem, indices=indices, model=model, find=lambda h: step.hypothesis(k.replaced(h, given)))


def names_in(theorem: Theorem) -> frozenset[str]:
    """All names that are free in a theorem."""
    return theorem.claim.names.union(*(h.names for h in theorem.hypotheses))


def implication(step: Step, theorem: Theorem, premise: Term) -> str:
    """The proof, under a hypothesis that becomes an assumption."""
    assumed = list(premise.args) if premise.op == "and" else [premise]
    places = {proposition: part("p", place, len(assumed)) for place, proposition in enumerate(assumed)}
    return f"(rule_implication _ _ (fun p => {step.use(theorem, places)}))"


def part(whole: str, place: int, of: int) -> str:
    """The proof of one of so many propositions that hold together."""
    proof = whole
    for _ in range(place):
        proof = f"(proj2 {proof})"
    return proof if place == of - 1 else f"(proj1 {proof})"


def by_equivalence(step: Step, theorem: Theorem, side: Theorem) -> str:
    """One side from the other."""
    way = "left" if side.claim is theorem.claim.args[0] else "right"
    return f"(rule_by_equivalence_{way} _ _ {step.use(theorem)} {step.use(side)})"


def split_cases(step: Step, theorem: Theorem, other: Theorem, case: Term) -> str:
    """Both cases."""
    opposite = OPPOSITE[case.op](*case.args)
    ways = f"(fun c => {step.use(theorem, {case: 'c'})}) (fun c => {step.use(other, {opposite: 'c'})})"
    one, two = case.args
    if case.op == "in":
        name, over = two.args
        inside = step.hypothesis(k.member(one, over))
        return f"(rule_split_cases_in M {step.p.name('s', name)} {step.p(over)} {step.p(one)} _ {inside} {ways})"
    if case.op == "=":
        return f"(rule_split_cases_eq {step.p(one)} {step.p(two)} w _ {ways})"
    return f"(rule_split_cases_same {step.p(one)} {step.p(two)} _ {ways})"


ROWS: dict[str, Any] = {
    "assume": assume,
    "cut": cut,
    "conjoin": conjoin,
    "generalize": generalize,
    "specialize": specialize,
    "substitute": substitute,
    "implication": implication,
    "by_equivalence": by_equivalence,
    "split_cases": split_cases,
}
