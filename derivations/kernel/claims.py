"""What a derivation or a document claims, and how claims follow from one another.

A claim says a relation *and* that both its sides have values.  Here, and only here, it is decided what a claim says
where a side has none: it does not hold.  Equivalences and implications are between relations whose sides have values.
"""

from __future__ import annotations

from derivations.kernel.algebra import checked_ring, conditions
from derivations.kernel.limits import INFINITE
from derivations.kernel.terms import (
    ZERO,
    Term,
    apply,
    at_most,
    both,
    connect,
    defined,
    equal,
    less,
    mul,
    near,
    relation,
    sub,
    tends,
    undefined,
    unequal,
)
from derivations.kernel.theorem import Sequent, Theorem, expect, rule

FLIPPED = {">": "<", "≥": "≤"}


def stated(op: str, left: Term, right: Term | None) -> Term:
    """The relation that a claim states: ``= ≠ < ≤ > ≥``, or that a limit is infinite."""
    assert right is not None
    if op in FLIPPED:
        return relation(FLIPPED[op], right, left)
    if right in INFINITE:
        expect(op == "=" and left.op == "lim", "only a limit can be infinite, found {}", left)
        of, by, point = left.args
        return tends(of, by, point, right)
    return relation(op, left, right)


def claim(op: str, left: Term, right: Term | None) -> Term:
    """The proposition that ``left op right`` stands for; ``∈`` and ``∉``: the left side has a value, or none."""
    if op == "∈":
        return defined(left)
    if op == "∉":
        return undefined(left)
    proposition = stated(op, left, right)
    if proposition.op == "tends":
        return both(proposition, near(*proposition.args[:3]))
    return both(proposition, defined(left), defined(right))


def connection(op: str, left: Term, right: Term) -> Term:
    """The proposition that ``left ⟺ right`` or ``left ⇒ right`` stands for, between relations."""
    sides = [side for relation_ in (left, right) for side in relation_.args]
    if op == "⟺":
        return both(connect("iff", left, right), *map(defined, sides))
    return connect("implies", both(left, *map(defined, left.args)), both(right, *map(defined, right.args)))


@rule
def transitive(theorem: Theorem, other: Theorem) -> Sequent:
    """From ``a = b`` and a relation with the side b follows the same with a; ``<`` and ``≤`` compose."""
    one, two = theorem.claim, other.claim
    hypotheses = theorem.hypotheses | other.hypotheses
    if two.op == "=" and one.op in ("<", "≤", "≠"):
        one, two = two, one
    if one.op == "=" and two.op in ("=", "<", "≤", "≠"):
        a, b = one.args
        left, right = two.args
        if b is left:
            return hypotheses, relation(two.op, a, right)
        if b is right:
            return hypotheses, relation(two.op, left, a)
        if a is right:
            return hypotheses, relation(two.op, left, b)
        if a is left:
            return hypotheses, relation(two.op, b, right)
    if one.op in ("<", "≤") and two.op in ("<", "≤"):
        op = "<" if "<" in (one.op, two.op) else "≤"
        if one.args[1] is two.args[0]:
            return hypotheses, relation(op, one.args[0], two.args[1])
        if two.args[1] is one.args[0]:
            return hypotheses, relation(op, two.args[0], one.args[1])
    expect(False, "{} and {} do not compose", one, two)
    raise AssertionError


@rule
def implication(theorem: Theorem, premise: Term) -> Sequent:
    """From ``Γ, p ⊢ q`` follows ``Γ ⊢ p implies q``; p may be several propositions, each a hypothesis."""
    gone = set(premise.args) if premise.op == "and" else {premise}
    return theorem.hypotheses - gone, connect("implies", premise, theorem.claim)


@rule
def implications_compose(theorem: Theorem, other: Theorem) -> Sequent:
    """From ``p ⇒ q`` and ``q ⇒ r`` follows ``p ⇒ r``, and the same for ``⟺``; with one of each, ``p ⇒ r``."""
    ops = {theorem.claim.op, other.claim.op}
    expect(ops <= {"iff", "implies"} and theorem.claim.args[1] is other.claim.args[0], "the propositions do not meet")
    op = "iff" if ops == {"iff"} else "implies"
    return theorem.hypotheses | other.hypotheses, connect(op, theorem.claim.args[0], other.claim.args[1])


@rule
def equivalent_by_factor(
    left: Term, right: Term, factor: Term, sign: Theorem, rewriting: tuple[Theorem, ...] = ()
) -> Sequent:
    """``(a op b) ⟺ (c op d)`` if ``b - a = f (d - c)``: ``f ≠ 0`` for ``=`` and ``≠``, otherwise ``0 < f``."""
    expect(left.op == right.op and left.op in ("=", "≠", "<", "≤"), "{} and {} have different relations", left, right)
    needed = (
        {less(ZERO, factor)}
        if left.op in ("<", "≤")
        else {less(ZERO, factor), less(factor, ZERO), unequal(factor, ZERO)}
    )
    expect(sign.claim in needed, "the sign of {} does not follow from {}", factor, sign.claim)
    ring, ((a, b), (c, d)) = checked_ring(
        rewriting, sub(left.args[1], left.args[0]), mul(factor, sub(right.args[1], right.args[0]))
    )
    expect(bool((a * d - c * b).is_zero()), "{} is not {} times {}", left, factor, right)
    return sign.hypotheses | conditions(ring, rewriting), connect("iff", left, right)


@rule
def by_equivalence(theorem: Theorem, side: Theorem) -> Sequent:
    """From ``p ⟺ q`` and p follows q, and from q follows p."""
    expect(theorem.claim.op == "iff", "expected an equivalence, found {}", theorem.claim)
    left, right = theorem.claim.args
    expect(side.claim in (left, right), "{} is no side of the equivalence", side.claim)
    return theorem.hypotheses | side.hypotheses, right if side.claim is left else left


@rule
def convex_minimum(
    curvature: Theorem,
    exists: Theorem,
    slope: Theorem,
    variable: Term,
    low: Term | None,
    high: Term | None,
    point: Term,
) -> Sequent:
    """``f(p) < f(s)`` for ``s ≠ p`` in an open interval on which ``f'' > 0``, if ``f'(p) = 0`` at p in the interval.

    ``curvature`` is ``0 < f''(u)`` and ``exists`` that ``f''(u)`` has a value, for every u in the interval, of which
    their other hypotheses do not speak; the conclusion is about s = u.
    """
    second = curvature.claim.args[1]
    expect(
        curvature.claim.op == "<" and curvature.claim.args[0] is ZERO, "expected a curvature, found {}", curvature.claim
    )
    expect(
        second.op == "apply" and second.args[1] == (2,) and second.args[2] is variable,
        "{} is no second derivative",
        second,
    )
    expect(variable.op == "quantity" and len(variable.args) == 1, "expected a quantity, found {}", variable)
    expect(exists.claim is defined(second), "expected that {} exists, found {}", second, exists.claim)
    name = second.args[0]
    expect(slope.claim is equal(apply(name, (1,), point), ZERO), "expected a slope that is 0, found {}", slope.claim)

    def inside(of: Term) -> set[Term]:
        return ({less(low, of)} if low else set()) | ({less(of, high)} if high else set())

    constants = frozenset[str]().union(*(end.names for end in (low, high, point) if end is not None))
    expect("q" + variable.args[0] not in constants, "an end of the interval, or the point, depends on {}", variable)
    local = inside(variable) | {defined(variable)}
    others = (curvature.hypotheses | exists.hypotheses) - local
    for hypothesis in others:
        expect("q" + variable.args[0] not in hypothesis.names, "{} speaks of {}", hypothesis, variable)
    expect(
        all("q" + variable.args[0] not in h.names for h in slope.hypotheses),
        "the slope's hypotheses speak of {}",
        variable,
    )
    conditions_ = others | slope.hypotheses | inside(variable) | inside(point) | {unequal(variable, point)}
    return conditions_, less(apply(name, (0,), point), apply(name, (0,), variable))


@rule
def at_most_in_both_cases(theorem: Theorem, variable: Term, point: Term) -> Sequent:
    """From ``Γ, s ≠ p ⊢ f(p) < f(s)`` follows ``Γ ⊢ f(p) ≤ f(s)``."""
    expect(theorem.claim.op == "<", "expected a strict inequality, found {}", theorem.claim)
    low, high = theorem.claim.args
    expect(
        low.op == high.op == "apply" and low.args[:2] == high.args[:2], "expected values of one function, found {}", low
    )
    expect(len(low.args) == 3, "expected a function of one argument, found {}", low)
    expect(low.args[2] is point and high.args[2] is variable, "expected the function at {} and at {}", point, variable)
    return theorem.hypotheses - {unequal(variable, point)}, at_most(low, high)
