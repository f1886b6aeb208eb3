"""Which terms have a value, and which are smooth: the conditions that a term carries in itself."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel.terms import (
    ZERO,
    Term,
    at_most,
    closed,
    defined,
    equal,
    for_all,
    fresh,
    independent,
    index,
    less,
    ln,
    member,
    opened,
    power,
    smooth,
    smooth_function,
    sum_over,
    undefined,
    unequal,
)
from derivations.kernel.theorem import NotApplicable, Sequent, Theorem, expect, rule

ALWAYS = ("number", "pi", "count", "size", "bracket")
STRICT = ("+", "*", "^", "exp", "ln", "abs", "apply")


def needs(term: Term, of: Callable[[Term], set[Term]], smoothly: bool, around: tuple[Term, ...] = ()) -> set[Term]:
    """What has to hold for a term to have a value, or to be smooth; ``of`` is that of a quantity.

    ``around`` are the terms that ``of`` takes parts from, beside its own.
    """
    if term.op in ALWAYS:
        return set()
    if term.op == "sum":
        over, body = term.args
        variable = index(fresh("k", term, *around))
        found = needs(opened(body, variable), of, smoothly, around)
        name = "i" + variable.args[0]
        return {for_all(over, closed(p, variable)) if name in p.names else p for p in found}
    if term.op in ("quantity", "apply", "partial", "lim"):
        return of(term)
    found = set[Term]()
    for part in term.args:
        if isinstance(part, Term):
            found |= needs(part, of, smoothly, around)
    if term.op == "^" and term.args[1] < 0:
        found.add(unequal(term.args[0], ZERO))
    elif term.op == "ln":
        found.add(less(ZERO, term.args[0]))
    elif term.op == "abs" and smoothly:
        found.add(unequal(term.args[0], ZERO))
    elif term.op not in ("+", "*", "^", "exp", "abs"):
        raise NotApplicable("nothing is known of whether {} has a value", term)
    return found


@rule
def has_value(term: Term) -> Sequent:
    """A term has a value if its quantities have, no divisor is 0, and every argument of ln is positive.

    In a sum this has to hold for every index that is summed over; functions, derivatives and limits are hypotheses.
    """
    expect(term.op not in ("quantity", "apply", "partial", "lim"), "{} carries no condition in itself", term)
    return needs(term, lambda leaf: {defined(leaf)}, False), defined(term)


@rule
def is_smooth(term: Term, by: Term | None = None) -> Sequent:
    """A term is smooth if its quantities are, no divisor and no argument of ``| |`` is 0, each of ln positive."""
    expect(term.op not in ("quantity", "apply", "partial", "lim"), "{} carries no condition in itself", term)
    around = () if by is None else (by,)
    return needs(term, lambda leaf: {smooth(leaf, by)}, True, around), smooth(term, by)


@rule
def function_is_smooth(term: Term, by: Term | None = None) -> Sequent:
    """A smooth function is smooth at smooth arguments."""
    expect(term.op == "apply", "expected a function at its arguments, found {}", term)
    return {
        smooth_function(term.args[0], len(term.args[1])),
        *(smooth(argument, by) for argument in term.args[2:]),
    }, smooth(term, by)


@rule
def smooth_in_one(term: Term, by: Term) -> Sequent:
    """What is smooth in all quantities is smooth in each."""
    return {smooth(term)}, smooth(term, by)


@rule
def smooth_if_constant(term: Term, by: Term) -> Sequent:
    """What does not change with a quantity, and has a value, is smooth in it; so is the quantity itself."""
    if term is by:
        return {defined(by)}, smooth(by, by)
    return {independent(term, by), defined(term)}, smooth(term, by)


@rule
def no_reciprocal(base: Term, exponent: int) -> Sequent:
    """``t⁻ᵏ`` has no value where ``t = 0``."""
    expect(exponent < 0, "expected a negative exponent, found {}", exponent)
    return {equal(base, ZERO)}, undefined(power(base, exponent))


@rule
def no_logarithm(argument: Term) -> Sequent:
    """``ln(t)`` has no value where ``t ≤ 0``."""
    return {at_most(argument, ZERO)}, undefined(ln(argument))


@rule
def part_without_value(term: Term, theorem: Theorem) -> Sequent:
    """A term has no value if an argument of it has none."""
    expect(theorem.claim.op == "undefined" and term.op in STRICT, "{} may have a value without {}", term, theorem.claim)
    expect(theorem.claim.args[0] in term.args, "{} is no argument of {}", theorem.claim.args[0], term)
    return theorem.hypotheses, undefined(term)


@rule
def summand_without_value(over: Term, body: Term, theorem: Theorem, point: Term) -> Sequent:
    """A sum has no value if one of its summands, at an index in the set, has none."""
    expect(
        theorem.claim is undefined(opened(body, point)), "expected that a summand has no value, found {}", theorem.claim
    )
    return {*theorem.hypotheses, member(point, over)}, undefined(sum_over(over, body))
