"""Inequalities that the signs of parts do not show: by double sums, by exponentials and logarithms, and by tangents.

``1 + u ≤ e^u`` gives for each point a line that an exponential or a logarithm in the difference does not cross:
``u = v - t`` for ``e^v``, and ``u = ln(v) - ln(t)`` for ``ln(v)``.  Its share is taken from the difference, and the
rest is proved in its turn.  What stands in a sum is taken from each of its terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from math import lcm

from flint import fmpq, fmpq_mpoly

from derivations.kernel import order
from derivations.kernel import terms as k
from derivations.kernel.polynomials import Fraction
from derivations.kernel.terms import ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding import derived, double_sums
from derivations.proof.finding.normal_form import reduced
from derivations.proof.finding.session import Session, Unprovable

DEEPEST = 3
"""How many tangents are taken one after the other."""
MOST_CURVES = 6
"""How many exponentials and logarithms a difference has at most."""


def prove_order(s: Session, proposition: Term, depth: int = 0) -> Theorem:
    """``s ≤ t`` or ``s < t``.  Raises :class:`Unprovable`."""
    try:
        return s.prove(proposition)
    except Unprovable:
        if proposition.op == "≤" and (equal := s.proved(k.equal(*proposition.args))) is not None:
            return order.weaken(equal, "≤")
        found = _by_more_than_signs(s, proposition, depth) if depth < DEEPEST else None
        if found is None:
            raise
        return found


def _proved(s: Session, proposition: Term, depth: int) -> Theorem | None:
    with suppress(Unprovable):
        return prove_order(s, proposition, depth + 1)
    return None


def _by_more_than_signs(s: Session, proposition: Term, depth: int) -> Theorem | None:
    """The inequality from one whose gap is a part of its own, and from one for the rest of the gap; or nothing."""
    left, right = proposition.args
    gap = k.sub(right, left)
    value = s.value(gap)
    curves = [atom for atom in _atoms(s, value[0]) if _is_curved(atom)]
    if len(curves) > MOST_CURVES:
        return None
    for way in (_by_exponentials, _by_logarithm):
        found = way(s, proposition, value, depth)
        if found is not None:
            return found
    double = double_sums.not_negative(s, value) if depth == 0 else ()
    for below in chain(double, _tangents(s, value), _in_sums(s, value)):
        rest = s.value(k.sub(gap, k.sub(*reversed(below.claim.args))))
        if curves and sum(map(_is_curved, _atoms(s, rest[0]))) >= len(curves):
            continue
        op = "≤" if proposition.op == "≤" or below.claim.op == "<" else "<"
        over = _proved(s, k.relation(op, ZERO, s.term(rest)), depth)
        if over is not None:
            return _added(s, proposition, ((fmpq(1), ((below, 1),)), (fmpq(1), ((over, 1),))))
    return None


def _is_curved(atom: Term) -> bool:
    return any(part.op in ("exp", "ln") for part in k.parts(atom))


def _added(
    s: Session, proposition: Term, products: tuple[tuple[fmpq, tuple[tuple[Theorem, int], ...]], ...]
) -> Theorem | None:
    """The inequality from others that add up to it."""
    sides = {side for _, factors in products for theorem, _ in factors for side in theorem.claim.args}
    with suppress(NotApplicable, Unprovable):
        rewriting = s.rewriting(*proposition.args, *sides)
        theorem = s.discharge(order.by_identity(*proposition.args, products, rewriting))
        if theorem.claim is proposition:
            return theorem
        return order.weaken(theorem, proposition.op) if theorem.claim.op == "<" else None
    return None


# -- by exponentials and logarithms


def _by_exponentials(s: Session, proposition: Term, value: Fraction, depth: int) -> Theorem | None:
    """``B + Σ cᵢ ln(fᵢ) ≥ 0`` from ``Π fᵢ^-kᵢ ≤ e^(m B) Π fᵢ^kᵢ`` with whole ``kᵢ = m cᵢ``, each on its own side."""
    num, den = value
    rest, shares = num, dict[Term, fmpq]()
    for place, degree in enumerate(num.degrees()):
        atom = s.ring.atoms[place] if degree > 0 else None
        if atom is None or atom.op != "ln":
            continue
        share, over = divmod(num.derivative(place), den)
        if not over.is_zero() or not share.is_constant():
            return None
        shares[atom.args[0]] = share.leading_coefficient()
        rest = rest - s.ring.context.gen(place) * num.derivative(place)
    if not shares or any(part.op == "ln" for atom in _atoms(s, rest) for part in k.parts(atom)):
        return None
    times = lcm(*(int(share.q) for share in shares.values()))
    low, high = (
        [k.power(of, int(abs(share) * times)) for of, share in shares.items() if (share > 0) == above]
        for above in (False, True)
    )
    if not rest.is_zero():
        high.append(k.exp(s.term(reduced(s, rest * times, den))))
    inner = _proved(s, k.relation(proposition.op, k.mul(*low), k.mul(*high)), depth)
    if inner is None:
        return None
    with suppress(NotApplicable, Unprovable):
        return _added(s, proposition, ((fmpq(1, times), ((s.discharge(derived.ln_grows(inner)), 1),)),))
    return None


def _by_logarithm(s: Session, proposition: Term, value: Fraction, depth: int) -> Theorem | None:
    """``R - c e^v ≥ 0`` for a number c and a v with logarithms, from ``v ≤ ln(R/c)``."""
    num, den = value
    for exponent, coefficient in _by_exponent(s, num).items():
        share, over = divmod(coefficient, den)
        if exponent is ZERO or not over.is_zero() or not share.is_constant() or share.leading_coefficient() > 0:
            continue
        if any(part.op == "ln" for part in k.parts(exponent)):
            whole = k.mul(k.number(-1 / share.leading_coefficient()), s.term(value))
            inner = _proved(s, k.relation(proposition.op, exponent, k.ln(k.add(whole, k.exp(exponent)))), depth)
            if inner is not None:
                grown = derived.exp_grows(inner)
                return _added(s, proposition, ((-share.leading_coefficient(), ((grown, 1),)),))
    return None


# -- by tangents


def _tangents(s: Session, value: Fraction, around: Fraction | None = None, name: str = "") -> Iterator[Theorem]:
    """``w (1 + u) ≤ w e^u`` with a factor w such that an exponential or a logarithm of the value falls away.

    It is the first one of which the factor's sign is known, as each has to fall away some time.  Tangents are taken
    where others of the value touch them, or of a value ``around`` it.  With a name, what falls away depends on this
    index.
    """
    num, den = value
    elsewhere = (num, around[0]) if around is not None else (num,)
    logarithms = [point for polynomial in elsewhere for point in _logarithms(s, polynomial)]
    logarithms += [k.neg(point) for point in (_logarithms(s, around[0]) if around is not None else ())]
    for atom in _atoms(s, num):
        place = s.ring.places[atom]
        if atom.op != "ln" or num.degrees()[place] > 1 or name not in ("", *atom.names):
            continue
        slope = s.term(reduced(s, num.derivative(place), den))
        points = [point for point in (*logarithms, ZERO) if point is not atom]
        for factor, sign in ((k.neg(slope), 1), (slope, -1)):
            found = [t for point in points for t in _scaled(s, factor, k.mul(k.number(sign), k.sub(atom, point)))]
            if found:
                yield from found
                return
    exponentials = _by_exponent(s, num)
    points = [exponent for polynomial in elsewhere for exponent in _by_exponent(s, polynomial)]
    for exponent, coefficient in exponentials.items():
        if exponent is not ZERO and (not name or name in exponent.names):
            factor = s.term(reduced(s, coefficient, den))
            others = [point for point in dict.fromkeys((*points, ZERO)) if point is not exponent]
            found = [t for point in others for t in _scaled(s, k.mul(factor, k.exp(point)), k.sub(exponent, point))]
            if found:
                yield from found
                return


def _logarithms(s: Session, num: fmpq_mpoly) -> list[Term]:
    """The logarithms of a polynomial, and what those make together that have one factor up to numbers."""
    found = [atom for atom in _atoms(s, num) if atom.op == "ln"]
    together: dict[str, list[Term]] = {}
    for atom in found:
        slope = num.derivative(s.ring.places[atom])
        lead = slope.leading_coefficient()
        together.setdefault(str(slope / lead), []).append(k.mul(k.number(lead), atom))
    for parts in together.values():
        lead = parts[0].args[0].args[0]
        if len(parts) > 1:
            found.append(k.add(*(k.mul(k.number(1 / lead), part) for part in parts)))
    return found


def _atoms(s: Session, polynomial: fmpq_mpoly) -> list[Term]:
    return [s.ring.atoms[place] for place, degree in enumerate(polynomial.degrees()) if degree > 0]


def _scaled(s: Session, factor: Term, exponent: Term) -> Iterator[Theorem]:
    """``w (1 + u) ≤ w e^u`` if w is not negative, and ``<`` if it is positive and u is not 0."""
    for op in ("<", "≤"):
        sign = s.proved(k.relation(op, ZERO, factor))
        if sign is None:
            continue
        tangent = order.exp_above_tangent(exponent)
        if op == "<" and s.proved(k.unequal(exponent, ZERO)) is not None:
            with suppress(NotApplicable, Unprovable):
                tangent = s.discharge(derived.exp_above_tangent_elsewhere(exponent))
        low, high = tangent.claim.args
        proposition = k.relation(tangent.claim.op, k.mul(factor, low), k.mul(factor, high))
        found = _added(s, proposition, ((fmpq(1), ((sign, 1), (tangent, 1))),))
        if found is not None:
            yield found
        return


def _by_exponent(s: Session, num: fmpq_mpoly) -> dict[Term, fmpq_mpoly]:
    """The exponentials of a polynomial, as the exponents of products of them, each with its coefficient."""
    found: dict[Term, fmpq_mpoly] = {}
    for powers, coefficient in num.terms():
        parts, rest = [], list(powers)
        for place, times in enumerate(powers):
            if times and s.ring.atoms[place].op == "exp":
                parts.append(k.mul(k.number(int(times)), s.ring.atoms[place].args[0]))
                rest[place] = 0
        exponent = s.term(s.value(k.add(*parts))) if parts else ZERO
        term = s.ring.context.from_dict({tuple(rest): coefficient})
        found[exponent] = found.get(exponent, s.ring.zero) + term
    return found


def _in_sums(s: Session, value: Fraction) -> Iterator[Theorem]:
    """``Σ_S w (1 + u) ≤ Σ_S w e^u`` for the sums of a value over one set, put together."""
    num, den = value
    sets: dict[Term, list[int]] = {}
    for atom in _atoms(s, num):
        place = s.ring.places[atom]
        if atom.op == "sum" and _is_curved(atom) and num.degrees()[place] == 1:
            sets.setdefault(atom.args[0], []).append(place)
    for over, found in sets.items():
        if any(num.derivative(place).degrees()[other] > 0 for place in found for other in found):
            continue
        with s.variable(over) as variable:
            factors = [s.term(reduced(s, num.derivative(place), den)) for place in found]
            bodies = [k.opened(s.ring.atoms[place].args[1], variable) for place in found]
            total = k.add(*map(k.mul, factors, bodies))
            tangents = list(_tangents(s, s.value(total), value, "i" + variable.args[0]))
            ordered = [order.sum_is_ordered(over, below, variable) for below in tangents]
        yield from ordered
