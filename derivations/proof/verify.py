"""Verifying: each step is decided from the facts it names, a derivation from its steps.

A step is proved if the finders give a theorem of the kernel whose claim is the step's and whose hypotheses are the
theory's; a chain, if the theorems of its steps make one of its conclusion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import reduce
from random import Random
from time import perf_counter

from sympy import Symbol

from derivations.kernel.terms import IllFormed, Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.notation import Entry, Index
from derivations.notation.relations import SIGNS
from derivations.proof.audit import audit
from derivations.proof.finding.collecting import collect, everything
from derivations.proof.finding.deciding import Background, Decided, contradiction, decide, joined, settle
from derivations.proof.finding.derived import composed
from derivations.proof.finding.facts import Facts, rests_on
from derivations.proof.finding.session import Unprovable
from derivations.proof.gate.expressions import IllTheory, Refused, kernel_name
from derivations.proof.gate.reading import Reading, read
from derivations.proof.refuting.counterexample import search
from derivations.proof.refuting.models import models
from derivations.proof.refuting.points import Choice
from derivations.proof.side_conditions import as_condition, conditions_of, of_all_indices, symbols_of, unmet
from derivations.proof.statements.audit import Audit
from derivations.proof.statements.chains import (
    Chain,
    ConvexMinimum,
    EqualityOf,
    Instance,
    Result,
    Step,
    check_reasons,
)
from derivations.proof.statements.claim import IMPLIES, Claim
from derivations.proof.statements.functions import identities, with_hypotheses
from derivations.proof.statements.theory import Given, Theory, check_names, head, with_declared
from derivations.proof.statements.vectors import Incomparable, componentwise
from derivations.proof.statements.verdict import Counterexample, Proved, Refuted, SideCondition, Unknown, Verdict
from derivations.proof.statements.verification import CheckedStep, Verification

FACTS = (Chain, EqualityOf, Instance, Result)


@dataclass(frozen=True)
class _Found:
    """What became of a claim: its verdict, and if it is proved, its theorem's parts, as facts and from the theory."""

    verdict: Verdict
    fact: tuple[Theorem, ...] = ()
    settled: tuple[Theorem, ...] = ()


@dataclass(frozen=True)
class _Question:
    """A claim as the kernel has it, in a theory with what is ``known`` of its functions; ``stated`` is without that."""

    claim: Claim
    theory: Theory
    stated: Theory
    known: tuple[Given, ...]
    reading: Reading
    proposition: Term


NOT_READ = (Refused, Incomparable, NotApplicable, IllFormed, IllTheory)
"""How the gate says that the kernel has no meaning for something."""


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
        self._steps: dict[Step, tuple[CheckedStep, _Found]] = {}
        self._backgrounds: dict[int, tuple[Reading, Background]] = {}
        self._chains: dict[Chain, tuple[tuple[CheckedStep, ...], _Found]] = {}
        self._under_way: set[Chain] = set()
        self._conclusions: dict[Chain, Audit | None] = {}

    def verify(self, derivation: Result) -> Verification:
        """All steps of a derivation; it is proved if all of them are, and what its chains conclude."""
        began = perf_counter()
        derivation.complete("since it was verified")
        results = [self.chain(chain) for chain in derivation.chains]
        steps = tuple(step for checked, _ in results for step in checked)
        verdict = _joined([verdict for _, verdict in results])
        audits = [*(step.audit for step in steps), *(self._conclusions.get(chain) for chain in derivation.chains)]
        audited = sum((found for found in audits if found is not None), Audit()) if self.auditing else None
        return Verification(derivation, steps, verdict, perf_counter() - began, _uses(derivation, steps), audited)

    def chain(self, chain: Chain) -> tuple[tuple[CheckedStep, ...], Verdict]:
        """The steps of one chain, and whether its conclusion is proved."""
        checked, found = self._chain(chain)
        return checked, found.verdict

    def _chain(self, chain: Chain) -> tuple[tuple[CheckedStep, ...], _Found]:
        if chain not in self._chains:
            if chain in self._under_way:
                return (), _Found(Unknown(f"{chain.name} names itself as a fact"))
            chain.complete("since it was verified")
            self._under_way.add(chain)
            checked = tuple(self.step(step) for step in chain.steps)
            self._under_way.discard(chain)
            self._chains[chain] = checked, self._conclusion(chain, checked)
        return self._chains[chain]

    def step(self, step: Step) -> CheckedStep:
        """One step, from the facts it names and no others."""
        if step not in self._steps:
            began = perf_counter()
            found = self._decide(step.claim, step.theory, step.by, step.indices)
            audited = self._audited(found.verdict, step.claim, step.theory, step.indices)
            self._steps[step] = CheckedStep(step, found.verdict, perf_counter() - began, audited), found
        return self._steps[step][0]

    def decide(
        self, claim: Claim, theory: Theory, by: tuple[object, ...] = (), indices: frozenset[Index] = frozenset()
    ) -> Verdict:
        """The verdict on a claim in a theory; ``indices`` are those that it speaks of."""
        check_names(*claim.sides)
        check_reasons(by)
        verdict = self._decide(claim, theory, by, indices).verdict
        self._audited(verdict, claim, theory, indices)
        return verdict

    def _audited(self, verdict: Verdict, claim: Claim, theory: Theory, indices: frozenset[Index]) -> Audit | None:
        """What the other engine sees of a claim that was proved."""
        return audit(claim, theory, indices) if self.auditing and isinstance(verdict, Proved) else None

    # -- claims

    def first_proof(
        self, claim: Claim, theory: Theory, alternatives: Iterable[tuple[object, ...]], indices: frozenset[Index]
    ) -> Proved | None:
        """The proof of a claim from the first of several sets of facts that gives one."""
        check_names(*claim.sides)
        try:
            question = _question(claim, theory, indices)
        except NOT_READ:
            return None
        for by in alternatives:
            with suppress(Unprovable, *NOT_READ):
                return self._proof(question, by)[0]
        return None

    def _decide(self, claim: Claim, theory: Theory, by: tuple[object, ...], indices: frozenset[Index]) -> _Found:
        missing: tuple[SideCondition, ...] = ()
        question: _Question | None = None
        try:
            question = _question(claim, theory, indices)
            proved, decided = self._proof(question, by)
            return _Found(proved, decided.fact, decided.settled)
        except Unprovable as problem:
            assert question is not None
            missing = unmet(claim, question.reading, self._facts(question, by))
            needed = as_condition(problem.missing, symbols_of(question.theory, claim))
            if needed is not None and (not missing or of_all_indices(problem.missing)) and needed not in missing:
                missing = (*missing, needed)
            reason = _with_missing(str(problem), missing)
        except IllTheory as problem:
            return _Found(Unknown(str(problem)))
        except NOT_READ as problem:
            reason = str(problem)
        found = self._counterexample(question, indices) if self.refute and question is not None else None
        return _Found(Unknown(reason, missing) if found is None else Refuted(found))

    def counterexample(
        self,
        claim: Claim,
        theory: Theory,
        indices: frozenset[Index] = frozenset(),
        choose: Callable[[Random, int], Choice] | None = None,
    ) -> Counterexample | None:
        """Values that satisfy a theory and at which a claim is false, if some are found.

        ``choose`` gives the numbers that are tried, as in :func:`~derivations.proof.refuting.counterexample.search`.
        """
        with suppress(*NOT_READ):
            return self._counterexample(_question(claim, theory, indices), indices, choose)
        return None  # what the gate does not read is not refuted either

    def _counterexample(
        self,
        question: _Question,
        indices: frozenset[Index],
        choose: Callable[[Random, int], Choice] | None = None,
    ) -> Counterexample | None:
        opaque = _opaque_functions(question.reading, question.theory)
        for model, told in models(question.stated, self._is_proved):
            found = search(question.claim, model, indices, opaque, choose)
            if found is not None:
                return replace(found, values={**found.values, **told})
        return None

    def _facts(self, question: _Question, by: tuple[object, ...]) -> Facts:
        return collect(question.reading, question.theory, (*by, *question.known), self._lookup)

    def _proof(self, question: _Question, by: tuple[object, ...]) -> tuple[Proved, Decided]:
        """A proof from the facts that are named.  Raises :class:`Unprovable`."""
        facts, background = self._facts(question, by), self._background(question.reading, question.theory)
        minimum = next((reason for reason in by if isinstance(reason, ConvexMinimum)), None)
        named = None if minimum is None else (self._parts(minimum.convexity), self._parts(minimum.critical))
        decided = decide(question.proposition, question.reading, facts, background, named)
        named_facts = [] if minimum is None else [minimum.convexity, minimum.critical]
        used = (*named_facts, *rests_on(decided.fact, facts.sources))
        return self._proved(question, decided.settled, used), decided

    def _is_proved(self, claim: Claim, theory: Theory, by: tuple[object, ...]) -> bool:
        return isinstance(Verifier(refute=False).decide(claim, theory, by), Proved)

    def _background(self, reading: Reading, theory: Theory) -> Background:
        """What is known of a theory; kept with the gate that it was read by."""
        key = id(reading.gate)
        if key not in self._backgrounds:
            self._backgrounds[key] = reading, Background(everything(reading, theory, self._lookup))
        return self._backgrounds[key][1]

    def _proved(self, question: _Question, parts: tuple[Theorem, ...], facts: tuple[object, ...]) -> Proved:
        reading, theory = question.reading, question.theory
        theorem = joined(parts, question.proposition)
        denied = contradiction(theorem, reading, self._background(reading, theory))
        if denied:
            raise Unprovable(denied)
        assumed = _assumptions(theorem, reading, theory)
        used = tuple(dict.fromkeys((*facts, *assumed)))
        return Proved(theorem, question.proposition, reading.allows, used, conditions_of(question.claim), assumed)

    def _lookup(self, fact: Chain | EqualityOf) -> tuple[Theorem, ...] | str:
        checked, found = self._chain(fact.chain if isinstance(fact, EqualityOf) else fact)
        if isinstance(fact, EqualityOf):
            steps = checked[: len(fact.steps)]
            if not steps or any(not isinstance(step.verdict, Proved) for step in steps):
                return f"rests on {fact.name}, which is not proved"
            return _composed([self._steps[step.step][1].fact for step in steps])
        return found.fact if isinstance(found.verdict, Proved) else f"rests on {fact.name}, which is not proved"

    def _parts(self, chain: Chain) -> tuple[Theorem, ...]:
        parts = self._lookup(chain)
        if isinstance(parts, str):
            raise Refused(parts)
        return parts

    # -- chains

    def _conclusion(self, chain: Chain, checked: tuple[CheckedStep, ...]) -> _Found:
        """What the steps of a chain give together."""
        verdict = _joined([step.verdict for step in checked])
        if not isinstance(verdict, Proved):
            return _Found(verdict)
        found = [self._steps[step.step][1] for step in checked]
        if len(checked) == 1:
            return _Found(verdict, found[0].fact, found[0].settled)
        claim, theory = chain.conclusion, with_declared(chain.theory, chain.conclusion.free_symbols)
        theory = with_hypotheses(
            theory, identities(theory, [side for step in chain.steps for side in step.claim.sides])
        )
        indices = chain.steps[0].indices
        try:
            components = componentwise(claim)
            reading = read(theory, components.sides, indices | _indices(components))
            question = _Question(claim, theory, theory, (), reading, reading.gate.claim(components))
            fact, settled = _composed([f.fact for f in found]), _composed([f.settled for f in found])
            if not all(reading.allows(h) for theorem in settled for h in theorem.hypotheses):
                settled = settle(fact, reading, self._background(reading, theory))
            used = tuple(f for f in verdict.used if isinstance(f, FACTS))
            whole = _Found(self._proved(question, settled, used), fact, settled)
        except (Refused, Incomparable, NotApplicable, IllFormed, Unprovable) as problem:
            return _Found(Unknown(f"its steps are proved, but its conclusion is not: {problem}"))
        self._conclusions[chain] = self._audited(whole.verdict, claim, chain.theory, indices)
        return whole


def _question(claim: Claim, theory: Theory, indices: frozenset[Index]) -> _Question:
    """A claim and its theory as the kernel has them.  Raises what is :data:`NOT_READ`."""
    theory = with_declared(theory, claim.free_symbols)
    components = componentwise(claim)
    premise = (Given(claim.lhs),) if claim.relation == IMPLIES and type(claim.lhs) in SIGNS else ()
    stated = Theory(theory, *premise) if premise else theory
    known = identities(stated, claim.sides)
    theory = with_hypotheses(stated, known)
    reading = read(theory, components.sides, indices | _indices(components))
    return _Question(claim, theory, stated, (*premise, *known), reading, reading.gate.claim(components))


def read_anew(claim: Claim, theory: Theory, indices: frozenset[Index]) -> tuple[Term, Callable[[Term], bool]]:
    """What is claimed in a theory, as the gate reads it, and which hypotheses a theorem about it may have.

    Raises what is :data:`NOT_READ`.
    """
    question = _question(claim, theory, indices)
    return question.proposition, question.reading.allows


def _opaque_functions(reading: Reading, theory: Theory) -> frozenset[object]:
    """The functions whose formulas in a theory are not understood, or may be meant in more than one way."""
    functions = [d.left for d in theory.definitions if not isinstance(d.left, Symbol | Entry)]
    return frozenset(head(function) for function in functions if kernel_name(function) in reading.gate.opaque)


def _indices(claim: Claim) -> frozenset[Index]:
    return frozenset(symbol for symbol in claim.free_symbols if isinstance(symbol, Index))


def _composed(parts: list[tuple[Theorem, ...]]) -> tuple[Theorem, ...]:
    """The relation between the first and the last side, and that both have values."""
    first, last = parts[0][1:], parts[-1][1:]
    stated = [part[0] for part in parts]
    if stated[-1].claim.op == "defined":
        return first[:1] or (stated[-1],)
    return reduce(composed, stated), *first[: len(first) // 2], *last[len(last) // 2 :]


def _with_missing(reason: str, missing: tuple[SideCondition, ...]) -> str:
    if not missing:
        return reason
    return f"{reason}; it needs {' and '.join(map(str, missing))}"


def _assumptions(theorem: Theorem, reading: Reading, theory: Theory) -> tuple[object, ...]:
    """The theory's assumptions that a theorem rests on."""
    names = {h.args[0] for h in theorem.hypotheses if h.op == "structure"}
    found: dict[object, None] = {reading.origin[h]: None for h in theorem.hypotheses if h in reading.origin}
    for definition in theory.definitions:
        if reading.name_of(definition) in names:
            found[definition] = None
    for dependency in theory.dependencies:
        if reading.name_of(dependency) in names:
            found[dependency] = None
    return tuple(found)


def _joined(verdicts: list[Verdict]) -> Verdict:
    """Refuted if one of the verdicts is, else unknown if one is, else that of all together."""
    for kind in (Refuted, Unknown):
        for verdict in verdicts:
            if isinstance(verdict, kind):
                return verdict
    if not verdicts:
        return Unknown("there are no steps")
    return reduce(Proved.together, (verdict for verdict in verdicts if isinstance(verdict, Proved)))


def _uses(derivation: Result, steps: tuple[CheckedStep, ...]) -> tuple[str, ...]:
    names = []
    for checked in steps:
        if isinstance(checked.verdict, Proved):
            names += [fact.name for fact in checked.verdict.used if isinstance(fact, FACTS)]
    return tuple(name for name in dict.fromkeys(names) if name != derivation.name)


def verify(derivation: Result) -> Verification:
    """Prove a derivation, line by line.

    >>> from sympy import Symbol
    >>> from derivations.proof import Derivation, Theory, algebra, reals
    >>> x = Symbol("x")
    >>> d = Derivation("square", title="A square", theory=Theory(reals(x)))
    >>> _ = d.start((x + 1) ** 2)
    >>> _ = d.eq(x**2 + 2 * x + 1, by=algebra)
    >>> verify(d).verdict
    Proved()
    """
    if not isinstance(derivation, Result):
        raise TypeError(f"expected a derivation, such as derivations.bp1, got {derivation!r}")
    return Verifier().verify(derivation)
