"""Sums over index sets of any size, and the size that a sum of ones has.

What stands outside of a sum is free of its bound index: else the claim would not be closed, and is refused.
"""

from __future__ import annotations

from derivations.kernel.terms import (
    ONE,
    Term,
    add,
    bracket,
    closed,
    equal,
    fresh,
    index,
    member,
    mul,
    neg,
    number,
    opened,
    rest,
    same,
    shifted,
    size,
    sum_over,
    without,
)
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule


@rule
def sum_of_equals(over: Term, theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ s(k) = t(k)`` follows ``Γ' ⊢ Σ_S s = Σ_S t``; a hypothesis about k has to hold for all of S."""
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    left, right = (sum_over(over, closed(side, variable)) for side in theorem.claim.args)
    return generalized(theorem.hypotheses, variable, over), equal(left, right)


@rule
def sum_is_linear(over: Term, summands: tuple[tuple[Term, Term], ...]) -> Sequent:
    """``Σ_S (Σ cᵢ dᵢ) = Σ cᵢ Σ_S dᵢ``; the ``cᵢ`` are free of the bound index, the ``dᵢ`` bodies of sums."""
    left = sum_over(over, add(*(mul(factor, body) for factor, body in summands)))
    return (), equal(left, add(*(mul(factor, sum_over(over, body)) for factor, body in summands)))


@rule
def sum_of_ones(over: Term) -> Sequent:
    """``Σ_S 1 = |S|``"""
    return (), equal(sum_over(over, ONE), size(over))


@rule
def sum_with_delta(over: Term, point: Term, body: Term, shift: int = 0) -> Sequent:
    """``Σ_{k ∈ S} [k + d = j] b(k) = b(j - d)`` for ``j - d ∈ S``."""
    left = sum_over(over, mul(bracket(same(index(0, shift), point)), body))
    chosen = shifted(point, -shift)
    return {member(chosen, over)}, equal(left, opened(body, chosen))


@rule
def sum_without(over: Term, point: Term, body: Term) -> Sequent:
    """``Σ_{S∖{j}} b = Σ_S b - b(j)`` for ``j ∈ S``, and ``Σ_{S∖{j}∖{j}} b = Σ_{S∖{j}} b``."""
    left, right = sum_over(without(over, point), body), sum_over(over, body)
    if over.op == "without" and over.args[1] is point:
        return (), equal(left, right)
    return {member(point, over)}, equal(left, add(right, neg(opened(body, point))))


@rule
def sum_in_parts(inside: Term, body: Term) -> Sequent:
    """``Σ_S b = Σ_M b + Σ_{S∖M} b`` for a part M of S."""
    return (), equal(sum_over(inside.args[1], body), add(sum_over(inside, body), sum_over(rest(inside), body)))


@rule
def sum_over_one(over: Term, body: Term) -> Sequent:
    """``Σ_{[a, n]} t = t(a)`` for a whole number a and a count ``n = a``."""
    expect(over.op == "interval", "expected an interval, found {}", over)
    first, last = over.args
    expect(first.args[0] is None, "the set {} does not begin with a number", over)
    return {equal(last, number(first.args[1]))}, equal(sum_over(over, body), opened(body, first))


@rule
def sum_swapped(outer: Term, inner: Term, body: Term) -> Sequent:
    """``Σ_{i ∈ S} Σ_{j ∈ T} b(i, j) = Σ_{j ∈ T} Σ_{i ∈ S} b(i, j)``; T does not depend on i.

    In ``body`` the bound index of the inner sum is 0 and that of the outer one 1.
    """
    i, j = (index(fresh(name, body, outer, inner)) for name in ("i", "j"))
    plain = opened(opened(body, j), i)
    swapped_body = closed(closed(plain, j), i)
    return (), equal(sum_over(outer, sum_over(inner, body)), sum_over(inner, sum_over(outer, swapped_body)))
