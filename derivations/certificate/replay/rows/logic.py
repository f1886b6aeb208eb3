"""Rows of the rules that move hypotheses and quantifiers."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.printing import Printer, condition_on
from derivations.certificate.replay.step import NotReplayed, Step, aligned, conjoined, under
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
    find = under(step.p, step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    there = step.p.at(k.closed(theorem.claim, variable), index)
    return f"(fun {index} inside => {aligned(proof, step.p(theorem.claim), there)})"


def specialize(step: Step, theorem: Theorem, point: Term) -> str:
    """The proof for all indices, at one."""
    over, body = theorem.claim.args
    proof = f"({step.use(theorem)} {step.p(point)} {step.hypothesis(k.member(point, over))})"
    return aligned(proof, step.p.at(body, step.p(point)), step.p(k.opened(body, point)))


def substitute(step: Step, theorem: Theorem, where: tuple[tuple[Term, Term], ...]) -> str:
    """The proof for other indices, or in a model in which a quantity is what is put in."""
    return step.instance(theorem, dict(where))


def rename(step: Step, theorem: Theorem, where: tuple[tuple[str, str], ...]) -> str:
    """The proof in a model in which functions and families have other names."""
    given, model = dict(where), "M"
    for old, new in given.items():
        if old[0] == "f":
            model = f"(put_function {model} {step.p.names[old]} {step.p.names[new]})"
        elif len(given) == 1:
            model = f"(swap {model} {step.p.names[old]} {step.p.names[new]})"
        else:
            raise NotReplayed("rename: several families at once")
    lemma = step.premise(theorem)
    if any("q" + name in given for name in lemma.moves):
        raise NotReplayed("rename: a quantity that moves with its offset")
    there = Printer({name: step.p.names[given.get(name, name)] for name in step.p.names})
    wanted = k.renamed(theorem.claim, given)
    return step.elsewhere(theorem, model, there, step.indices(theorem), lambda h: k.renamed(h, given), wanted)


def generalize_real(step: Step, theorem: Theorem, variable: Term) -> str:
    """The proof in a model in which the variable is any term of the kind."""
    claim = k.for_all_reals(k.closed(theorem.claim, variable))
    smoothly = condition_on(claim).startswith("Smooth")
    value = "(rule_from_parts_defined (fun _ => True) v0 w known)" if smoothly else "known"
    instead = {k.defined(variable): value}
    if smoothly:
        instead[k.smooth(variable)] = "known"
    return f"(fun v0 known => {step.put(theorem, variable, 'v0', instead)})"


def specialize_real(step: Step, theorem: Theorem, value: Term) -> str:
    """The proof for all real numbers, at a term."""
    speaks_of_smoothness = condition_on(theorem.claim).startswith("Smooth")
    condition = k.smooth(value) if speaks_of_smoothness else k.defined(value)
    if not condition_on(theorem.claim):
        return f"({step.use(theorem)} {step.p(value)})"
    return f"({step.use(theorem)} {step.p(value)} {step.hypothesis(condition)})"


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
    "rename": rename,
    "generalize_real": generalize_real,
    "specialize_real": specialize_real,
    "implication": implication,
    "by_equivalence": by_equivalence,
    "split_cases": split_cases,
}
