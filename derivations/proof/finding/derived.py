"""Rules that follow from the kernel's in a few steps."""

from __future__ import annotations

from flint import fmpq

from derivations.kernel import algebra, order
from derivations.kernel import terms as k
from derivations.kernel.claims import by_equivalence, transitive
from derivations.kernel.terms import ONE, ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, cut

Factors = tuple[tuple[Theorem, int], ...]


def composed(theorem: Theorem, other: Theorem) -> Theorem:
    """Two relations with a side in common as one; equations are read from both sides, the second one last."""
    for two in _readings(other):
        for one in _readings(theorem):
            for first, second in ((one, two), (two, one)):
                if first.claim.args[-1] is second.claim.args[0]:
                    return transitive(first, second)
    raise NotApplicable("{} and {} do not compose", theorem.claim, other.claim)


def _readings(theorem: Theorem) -> tuple[Theorem, ...]:
    return (theorem, algebra.symmetric(theorem)) if theorem.claim.op == "=" else (theorem,)


# -- order


def unequal_by_identity(
    left: Term, right: Term, coefficient: fmpq, factors: Factors, rewriting: tuple[Theorem, ...] = ()
) -> Theorem:
    """``s ≠ t`` from ``t - s = c Π (bⱼ - aⱼ)^eⱼ``, where no factor is 0."""
    theorem = order.by_identity(left, right, ((coefficient, factors),), rewriting)
    return order.weaken(theorem, "≠") if theorem.claim.op == "<" else theorem


def even_power_of_nonzero(base: Term, exponent: int) -> Theorem:
    """``0 < t^k`` for an even k and ``t ≠ 0``."""
    nonzero = assume(k.unequal(base, ZERO))
    return order.by_identity(ZERO, k.power(base, exponent), ((fmpq(1), ((nonzero, exponent),)),))


def bracket_at_least(condition: Term) -> Theorem:
    """``0 ≤ [p]``, which is ``[p]²``."""
    return transitive(order.sign_of(k.power(k.bracket(condition), 2)), algebra.bracket_squared(condition))


def bracket_at_most(condition: Term) -> Theorem:
    """``[p] ≤ 1``, since ``1 - [p]`` is ``(1 - [p])²``."""
    rest = k.sub(ONE, k.bracket(condition))
    square = algebra.field(k.power(rest, 2), rest, (), ((ONE, algebra.bracket_squared(condition)),))
    return order.by_identity(
        k.bracket(condition), ONE, ((fmpq(1), ((transitive(order.sign_of(k.power(rest, 2)), square), 1),)),)
    )


def absolute_of_nonzero(argument: Term) -> Theorem:
    """``0 < |t|`` for ``t ≠ 0``.

    With ``r = exp(ln(t²)/2)`` is ``(|t| - r) (|t| + r) = t² - r² = 0``, and ``0 < |t| + r``.
    """
    square, size = k.power(argument, 2), k.absolute(argument)
    positive = even_power_of_nonzero(argument, 2)
    half = k.mul(k.number(fmpq(1, 2)), k.ln(square))
    root = k.exp(half)
    of_root = transitive(algebra.symmetric(exp_of_sum(k.ln(square), ((half, 2),))), algebra.exp_of_ln(square))
    parts = (fmpq(1), ((order.sign_of(size), 1),)), (fmpq(1), ((order.sign_of(root), 1),))
    total = order.by_identity(ZERO, k.add(size, root), parts)
    share = k.power(k.add(size, root), -1)
    both = ((share, algebra.absolute_squared(argument)), (k.mul(k.number(-1), share), cut(of_root, positive)))
    same = algebra.field(root, size, (), tuple((k.mul(k.number(-1), factor), theorem) for factor, theorem in both))
    same = cut(same, algebra.symmetric(order.weaken(total, "≠")))
    return transitive(order.sign_of(root), same)


# -- exp and ln


def exp_of_sum(exponent: Term, summands: tuple[tuple[Term, int], ...], rewriting: tuple[Theorem, ...] = ()) -> Theorem:
    """``exp(u) = Π exp(vᵢ)^kᵢ`` if ``u = Σ kᵢ vᵢ``, the ``kᵢ`` being whole numbers."""
    theorem = algebra.exp_of_sum(summands)
    (written,) = theorem.claim.args[0].args
    if written is exponent:
        return theorem
    return transitive(algebra.replace(k.exp(exponent), (algebra.field(exponent, written, rewriting),)), theorem)


def exp_grows(theorem: Theorem) -> Theorem:
    """From ``s < t`` follows ``exp(s) < exp(t)``, and the same for ``≤`` and ``≠``."""
    return by_equivalence(order.exp_grows(theorem.claim.op, *theorem.claim.args), theorem)


def exp_above_tangent_elsewhere(exponent: Term) -> Theorem:
    """``1 + u < exp(u)`` for ``u ≠ 0``: with e for exp(u/2), ``exp(u) - 1 - u = (e - 1)² + 2 (e - 1 - u/2)``."""
    half = k.mul(k.number(fmpq(1, 2)), exponent)
    apart = unequal_by_identity(half, ZERO, fmpq(1, 2), ((assume(k.unequal(exponent, ZERO)), 1),))
    not_one = transitive(exp_grows(apart), algebra.exp_of_sum(()))
    products = ((fmpq(1), ((not_one, 2),)), (fmpq(2), ((order.exp_above_tangent(half), 1),)))
    squared = exp_of_sum(exponent, ((half, 2),))
    return order.by_identity(k.add(ONE, exponent), k.exp(exponent), products, (squared,))


def ln_grows(theorem: Theorem) -> Theorem:
    """From ``s < t`` and ``0 < s`` follows ``ln(s) < ln(t)``, and the same for ``≤``."""
    low, high = theorem.claim.args
    positive = transitive(assume(k.less(ZERO, low)), theorem)
    above = algebra.symmetric(cut(algebra.exp_of_ln(high), positive))
    grown = transitive(transitive(algebra.exp_of_ln(low), theorem), above)
    return by_equivalence(order.exp_grows(theorem.claim.op, k.ln(low), k.ln(high)), grown)


def ln_of_exp(argument: Term) -> Theorem:
    """``ln(exp(x)) = x``"""
    whole = k.exp(argument)
    equation = cut(algebra.exp_of_ln(whole), order.sign_of(whole))
    return by_equivalence(order.exp_grows("=", k.ln(whole), argument), equation)


def ln_of_product(
    argument: Term, factors: tuple[tuple[Term, int], ...], rewriting: tuple[Theorem, ...] = ()
) -> Theorem:
    """``ln(u) = Σ kᵢ ln(fᵢ)`` if ``u = Π fᵢ^kᵢ`` and every ``fᵢ > 0``, the ``kᵢ`` being whole numbers."""
    signs = tuple((assume(k.less(ZERO, factor)), times) for factor, times in factors)
    positive = order.by_identity(ZERO, argument, ((fmpq(1), signs),), rewriting)
    inverse = cut(algebra.exp_of_ln(argument), positive)
    product = algebra.exp_of_sum(tuple((k.ln(factor), times) for factor, times in factors))
    total, written = product.claim.args
    known = tuple(algebra.exp_of_ln(factor) for factor, _ in factors)
    nonzero = (algebra.symmetric(order.weaken(order.sign_of(theorem.claim.args[0]), "≠")) for theorem in known)
    same = cut(algebra.field(argument, written, (*rewriting, *known)), *nonzero)
    equation = transitive(transitive(inverse, same), algebra.symmetric(product))
    return by_equivalence(order.exp_grows("=", k.ln(argument), total.args[0]), equation)
