"""Limits by the limit laws, from the inside outwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flint import fmpq_mpoly

from derivations.kernel import indices, limits, sums
from derivations.kernel import terms as k
from derivations.kernel.terms import INFINITY, ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding import dependence, derivatives
from derivations.proof.finding.normal_form import unfolded
from derivations.proof.finding.session import Session, Unprovable

LARGE = k.number(10**6)
"""A number beyond which a quantity is that tends to infinity; what needs larger ones has no proof."""


def limit(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    """``of → L`` as ``by`` tends to the point.  Raises :class:`Unprovable` where the laws do not give L."""
    for theorem in s.facts.limits:
        if theorem.claim.args[:3] == (of, by, point):
            return s.discharge(theorem)
    if dependence.is_independent(s, of, by) and of is not by:
        return limits.limit_of_constant(of, by, point)
    if of is by:
        return limits.limit_of_variable(by, point)
    row = LAWS.get(of.op)
    if row is None:
        raise Unprovable(f"there is no limit law for {of.op}")
    try:
        found = row(s, of, by, point)
    except (NotApplicable, Unprovable) as problem:
        simplified = _simplified(s, of, by, point)
        if simplified is None:
            raise Unprovable(str(problem), getattr(problem, "missing", None)) from None
        found = simplified
    value = found.claim.args[3]
    if value in limits.INFINITE:
        return found
    simple = s.term(s.value(value))
    return found if simple is value else limits.limit_of_equal(s.equation(value, simple), found)


def _simplified(s: Session, of: Term, by: Term, point: Term) -> Theorem | None:
    """The limit of a fraction in lowest terms, (h² + 2 h)/h as h tends to 0, or of t/(1 + t) as 1/(1/t + 1)."""
    if of.op not in ("*", "^"):
        return None
    near = s.above(by, LARGE if point is INFINITY else point)
    simple = _by_highest_power(near, of, by) if point is INFINITY else near.term(near.value(of))
    if simple is of:
        return None
    try:
        return s.discharge(limits.limit_of_equal(near.equation(of, simple), limit(s, simple, by, point)))
    except NotApplicable:
        return None


def _by_highest_power(s: Session, of: Term, by: Term) -> Term:
    """A fraction with both its parts divided by the highest power of a quantity in its denominator."""
    above, below = s.value(of)
    place = s.ring.places.get(by)
    highest = int(below.degrees()[place]) if place is not None else 0
    if highest == 0:
        return s.term((above, below))
    top, bottom = (k.add(*_powers(s, part, by, highest)) for part in (above, below))
    return k.mul(top, k.power(bottom, -1))


def _powers(s: Session, polynomial: fmpq_mpoly, by: Term, highest: int) -> Iterator[Term]:
    """The terms of a polynomial, sorted by the power of a quantity in them and divided by the highest one."""
    place, parts = s.ring.places[by], defaultdict[int, Any](lambda: s.ring.zero)
    for exponents, coefficient in polynomial.terms():
        rest = (*exponents[:place], 0, *exponents[place + 1 :])
        parts[int(exponents[place])] += s.ring.context.from_dict({rest: coefficient})
    for exponent, part in parts.items():
        factors = [k.power(by, exponent - highest)] if exponent != highest else []
        yield k.mul(s.term((part, s.ring.one)), *factors)


def _rewritten(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    """The limit of a quantity from that of what a fact or a definition says that it is."""
    theorem = derivatives.expanded(s, of, s.facts.equations, by)
    if theorem is None and "q" + of.args[0] in s.facts.unfolded:
        theorem = unfolded(s, of)
    if theorem is None:
        raise Unprovable(f"{of.args[0].removesuffix('[]')} depends on {by.args[0]}: name what it is equal to")
    inner = limit(s, theorem.claim.args[1], by, point)
    return s.discharge(limits.limit_of_equal(theorem, inner))


def _sum(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    return limits.limit_of_sum(*(limit(s, part, by, point) for part in of.args))


def _product(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    if s.value(of)[0].is_zero():
        return s.discharge(limits.limit_of_equal(s.equation(of, ZERO), limits.limit_of_constant(ZERO, by, point)))
    theorems = tuple(limit(s, part, by, point) for part in of.args)
    values = [theorem.claim.args[3] for theorem in theorems]
    if all(value not in limits.INFINITE for value in values):
        return limits.limit_of_product(theorems)
    directions = []
    for value in values:
        if value in limits.INFINITE:
            continue
        if s.proved(k.less(ZERO, value)) is not None:
            directions.append(1)
        elif s.proved(k.less(value, ZERO)) is not None:
            directions.append(-1)
        else:
            raise Unprovable("a limit of the form 0 * oo, or of an infinite quantity times one whose sign is not known")
    return s.discharge(limits.limit_of_product(theorems, tuple(directions)))


def _power(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    return s.discharge(limits.limit_of_power(limit(s, of.args[0], by, point), of.args[1]))


def _exp_or_ln(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    return s.discharge(limits.limit_of_exp_or_ln(limit(s, of.args[0], by, point), of.op))


def _total(s: Session, of: Term, by: Term, point: Term) -> Theorem:
    over, body = of.args
    growing = _growing(s, of, by, point)
    if growing is not None:
        return growing
    if over.op == "without":
        equation = s.discharge(sums.sum_without(*over.args, body))
        return s.discharge(limits.limit_of_equal(equation, limit(s, equation.claim.args[1], by, point)))
    part = s.part_of(over)  # type: ignore[attr-defined]
    if part is not None:
        equation = sums.sum_in_parts(part, body)
        return s.discharge(limits.limit_of_equal(equation, limit(s, equation.claim.args[1], by, point)))
    with s.variable(over) as variable:
        inner = limit(s, k.opened(body, variable), by, point)
        return s.discharge(limits.limit_of_total(over, inner, variable))


def _growing(s: Session, of: Term, by: Term, point: Term) -> Theorem | None:
    """A sum of terms that are not negative, one of which tends to infinity."""
    over, body = of.args
    with s.variable(over) as variable:
        bounded = s.proved(k.at_most(ZERO, k.opened(body, variable)))
        if bounded is None:
            return None
        for name in [name for name in s.members if name != variable.args[0]]:
            found = _growing_at(s, of, by, point, bounded, variable, k.index(name))
            if found is not None:
                return found
        whole = over.args[0] if over.op == "without" else over
        part = s.part_of(whole)  # type: ignore[attr-defined]
        for inside in (part, k.rest(part)) if part is not None else ():
            if s.proved(k.less(ZERO, k.size(inside))) is None:
                continue
            with s.variable(inside) as at:
                found = _growing_at(s, of, by, point, bounded, variable, at)
                if found is not None:
                    return s.discharge(indices.some_index(found, at, inside))
    return None


def _growing_at(
    s: Session, of: Term, by: Term, point: Term, bounded: Theorem, variable: Term, at: Term
) -> Theorem | None:
    over, body = of.args
    if s.proved(k.member(at, over)) is None:
        return None
    try:
        grows = limit(s, k.opened(body, at), by, point)
        if grows.claim.args[3] is INFINITY:
            return s.discharge(limits.limit_of_growing_total(over, grows, body, bounded, variable, at))
    except (NotApplicable, Unprovable):
        pass
    return None


LAWS = {
    "quantity": _rewritten,
    "apply": _rewritten,
    "+": _sum,
    "*": _product,
    "^": _power,
    "exp": _exp_or_ln,
    "ln": _exp_or_ln,
    "sum": _total,
}
"""The limit law for each kind of term."""
