"""A polynomial as a combination of others, which are 0 by what equations say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from flint import fmpq, fmpq_mpoly

from derivations.kernel.polynomials import Fraction, Ring


def combination(num: fmpq_mpoly, others: Iterable[fmpq_mpoly], ring: Ring) -> list[Fraction] | None:
    """The factors with which other polynomials add up to this one, or ``None`` if none were found.

    They are taken one by one, as few of the first as will do.  What one of them eliminates is eliminated from those
    behind it, too, as in Gauss's algorithm.
    """
    rows: list[tuple[fmpq_mpoly, list[fmpq_mpoly]]] = []  # a polynomial, and the factors of the others that make it
    total: list[fmpq_mpoly] = []
    for place, other in enumerate(others):
        row, factors = other, [ring.zero] * place + [ring.one]
        for before, its_factors in rows:
            quotient, row = _divided(row, before, ring)
            factors = [f - quotient * g for f, g in zip_longest(factors, its_factors, fillvalue=ring.zero)]
        total.append(ring.zero)
        if row.is_zero():
            continue
        rows.append((row, factors))
        quotient, num = _divided(num, row, ring)
        total = [t + quotient * f for t, f in zip(total, factors, strict=True)]
        if num.is_zero():
            return [(factor, ring.one) for factor in total]
    return _cancelled(num, rows, total, ring)


def _cancelled(
    num: fmpq_mpoly, rows: list[tuple[fmpq_mpoly, list[fmpq_mpoly]]], total: list[fmpq_mpoly], ring: Ring
) -> list[Fraction] | None:
    """The same where what is left has a factor in common with a row: from x y = x z follows y = z, where x is not 0."""
    for row, factors in rows:
        common = num.gcd(row)
        if not common.is_constant():
            above, below = num / common, row / common
            return [(t * below + above * f, below) for t, f in zip_longest(total, factors, fillvalue=ring.zero)]
    return None


def _divided(num: fmpq_mpoly, by: fmpq_mpoly, ring: Ring) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """Quotient and rest: by a polynomial that is linear in an atom with a number in front, that atom goes entirely."""
    for place, degree in enumerate(by.degrees()):
        if degree == 1:
            slope = by.derivative(place)
            if slope.is_constant():
                return _eliminated(num, by, place, slope.leading_coefficient(), ring)
    quotient, rest = divmod(num, by)
    return quotient, rest


def _eliminated(num: fmpq_mpoly, by: fmpq_mpoly, place: int, slope: fmpq, ring: Ring) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    quotient = ring.zero
    while (degree := int(num.degrees()[place])) > 0:
        leading = ring.zero
        for exponents, coefficient in num.terms():
            if exponents[place] == degree:
                rest = list(exponents)
                rest[place] = degree - 1
                leading = leading + ring.context.from_dict({tuple(rest): coefficient / slope})
        quotient = quotient + leading
        num = num - leading * by
    return quotient, num
