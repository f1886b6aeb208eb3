"""Powers of a quantity that an equation brings down, as ``y_i² = y_i`` does, in the terms of a sum."""

from __future__ import annotations

from flint import fmpq_mpoly

from derivations.kernel import algebra
from derivations.kernel.polynomials import Fraction
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.proof.finding import functions
from derivations.proof.finding.session import Session


class Lowered:
    """A term as a fraction in which no power is left that an equation for all indices brings down."""

    def __init__(self, s: Session, term: Term, value: Fraction) -> None:
        self._session, self._term = s, term
        self._by: list[tuple[Term, Theorem]] = []
        num, den = value
        for place, degree in enumerate(num.degrees() if s.facts.identities else ()):
            if degree > 1 and s.ring.atoms[place].op == "quantity":
                num = self._without_powers(num, den, place)
        self.value: Fraction = (num, den)

    @property
    def is_other(self) -> bool:
        """Whether there was such a power."""
        return bool(self._by)

    def equation(self, other: Term) -> Theorem:
        """That the term is another one, which has the value that was found."""
        s = self._session
        if not self._by:
            return s.equation(self._term, other)
        parts = [part for factor, theorem in self._by for part in (factor, *theorem.claim.args)]
        return s.discharge(algebra.field(self._term, other, s.rewriting(self._term, other, *parts), tuple(self._by)))

    def _without_powers(self, num: fmpq_mpoly, den: fmpq_mpoly, place: int) -> fmpq_mpoly:
        s = self._session
        for theorem in functions.identities(s, s.ring.atoms[place]):
            (a, b), (c, d) = (s.value(side) for side in theorem.claim.args)
            gap, below = a * d - c * b, b * d
            degrees = [int(degree) for degree in gap.degrees()]
            if not below.is_constant() or not 1 < degrees[place] == sum(degrees) <= num.degrees()[place]:
                continue
            quotient, num = divmod(num, gap)
            self._by.append((s.term(_reduced(quotient * below, den)), theorem))
        return num


def _reduced(num: fmpq_mpoly, den: fmpq_mpoly) -> Fraction:
    common = num.gcd(den)
    return num / common, den / common
