"""Equations and inequalities between numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Symbol

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.exchange import outermost_sums, put_terms
from derivations.certificate.language.sums import Atoms
from derivations.certificate.language.terms import App, Lambda, Term, put, written
from derivations.certificate.lemmas.claims import claim_text
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.equality import equation, replacing
from derivations.certificate.proofs.reasons import signs_at_hand
from derivations.certificate.proofs.slopes import definition_body, exists, first
from derivations.certificate.translation.translate import translate
from derivations.notation import Index, Partial
from derivations.proof import Chain
from derivations.proof.statements.chains import ConvexMinimum, EqualityOf, Instance
from derivations.proof.statements.claim import AT_LEAST, AT_MOST, EQUAL, GREATER, LESS, UNEQUAL, Claim
from derivations.proof.statements.reasons import ChainRule
from derivations.proof.statements.theory import Given

COMPOSITION = {LESS: "lt", AT_MOST: "le", GREATER: "gt", AT_LEAST: "ge", UNEQUAL: "ne", EQUAL: "eq"}
"""The relations between numbers, as the library's lemmas on steps that follow from one another are called."""


class Numbers:
    """``a = b``, ``a < b`` and so on."""

    def proof(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        """By a rule that the step names, in both cases of indices that may be equal, or by rewriting and arithmetic."""
        for reason in step.by:
            if isinstance(reason, ChainRule):
                return _chain_rule(chain, claim, reason)
            if isinstance(reason, ConvexMinimum):
                return _convex_minimum(chain, claim, reason)
        pair = _open_pair(chain, claim, step)
        if pair is not None:
            return self._in_both_cases(chain, claim, step, pair)
        if claim.relation != EQUAL:
            return _order(chain, claim, step)
        if any(side.has(sympy.Abs) for side in claim.sides):
            return _absolute(chain, claim, step)
        return equation(chain, claim.lhs, claim.rhs, step)

    def _in_both_cases(self, chain: Context, claim: Claim, step: Any, pair: tuple[Index, Index]) -> list[str]:
        one, other = pair
        name, name_ = chain.model.name(one), chain.model.name(other)
        lines = [f"destruct (Nat.eq_dec {name} {name_}) as [alike | apart]."]
        chain.equal_indices[other] = one
        lines += [f"{{ subst {name_}.", *self.proof(chain, chain.identified(claim), step), "}"]
        del chain.equal_indices[other]
        chain.told_apart.add(frozenset(pair))
        lines += self.proof(chain, claim, step)
        chain.told_apart.discard(frozenset(pair))
        return lines

    def ending(self, chain: Context, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """By transitivity; of a derivative it is said that it exists."""
        proof, relation = names[0], claims[0].relation
        for name, claim in zip(names[1:], claims[1:], strict=True):
            proof, relation = _composed(proof, relation, name, claim.relation)
        if lemma.derives:
            yield f"apply derivative; [{chain.existence(claims[0])} | exact {proof}]."
        elif lemma.statement.startswith("ex_derive") and not lemma.exist:
            yield f"split; [{chain.existence(claims[0])} | exact {proof}]."
        else:
            yield f"exact {proof}."


def _composed(one: str, relation: str, other: str, following: str) -> tuple[str, str]:
    """The proof that two steps make together, and its relation."""
    name = f"{COMPOSITION[relation]}_{COMPOSITION[following]}"
    strongest = next(r for r in (UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST, EQUAL) if r in (relation, following))
    return f"({name} _ _ _ {one} {other})", strongest


# -- rules


def _chain_rule(chain: Context, claim: Claim, rule: ChainRule) -> list[str]:
    model, slope = chain.model, claim.lhs
    if not isinstance(slope, Partial):
        raise NoTranslation(f"the chain rule for {slope}")
    if model.is_network:
        return [f"{_network_chain(translate(model, slope))}; side."]
    if rule.index is not None or not isinstance(slope.of, Symbol):
        raise NoTranslation(f"the chain rule for {slope} outside of a network")
    inner = translate(model, Partial(rule.through, slope.by))
    old, outer = translate(model, slope), translate(model, Partial(slope.of, rule.through))
    (function, _), (inside, _), (outside, _) = (_parts(term) for term in (old, inner, outer))
    applied = function.body
    body = definition_body(model, applied.head, applied.args) if isinstance(applied, App) else None
    if body is None:
        raise NoTranslation(f"the chain rule for {slope.of}, of which the theory has no definition")
    return [
        f"apply is_derive_unique; apply (same_function _ (fun t => {body})); [reflexivity |].",
        f"eapply (derive_compose_at ({outside}) ({inside})); [cbv beta; rewrite ?upd_itself; reflexivity | |];",
        f"  apply Derive_correct; [exists_derivative | {exists(model, inner)}].",
    ]


def _parts(slope: Term) -> tuple[Lambda, Term]:
    """The function and the point of a derivative."""
    assert isinstance(slope, App)
    function, at = slope.args
    assert isinstance(function, Lambda)
    return function, at


def _network_chain(slope: Term) -> str:
    """The library's chain rule for a slope of the cost."""
    match slope:
        case App("Derive", (Lambda(_, App("C_of_z", (_, _, App("L", _), _))), _)):
            return "apply chain_z_a"
        case App("Derive", (Lambda(_, App("C_of_z", _)), _)):
            return "apply chain_z_z"
        case App("Derive", (Lambda(_, App("C", (App("set_b" | "set_w" as by, _), _))), _)):
            return f"apply is_derive_unique, chain_{by[-1]}_z"
    raise NoTranslation(f"the chain rule for {slope}")


def _convex_minimum(chain: Context, claim: Claim, rule: ConvexMinimum) -> list[str]:
    model, facts = chain.model, chain.facts
    convex, critical = facts.lemma(rule.convexity), facts.lemma(rule.critical)
    place, minimum = (side.args[0] for side in claim.sides)
    domain = next((d for d in model.theory.domains if d.of == place), None)
    if domain is None or domain.low is None or domain.high is None:
        raise NoTranslation(f"the minimum over {place}, which does not range over a bounded interval")
    low, high = (written(translate(model, end), 9) for end in (domain.low, domain.high))
    s, t = (written(translate(model, side), 9) for side in (place, minimum))
    function = written(model.function(claim.lhs.func), 9)
    u = Symbol("u")
    model.names.setdefault(u, "u")

    def fact(lemma: Lemma, value: Any) -> str:
        applied = lemma.applied(model, {place: value}, chain.module)
        return f"assert (fact := {applied}); use fact"

    strict = [
        f"apply (convex_minimum {function} {low} {high} {t} {s}); try (split; assumption); try assumption.",
        f"- intros u in_u; eexists; {first(model, model.function(claim.lhs.func), translate(model, u))[1]}.",
        f"- intros u [above below]; assert (fact := {convex.applied(model, {place: u}, chain.module)}).",
        "  apply fact; assumption.",
        f"- intros u [above below]; {fact(convex, u)}; exact fact.",
        f"- {fact(critical, minimum)}; apply fact; reflexivity.",
    ]
    if claim.relation == GREATER:
        return strict
    return [
        f"destruct (Req_dec {s} {t}) as [equal | differs].",
        "{ rewrite equal; apply Rle_refl. }",
        "apply Rlt_le.",
        *strict,
    ]


# -- cases


def _open_pair(chain: Context, claim: Claim, step: Any) -> tuple[Index, Index] | None:
    """Two indices of which the facts of a step say what holds if they are equal, and if they are not."""
    for reason in step.by:
        fact = reason.fact if isinstance(reason, Instance) else reason
        fact = fact.chain if isinstance(fact, EqualityOf) else fact
        for hypothesis in fact.theory.hypotheses if isinstance(fact, Chain) else ():
            left, right = hypothesis.claim.args
            if {left, right} <= chain.indices_of(claim) and not _settled(chain, hypothesis):
                return left, right
    return None


def _settled(chain: Context, hypothesis: Given) -> bool:
    own = {frozenset(h.claim.args) for h in chain.chain.theory.hypotheses} | chain.told_apart
    return frozenset(hypothesis.claim.args) in own or bool(chain.equal_indices)


# -- order


def _order(chain: Context, claim: Claim, step: Any) -> list[str]:
    """An inequality: both sides rewritten by the reasons, then the sign of what is left."""
    lines, ends = replacing(chain, list(claim.sides), step)
    lines += signs_at_hand(chain, step)
    joined, ends = _joined(ends)
    lines += joined
    if claim.relation == UNEQUAL:
        return [*lines, f"first [differ | apply (differ_by {written(_difference(*ends), 9)}); [algebra | not_zero]]."]
    smaller, larger = ends if claim.relation in (LESS, AT_MOST) else reversed(ends)
    difference = written(_difference(larger, smaller), 9)
    by = "less_by" if claim.relation in (LESS, GREATER) else "at_most_by"
    return [*lines, f"first [order | apply ({by} {difference}); [algebra | order]]."]


def _joined(sides: list[Term]) -> tuple[list[str], list[Term]]:
    """Sums over all indices as one term and the others', where a sum without that term stands beside."""
    sums = {found: None for side in sides for found in outermost_sums(side)}
    lines: list[str] = []
    for found in sums:
        if found.head != "sum_except":
            continue
        size, index, function = found.args
        whole = App("sum", (size, function))
        if whole in sums and isinstance(function, Lambda):
            own = put(function.body, {function.bound: index})
            lines += [f"rewrite (sum_split {' '.join(written(arg, 9) for arg in found.args)}) by range; cbv beta."]
            sides = [put_terms(side, {whole: App("+", (own, found))}) for side in sides]
    return lines, sides


def _difference(larger: Term, smaller: Term) -> Term:
    """The difference of two terms as a product."""
    atoms = Atoms()
    return atoms.quotient(sympy.factor(sympy.cancel(atoms.polynomial(App("-", (larger, smaller))))))


def _absolute(chain: Context, claim: Claim, step: Any) -> list[str]:
    """``|x| = y``, where y is x or its opposite, and not negative."""
    if not isinstance(claim.lhs, sympy.Abs) or claim.rhs.has(sympy.Abs):
        raise NoTranslation(f"the absolute value in {claim}")
    (inside,) = claim.lhs.args
    x, y = (written(translate(chain.model, side), 34) for side in (inside, claim.rhs))
    lines = [f"assert (equal : {x} = {y} \\/ {x} = - {y})."]
    with sympy.evaluate(True):
        is_opposite = sympy.expand(inside + claim.rhs) == 0
    lines += ["{ right; ring. }"] if is_opposite else ["{ left.", *equation(chain, inside, claim.rhs, step), "}"]
    not_negative = Claim(sympy.Integer(0), AT_MOST, claim.rhs)
    lines += [f"assert (sign : {claim_text(chain.model, not_negative)}).", "{", *_order(chain, not_negative, step), "}"]
    return [*lines, "exact (absolute _ _ equal sign)."]
