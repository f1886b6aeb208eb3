"""Derivatives: which rule takes a partial derivative further, given the facts in force."""

from __future__ import annotations

from contextlib import suppress

from derivations.kernel import algebra, calculus, structure, sums
from derivations.kernel import terms as k
from derivations.kernel.nearby import never_equal
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, cut
from derivations.proof.finding import dependence
from derivations.proof.finding.facts import Fact
from derivations.proof.finding.session import Session, Unprovable, definitions


def step(s: Session, leaf: Term) -> Theorem | None:
    """An equation for a partial derivative that is no atom."""
    of, by = leaf.args
    if of.op == "quantity":
        return _of_quantity(s, of, by)
    rewritten = _rewritten(s, of, by)
    if rewritten is not None:
        return rewritten
    functions = tuple(
        form
        for name in sorted(s.facts.unfolded)
        if name[0] == "f" and (form := s.reading.structures.get(name)) is not None
    )
    goal = "q" + by.args[0]
    kept = {part.args[0] for part in k.parts(of) if part.op == "quantity" and _reaches(s, part.args[0], goal)}
    try:
        return s.discharge(calculus.derivative(of, by, functions, frozenset(kept)))
    except NotApplicable as problem:
        raise Unprovable(str(problem)) from None


def _reaches(s: Session, name: str, goal: str) -> bool:
    """Whether a quantity may depend on another one, as far as their names tell."""
    reachable = s.reading.reachable("q" + name)
    return goal in reachable and ("q" + name != goal or s.reading.structures.get(goal) is not None)


def _of_quantity(s: Session, of: Term, by: Term) -> Theorem | None:
    if not never_equal(of, by) or dependence.is_independent(s, of, by):
        return calculus.derivative(of, by)
    found = _by_chain_rule(s, of, by) or _rewritten(s, of, by)
    if found is not None:
        return found
    name = "q" + of.args[0]
    if name in s.facts.unfolded:
        for definition in definitions(s, of):
            with suppress(NotApplicable, Unprovable):
                return s.discharge(_derivative_of_definition(definition, by))
    return None


def _derivative_of_definition(definition: Theorem, by: Term) -> Theorem:
    """From ``p := t`` follows ``∂p/∂q = ∂t/∂q``, where p certainly is not q."""
    equation = structure.by_definition(assume(definition.claim), k.equal(*definition.claim.args))
    return cut(calculus.equals_under_derivative(by, equation), definition)


def _by_chain_rule(s: Session, of: Term, by: Term) -> Theorem | None:
    for pattern in s.facts.between:
        if not dependence.leads_through(s, of, by, pattern):
            continue
        try:
            return s.discharge(calculus.chain_rule(of, by, pattern))
        except (NotApplicable, Unprovable):
            continue
    return None


def _rewritten(s: Session, of: Term, by: Term) -> Theorem | None:
    """The same derivative, with the facts in force about what is differentiated put in."""
    theorem = expanded(s, of, s.facts.equations, by)
    if theorem is None:
        return None
    try:
        return s.discharge(calculus.equals_under_derivative(by, theorem))
    except (NotApplicable, Unprovable):
        return None


def expanded(s: Session, term: Term, facts: tuple[Fact, ...], by: Term) -> Theorem | None:
    """``t = t'``, the quantities in t that facts speak of replaced, but not that by which is differentiated."""
    equations = tuple(_equations(s, term, facts, by, set()))
    if not equations:
        return None
    return algebra.replace(term, equations)


def _equations(s: Session, term: Term, facts: tuple[Fact, ...], by: Term, seen: set[Term]) -> list[Theorem]:
    if term in seen or term.op in ("lim", "bracket", "size", "number"):
        return []
    seen.add(term)
    if term.op in ("quantity", "apply", "partial"):
        if not (term.op == "quantity" and term.args[0] == by.args[0]):
            for theorem in s.instances(facts, term):
                return [theorem]
        if term.op == "partial" and (inner := s.step(term)) is not None:  # type: ignore[attr-defined]
            return [inner]
        if term.op != "apply":
            return []
    if term.op == "sum":
        over, body = term.args
        with s.variable(over) as variable:
            inner = expanded(s, k.opened(body, variable), facts, by)
            return [] if inner is None else [sums.sum_of_equals(over, inner, variable)]
    return [
        equation
        for part in term.args
        if isinstance(part, Term) and k.SIGNATURES[part.op].makes == k.REAL
        for equation in _equations(s, part, facts, by, seen)
    ]
