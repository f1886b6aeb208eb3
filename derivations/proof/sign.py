"""The sign of a normal form, from what is known of its atoms.

A sign is the set of signs that are possible.  A polynomial is factored; a factor whose terms all point the same way
has that sign.  Otherwise bounded quantities are replaced by unbounded positive ones (``0 < a < 1`` by
``a = t / (1 + t)``, ``n >= 2`` by ``n = 2 + t``), and sums are split into the terms that are named and the rest.
"""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly

from derivations.proof import sums
from derivations.proof.atoms import Atom, Equal, Exponential, Logarithm, Named, Opaque, Set, Term, Total, Variable
from derivations.proof.constants import sign_of_number
from derivations.proof.knowledge import Interval
from derivations.proof.ratio import Ratio, factored
from derivations.proof.ring import Ring
from derivations.proof.theory import RESERVED

Sign = frozenset[int]
POSITIVE: Sign = frozenset({1})
NEGATIVE: Sign = frozenset({-1})
ZERO: Sign = frozenset({0})
NONNEGATIVE = POSITIVE | ZERO
NONPOSITIVE = NEGATIVE | ZERO
NONZERO = POSITIVE | NEGATIVE
UNKNOWN = POSITIVE | NEGATIVE | ZERO


def times(one: Sign, other: Sign) -> Sign:
    """The possible signs of a product."""
    return frozenset(a * b for a in one for b in other)


def plus(one: Sign, other: Sign) -> Sign:
    """The possible signs of a sum."""
    if one == ZERO:
        return other
    if other == ZERO:
        return one
    result = one | other
    if {1, -1} <= result:
        return UNKNOWN
    return result - ZERO if one in (POSITIVE, NEGATIVE) or other in (POSITIVE, NEGATIVE) else result


def to_the(base: Sign, exponent: int) -> Sign:
    """The possible signs of a power."""
    return base if exponent % 2 else frozenset(a * a for a in base)


def sign(ring: Ring, value: Ratio) -> Sign:
    """The possible signs of a value."""
    value = value.reduced()
    if not ring.variables_of(value):
        closed = sign_of_number(ring, value)
        if closed is not None:
            return frozenset({closed})
    top = sign_of_polynomial(ring, value.num)
    if value.den.is_constant():
        return top
    result = times(top, sign_of_polynomial(ring, value.den))
    # of a quotient whose sign is known neither part's sign need be
    return result if len(result) == 1 else (result & _known(ring, value.num * value.den)) or result


def sign_of_polynomial(ring: Ring, polynomial: fmpq_mpoly) -> Sign:
    """The possible signs of a polynomial in the ring's atoms."""
    if polynomial.is_zero():
        return ZERO
    direct = _by_terms(ring, polynomial)
    if len(direct) == 1:
        return direct
    content, factors = factored(polynomial)
    result = POSITIVE if content > 0 else NEGATIVE
    for factor, power in factors:
        result = times(result, to_the(_of_factor(ring, factor), int(power)))
    # what holds by two ways of looking holds by both
    return (result & direct) or result


def _of_factor(ring: Ring, factor: fmpq_mpoly) -> Sign:
    possible = _known(ring, factor) & _by_terms(ring, factor)
    for rewriting in (_unbounded, _split, _capped):
        if len(possible) == 1:
            break
        possible &= _of_images(ring, rewriting(ring, ring.polynomial(factor)))
    return possible or UNKNOWN


def _of_images(ring: Ring, images: list[Ratio]) -> Sign:
    """The signs that a value can have, where each of its possible forms is among the images."""
    found: Sign = frozenset()
    for image in images:
        top = _by_terms(ring, image.num)
        found |= top if image.den.is_constant() else times(top, _by_terms(ring, image.den))
    return found or UNKNOWN


def _known(ring: Ring, factor: fmpq_mpoly) -> Sign:
    exponents = _exponential_difference(ring, factor)
    if exponents is not None:
        return sign(ring, exponents)
    lead = factor.leading_coefficient()
    factor = factor / lead
    for known, signs in ring.knowledge.signed(ring):
        if known == factor:
            return signs if lead > 0 else times(signs, NEGATIVE)
    return UNKNOWN


def _exponential_difference(ring: Ring, factor: fmpq_mpoly) -> Ratio | None:
    """``u - v`` where the factor is ``e^u - e^v``, which has the same sign."""
    if len(factor) != 2 or factor.coeffs() not in ([1, -1], [-1, 1]):
        return None
    difference = ring.zero
    for exponents, coefficient in factor.terms():
        for place, times in enumerate(exponents):
            if times:
                atom = ring.atoms[place]
                if not isinstance(atom, Exponential):
                    return None
                difference = difference + atom.exponent * ring.number(int(times) * coefficient)
    return difference


def _by_terms(ring: Ring, polynomial: fmpq_mpoly) -> Sign:
    """The sign if no two terms can point different ways."""
    total = ZERO
    for exponents, coefficient in polynomial.terms():
        term = POSITIVE if coefficient > 0 else NEGATIVE
        for place, exponent in enumerate(exponents):
            if exponent:
                term = times(term, to_the(of_atom(ring, place), int(exponent)))
        total = plus(total, term)
        if total == UNKNOWN:
            break
    return total


def of_atom(ring: Ring, place: int) -> Sign:
    """The possible signs of a generator."""
    known = ring.signs.get(place)
    if known is None:
        ring.signs[place] = UNKNOWN  # while it is being found out
        known = ring.signs[place] = _of_atom(ring, ring.atoms[place], place)
    return known


def _of_atom(ring: Ring, atom: Atom, place: int) -> Sign:
    match atom:
        case Exponential():
            return POSITIVE
        case Equal():
            return NONNEGATIVE
        case Logarithm(argument):
            return sign(ring, argument - ring.one)
        case Total(over):
            body, _ = sums.opened(ring, atom)
            inner = sign(ring, body)
            if all(_not_empty(ring, part) for part in over):
                return inner if inner in (POSITIVE, NEGATIVE, NONNEGATIVE, NONPOSITIVE, ZERO) else UNKNOWN
            return inner | ZERO if inner <= NONNEGATIVE or inner <= NONPOSITIVE else UNKNOWN
        case Opaque("rest", (inner, over, points)):
            assert isinstance(inner, Ratio)
            assert isinstance(over, Set)
            assert isinstance(points, int)
            spare = sign(ring, sums.size(ring, over) - ring.number(points))
            body = sign(ring, inner)
            if body <= NONNEGATIVE or body <= NONPOSITIVE:
                return body if spare == POSITIVE else body | ZERO
            return UNKNOWN
    return _of_interval(interval(ring, atom)) & ring.knowledge.sign_of(ring, place)


def _not_empty(ring: Ring, over: Set) -> bool:
    return sign(ring, sums.size(ring, over)) == POSITIVE


def _of_interval(known: Interval) -> Sign:
    result = UNKNOWN
    if known.low is not None and (known.low > 0 or (known.low == 0 and known.low_open)):
        result &= POSITIVE
    elif known.low == 0:
        result &= NONNEGATIVE
    if known.high is not None and (known.high < 0 or (known.high == 0 and known.high_open)):
        result &= NEGATIVE
    elif known.high == 0:
        result &= NONPOSITIVE
    return result


def interval(ring: Ring, atom: Atom) -> Interval:
    """Bounds of an atom: those that the theory states, and those that come with its kind."""
    if isinstance(atom, Exponential):
        direction = sign(ring, atom.exponent)
        if direction == POSITIVE:
            return Interval(low=fmpq(1))
        if direction <= NONNEGATIVE:
            return Interval(low=fmpq(1), low_open=False)
        if direction <= NONPOSITIVE:
            return Interval(fmpq(0), True, fmpq(1), direction == NEGATIVE)
        return Interval(low=fmpq(0))
    known = ring.knowledge.interval(ring, atom)
    if isinstance(atom, Variable) and atom in ring.sizes:
        known = known.meet(Interval(low=fmpq(1), low_open=False))
    if isinstance(atom, Equal):
        known = Interval(fmpq(0), False, fmpq(1), False)
    return known


def _unbounded(ring: Ring, value: Ratio) -> list[Ratio]:
    """The value in terms of quantities that are bounded by 0 alone, in all its forms; none where that changes nothing.

    ``low <= x < high`` is ``x = (low + high t) / (1 + t)`` with ``t >= 0``; a high end that belongs to the interval
    is a form of its own.
    """
    images: dict[int, Ratio] = {}
    ends: dict[int, Ratio] = {}
    for place in value.places():
        known = interval(ring, ring.atoms[place])
        if known.low is not None and known.high is not None:
            slack = _slack(ring, place, known.low_open)
            images[place] = (ring.number(known.low) + ring.number(known.high) * slack) / (ring.one + slack)
            if not known.high_open:
                ends[place] = ring.number(known.high)
        elif known.low is not None and known.low != 0:
            images[place] = ring.number(known.low) + _slack(ring, place, known.low_open)
        elif known.high is not None and known.high != 0:
            images[place] = ring.number(known.high) - _slack(ring, place, known.high_open)
    if not images or len(ends) > 4:
        return []
    forms = [images]
    for place, end in ends.items():
        forms += [{**form, place: end} for form in forms]
    return [ring.evaluate(value, form.get).reduced() for form in forms]


def _slack(ring: Ring, place: int, strict: bool) -> Ratio:
    return ring.of(Opaque(f"{RESERVED}gap{'>' if strict else '>='}", (place,)))


def _split(ring: Ring, value: Ratio) -> list[Ratio]:
    """The value with its sums split into the terms at the indices that are named, and the rest."""
    images: dict[int, Ratio] = {}
    named = {base for i in value.places() for base in ring.bases[i] if isinstance(base, Named)}
    for place in value.places():
        atom = ring.atoms[place]
        if not isinstance(atom, Total) or len(atom.over) != 1:
            continue
        points = _distinct(ring, [Term(base) for base in named if sums.contains(ring, atom.over[0], Term(base))])
        if not points:
            continue
        body, (index,) = sums.opened(ring, atom)
        images[place] = ring.of(Opaque("rest", (body.reduced(), atom.over[0], len(points))))
        for point in points:
            images[place] += ring.renamed(body, {index: point})
    if not images:
        return []
    image = ring.evaluate(value, images.get).reduced()
    return _unbounded(ring, image) or [image]


def _capped(ring: Ring, value: Ratio) -> list[Ratio]:
    """The value with each sum, whose terms are at most 1, written as the number of its terms less a remainder."""
    images: dict[int, Ratio] = {}
    for place in value.places():
        atom = ring.atoms[place]
        if isinstance(atom, Total) and len(atom.over) == 1:
            body, _ = sums.opened(ring, atom)
            if sign(ring, ring.one - body) <= NONNEGATIVE:
                images[place] = sums.size(ring, atom.over[0]) - _slack(ring, place, strict=False)
    return [ring.evaluate(value, images.get).reduced()] if images else []


def _distinct(ring: Ring, terms: list[Term]) -> list[Term]:
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda term: term.rank):
        if all(sums.equal(ring, term, other).is_zero() for other in chosen):
            chosen.append(term)
    return chosen


__all__ = [
    "NEGATIVE",
    "NONNEGATIVE",
    "NONPOSITIVE",
    "NONZERO",
    "POSITIVE",
    "UNKNOWN",
    "ZERO",
    "Sign",
    "interval",
    "of_atom",
    "plus",
    "sign",
    "sign_of_polynomial",
    "times",
    "to_the",
]  # fmt: skip
