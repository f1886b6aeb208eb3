"""Order: signs of what exp, squares, brackets and sums make, and every inequality that an identity gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from types import MappingProxyType

from flint import arb, ctx, fmpq

from derivations.kernel import terms as k
from derivations.kernel.algebra import field
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule

WEAKER = (("<", "≤"), ("<", "≠"), ("=", "≤"))


@rule
def by_identity(
    left: Term,
    right: Term,
    products: tuple[tuple[fmpq, tuple[tuple[Theorem, int], ...]], ...],
    rewriting: tuple[Theorem, ...] = (),
) -> Sequent:
    """``s < t``, ``s ≤ t`` or ``s ≠ t`` from ``t - s = Σ cᵢ Π (bⱼ - aⱼ)^eⱼ`` and theorems ``aⱼ < bⱼ``, ``≤`` or ``≠``.

    A product is positive if ``cᵢ`` and the factors are, even powers of what is not 0 among them; at least 0 if all of
    them are; not 0 if none of them is.  A power of what is at least 0 has ``eⱼ > 0``.  Products of the first two kinds
    are added, one of the third kind stands alone.  Hypotheses: no divisor is 0.
    """
    summands, ops = list[Term](), set[str]()
    hypotheses, nonzero = set[Term](), set[Term]()
    for coefficient, factors in products:
        product, kinds = [k.number(coefficient)], {"<" if coefficient > 0 else "≠" if coefficient < 0 else "≤"}
        for theorem, exponent in factors:
            op = theorem.claim.op
            expect(op in ("<", "≠") or (op == "≤" and exponent > 0), "{} is no factor, or divided by", theorem.claim)
            gap = k.sub(*reversed(theorem.claim.args))
            product.append(k.power(gap, exponent))
            hypotheses |= theorem.hypotheses
            kinds.add("<" if op == "≠" and exponent % 2 == 0 else op)
            if op != "≤":
                nonzero.add(k.unequal(gap, k.ZERO))
        summands.append(k.mul(*product))
        expect("≠" not in kinds or ("≤" not in kinds and len(products) == 1), "a product has no sign")
        ops.add("≠" if "≠" in kinds else "≤" if "≤" in kinds else "<")
    op = "≠" if "≠" in ops else "<" if "<" in ops else "≤"
    identity = field(k.sub(right, left), k.add(*summands), rewriting)
    return hypotheses | (identity.hypotheses - nonzero), k.relation(op, left, right)


@rule
def weaken(theorem: Theorem, op: str) -> Sequent:
    """From ``s < t`` follow ``s ≤ t`` and ``s ≠ t``, from ``s = t`` follows ``s ≤ t``."""
    expect((theorem.claim.op, op) in WEAKER, "{} says nothing of {}", theorem.claim, op)
    return theorem.hypotheses, k.relation(op, *theorem.claim.args)


@rule
def sign_of(term: Term) -> Sequent:
    """``0 < exp(u)``, ``0 ≤ |u|``, and ``0 ≤ u^k`` for an even ``k ≥ 0``."""
    even = term.op == "^" and term.args[1] >= 0 and term.args[1] % 2 == 0
    expect(even or term.op in ("exp", "abs"), "the sign of {} is not known", term)
    return (), k.relation("<" if term.op == "exp" else "≤", k.ZERO, term)


@rule
def exp_grows(op: str, left: Term, right: Term) -> Sequent:
    """``s op t ⟺ exp(s) op exp(t)`` for ``= ≠ < ≤``."""
    return (), k.connect("iff", k.relation(op, left, right), k.relation(op, k.exp(left), k.exp(right)))


@rule
def exp_above_tangent(argument: Term) -> Sequent:
    """``1 + u ≤ exp(u)``"""
    return (), k.at_most(k.add(k.ONE, argument), k.exp(argument))


@rule
def sum_is_ordered(over: Term, theorem: Theorem, variable: Term, point: Term | None = None) -> Sequent:
    """From ``Γ, k ∈ S ⊢ s(k) ≤ t(k)``, or with ``<``, follows ``Γ' ⊢ Σ_S s ≤ Σ_S t``.

    With a point j, from ``<`` and ``j ∈ S`` follows ``Γ' ⊢ Σ_S s < Σ_S t``.
    """
    op, inside = ("≤", set()) if point is None else ("<", {k.member(point, over)})
    expect(theorem.claim.op in ("<", op), "{} says nothing of sums with {}", theorem.claim, op)
    low, high = (k.sum_over(over, k.closed(side, variable)) for side in theorem.claim.args)
    return generalized(theorem.hypotheses, variable, over) | inside, k.relation(op, low, high)


PRECISION = 200
"""Bits of the balls in which numbers are compared."""


@rule
def order_of_numbers(left: Term, right: Term) -> Sequent:
    """``s < t`` for numbers made with ``+ * ^ exp ln π``: their balls do not meet."""
    with ctx.workprec(PRECISION):
        gap = _ball(right) - _ball(left)
    expect(bool(gap > 0), "the balls of {} and {} do not tell", left, right)
    return (), k.less(left, right)


BALLS: Mapping[str, Callable[..., arb]] = MappingProxyType(
    {
        "number": arb,
        "pi": arb.pi,
        "+": lambda *terms: sum(terms, arb(0)),
        "*": lambda *factors: prod(factors, start=arb(1)),
        "^": pow,
        "exp": arb.exp,
        "ln": arb.log,
    }
)


def _ball(term: Term) -> arb:
    expect(term.op in BALLS, "{} is not a number", term)
    ball = BALLS[term.op](*(_ball(part) if isinstance(part, Term) else part for part in term.args))
    expect(ball.is_finite(), "{} may have no value", term)
    return ball
