"""Verifying: each step is decided from the facts it names, a derivation from its steps.

This is where every :class:`~derivations.proof.verdict.Proved` is made.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import sympy
from sympy import Symbol

from derivations.notation import Index, Lim
from derivations.notation.relations import KINDS, SIGNS
from derivations.proof import equality, extremum, limit, order
from derivations.proof.atoms import Named, Term
from derivations.proof.audit import Audit, audit
from derivations.proof.claim import (
    AT_LEAST,
    AT_MOST,
    ELEMENT,
    EQUAL,
    EQUIVALENT,
    GREATER,
    IMPLIES,
    LESS,
    NOT_ELEMENT,
    UNEQUAL,
    Claim,
    Side,
)
from derivations.proof.conditions import is_condition, replaced_in_assumption
from derivations.proof.derivation import Chain, Derivation, Step
from derivations.proof.facts import Collector, Refused, collect
from derivations.proof.knowledge import Knowledge
from derivations.proof.reasons import EqualityOf, Instance
from derivations.proof.ring import Ring, Undecided, Undefined, Unsupported, in_ring
from derivations.proof.sign import NEGATIVE, NONZERO, POSITIVE, sign
from derivations.proof.theory import (
    RESERVED,
    Definition,
    Dependency,
    Domain,
    Given,
    Parts,
    Theory,
    check_names,
    with_declared,
)
from derivations.proof.translate import translate
from derivations.proof.vectors import componentwise
from derivations.proof.verdict import Proved, Refuted, SideCondition, Unknown, Verdict, _proved
from derivations.proof.verification import CheckedStep, Verification

FACTS = (Chain, EqualityOf, Instance)
MOST_SHOWN = 20
"""How many operations there are in a factor that a message shows."""
CASES = 6
"""How many pairs of indices may be told apart, or put equal, in one step."""


@dataclass(frozen=True)
class Shown:
    """A claim that was decided to hold, with the side conditions that were discharged."""

    side_conditions: tuple[SideCondition, ...]


@dataclass(frozen=True)
class Missing:
    """Why a claim was not shown."""

    reason: str
    conditions: tuple[SideCondition, ...] = ()


@dataclass(frozen=True)
class Split:
    """The claim has to be shown for two indices that are equal, and for two that are not."""

    pair: tuple[Term, Term]


Outcome = Shown | Missing | Split


# -- deciding one claim


def _decide(knowledge: Knowledge, work: Callable[[Ring], Outcome], depth: int = 0) -> Shown | Missing:
    try:
        outcome = in_ring(knowledge, work)
    except Undecided as problem:
        # an index that is none of those in the claim, nor of those that sums make up, nor of an outer case
        members = (Term(Named(f"{RESERVED}case{depth}", part)) for part in problem.parts)
        cases = [(True, (problem.index, member)) for member in members]
    except Unsupported as problem:
        return Missing(str(problem))
    else:
        if not isinstance(outcome, Split):
            return outcome
        cases = [(False, outcome.pair), (True, outcome.pair)]
    if depth == CASES:
        return Missing(f"there are more than {CASES} cases to tell apart")
    found: list[SideCondition] = []
    for alike, pair in cases:
        if alike:
            narrower = dataclasses.replace(knowledge, identical=(*knowledge.identical, pair))
        else:
            narrower = dataclasses.replace(knowledge, distinct=(*knowledge.distinct, pair))
        case = _decide(narrower, work, depth + 1)
        if isinstance(case, Missing):
            return case
        found += case.side_conditions
    return Shown(tuple(dict.fromkeys(found)))


def _discharged(ring: Ring) -> Shown | Missing:
    """Whether all side conditions that were noted hold."""
    met: list[SideCondition] = []
    missing: list[SideCondition] = []
    done: set[object] = set()
    # looking for a sign may note further conditions
    while todo := [entry for entry in ring.conditions.items() if entry[0] not in done]:
        for key, (kind, value, shown) in todo:
            done.add(key)
            relation, allowed = ("≠", NONZERO) if kind == "nonzero" else (">", POSITIVE)
            (met if sign(ring, value) <= allowed else missing).append(SideCondition(shown, relation))
    if missing:
        return Missing(f"needs {' and '.join(map(str, missing))}", tuple(missing))
    return Shown(tuple(met))


def _equality(claim: Claim, ring: Ring) -> Outcome:
    if claim.rhs in (sympy.oo, -sympy.oo):
        if not isinstance(claim.lhs, Lim):
            raise Unsupported("only a limit can be infinite")
        value = limit.limit(ring, claim.lhs, {})
        return _discharged(ring) if value == (1 if claim.rhs is sympy.oo else -1) else Missing("the limit is another")
    try:
        left = translate(ring, claim.lhs)
    except Unsupported:
        translate(ring, claim.rhs)  # which may tell what cases are to be looked at
        raise
    difference = left - translate(ring, claim.rhs)
    if equality.vanishes(ring, difference):
        return _discharged(ring)
    pair = equality.open_delta(ring, difference)
    reason = "the sides have different normal forms by the facts that the step names"
    return Split(pair) if pair else _with_conditions(ring, reason)


def _order(claim: Claim, ring: Ring) -> Outcome:
    difference = translate(ring, claim.lhs) - translate(ring, claim.rhs)
    if order.has_sign(ring, KINDS[claim.relation], difference):
        return _discharged(ring)
    pair = equality.open_delta(ring, difference)
    reason = "the sign of the difference does not follow from the facts that the step names"
    return Split(pair) if pair else _with_conditions(ring, reason)


def _with_conditions(ring: Ring, reason: str) -> Missing:
    """Why a claim was not shown, with the conditions that it needs beside: for want of one, terms may not have met."""
    try:
        outcome = _discharged(ring)
    except (Undecided, Unsupported):
        return Missing(reason)
    return (
        Missing(f"{reason}; it {outcome.reason}", outcome.conditions)
        if isinstance(outcome, Missing)
        else Missing(reason)
    )


FLIPPED = {
    sympy.StrictGreaterThan: sympy.StrictLessThan,
    sympy.StrictLessThan: sympy.StrictGreaterThan,
    sympy.GreaterThan: sympy.LessThan,
    sympy.LessThan: sympy.GreaterThan,
}


def _equivalence(claim: Claim, ring: Ring) -> Outcome:
    """Two claims are equivalent if the difference of one's sides is a multiple of the other's that is never 0."""
    kinds = [type(side) for side in (claim.lhs, claim.rhs)]
    claims = (as_claim(claim.lhs), as_claim(claim.rhs))
    one, other = (translate(ring, inner.lhs) - translate(ring, inner.rhs) for inner in claims)
    if one.is_zero() or other.is_zero():
        same = one.is_zero() and other.is_zero() and kinds[0] == kinds[1]
        return _discharged(ring) if same else Missing("one of the two claims holds always")
    factor = sign(ring, one / other)
    if kinds[0] == kinds[1]:
        needed = NONZERO if kinds[0] in (sympy.Equality, sympy.Unequality) else POSITIVE
    elif FLIPPED.get(kinds[0]) == kinds[1]:
        needed = NEGATIVE
    else:
        return Missing("the two claims have different relations")
    if factor <= needed:
        return _discharged(ring)
    what = _quotient(*claims)
    if what is None or not what.free_symbols:
        return Missing("the two claims are not multiples of one another")
    relation = {NONZERO: "≠", POSITIVE: ">", NEGATIVE: "<"}[needed]
    condition = SideCondition(what, relation)
    return Missing(f"one is the other times a factor: needs {condition}", (condition,))


def _quotient(one: Claim, other: Claim) -> sympy.Expr | None:
    """What has the sign of one claim's difference divided by the other's, if that is simple: for a message."""
    parts = {type(part) for side in (*one.sides, *other.sides) for part in sympy.preorder_traversal(side)}
    if not all(
        issubclass(kind, sympy.Add | sympy.Mul | sympy.Pow | sympy.Rational) or kind is Symbol for kind in parts
    ):
        return None
    with sympy.evaluate(True):
        try:
            found = sympy.cancel((one.lhs - one.rhs) / (other.lhs - other.rhs))
        except (sympy.PolynomialError, NotImplementedError, TypeError, ValueError):
            return None
        found = sympy.numer(found) * sympy.denom(found)
    return found if sympy.count_ops(found) < MOST_SHOWN else None


def _defined(claim: Claim, ring: Ring) -> Outcome:
    translate(ring, claim.lhs)
    return _discharged(ring)


def _undefined(claim: Claim, ring: Ring) -> Outcome:
    try:
        translate(ring, claim.lhs)
    except Undefined:
        return Shown(())
    for kind, value, _ in list(ring.conditions.values()):
        if any(isinstance(base, Named) and base.name.startswith(RESERVED) for base in ring.bases_of(value)):
            continue  # it is about the terms of a sum, of which there may be none
        if not sign(ring, value) & (NONZERO if kind == "nonzero" else POSITIVE):
            return Shown(())
    return Missing("every part of the expression may have a value")


PROCEDURES: dict[str, Callable[[Claim, Ring], Outcome]] = {
    EQUAL: _equality,
    LESS: _order,
    AT_MOST: _order,
    GREATER: _order,
    AT_LEAST: _order,
    UNEQUAL: _order,
    EQUIVALENT: _equivalence,
    ELEMENT: _defined,
    NOT_ELEMENT: _undefined,
}


def _settle(claim: Claim, collector: Collector) -> tuple[Shown | Missing, Knowledge]:
    knowledge = collector.knowledge()
    if collector.minimum is not None:
        return extremum.decide(claim, collector.minimum, knowledge, _decide), knowledge
    if claim.relation == IMPLIES:
        as_claim(claim.lhs)
        collector.hypothesis(Given(claim.lhs))
        knowledge = collector.knowledge()
        claim = as_claim(claim.rhs)
    procedure = PROCEDURES.get(claim.relation)
    if procedure is None:
        raise Unsupported(f"{claim.relation!r} is not a relation that can be decided")
    return _decide(knowledge, lambda ring: procedure(claim, ring)), knowledge


def as_claim(side: Side) -> Claim:
    """A relation of SymPy's as a claim."""
    written = SIGNS.get(type(side))
    if written is not None:
        return Claim(side.args[0], written, side.args[1])
    raise Unsupported(f"{side} is not a claim")


# -- deciding steps, chains and derivations


class Verifier:
    """Verifies derivations, each one once, those first that others name as facts.

    With ``audit`` each claim that was proved, of a step or of a whole chain, is looked at again by an engine of its
    own; :class:`~derivations.proof.audit.Disagreement` is raised if that sees it to be false.

    >>> from derivations import bp1, linear_output_error
    >>> verifier = Verifier()
    >>> [verifier.verify(derivation).verdict for derivation in (bp1, linear_output_error)]
    [Proved(), Proved()]
    """

    def __init__(self, *, refute: bool = True, audit: bool = False) -> None:
        self.refute, self.auditing = refute, audit
        self._chains: dict[Chain, tuple[tuple[CheckedStep, ...], Verdict]] = {}
        self._under_way: set[Chain] = set()
        self._conclusions: dict[Chain, Audit | None] = {}

    def verify(self, derivation: Derivation) -> Verification:
        """All steps of a derivation; it is proved if all of them are."""
        began = perf_counter()
        results = [self.chain(chain) for chain in derivation.chains]
        steps = tuple(step for checked, _ in results for step in checked)
        verdict = _joined([verdict for _, verdict in results])
        audits = [*(step.audit for step in steps), *(self._conclusions.get(chain) for chain in derivation.chains)]
        audit = sum((found for found in audits if found is not None), Audit()) if self.auditing else None
        return Verification(derivation, steps, verdict, perf_counter() - began, _uses(derivation, steps), audit)

    def chain(self, chain: Chain) -> tuple[tuple[CheckedStep, ...], Verdict]:
        """The steps of one chain, and whether its conclusion is proved."""
        known = self._chains.get(chain)
        if known is None or [checked.step for checked in known[0]] != chain.steps:
            if chain in self._under_way:
                return (), Unknown(f"{chain.name} names itself as a fact")
            self._under_way.add(chain)
            checked = tuple(self.step(step) for step in chain.steps)
            self._under_way.discard(chain)
            verdict = _joined([step.verdict for step in checked])
            if len(checked) > 1:
                indices = frozenset[Index]().union(*(step.step.indices for step in checked))
                self._conclusions[chain] = self._audited(verdict, chain.conclusion, chain.theory, indices)
            self._chains[chain] = (checked, verdict)
        return self._chains[chain]

    def step(self, step: Step) -> CheckedStep:
        """One step, from the facts it names and no others."""
        began = perf_counter()
        verdict = self._decide(step.claim, step.theory, step.by, step.indices)
        audit = self._audited(verdict, step.claim, step.theory, step.indices)
        return CheckedStep(step, verdict, perf_counter() - began, audit)

    def decide(
        self, claim: Claim, theory: Theory, by: tuple[object, ...] = (), indices: frozenset[Index] = frozenset()
    ) -> Verdict:
        """The verdict on a claim in a theory; ``indices`` are those that it speaks of."""
        check_names(*claim.sides)
        verdict = self._decide(claim, theory, by, indices)
        self._audited(verdict, claim, theory, indices)
        return verdict

    def _audited(self, verdict: Verdict, claim: Claim, theory: Theory, indices: frozenset[Index]) -> Audit | None:
        """What the other engine sees of a claim that was proved."""
        return audit(claim, theory, indices) if self.auditing and isinstance(verdict, Proved) else None

    def _decide(self, claim: Claim, theory: Theory, by: tuple[object, ...], indices: frozenset[Index]) -> Verdict:
        theory = with_declared(theory, claim.free_symbols)
        try:
            claim = componentwise(claim)
            collector = collect(theory, by, self._lookup, indices)
            outcome, knowledge = _settle(claim, collector)
        except (Refused, Unsupported) as problem:
            outcome = Missing(str(problem))
        if isinstance(outcome, Shown):
            used = tuple(dict.fromkeys(fact for fact in (*knowledge.used, *collector.always) if fact is not None))
            return _proved(used, outcome.side_conditions, self._assumptions(used))
        if self.refute:
            from derivations.proof.counterexample import search

            found = search(claim, theory, indices)
            if found is not None:
                return Refuted(found)
        return Unknown(outcome.reason, outcome.conditions)

    def _lookup(self, fact: Chain | EqualityOf) -> Proved | str:
        checked, verdict = self.chain(fact.chain if isinstance(fact, EqualityOf) else fact)
        if isinstance(fact, EqualityOf):
            verdict = _joined([step.verdict for step in checked[: len(fact.steps)]])
        return verdict if isinstance(verdict, Proved) else f"rests on {fact.name}, which is not proved"

    def _assumptions(self, used: tuple[object, ...]) -> tuple[object, ...]:
        found: dict[object, None] = {}
        for fact in used:
            if isinstance(fact, FACTS):
                named, where = (fact.fact, fact.where) if isinstance(fact, Instance) else (fact, ())
                assert not isinstance(named, Derivation)
                verdict = self._lookup(named)
                assert isinstance(verdict, Proved)
                inherited = [a for a in verdict.assumptions if not is_condition(a)]
                found |= dict.fromkeys(replaced_in_assumption(a, dict(where)) for a in inherited)
            elif isinstance(fact, Domain | Definition | Dependency | Given | Parts):
                found[fact] = None
        return tuple(found)


def _joined(verdicts: list[Verdict]) -> Verdict:
    """Refuted if one of the verdicts is, else unknown if one is, else proved."""
    for kind in (Refuted, Unknown):
        for verdict in verdicts:
            if isinstance(verdict, kind):
                return verdict
    if not verdicts:
        return Unknown("there are no steps")
    proved = [verdict for verdict in verdicts if isinstance(verdict, Proved)]
    return _proved(
        tuple(dict.fromkeys(fact for verdict in proved for fact in verdict.used)),
        tuple(dict.fromkeys(c for verdict in proved for c in verdict.side_conditions)),
        tuple(dict.fromkeys(a for verdict in proved for a in verdict.assumptions)),
    )


def _uses(derivation: Derivation, steps: tuple[CheckedStep, ...]) -> tuple[str, ...]:
    names = []
    for checked in steps:
        if isinstance(checked.verdict, Proved):
            names += [fact.name for fact in checked.verdict.used if isinstance(fact, FACTS)]
    return tuple(name for name in dict.fromkeys(names) if name != derivation.name)


def verify(derivation: Derivation) -> Verification:
    """Prove a derivation, line by line.

    >>> from sympy import Symbol
    >>> from derivations.proof import Theory, algebra, reals
    >>> x = Symbol("x")
    >>> d = Derivation("square", title="A square", theory=Theory(reals(x)))
    >>> _ = d.start((x + 1) ** 2)
    >>> _ = d.eq(x**2 + 2 * x + 1, by=algebra)
    >>> verify(d).verdict
    Proved()
    """
    return Verifier().verify(derivation)
