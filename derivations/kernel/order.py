"""Order: signs of what exp, squares, brackets and sums make, and every inequality that an identity gives."""

from __future__ import annotations

from flint import arb, ctx, fmpq

from derivations.kernel.algebra import checked_ring, conditions
from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    Term,
    absolute,
    at_most,
    bracket,
    closed,
    exp,
    less,
    ln,
    member,
    mul,
    number,
    power,
    relation,
    sub,
    sum_over,
    unequal,
)
from derivations.kernel.theorem import NotApplicable, Sequent, Theorem, expect, generalized, rule

ORDERED = ("<", "≤")


@rule
def order_by_identity(
    left: Term,
    right: Term,
    products: tuple[tuple[fmpq, tuple[tuple[Theorem, int], ...]], ...],
    rewriting: tuple[Theorem, ...] = (),
) -> Sequent:
    """``s < t`` or ``s ≤ t`` from ``t - s = Σ cᵢ Π (bⱼ - aⱼ)^eⱼ``, with ``cᵢ > 0`` and theorems ``aⱼ < bⱼ`` or ``≤``.

    A negative exponent needs ``aⱼ < bⱼ``.  Strict if in one product all factors are.  Hypotheses: no divisor is 0.
    """
    summands, strict = [], False
    hypotheses, positive = set[Term](), set[Term]()
    for coefficient, factors in products:
        expect(coefficient > 0, "expected a positive number, found {}", coefficient)
        product, all_strict = [number(coefficient)], True
        for theorem, exponent in factors:
            expect(theorem.claim.op in ORDERED, "expected an inequality, found {}", theorem.claim)
            is_strict = theorem.claim.op == "<"
            expect(is_strict or exponent > 0, "{} is divided by", theorem.claim)
            all_strict = all_strict and is_strict
            low, high = theorem.claim.args
            product.append(power(sub(high, low), exponent))
            hypotheses |= theorem.hypotheses
            if is_strict:
                positive.add(unequal(sub(high, low), ZERO))
        strict = strict or all_strict
        summands.append(mul(*product))
    ring, fractions = checked_ring(rewriting, sub(right, left), *summands)
    (above, below), *others = fractions
    for num, den in others:
        above, below = above * den - num * below, below * den
    expect(bool(above.is_zero()), "not an identity: {} - ({})", right, left)
    return hypotheses | (conditions(ring, rewriting) - positive), (less if strict else at_most)(left, right)


@rule
def unequal_by_identity(
    left: Term,
    right: Term,
    coefficient: fmpq,
    factors: tuple[tuple[Theorem, int], ...],
    rewriting: tuple[Theorem, ...] = (),
) -> Sequent:
    """``s ≠ t`` from ``t - s = c Π (bⱼ - aⱼ)^eⱼ``, for a number ``c ≠ 0`` and theorems ``aⱼ ≠ bⱼ`` or ``aⱼ < bⱼ``."""
    expect(coefficient != 0, "expected a number that is not 0")
    product, hypotheses, apart = [number(coefficient)], set[Term](), set[Term]()
    for theorem, exponent in factors:
        expect(theorem.claim.op in ("<", "≠"), "expected that two terms differ, found {}", theorem.claim)
        low, high = theorem.claim.args
        product.append(power(sub(high, low), exponent))
        hypotheses |= theorem.hypotheses
        apart.add(unequal(sub(high, low), ZERO))
    ring, ((a, b), (c, d)) = checked_ring(rewriting, sub(right, left), mul(*product))
    expect(bool((a * d - c * b).is_zero()), "not an identity: {} - ({})", right, left)
    return hypotheses | (conditions(ring, rewriting) - apart), unequal(left, right)


@rule
def less_is_at_most(theorem: Theorem) -> Sequent:
    """From ``s < t`` follows ``s ≤ t``."""
    expect(theorem.claim.op == "<", "expected a strict inequality, found {}", theorem.claim)
    return theorem.hypotheses, at_most(*theorem.claim.args)


@rule
def less_is_unequal(theorem: Theorem) -> Sequent:
    """From ``s < t`` follows ``s ≠ t``."""
    expect(theorem.claim.op == "<", "expected a strict inequality, found {}", theorem.claim)
    return theorem.hypotheses, unequal(*theorem.claim.args)


@rule
def equal_is_at_most(theorem: Theorem) -> Sequent:
    """From ``s = t`` follows ``s ≤ t``."""
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    return theorem.hypotheses, at_most(*theorem.claim.args)


@rule
def exp_is_positive(argument: Term) -> Sequent:
    """``0 < exp(u)``"""
    return (), less(ZERO, exp(argument))


@rule
def even_power(base: Term, exponent: int) -> Sequent:
    """``0 ≤ t^k`` for an even ``k ≥ 0``."""
    expect(exponent >= 0 and exponent % 2 == 0, "expected an even exponent, found {}", exponent)
    return (), at_most(ZERO, power(base, exponent))


@rule
def even_power_of_nonzero(base: Term, exponent: int) -> Sequent:
    """``0 < t^k`` for an even k and ``t ≠ 0``."""
    expect(exponent % 2 == 0, "expected an even exponent, found {}", exponent)
    return {unequal(base, ZERO)}, less(ZERO, power(base, exponent))


@rule
def absolute_is_not_negative(argument: Term) -> Sequent:
    """``0 ≤ |t|``"""
    return (), at_most(ZERO, absolute(argument))


@rule
def bracket_at_least(condition: Term) -> Sequent:
    """``0 ≤ [p]``"""
    return (), at_most(ZERO, bracket(condition))


@rule
def bracket_at_most(condition: Term) -> Sequent:
    """``[p] ≤ 1``"""
    return (), at_most(bracket(condition), ONE)


@rule
def pi_between(above: bool) -> Sequent:
    """``3 < π`` and ``π < 22/7``"""
    return (), less(PI, number(fmpq(22, 7))) if above else less(number(3), PI)


@rule
def exp_grows(theorem: Theorem) -> Sequent:
    """From ``s < t`` follows ``exp(s) < exp(t)``, and the same for ``≤`` and ``≠``."""
    expect(theorem.claim.op in ("<", "≤", "≠"), "expected an inequality, found {}", theorem.claim)
    low, high = theorem.claim.args
    return theorem.hypotheses, relation(theorem.claim.op, exp(low), exp(high))


@rule
def ln_grows(theorem: Theorem) -> Sequent:
    """From ``s < t`` and ``0 < s`` follows ``ln(s) < ln(t)``, and the same for ``≤``."""
    expect(theorem.claim.op in ORDERED, "expected an inequality, found {}", theorem.claim)
    low, high = theorem.claim.args
    return {*theorem.hypotheses, less(ZERO, low)}, relation(theorem.claim.op, ln(low), ln(high))


@rule
def sum_is_ordered(over: Term, theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ s(k) ≤ t(k)``, or with ``<``, follows ``Γ' ⊢ Σ_S s ≤ Σ_S t``."""
    expect(theorem.claim.op in ORDERED, "expected an inequality, found {}", theorem.claim)
    low, high = (sum_over(over, closed(side, variable)) for side in theorem.claim.args)
    return generalized(theorem.hypotheses, variable, over), at_most(low, high)


@rule
def sum_is_ordered_strictly(over: Term, theorem: Theorem, variable: Term, point: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ s(k) < t(k)`` and ``j ∈ S`` follows ``Γ' ⊢ Σ_S s < Σ_S t``."""
    expect(theorem.claim.op == "<", "expected a strict inequality, found {}", theorem.claim)
    low, high = (sum_over(over, closed(side, variable)) for side in theorem.claim.args)
    return {*generalized(theorem.hypotheses, variable, over), member(point, over)}, less(low, high)


PRECISION = 200
"""Bits of the balls in which numbers are compared."""


@rule
def order_of_numbers(op: str, left: Term, right: Term) -> Sequent:
    """``s < t`` or ``s ≠ t`` for numbers made with ``+ * ^ exp ln π``: their balls do not meet."""
    before = ctx.prec
    ctx.prec = PRECISION
    try:
        gap = _ball(right) - _ball(left)
    finally:
        ctx.prec = before
    expect(op in ("<", "≠"), "expected < or ≠, found {}", op)
    expect(bool(gap > 0) or (op == "≠" and bool(gap < 0)), "the balls of {} and {} do not tell", left, right)
    return (), relation(op, left, right)


def _ball(term: Term) -> arb:
    match term.op:
        case "number":
            return arb(term.args[0])
        case "pi":
            return arb.pi()
        case "+":
            return sum(map(_ball, term.args), arb(0))
        case "*":
            product = arb(1)
            for factor in term.args:
                product *= _ball(factor)
            return product
        case "^":
            base = _ball(term.args[0])
            expect(term.args[1] >= 0 or not base.contains(0), "{} may have no value", term)
            return base ** term.args[1]
        case "exp":
            return _ball(term.args[0]).exp()
        case "ln":
            argument = _ball(term.args[0])
            expect(bool(argument > 0), "{} may have no value", term)
            return argument.log()
    raise NotApplicable("{} is not a number", term)
