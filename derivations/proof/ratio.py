"""Quotients of polynomials over Q in the atoms of a ring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from derivations.proof.atoms import Atom

if TYPE_CHECKING:
    from derivations.proof.ring import Ring


def factored(polynomial: fmpq_mpoly) -> tuple[fmpq, list[tuple[fmpq_mpoly, int]]]:
    """A number and the irreducible factors with their multiplicities; leading coefficients are 1."""
    if polynomial.total_degree() == 1:
        lead = polynomial.leading_coefficient()
        return lead, [(polynomial / lead, 1)]
    content, factors = polynomial.factor()
    found = []
    for factor, multiplicity in factors:
        lead = factor.leading_coefficient()
        content *= lead ** int(multiplicity)
        found.append((factor / lead, int(multiplicity)))
    return content, found


class Ratio:
    """A quotient of two polynomials of one ring.  Equal as values when their reduced forms are."""

    __slots__ = ("_key", "_places", "_reduced", "den", "num", "ring")

    def __init__(self, ring: Ring, num: fmpq_mpoly, den: fmpq_mpoly, reduced: bool = False) -> None:
        self.ring, self.num, self.den = ring, num, den
        self._reduced = reduced
        self._key: tuple[str, str] | None = None
        self._places: list[int] | None = None

    def __add__(self, other: Ratio) -> Ratio:
        if self.den == other.den:
            return Ratio(self.ring, self.num + other.num, self.den)
        if other.den.is_one():
            return Ratio(self.ring, self.num + other.num * self.den, self.den)
        if self.den.is_one():
            return Ratio(self.ring, self.num * other.den + other.num, other.den)
        common = self.den.gcd(other.den)
        mine, theirs = self.den / common, other.den / common
        return Ratio(self.ring, self.num * theirs + other.num * mine, mine * other.den)

    def __neg__(self) -> Ratio:
        return Ratio(self.ring, -self.num, self.den, self._reduced)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.ring, self.num * other.num, self.den * other.den)

    def __truediv__(self, other: Ratio) -> Ratio:
        """The quotient; the caller has seen to it that ``other`` is not identically 0."""
        return Ratio(self.ring, self.num * other.den, self.den * other.num)

    def __pow__(self, exponent: int) -> Ratio:
        if exponent < 0:
            return Ratio(self.ring, self.den ** (-exponent), self.num ** (-exponent))
        return Ratio(self.ring, self.num**exponent, self.den**exponent)

    def reduced(self) -> Ratio:
        """The same function in lowest terms, the denominator's leading coefficient 1."""
        if self._reduced:
            return self
        if not self.den.is_constant():
            common = self.num.gcd(self.den)
            if not common.is_one():
                self.num, self.den = self.num / common, self.den / common
                self._places = None
        lead = self.den.leading_coefficient() if not self.num.is_zero() else fmpq(1)
        if self.num.is_zero():
            self.den, self._places = self.ring.one_polynomial, []
        elif lead != 1:
            self.num, self.den = self.num / lead, self.den / lead
        self._reduced = True
        return self

    @property
    def key(self) -> tuple[str, str]:
        if self._key is None:
            self.reduced()
            self._key = (str(self.num), str(self.den))
        return self._key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ratio) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def is_zero(self) -> bool:
        return bool(self.num.is_zero())

    def constant(self) -> fmpq | None:
        """The value, if it is a number."""
        self.reduced()
        if self.den.is_one() and self.num.is_constant():
            return fmpq(0) if self.num.is_zero() else self.num.leading_coefficient()
        return None

    def places(self) -> list[int]:
        """The generators that occur, by number."""
        if self._places is None:
            degrees = list(self.num.degrees())
            if not self.den.is_constant():
                degrees = list(map(max, degrees, self.den.degrees()))
            self._places = [i for i, degree in enumerate(degrees) if degree > 0]
        return self._places

    def atom(self) -> Atom | None:
        """The atom, if the function is just one."""
        self.reduced()
        if self.den.is_one() and len(self.num) == 1 and self.num.leading_coefficient() == 1:
            places = self.places()
            if len(places) == 1 and self.num.total_degree() == 1:
                return self.ring.atoms[places[0]]
        return None

    def terms(self) -> Iterator[tuple[dict[int, int], fmpq]]:
        """The numerator's terms, each as exponents by generator and a coefficient."""
        for exponents, coefficient in self.num.terms():
            yield {i: int(e) for i, e in enumerate(exponents) if e}, coefficient
