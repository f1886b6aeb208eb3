"""Field arithmetic, exp and ln: identities between real terms.

An identity is checked as one of polynomials over Q in the terms that ``+ * ^`` do not take apart.  A term that is
divided by becomes the hypothesis that it is not 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from derivations.kernel import terms as k
from derivations.kernel.polynomials import ZeroDivisor, in_ring
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Sequent, Theorem, expect, rule


def equations(theorems: tuple[Theorem, ...]) -> tuple[dict[Term, Term], set[Term]]:
    """What equations say that the terms on their left side are, and what the equations rest on."""
    images, hypotheses = {}, set[Term]()
    for theorem in theorems:
        expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
        images[theorem.claim.args[0]] = theorem.claim.args[1]
        hypotheses |= theorem.hypotheses
    return images, hypotheses


@rule
def field(
    left: Term, right: Term, rewriting: tuple[Theorem, ...] = (), combination: tuple[tuple[Term, Theorem], ...] = ()
) -> Sequent:
    """``s = t`` if ``s - t = Σ cᵢ (lᵢ - rᵢ)`` is an identity of fractions, with equations ``lᵢ = rᵢ``, factors ``cᵢ``.

    Atoms are rewritten by the equations in ``rewriting`` first.  Hypotheses: no divisor that occurs is 0.
    """
    images, hypotheses = equations(rewriting)
    _, more = equations(tuple(theorem for _, theorem in combination))
    gaps = (k.mul(factor, k.sub(*reversed(theorem.claim.args))) for factor, theorem in combination)
    try:
        ring, [(above, _)] = in_ring(images, k.add(left, k.neg(right), *gaps))
    except (ZeroDivisor, RecursionError) as problem:
        raise NotApplicable("a divisor is 0, or an equation rewrites in a circle: {}", problem) from None
    expect(bool(above.is_zero()), "not an identity: {} = {}", left, right)
    return hypotheses | more | {k.unequal(divisor, k.ZERO) for divisor in ring.divisors}, k.equal(left, right)


@rule
def exp_of_sum(parts: tuple[tuple[Term, int], ...]) -> Sequent:
    """``exp(Σ kᵢ vᵢ) = Π exp(vᵢ)^kᵢ`` for whole numbers ``kᵢ``."""
    exponent = k.add(*(k.mul(k.number(times), v) for v, times in parts))
    return (), k.equal(k.exp(exponent), k.mul(*(k.power(k.exp(v), times) for v, times in parts)))


@rule
def exp_of_ln(argument: Term) -> Sequent:
    """``exp(ln(x)) = x`` for ``x > 0``."""
    return {k.less(k.ZERO, argument)}, k.equal(k.exp(k.ln(argument)), argument)


@rule
def absolute_value(argument: Term, negative: bool) -> Sequent:
    """``|x| = x`` for ``0 ≤ x``, and ``|x| = -x`` for ``x ≤ 0``."""
    if negative:
        return {k.at_most(argument, k.ZERO)}, k.equal(k.absolute(argument), k.neg(argument))
    return {k.at_most(k.ZERO, argument)}, k.equal(k.absolute(argument), argument)


@rule
def absolute_of_product(factors: tuple[tuple[Term, int], ...]) -> Sequent:
    """``|Π vᵢ^kᵢ| = Π |vᵢ|^kᵢ`` for whole numbers ``kᵢ``; what is divided by is not 0."""
    whole = k.mul(*(k.power(v, times) for v, times in factors))
    apart = {k.unequal(v, k.ZERO) for v, times in factors if times < 0}
    return apart, k.equal(k.absolute(whole), k.mul(*(k.power(k.absolute(v), times) for v, times in factors)))


@rule
def absolute_squared(argument: Term) -> Sequent:
    """``|x|² = x²``"""
    return (), k.equal(k.power(k.absolute(argument), 2), k.power(argument, 2))


@rule
def bracket_value(condition: Term, holds: bool) -> Sequent:
    """``[p] = 1`` where p holds; ``[i = j] = 0`` where ``i ≠ j``, ``[i ∈ M] = 0`` for i in the rest of the part M."""
    if holds:
        return {condition}, k.equal(k.bracket(condition), k.ONE)
    one, other = condition.args
    fails = k.distinct(one, other) if condition.op == "same" else k.member(one, k.rest(other))
    return {fails}, k.equal(k.bracket(condition), k.ZERO)


@rule
def bracket_squared(condition: Term) -> Sequent:
    """``[p]² = [p]``"""
    return (), k.equal(k.power(k.bracket(condition), 2), k.bracket(condition))


@rule
def equal_indices(term: Term, variable: Term, point: Term) -> Sequent:
    """``t(k) = t(j)`` where ``k = j``."""
    return {k.same(variable, point)}, k.equal(term, k.opened(k.closed(term, variable), point))


@rule
def replace(term: Term, theorems: tuple[Theorem, ...]) -> Sequent:
    """``t = t'``, where t' is t with the left sides of equations replaced by their right sides.

    Not in what is differentiated, or of which a limit is taken: an equation says nothing of nearby values.
    """
    images, hypotheses = equations(theorems)
    return hypotheses, k.equal(term, replaced_in(term, images))


def replaced_in(term: Term, images: Mapping[Term, Term]) -> Term:
    """The term with others put in for its parts, where :func:`replace` replaces them."""
    if term in images or k.SIGNATURES[term.op].makes != k.REAL or term.op in ("partial", "lim"):
        return images.get(term, term)
    return k.with_arguments(term, tuple(replaced_in(a, images) if isinstance(a, Term) else a for a in term.args))


@rule
def symmetric(theorem: Theorem) -> Sequent:
    """From ``s = t`` follows ``t = s``, and from ``s ≠ t`` follows ``t ≠ s``."""
    expect(theorem.claim.op in ("=", "≠"), "expected an equation, found {}", theorem.claim)
    return theorem.hypotheses, k.relation(theorem.claim.op, *reversed(theorem.claim.args))
