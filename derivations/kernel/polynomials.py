"""Fractions of polynomials over Q: what a real term is in the terms that ``+ * ^`` do not take apart."""

from __future__ import annotations

from collections.abc import Mapping
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
        self.capacity = capacity
        self.context: Any = fmpq_mpoly_ctx.get([f"x{i}" for i in range(capacity)], Ordering.degrevlex)
        self.one: fmpq_mpoly = self.context.constant(1)
        self.zero: fmpq_mpoly = self.context.constant(0)
        self.images = images or {}
        self.atoms: list[Term] = []
        self.places: dict[Term, int] = {}
        self.seen: dict[Term, Fraction] = {}
        self.divisors: dict[Term, Fraction] = {}

    def generator(self, atom: Term) -> fmpq_mpoly:
        """The generator of an atom."""
        place = self.places.get(atom)
        if place is None:
            place = self.places[atom] = len(self.atoms)
            if place >= self.capacity:
                raise Full
            self.atoms.append(atom)
        return self.context.gen(place)

    def fraction(self, term: Term) -> Fraction:
        """The term as a fraction.  Terms that are divided by, unless they are constant, are kept in ``divisors``."""
        found = self.seen.get(term)
        if found is None:
            found = self.seen[term] = self._fraction(term)
        return found

    def _fraction(self, term: Term) -> Fraction:
        if term.op == "number":
            return self.context.constant(term.args[0]), self.one
        if term.op == "+":
            above, below = self.fraction(term.args[0])
            for part in term.args[1:]:
                num, den = self.fraction(part)
                if den == below:
                    above = above + num
                else:
                    common = below.gcd(den)
                    above, below = above * (den / common) + num * (below / common), below * (den / common)
            return above, below
        if term.op == "*":
            above, below = self.fraction(term.args[0])
            for part in term.args[1:]:
                num, den = self.fraction(part)
                above, below = above * num, below * den
            return above, below
        if term.op == "^":
            base, exponent = term.args
            num, den = self.fraction(base)
            if exponent >= 0:
                return num**exponent, den**exponent
            if num.is_zero():
                raise ZeroDivisor(str(base))
            if not num.is_constant():
                self.divisors[base] = num, den
            return den**-exponent, num**-exponent
        image = self.images.get(term)
        if image is not None:
            return self.fraction(image)
        return self.generator(term), self.one


def in_ring(images: Mapping[Term, Term] | None, *terms: Term) -> tuple[Ring, list[Fraction]]:
    """The terms as fractions, in a ring that is large enough."""
    capacity = 16
    while True:
        ring = Ring(images, capacity)
        try:
            return ring, [ring.fraction(term) for term in terms]
        except Full:
            capacity *= 4
