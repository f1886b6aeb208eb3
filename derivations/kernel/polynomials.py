"""Fractions of polynomials over Q: what a real term is in the terms that ``+ * ^`` do not take apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, TypeAlias

from flint import Ordering, fmpq_mpoly, fmpq_mpoly_ctx

from derivations.kernel.terms import Term

Fraction: TypeAlias = "tuple[Any, Any]"
"""Numerator and denominator, not reduced; the denominator is never the zero polynomial."""


class Full(Exception):
    """There are more atoms than the ring has generators."""


class ZeroDivisor(Exception):
    """A divisor is identically 0."""


class Ring:
    """Polynomials in atoms, which get a generator as they are met.

    ``images`` says which terms stand for which other ones: they are evaluated in their place.
    """

    __slots__ = ("atoms", "capacity", "context", "divisors", "images", "one", "places", "seen", "zero")

    def __init__(self, images: Mapping[Term, Term] | None = None, capacity: int = 16) -> None:
        self.capacity, self.images = capacity, images or {}
        self.context: Any = fmpq_mpoly_ctx.get([f"x{i}" for i in range(capacity)], Ordering.degrevlex)
        self.one, self.zero = self.context.constant(1), self.context.constant(0)
        self.atoms: list[Term] = []
        self.places: dict[Term, int] = {}
        self.seen: dict[Term, Fraction] = {}
        self.divisors: set[Term] = set()

    def generator(self, atom: Term) -> fmpq_mpoly:
        """The generator of an atom."""
        if atom not in self.places:
            if len(self.atoms) == self.capacity:
                raise Full
            self.places[atom] = len(self.atoms)
            self.atoms.append(atom)
        return self.context.gen(self.places[atom])

    def fraction(self, term: Term) -> Fraction:
        """The term as a fraction.  Terms that are divided by, unless they are constant, are kept in ``divisors``."""
        if term not in self.seen:
            self.seen[term] = self._fraction(term)
        return self.seen[term]

    def _fraction(self, term: Term) -> Fraction:
        if term.op == "number":
            return self.context.constant(term.args[0]), self.one
        if term.op in ("+", "*"):
            return reduce(_sum if term.op == "+" else _product, map(self.fraction, term.args))
        if term.op == "^":
            base, exponent = term.args
            above, below = self.fraction(base)
            if exponent >= 0:
                return above**exponent, below**exponent
            if above.is_zero():
                raise ZeroDivisor(str(base))
            if not above.is_constant():
                self.divisors.add(base)
            return below**-exponent, above**-exponent
        if term in self.images:
            return self.fraction(self.images[term])
        return self.generator(term), self.one


def _sum(one: Fraction, other: Fraction) -> Fraction:
    (a, b), (c, d) = one, other
    if b == d:
        return a + c, b
    common = b.gcd(d)
    return a * (d / common) + c * (b / common), b * (d / common)


def _product(one: Fraction, other: Fraction) -> Fraction:
    return one[0] * other[0], one[1] * other[1]


def in_ring(images: Mapping[Term, Term] | None, *terms: Term, capacity: int = 16) -> tuple[Ring, list[Fraction]]:
    """The terms as fractions, in a ring that is large enough."""
    ring = Ring(images, capacity)
    try:
        return ring, [ring.fraction(term) for term in terms]
    except Full:
        return in_ring(images, *terms, capacity=4 * capacity)
