"""Limits at infinity, and at a point from above, by the limit laws.

``t → L`` as a quantity q tends to a point: q takes values near the point, and all that depends on it follows.  The
point and L are the numbers that terms denote at present, or infinities; they do not follow.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivations.kernel import terms as k
from derivations.kernel.nearby import nearby
from derivations.kernel.structure import constant_in
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule

INFINITE = (k.INFINITY, k.MINUS_INFINITY)


def _limit(theorem: Theorem) -> tuple[Term, Term, Term, Term]:
    expect(theorem.claim.op == "tends", "expected a limit, found {}", theorem.claim)
    return theorem.claim.args


def _together(theorems: tuple[Theorem, ...]) -> tuple[tuple[Term, Term], list[Term], list[Term], set[Term]]:
    """The quantity and the point of limits that are taken together, the terms, their limits, and all hypotheses."""
    places = {_limit(theorem)[1:3] for theorem in theorems}
    expect(len(places) == 1, "the limits are not taken at one point: {}", places)
    terms, values = ([theorem.claim.args[place] for theorem in theorems] for place in (0, 3))
    return places.pop(), terms, values, {h for theorem in theorems for h in theorem.hypotheses}


@rule
def limit_of_constant(term: Term, by: Term, point: Term) -> Sequent:
    """``t → t`` for a term that does not depend on q."""
    return constant_in(term, by), k.tends(term, by, point, term)


@rule
def limit_of_variable(by: Term, point: Term) -> Sequent:
    """``q → p`` as q tends to p, a term that does not depend on q, or infinity."""
    return constant_in(point, by), k.tends(by, by, point, point)


@rule
def limit_of_sum(*theorems: Theorem) -> Sequent:
    """``Σ tᵢ → Σ Lᵢ``; it is infinite if some are, all of one sign."""
    (by, point), terms, values, hypotheses = _together(theorems)
    infinite = {value for value in values if value in INFINITE}
    expect(len(infinite) < 2, "a limit of the form oo - oo")
    value = infinite.pop() if infinite else k.add(*values)
    return hypotheses, k.tends(k.add(*terms), by, point, value)


@rule
def limit_of_product(theorems: tuple[Theorem, ...], signs: tuple[int, ...] = ()) -> Sequent:
    """``Π tᵢ → Π Lᵢ``; with an infinite factor, the signs of the finite ones are hypotheses."""
    (by, point), terms, values, hypotheses = _together(theorems)
    finite = [value for value in values if value not in INFINITE]
    if finite == values:
        return hypotheses, k.tends(k.mul(*terms), by, point, k.mul(*values))
    expect(len(signs) == len(finite) and set(signs) <= {1, -1}, "expected a sign for each finite factor")
    hypotheses |= {k.less(k.ZERO, v) if sign > 0 else k.less(v, k.ZERO) for v, sign in zip(finite, signs, strict=True)}
    below = values.count(k.MINUS_INFINITY) + signs.count(-1)
    return hypotheses, k.tends(k.mul(*terms), by, point, k.MINUS_INFINITY if below % 2 else k.INFINITY)


@rule
def limit_of_power(theorem: Theorem, exponent: int) -> Sequent:
    """``t^k → L^k``, with ``L ≠ 0`` for ``k < 0``; an infinite t has 0 as the limit of its reciprocals."""
    of, by, point, value = _limit(theorem)
    if value in INFINITE:
        expect(exponent != 0, "a limit of the form oo to the power of 0")
        direction = k.INFINITY if value is k.INFINITY or exponent % 2 == 0 else k.MINUS_INFINITY
        return theorem.hypotheses, k.tends(k.power(of, exponent), by, point, k.ZERO if exponent < 0 else direction)
    divides = {k.unequal(value, k.ZERO)} if exponent < 0 else set[Term]()
    return theorem.hypotheses | divides, k.tends(k.power(of, exponent), by, point, k.power(value, exponent))


@rule
def limit_of_exp_or_ln(theorem: Theorem, op: str) -> Sequent:
    """``exp(t) → exp(L)``, with oo for oo and 0 for -oo; ``ln(t) → ln(L)`` for ``0 < L``, with oo for oo."""
    of, by, point, value = _limit(theorem)
    expect(op == "exp" or (op == "ln" and value is not k.MINUS_INFINITY), "{} of {} has no limit", op, of)
    outer = k.exp if op == "exp" else k.ln
    if value in INFINITE:
        return theorem.hypotheses, k.tends(outer(of), by, point, k.INFINITY if value is k.INFINITY else k.ZERO)
    positive = {k.less(k.ZERO, value)} if op == "ln" else set[Term]()
    return theorem.hypotheses | positive, k.tends(outer(of), by, point, outer(value))


@rule
def limit_of_total(over: Term, theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ t(k) → L(k)``, a number, follows ``Γ' ⊢ Σ_S t → Σ_S L``."""
    of, by, point, value = _limit(theorem)
    expect(value not in INFINITE, "a sum of infinite limits, over a set that may be empty")
    expect(("i" + variable.args[0]) not in point.names, "the point depends on {}", variable)
    left, right = (k.sum_over(over, k.closed(side, variable)) for side in (of, value))
    return generalized(theorem.hypotheses, variable, over), k.tends(left, by, point, right)


@rule
def limit_of_growing_total(
    over: Term, growing: Theorem, body: Term, bounded: Theorem, variable: Term, at: Term
) -> Sequent:
    """``Σ_S t → oo`` if no ``t(k)`` is negative near the point and ``t(j) → oo`` for an index j in S."""
    of, by, point, value = _limit(growing)
    grows = value is k.INFINITY and of is k.opened(body, at)
    expect(grows, "expected that a summand grows without end, found {}", growing.claim)
    low, high = bounded.claim.args
    negative = bounded.claim.op not in ("<", "≤") or low is not k.ZERO or k.closed(high, variable) is not body
    expect(not negative, "expected that no summand is negative, found {}", bounded.claim)
    expect("i" + variable.args[0] not in point.names, "the point depends on {}", variable)
    hypotheses = generalized(eventually(bounded.hypotheses, by, point), variable, over)
    hypotheses |= growing.hypotheses | {k.member(at, over)}
    return hypotheses, k.tends(k.sum_over(over, body), by, point, k.INFINITY)


@rule
def limit_of_equal(theorem: Theorem, limit: Theorem) -> Sequent:
    """From ``s = t`` near the point and ``t → L`` follows ``s → L``; from ``L = M`` and ``t → L`` follows ``t → M``."""
    of, by, point, value = _limit(limit)
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    left, right = theorem.claim.args
    if right is of:
        return eventually(theorem.hypotheses, by, point) | limit.hypotheses, k.tends(left, by, point, value)
    expect(left is value, "expected an equation for {} or {}, found {}", of, value, theorem.claim)
    return theorem.hypotheses | limit.hypotheses, k.tends(of, by, point, right)


@rule
def value_nearby(theorem: Theorem, by: Term, point: Term) -> Sequent:
    """A term has a value near a point if it has one for every value of the quantity there."""
    expect(theorem.claim.op == "defined", "expected that a term has a value, found {}", theorem.claim)
    return eventually(theorem.hypotheses, by, point), k.near(theorem.claim.args[0], by, point)


@rule
def value_of_limit(theorem: Theorem, claim: Term) -> Sequent:
    """From ``t → L``, a number, follows ``lim t = L``; and that the limit exists, if t has a value near the point."""
    of, by, point, value = _limit(theorem)
    expect(value not in INFINITE, "the limit of {} is infinite", of)
    if claim is k.defined(k.lim(of, by, point)):
        return {*theorem.hypotheses, k.near(of, by, point)}, claim
    expect(claim is k.equal(k.lim(of, by, point), value), "{} does not follow from {}", claim, theorem.claim)
    return theorem.hypotheses, claim


@rule
def limit_from_value(theorem: Theorem, exists: Theorem) -> Sequent:
    """From ``lim t = L`` and that the limit exists follows ``t → L``."""
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    limit, value = theorem.claim.args
    known = limit.op == "lim" and exists.claim is k.defined(limit)
    expect(known, "expected a limit, and that it exists, found {}, {}", limit, exists.claim)
    of, by, point = limit.args
    return theorem.hypotheses | exists.hypotheses, k.tends(of, by, point, value)


def eventually(hypotheses: Iterable[Term], by: Term, point: Term) -> set[Term]:
    """Hypotheses that make others hold where a quantity is near a point; those that hold there fall away."""

    def there(hypothesis: Term) -> set[Term]:
        if hypothesis.op in ("<", "≤") and hypothesis.args[1] is by:
            low = hypothesis.args[0]
            if point is k.INFINITY and low.op == "number":
                return set()
            if low is point:
                return constant_in(point, by)
        if hypothesis is k.defined(by):
            return set()
        expect(hypothesis.op in ("=", "<", "≤", "≠", "defined"), "{} may not hold near the point", hypothesis)
        return {hypothesis, *constant_in(hypothesis, by)}

    return nearby(hypotheses, by, there, point)
