"""Which terms have a value, and which are smooth: the conditions that a term carries in itself."""

from __future__ import annotations

from collections.abc import Callable

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule

STRICT = ("+", "*", "^", "exp", "ln", "abs", "apply")


def needs(term: Term, of: Callable[[Term], set[Term]], smoothly: bool, around: tuple[Term, ...] = ()) -> set[Term]:
    """What has to hold for a term to have a value, or to be smooth; ``of`` is that of a quantity.

    ``around`` are the terms that ``of`` takes parts from, beside its own.  Indices and sets always have a value.
    """
    if term.op in ("quantity", "apply", "partial", "lim"):
        return of(term)
    if term.op == "sum":
        over, body = term.args
        variable = k.index(k.fresh("k", term, *around))
        return generalized(needs(k.opened(body, variable), of, smoothly, around), variable, over)
    found = set[Term]().union(*(needs(part, of, smoothly, around) for part in term.args if isinstance(part, Term)))
    if term.op == "ln":
        found.add(k.less(k.ZERO, term.args[0]))
    elif (term.op == "^" and term.args[1] < 0) or (term.op == "abs" and smoothly):
        found.add(k.unequal(term.args[0], k.ZERO))
    return found


@rule
def from_parts(claim: Term) -> Sequent:
    """A term has a value, or is smooth (in a quantity or in all), by what its parts are.

    A smooth function and its derivatives have values where the arguments have, and are smooth where these are.  A
    derivative exists where the term is smooth in the quantity, and is smooth where both are smooth in all.  What is
    smooth in all quantities has a value, and is smooth in each; a quantity with a value is smooth in itself.  Of other
    terms, all quantities have to have values or be smooth, no divisor is 0, arguments of ln are positive; and no
    argument of ``| |`` is 0, where it is about smoothness.
    """
    expect(claim.op in ("defined", "smooth"), "expected that a term has a value or is smooth, found {}", claim)
    term, *by = claim.args

    def same(part: Term) -> Term:
        return k.with_arguments(claim, (part, *by))

    match term.op:
        case "apply":
            return {k.smooth_function(term.args[0], len(term.args[1])), *map(same, term.args[2:])}, claim
        case "partial":
            return {k.smooth(*term.args)} if claim.op == "defined" else set(map(k.smooth, term.args)), claim
        case "quantity" if claim is not k.smooth(term):
            return {k.defined(term) if by == [term] else k.smooth(term)}, claim
    expect(term.op not in ("quantity", "lim"), "{} carries no condition in itself", term)
    return needs(term, lambda leaf: {same(leaf)}, claim.op == "smooth", (claim,)), claim


@rule
def smooth_if_constant(term: Term, by: Term) -> Sequent:
    """What does not change with a quantity, and has a value, is smooth in it."""
    return {k.independent(term, by), k.defined(term)}, k.smooth(term, by)


@rule
def without_value(term: Term, theorem: Theorem, point: Term | None = None) -> Sequent:
    """``t⁻ᵏ`` has no value where ``t = 0``, nor ``ln(t)`` where ``t ≤ 0``, nor a term with an argument that has none.

    A sum has no value if its summand at a point in the set has none.
    """
    claim = theorem.claim
    if term.op == "sum" and point is not None:
        expect(claim is k.undefined(k.opened(term.args[1], point)), "expected a summand without value, found {}", claim)
        return {*theorem.hypotheses, k.member(point, term.args[0])}, k.undefined(term)
    expect(
        (term.op in STRICT and claim.op == "undefined" and claim.args[0] in term.args)
        or (term.op == "^" and term.args[1] < 0 and claim is k.equal(term.args[0], k.ZERO))
        or (term.op == "ln" and claim is k.at_most(term.args[0], k.ZERO)),
        "{} may have a value where {}",
        term,
        claim,
    )
    return theorem.hypotheses, k.undefined(term)
