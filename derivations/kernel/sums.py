"""Sums over index sets of any size, and the size that a sum of ones has.

What stands outside of a sum is free of its bound index: else the claim would not be closed, and is refused.
"""

from __future__ import annotations

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule


@rule
def sum_of_equals(over: Term, theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ s(k) = t(k)`` follows ``Γ' ⊢ Σ_S s = Σ_S t``; a hypothesis about k has to hold for all of S."""
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    left, right = (k.sum_over(over, k.closed(side, variable)) for side in theorem.claim.args)
    return generalized(theorem.hypotheses, variable, over), k.equal(left, right)


@rule
def sum_is_linear(over: Term, summands: tuple[tuple[Term, Term], ...]) -> Sequent:
    """``Σ_S (Σ cᵢ dᵢ) = Σ cᵢ Σ_S dᵢ``; the ``cᵢ`` are free of the bound index, the ``dᵢ`` bodies of sums."""
    left = k.sum_over(over, k.add(*(k.mul(factor, body) for factor, body in summands)))
    return (), k.equal(left, k.add(*(k.mul(factor, k.sum_over(over, body)) for factor, body in summands)))


@rule
def sum_of_ones(over: Term) -> Sequent:
    """``Σ_S 1 = |S|``"""
    return (), k.equal(k.sum_over(over, k.ONE), k.size(over))


@rule
def sum_with_delta(over: Term, point: Term, body: Term, shift: int = 0) -> Sequent:
    """``Σ_{k ∈ S} [k + d = j] b(k) = b(j - d)`` for ``j - d ∈ S``."""
    left = k.sum_over(over, k.mul(k.bracket(k.same(k.index(0, shift), point)), body))
    chosen = k.shifted(point, -shift)
    return {k.member(chosen, over)}, k.equal(left, k.opened(body, chosen))


@rule
def sum_without(over: Term, point: Term, body: Term) -> Sequent:
    """``Σ_{S∖{j}} b = Σ_S b - b(j)`` for ``j ∈ S``, and ``Σ_{S∖{j}∖{j}} b = Σ_{S∖{j}} b``."""
    left, right = k.sum_over(k.without(over, point), body), k.sum_over(over, body)
    if over.op == "without" and over.args[1] is point:
        return (), k.equal(left, right)
    return {k.member(point, over)}, k.equal(left, k.add(right, k.neg(k.opened(body, point))))


@rule
def sum_in_parts(inside: Term, body: Term) -> Sequent:
    """``Σ_S b = Σ_M b + Σ_{S∖M} b`` for a part M of S."""
    return (), k.equal(
        k.sum_over(inside.args[1], body), k.add(k.sum_over(inside, body), k.sum_over(k.rest(inside), body))
    )


@rule
def sum_over_one(over: Term, body: Term) -> Sequent:
    """``Σ_{[a, n]} t = t(a)`` for a whole number a and a count ``n = a``."""
    expect(over.op == "interval", "expected an interval, found {}", over)
    first, last = over.args
    expect(first.args[0] is None, "the set {} does not begin with a number", over)
    return {k.equal(last, k.number(first.args[1]))}, k.equal(k.sum_over(over, body), k.opened(body, first))


@rule
def sum_swapped(outer: Term, inner: Term, body: Term) -> Sequent:
    """``Σ_{i ∈ S} Σ_{j ∈ T} b(i, j) = Σ_{j ∈ T} Σ_{i ∈ S} b(i, j)``; T does not depend on i.

    In ``body`` the bound index of the inner sum is 0 and that of the outer one 1.
    """
    i, j = (k.index(k.fresh(name, body, outer, inner)) for name in ("i", "j"))
    plain = k.opened(k.opened(body, j), i)
    swapped_body = k.closed(k.closed(plain, j), i)
    return (), k.equal(k.sum_over(outer, k.sum_over(inner, body)), k.sum_over(inner, k.sum_over(outer, swapped_body)))
