"""Deciding one claim: from the facts in force to its theorem, case by case where indices may be equal or not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from derivations.kernel import algebra, claims
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, conjoin, cut, split_cases
from derivations.proof.finding import derived, extremum, inequalities
from derivations.proof.finding.facts import Facts
from derivations.proof.finding.prover import Prover
from derivations.proof.finding.session import Restart, Unprovable
from derivations.proof.finding.settling import settled
from derivations.proof.gate.reading import Reading
from derivations.proof.statements.theory import Given

CASES = 6
"""How many pairs of indices may be told apart, or put equal, in one step."""
LARGEST = 2048
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Decided:
    """The theorems of a claim's parts: as facts, with their structural conditions open, and from the theory alone."""

    fact: tuple[Theorem, ...]
    settled: tuple[Theorem, ...]


@dataclass(frozen=True, eq=False)
class Background:
    """What is known of a theory beside a step: all that it says, and what was found of its quantities so far."""

    facts: Facts
    structural: dict[Term, Theorem | None] = field(default_factory=dict)
    contradictions: dict[frozenset[Term], str] = field(default_factory=dict)


def in_prover(reading: Reading, facts: Facts, work: Callable[[Prover], Answer]) -> Answer:
    """Do ``work`` with a prover whose ring is large and fine enough for it."""
    capacity, units = 32, dict[Term, int]()
    for _ in range(40):
        try:
            return work(Prover(reading, facts, capacity, units))
        except Restart as wanted:
            capacity = max(capacity, wanted.capacity)
            if capacity > LARGEST:
                raise Unprovable("the step has more than two thousand different quantities") from None
            if wanted.unit is not None:
                units = {**units, wanted.unit[0]: wanted.unit[1]}
        except RecursionError:
            raise Unprovable("the step is nested too deeply") from None
    raise Unprovable("no common unit was found for the exponents of the step")


def decide(
    proposition: Term,
    reading: Reading,
    facts: Facts,
    background: Background,
    minimum: tuple[tuple[Theorem, ...], tuple[Theorem, ...]] | None = None,
) -> Decided:
    """The theorems of a proposition's parts.  Raises :class:`Unprovable`.

    ``minimum`` is what is known of a convex function, if the step says that the claim is about its minimum.
    """
    if proposition.op == "implies":
        return implied(proposition, reading, facts, background)
    fact = in_prover(reading, facts, lambda prover: _parts(prover, proposition, minimum))
    return Decided(fact, settle(fact, reading, background))


def _parts(
    prover: Prover, proposition: Term, minimum: tuple[tuple[Theorem, ...], tuple[Theorem, ...]] | None
) -> tuple[Theorem, ...]:
    """A claim's parts, each in cases where it depends on whether two indices are equal."""
    parts = parts_of(proposition)
    conditions = tuple(part.args[0] for part in k.parts(proposition) if part.op == "bracket" and not part.loose)
    found = []
    for part in parts:
        if minimum is not None and part is parts[0]:
            found.append(extremum.convex_minimum(prover, part, (minimum[0][0], minimum[0][1]), minimum[1][:1]))
        else:
            found.append(in_cases(prover, part, conditions, 0))
    return tuple(found)


def parts_of(proposition: Term) -> tuple[Term, ...]:
    """The propositions that a claim is made of."""
    return proposition.args if proposition.op == "and" else (proposition,)


def implied(proposition: Term, reading: Reading, facts: Facts, background: Background) -> Decided:
    """``p ⇒ q``: q from p, whose relation is among the facts."""
    premise, conclusion = proposition.args
    theorem = joined(decide(conclusion, reading, facts, background).settled, conclusion)
    fact = (claims.implication(theorem, premise),)
    return Decided(fact, fact)


def joined(parts: tuple[Theorem, ...], proposition: Term) -> Theorem:
    """The theorem of a claim from those of its parts."""
    theorem = conjoin(*parts) if proposition.op == "and" else parts[0]
    if theorem.claim is not proposition:
        raise Unprovable("the steps together do not give the claim")
    return theorem


def settle(fact: tuple[Theorem, ...], reading: Reading, background: Background) -> tuple[Theorem, ...]:
    """Theorems from the theory's hypotheses alone."""
    if all(reading.allows(hypothesis) for theorem in fact for hypothesis in theorem.hypotheses):
        return fact

    def work(prover: Prover) -> tuple[Theorem, ...]:
        prover.structural = dict(background.structural)
        prover.also_as_it_stands = True
        found = tuple(settled(prover, theorem) for theorem in fact)
        for proposition, theorem in prover.structural.items():
            if theorem is not None and _speaks_of_its_own(proposition, theorem):
                background.structural[proposition] = theorem
        return found

    return in_prover(reading, background.facts, work)


def _speaks_of_its_own(proposition: Term, theorem: Theorem) -> bool:
    """Whether a theorem's hypotheses speak of no other indices than its claim: then it serves other claims, too."""
    return all(n[0] != "i" or n in proposition.names for h in theorem.hypotheses if h.op == "in" for n in h.names)


def contradiction(theorem: Theorem, reading: Reading, background: Background) -> str:
    """Which of a theorem's hypotheses contradicts the others, if one is seen to; else the empty string."""
    assumed = frozenset(h for h in theorem.hypotheses if h in reading.origin and h.op in DENIALS)
    if not any(isinstance(reading.origin[h], Given) for h in assumed):
        return ""
    if assumed not in background.contradictions:

        def work(prover: Prover) -> str:
            for hypothesis in assumed:
                left, right = hypothesis.args
                for denial in DENIALS[hypothesis.op]:
                    sides = (left, right) if denial == ">" else (right, left)
                    if prover.proved(k.relation("<" if denial == ">" else denial, *sides)) is not None:
                        said = reading.origin[hypothesis]
                        said = getattr(said, "claim", said)
                        return f"the hypotheses contradict one another: the others contradict {said}"
            return ""

        try:
            background.contradictions[assumed] = in_prover(reading, background.facts, work)
        except Unprovable:
            background.contradictions[assumed] = ""
    return background.contradictions[assumed]


DENIALS = {"=": ("<", ">", "≠"), "<": ("≤",), "≤": ("<",), "≠": ("=",)}
"""For each relation those whose truth would contradict it, the sides exchanged."""


def in_cases(prover: Prover, proposition: Term, conditions: tuple[Term, ...], depth: int) -> Theorem:
    """The proposition as a theorem; where that depends on a condition on indices, in both cases.

    ``conditions`` are those that the claim speaks of.
    """
    try:
        return whole(prover, proposition)
    except Unprovable:
        condition = None if depth == CASES else open_condition(prover, proposition, conditions)
        if condition is None:
            raise
    facts, reading = prover.facts, prover.reading

    def within(facts: Facts, reading: Reading) -> Theorem:
        return in_prover(reading, facts, lambda inner: in_cases(inner, proposition, conditions, depth + 1))

    if condition.op == "same":
        apart = k.distinct(*condition.args)
        alike = dataclasses.replace(facts, same=(*facts.same, assume(condition)), usable=facts.usable | {condition})
        different = dataclasses.replace(facts, distinct=(*facts.distinct, assume(apart)), usable=facts.usable | {apart})
        return split_cases(within(alike, reading), within(different, reading), condition)
    point, inside = condition.args
    cases = []
    for part in (inside, k.rest(inside)):
        members = {**reading.members, point.args[0]: part} if point.args[1] == 0 else reading.members
        usable = facts.usable | {k.member(point, part)}
        cases.append(within(dataclasses.replace(facts, usable=usable), dataclasses.replace(reading, members=members)))
    return split_cases(*cases, condition)


def whole(prover: Prover, proposition: Term) -> Theorem:
    """A claim with all its parts."""
    if proposition.op == "and":
        return conjoin(*(whole(prover, part) for part in proposition.args))
    if proposition.op == "iff":
        return extremum.equivalence(prover, *proposition.args)
    if proposition.op in ("=", "<", "≤", "≠") and prover.facts.same:
        return with_same(prover, proposition)
    return proved(prover, proposition)


def proved(prover: Prover, proposition: Term) -> Theorem:
    """A relation, or another proposition that is not taken apart."""
    return (inequalities.prove_order if proposition.op in ("<", "≤") else Prover.prove)(prover, proposition)


def with_same(prover: Prover, proposition: Term) -> Theorem:
    """A relation between terms in which indices that are known to be equal are written alike."""
    equations, sides = [], []
    for side in proposition.args:
        written_alike = side
        for theorem in prover.facts.same:
            one, other = theorem.claim.args
            if not (isinstance(one.args[0], str) and one.args[1] == 0) or (
                other.args[1] == 0 and isinstance(other.args[0], str) and "i" + one.args[0] not in written_alike.names
            ):
                one, other = other, one
            if "i" + str(one.args[0]) not in written_alike.names or one.args[1] != 0:
                continue
            equation = cut(algebra.equal_indices(written_alike, one, other), theorem)
            equations.append(equation)
            written_alike = equation.claim.args[1]
        sides.append(written_alike)
    theorem = proved(prover, k.relation(proposition.op, *sides))
    for equation in equations:
        theorem = derived.composed(equation, theorem)
    if theorem.claim is not proposition:
        raise Unprovable("the two sides have different normal forms, even with the facts that the step names")
    return theorem


def open_condition(prover: Prover, proposition: Term, conditions: tuple[Term, ...]) -> Term | None:
    """A condition on indices that the proposition depends on and that is not decided."""
    found: list[Term] = [k.bracket(condition) for condition in conditions]
    for side in proposition.args if proposition.op in ("=", "<", "≤", "≠") else ():
        found.append(side)
        try:
            num, den = prover.value(side)
        except (Unprovable, NotApplicable):
            break
        found += [
            prover.ring.atoms[place] for p in (num, den) for place, degree in enumerate(p.degrees()) if degree > 0
        ]
    for term in found:
        for part in k.parts(term):
            made_up = part.op == "bracket" and any("\U0010ffff" in name for name in part.names)
            if part.op == "bracket" and not part.loose and not made_up and prover.step(part) is None:
                return part.args[0]
    return None
