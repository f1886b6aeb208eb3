"""Deciding one claim: from the facts in force to its theorem, case by case where indices may be equal or not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from derivations.kernel import algebra, claims
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, conjoin, cut, split_cases, split_parts
from derivations.proof.finding import extremum
from derivations.proof.finding.facts import Facts
from derivations.proof.finding.prover import Prover
from derivations.proof.finding.session import Restart, Unprovable
from derivations.proof.finding.settling import settled
from derivations.proof.gate import Reading

CASES = 6
"""How many pairs of indices may be told apart, or put equal, in one step."""
LARGEST = 2048
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Decided:
    """A claim's theorem from the theory's hypotheses alone, and as a fact: its parts, their structural conditions open."""

    fact: tuple[Theorem, ...]
    theorem: Theorem


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


def decide(proposition: Term, reading: Reading, facts: Facts, background: Callable[[], Facts]) -> Decided:
    """The theorem whose claim is the proposition.  Raises :class:`Unprovable`."""
    parts = proposition.args if proposition.op == "and" else (proposition,)
    conditions = tuple(part.args[0] for part in k.parts(proposition) if part.op == "bracket" and not part.loose)
    fact = tuple(in_cases(part, reading, facts, conditions, 0) for part in parts)
    return Decided(fact, settle(fact[0] if proposition.op != "and" else conjoin(*fact), reading, background))


def settle(fact: Theorem, reading: Reading, background: Callable[[], Facts]) -> Theorem:
    """The theorem of a fact from the theory's hypotheses alone."""
    if all(map(reading.allows, fact.hypotheses)):
        return fact
    return in_prover(reading, background(), lambda prover: settled(prover, fact))


def in_cases(
    proposition: Term, reading: Reading, facts: Facts, conditions: tuple[Term, ...] = (), depth: int = 0
) -> Theorem:
    """The proposition as a theorem; where that depends on a condition on indices, in both cases.

    ``conditions`` are those that the claim speaks of.
    """

    def work(prover: Prover) -> Theorem | tuple[Term, ...]:
        try:
            return whole(prover, proposition)
        except Unprovable:
            pair = open_condition(prover, proposition, conditions)
            if pair is None or depth == CASES:
                raise
            return pair

    found = in_prover(reading, facts, work)
    if isinstance(found, Theorem):
        return found
    if found[0].op == "same":
        one, other = found[0].args
        equal, apart = k.same(one, other), k.distinct(one, other)
        with_equal = dataclasses.replace(facts, same=(*facts.same, assume(equal)), usable=facts.usable | {equal})
        with_apart = dataclasses.replace(
            facts, distinct=(*facts.distinct, assume(apart)), usable=facts.usable | {apart}
        )
        return split_cases(
            in_cases(proposition, reading, with_equal, conditions, depth + 1),
            in_cases(proposition, reading, with_apart, conditions, depth + 1),
            one,
            other,
        )
    point, inside = found[0].args
    both = []
    for part in (inside, k.rest(inside)):
        here = k.member(point, part)
        narrower = dataclasses.replace(
            reading, members={**reading.members, point.args[0]: part} if point.args[1] == 0 else reading.members
        )
        within = dataclasses.replace(facts, usable=facts.usable | {here})
        both.append(in_cases(proposition, narrower, within, conditions, depth + 1))
    return split_parts(both[0], both[1], point, inside.args[1], inside)


def whole(prover: Prover, proposition: Term) -> Theorem:
    """A claim with all its parts."""
    if proposition.op == "and":
        return conjoin(*(whole(prover, part) for part in proposition.args))
    if proposition.op == "iff":
        return extremum.equivalence(prover, *proposition.args)
    if proposition.op == "implies":
        return implication(prover, *proposition.args)
    if proposition.op in ("=", "<", "≤", "≠") and prover.facts.same:
        return with_same(prover, proposition)
    return prover.prove(proposition)


def with_same(prover: Prover, proposition: Term) -> Theorem:
    """A relation between terms in which indices that are known to be equal are written alike."""
    equations, sides = [], []
    for side in proposition.args:
        for theorem in prover.facts.same:
            one, other = theorem.claim.args
            if not (isinstance(one.args[0], str) and one.args[1] == 0) or (
                other.args[1] == 0 and isinstance(other.args[0], str) and "i" + one.args[0] not in side.names
            ):
                one, other = other, one
            if "i" + str(one.args[0]) not in side.names or one.args[1] != 0:
                continue
            equation = cut(algebra.equal_indices(side, one, other), theorem)
            equations.append(equation)
            side = equation.claim.args[1]
        sides.append(side)
    theorem = prover.prove(k.relation(proposition.op, *sides))
    for equation in reversed(equations):
        theorem = claims.transitive(equation, theorem)
    if theorem.claim is not proposition:
        raise Unprovable("the sides have different normal forms by the facts that the step names")
    return theorem


def implication(prover: Prover, premise: Term, conclusion: Term) -> Theorem:
    """``p ⇒ q``: q from p, whose parts may be used."""
    raise NotApplicable("an implication is proved with its premise among the facts")


def open_condition(prover: Prover, proposition: Term, conditions: tuple[Term, ...]) -> tuple[Term, ...] | None:
    """A condition on indices that the proposition depends on and that is not decided."""
    found: list[Term] = [k.bracket(condition) for condition in conditions]
    for side in proposition.args if proposition.op in ("=", "<", "≤", "≠") else ():
        found.append(side)
        try:
            num, den = prover.value(side)
        except (Unprovable, NotApplicable):
            continue
        found += [
            prover.ring.atoms[place] for p in (num, den) for place, degree in enumerate(p.degrees()) if degree > 0
        ]
    for term in found:
        for part in k.parts(term):
            made_up = part.op == "bracket" and any("\U0010ffff" in name for name in part.names)
            if part.op == "bracket" and not part.loose and not made_up and prover.step(part) is None:
                return (part.args[0],)
    return None
