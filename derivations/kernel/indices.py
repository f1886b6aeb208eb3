"""Indices: that they lie in their sets, that they differ, and how many a set has."""

from __future__ import annotations

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule


@rule
def in_interval(point: Term, base: Term | None, over: Term) -> Sequent:
    """``l + d ∈ [a, b]``, where ``l ∈ [c, e]``, if ``a ≤ l + d`` or ``a ≤ c + d``, and ``l + d ≤ b`` or ``e + d ≤ b``.

    ``base`` is the set that l lies in, a hypothesis.  A bound b that is a real term is compared with whole numbers, a
    hypothesis, and with itself.
    """
    for one in (over, base or over):
        expect(one.op in ("interval", "upwards"), "expected an interval, found {}", one)
    name, offset = point.args
    hypotheses = {k.member(k.index(name), base)} if base else set[Term]()
    lows = [point, *(k.shifted(one, offset) for one in (base.args[:1] if base else ()))]
    expect(any(not_above(over.args[0], low) for low in lows), "{} may lie below {}", point, over)
    if over.op == "upwards":
        return hypotheses, k.member(point, over)
    last, ends = over.args[1], base.args[1:] if base else ()
    highs = [point, *(k.shifted(end, offset) for end in ends if end.op == "index")]
    if any(not_above(high, last) for high in highs) or (last in ends and offset <= 0):
        return hypotheses, k.member(point, over)
    numbers = [k.number(high.args[1]) for high in highs if high.args[0] is None]
    expect(bool(numbers) and last.op == "count", "{} may lie above {}", point, over)
    return {*hypotheses, k.at_most(numbers[0], last)}, k.member(point, over)


def not_above(one: Term, other: Term) -> bool:
    """Whether an index term certainly is at most another one: they differ by a whole number."""
    return other.op == "index" and bool(one.args[0] == other.args[0] and one.args[1] <= other.args[1])


@rule
def in_larger_set(point: Term, inner: Term) -> Sequent:
    """An index in a part of a set, in the rest of a part, or in a set without an index, lies in the set."""
    outer = inner.args[0].args[1] if inner.op == "rest" else inner.args[1 if inner.op == "part" else 0]
    return {k.member(point, inner)}, k.member(point, outer)


@rule
def in_set_without(point: Term, over: Term, left_out: Term) -> Sequent:
    """``i ∈ S∖{j}`` for ``i ∈ S`` and ``i ≠ j``."""
    return {k.member(point, over), k.distinct(point, left_out)}, k.member(point, k.without(over, left_out))


@rule
def same_index(point: Term) -> Sequent:
    """``i = i``"""
    return (), k.same(point, point)


@rule
def different_indices(one: Term, other: Term, over: Term | None = None) -> Sequent:
    """``i ≠ j`` if they differ by a whole number, or by the set that i lies in, a hypothesis.

    So do ``i ∈ S∖{j}`` and j; ``i ∈ M``, a part of a set, and j in the rest, a hypothesis, too; and ``i = l + c`` and
    ``j = m + d``, where ``l ∈ [a, m + e]`` and ``e + c < d``.
    """
    if over is None:
        expect(one.args[0] == other.args[0] and one.args[1] != other.args[1], "{} and {} may be equal", one, other)
        return (), k.distinct(one, other)
    if over.op == "part":
        return {k.member(one, over), k.member(other, k.rest(over))}, k.distinct(one, other)
    if over.op == "without":
        expect(over.args[1] is other, "{} may lie in {}", other, over)
        return {k.member(one, over)}, k.distinct(one, other)
    expect(over.op == "interval" and over.args[1].op == "index", "expected an interval of indices, found {}", over)
    last = k.shifted(over.args[1], one.args[1])
    below = isinstance(one.args[0], str) and last.args[0] == other.args[0] and last.args[1] < other.args[1]
    expect(below, "{} and {} may be equal", one, other)
    return {k.member(k.index(one.args[0]), over)}, k.distinct(one, other)


@rule
def not_empty(point: Term, over: Term) -> Sequent:
    """``a ≤ b`` for an index in ``[a, b]`` with a whole number a; for another set, that it has at least one index."""
    if over.op == "interval" and over.args[1].op != "index":
        first = over.args[0]
        expect(first.args[0] is None, "the set {} does not begin with a number", over)
        return {k.member(point, over)}, k.at_most(k.number(first.args[1]), over.args[1])
    expect(k.FITS[k.FINITE](over), "the set {} is not finite", over)
    return {k.member(point, over)}, k.at_most(k.ONE, k.size(over))


@rule
def some_index(theorem: Theorem, variable: Term, over: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ p`` and ``0 < |S|`` follows ``Γ' ⊢ p``, if k is not in p; what Γ says of k holds for all."""
    expect(variable.names.isdisjoint(theorem.claim.names), "the claim speaks of {}", variable)
    return {*generalized(theorem.hypotheses, variable, over), k.less(k.ZERO, k.size(over))}, theorem.claim


@rule
def size_of_interval(over: Term) -> Sequent:
    """``|[a, b]| = b - a + 1`` for whole numbers a and b with ``a - 1 ≤ b``."""
    expect(over.op == "interval", "expected an interval, found {}", over)
    first, last = over.args
    if last.op == "index":
        expect(first.args[0] == last.args[0] and first.args[1] - 1 <= last.args[1], "the size of {} is not known", over)
        return (), k.equal(k.size(over), k.number(last.args[1] - first.args[1] + 1))
    expect(first.args[0] is None, "the set {} does not begin with a number", over)
    before = k.number(first.args[1] - 1)
    return {k.at_most(before, last)}, k.equal(k.size(over), k.sub(last, before))


@rule
def not_negative(term: Term) -> Sequent:
    """``0 ≤ n`` for a count, or the size of a set."""
    expect(term.op in ("count", "size"), "expected a count or a size, found {}", term)
    return (), k.at_most(k.ZERO, term)
