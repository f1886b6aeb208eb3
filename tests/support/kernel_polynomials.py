"""Polynomials of the kernel as terms."""

from derivations.kernel.terms import add, mul, number, power


def term_of(ring, polynomial):
    """The polynomial as a term in the ring's atoms."""
    summands = []
    for exponents, coefficient in polynomial.terms():
        factors = [power(ring.atoms[place], int(e)) for place, e in enumerate(exponents) if e]
        if coefficient != 1 or not factors:
            factors.insert(0, number(coefficient))
        summands.append(mul(*factors))
    return add(*summands)
