"""Field arithmetic, exp and ln: identities between real terms.

An identity is checked as one of polynomials over Q in the terms that ``+ * ^`` do not take apart.  A term that is
divided by becomes the hypothesis that it is not 0, an argument of ln the hypothesis that it is positive.
"""

from __future__ import annotations

from derivations.kernel.polynomials import Fraction, Ring, ZeroDivisor, in_ring
from derivations.kernel.terms import (
    ONE,
    REAL,
    SIGNATURES,
    ZERO,
    Term,
    absolute,
    add,
    at_most,
    bracket,
    distinct,
    equal,
    exp,
    less,
    ln,
    member,
    mul,
    neg,
    number,
    power,
    replaced_indices,
    rest,
    same,
    sub,
    unequal,
    with_arguments,
)
from derivations.kernel.theorem import Sequent, Theorem, expect, rule


def images_of(rewriting: tuple[Theorem, ...]) -> dict[Term, Term]:
    """What equations say that the terms on their left side are."""
    images: dict[Term, Term] = {}
    for theorem in rewriting:
        expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
        left, right = theorem.claim.args
        expect(left.op not in ("number", "+", "*", "^"), "{} is not rewritten: it is a sum, product or power", left)
        images[left] = right
    return images


def checked_ring(rewriting: tuple[Theorem, ...], *terms: Term) -> tuple[Ring, list[Fraction]]:
    """The terms as fractions, after rewriting."""
    try:
        return in_ring(images_of(rewriting), *terms)
    except (ZeroDivisor, RecursionError) as problem:
        expect(False, "a divisor is 0, or an equation rewrites in a circle: {}", problem)
        raise


def conditions(ring: Ring, rewriting: tuple[Theorem, ...]) -> set[Term]:
    """That no divisor is 0, and what the equations rest on."""
    found = {unequal(divisor, ZERO) for divisor in ring.divisors}
    for theorem in rewriting:
        found |= theorem.hypotheses
    return found


@rule
def field(
    left: Term, right: Term, rewriting: tuple[Theorem, ...] = (), combination: tuple[tuple[Term, Theorem], ...] = ()
) -> Sequent:
    """``s = t`` if ``s - t = Σ cᵢ (lᵢ - rᵢ)`` is an identity of fractions, with equations ``lᵢ = rᵢ``, factors ``cᵢ``.

    Atoms are rewritten by the equations in ``rewriting`` first.  Hypotheses: no divisor that occurs is 0.
    """
    terms = [left, right]
    for factor, theorem in combination:
        expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
        terms.append(mul(factor, sub(*theorem.claim.args)))
    ring, fractions = checked_ring(rewriting, *terms)
    (a, b), (c, d), *others = fractions
    above, below = (a - c, b) if b == d else (a * d - c * b, b * d)
    for num, den in others:
        above, below = above * den - num * below, below * den
    expect(bool(above.is_zero()), "not an identity: {} = {}", left, right)
    hypotheses = conditions(ring, rewriting)
    for _, theorem in combination:
        hypotheses |= theorem.hypotheses
    return hypotheses, equal(left, right)


@rule
def exp_of_sum(exponent: Term, parts: tuple[tuple[Term, int], ...], rewriting: tuple[Theorem, ...] = ()) -> Sequent:
    """``exp(u) = Π exp(vᵢ)^kᵢ`` if ``u = Σ kᵢ vᵢ``, the ``kᵢ`` being whole numbers."""
    ring, ((a, b), (c, d)) = checked_ring(rewriting, exponent, add(*(mul(_whole(k), v) for v, k in parts)))
    expect(bool((a * d - c * b).is_zero()), "{} is not the sum of the parts", exponent)
    return conditions(ring, rewriting), equal(exp(exponent), mul(*(power(exp(v), k) for v, k in parts)))


def _whole(value: int) -> Term:
    expect(isinstance(value, int), "expected a whole number, found {!r}", value)
    return number(value)


@rule
def exp_of_ln(argument: Term) -> Sequent:
    """``exp(ln(x)) = x`` for ``x > 0``."""
    return {less(ZERO, argument)}, equal(exp(ln(argument)), argument)


@rule
def ln_of_exp(argument: Term) -> Sequent:
    """``ln(exp(x)) = x``"""
    return (), equal(ln(exp(argument)), argument)


@rule
def ln_of_product(
    argument: Term, factors: tuple[tuple[Term, int], ...], rewriting: tuple[Theorem, ...] = ()
) -> Sequent:
    """``ln(u) = Σ kᵢ ln(fᵢ)`` if ``u = Π fᵢ^kᵢ`` and every ``fᵢ > 0``, the ``kᵢ`` being whole numbers."""
    ring, ((a, b), (c, d)) = checked_ring(rewriting, argument, mul(*(power(f, k) for f, k in factors)))
    expect(bool((a * d - c * b).is_zero()), "{} is not the product of the factors", argument)
    positive = {less(ZERO, f) for f, _ in factors}
    return conditions(ring, rewriting) | positive, equal(
        ln(argument), add(*(mul(_whole(k), ln(f)) for f, k in factors))
    )


@rule
def absolute_value(argument: Term, negative: bool) -> Sequent:
    """``|x| = x`` for ``0 ≤ x``, and ``|x| = -x`` for ``x ≤ 0``."""
    if negative:
        return {at_most(argument, ZERO)}, equal(absolute(argument), neg(argument))
    return {at_most(ZERO, argument)}, equal(absolute(argument), argument)


@rule
def bracket_holds(condition: Term) -> Sequent:
    """``[p] = 1`` where p holds."""
    if condition.op == "same" and condition.args[0] is condition.args[1]:
        return (), equal(bracket(condition), ONE)
    return {condition}, equal(bracket(condition), ONE)


@rule
def bracket_fails(condition: Term) -> Sequent:
    """``[i = j] = 0`` where ``i ≠ j``, and ``[i ∈ M] = 0`` where i lies in the rest of a set with the part M."""
    if condition.op == "same":
        (a, m), (b, n) = condition.args[0].args, condition.args[1].args
        if a == b and m != n:
            return (), equal(bracket(condition), ZERO)
        return {distinct(*condition.args)}, equal(bracket(condition), ZERO)
    point, inside = condition.args
    return {member(point, rest(inside))}, equal(bracket(condition), ZERO)


@rule
def bracket_squared(condition: Term) -> Sequent:
    """``[p]² = [p]``"""
    return (), equal(power(bracket(condition), 2), bracket(condition))


@rule
def equal_indices(term: Term, variable: Term, point: Term) -> Sequent:
    """``t(k) = t(j)`` where ``k = j``."""
    expect(
        isinstance(variable.args[0], str) and variable.args[1] == 0, "expected an index variable, found {}", variable
    )
    return {same(variable, point)}, equal(term, replaced_indices(term, {variable.args[0]: point}))


@rule
def replace(term: Term, equations: tuple[Theorem, ...]) -> Sequent:
    """``t = t'``, where t' is t with the left sides of equations replaced by their right sides.

    Not in what is differentiated, or of which a limit is taken: an equation says nothing of nearby values.
    """
    images, hypotheses = {}, set[Term]()
    for theorem in equations:
        expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
        images[theorem.claim.args[0]] = theorem.claim.args[1]
        hypotheses |= theorem.hypotheses
    return hypotheses, equal(term, _replaced(term, images))


def _replaced(term: Term, images: dict[Term, Term]) -> Term:
    if term in images:
        return images[term]
    if term.op in ("partial", "lim", "bracket", "size", "quantity"):
        return term
    args = tuple(
        _replaced(part, images) if isinstance(part, Term) and SIGNATURES[part.op].makes == REAL else part
        for part in term.args
    )
    return term if args == term.args else with_arguments(term, args)


@rule
def symmetric(theorem: Theorem) -> Sequent:
    """From ``s = t`` follows ``t = s``, and from ``s ≠ t`` follows ``t ≠ s``."""
    expect(theorem.claim.op in ("=", "≠"), "expected an equation, found {}", theorem.claim)
    left, right = theorem.claim.args
    return theorem.hypotheses, equal(right, left) if theorem.claim.op == "=" else unequal(right, left)
