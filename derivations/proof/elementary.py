"""exp, ln and powers of normal forms.

exp of a sum is a product, ln of a product of positive things a sum, and exp and ln cancel.  The atoms that remain are
exponentials of a single term and logarithms of a positive irreducible polynomial or a prime number.
"""

from __future__ import annotations

from math import lcm

from flint import fmpq, fmpz

from derivations.proof.atoms import Exponential, Logarithm
from derivations.proof.ratio import Ratio, factored
from derivations.proof.ring import Restart, Ring, Undefined, Unsupported


def exponential(ring: Ring, exponent: Ratio) -> Ratio:
    """``exp(exponent)`` as a product of powers of atoms."""
    exponent = exponent.reduced()
    result = ring.one
    for powers, coefficient in exponent.terms():
        term = ring.monomial(powers, fmpq(1)) / ring.polynomial(exponent.den)
        result = result * _exponential_of_term(ring, term.reduced(), coefficient)
    return result


def _exponential_of_term(ring: Ring, term: Ratio, coefficient: fmpq) -> Ratio:
    # reducing may have moved a number into the term: the unit of an exponent is a term with coefficient 1
    lead = term.num.leading_coefficient()
    term, coefficient = Ratio(ring, term.num / lead, term.den, reduced=True), coefficient * lead
    name = str(term.key)
    unit = ring.units.get(name, 1)
    count = coefficient * unit
    if count.q != 1:
        raise Restart(unit=(name, lcm(unit, int(coefficient.q))))
    times = int(count.p)
    atom = term.atom()
    if isinstance(atom, Logarithm):
        if unit == 1:
            return atom.argument**times
        root = ring.of(Exponential((term / ring.number(unit)).reduced()))
        ring.roots[root.places()[0]] = (unit, atom.argument)
        whole, rest = divmod(times, unit)
        return atom.argument**whole * root**rest
    return ring.of(Exponential((term / ring.number(unit)).reduced())) ** times


def logarithm(ring: Ring, argument: Ratio) -> Ratio:
    """``ln(argument)`` as a sum of atoms.

    Factors of unknown sign are left together in one logarithm; whether that one is positive is a side condition which
    whoever wrote the logarithm has to require.
    """
    from derivations.proof.sign import NEGATIVE, POSITIVE, sign_of_polynomial

    argument = argument.reduced()
    if argument.is_zero():
        raise Undefined("ln(0) has no value")
    result, unknown, flipped = ring.zero, ring.one, False
    for polynomial, direction in ((argument.num, 1), (argument.den, -1)):
        content, factors = factored(polynomial)
        flipped ^= content < 0
        result = result + _logarithm_of_number(ring, abs(content)) * ring.number(direction)
        for factor, multiplicity in factors:
            times = int(multiplicity) * direction
            sign = sign_of_polynomial(ring, factor)
            value = ring.polynomial(-factor if sign == NEGATIVE else factor)
            if sign not in (POSITIVE, NEGATIVE):
                unknown = unknown * value**times
                continue
            flipped ^= sign == NEGATIVE and bool(times % 2)
            atom = value.atom()
            alone = atom.exponent if isinstance(atom, Exponential) else ring.of(Logarithm(value))
            result = result + alone * ring.number(times)
    if flipped:
        unknown = -unknown
    if unknown.constant() == 1:
        return result
    if unknown.constant() is not None:
        raise Undefined("the logarithm of a negative number has no value")
    return result + ring.of(Logarithm(unknown.reduced()))


def _logarithm_of_number(ring: Ring, value: fmpq) -> Ratio:
    result = ring.zero
    for whole, direction in ((value.p, 1), (value.q, -1)):
        if abs(whole) > fmpz(10) ** 30:
            raise Unsupported("a number in a logarithm has more than thirty digits")
        for prime, power in fmpz(whole).factor():
            result = result + ring.of(Logarithm(ring.number(int(prime)))) * ring.number(int(power) * direction)
    return result


def power(ring: Ring, base: Ratio, exponent: Ratio, shown: object) -> Ratio:
    """``base ** exponent``; what the power needs to have a real value is required of the base, written as ``shown``."""
    constant = exponent.constant()
    if constant is not None and constant.q == 1:
        if abs(constant) > 10_000:
            raise Unsupported("an exponent is larger than ten thousand")
        if constant < 0:
            if base.is_zero():
                raise Undefined("a denominator is 0")
            ring.require("nonzero", base, shown)
        return base ** int(constant.p)
    ring.require("positive", base, shown)
    return exponential(ring, exponent * logarithm(ring, base))


def without_roots(ring: Ring, value: Ratio) -> Ratio:
    """The value with each root's powers brought below its order: ``sqrt(x)**2`` is ``x``."""
    for place, (order, radicand) in ring.roots.items():
        if max(value.num.degrees()[place], value.den.degrees()[place]) >= order:
            top, bottom = (_lowered(ring, ring.polynomial(p), place, order, radicand) for p in (value.num, value.den))
            value = top / bottom
    return value


def _lowered(ring: Ring, polynomial: Ratio, place: int, order: int, radicand: Ratio) -> Ratio:
    root = ring.polynomial(ring.context.gen(place))
    total = ring.zero
    for powers, coefficient in polynomial.terms():
        whole, rest = divmod(powers.pop(place, 0), order)
        total = total + ring.monomial(powers, coefficient) * radicand**whole * root**rest
    return total
