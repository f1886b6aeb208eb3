"""What the finders ask of one another while a step is decided."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from derivations.kernel.polynomials import Fraction, Ring
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.proof.finding.facts import Facts
from derivations.proof.gate import Reading


class Unprovable(Exception):
    """A proposition was not proved; the text says why, and ``missing`` is a condition that was not met."""

    def __init__(self, reason: str, missing: Term | None = None) -> None:
        super().__init__(reason)
        self.missing = missing

    def __str__(self) -> str:
        return str(self.args[0])


class Restart(Exception):
    """The ring is too small, or its unit of an exponent too coarse."""

    def __init__(self, capacity: int = 0, unit: tuple[Term, int] | None = None) -> None:
        super().__init__("the ring does not fit")
        self.capacity, self.unit = capacity, unit


class Session(Protocol):
    """One step under way: the facts in force, the ring of its atoms, and the finders."""

    reading: Reading
    facts: Facts
    ring: Ring
    members: dict[str, Term]
    units: dict[Term, int]

    def value(self, term: Term) -> Fraction:
        """The normal form of a term, a reduced fraction in the ring's atoms."""

    def rewriting(self, *terms: Term) -> tuple[Theorem, ...]:
        """The equations by which the leaves of these terms become atoms."""

    def term(self, value: Fraction) -> Term:
        """A normal form as a term, the same for equal ones."""

    def equation(self, left: Term, right: Term) -> Theorem:
        """``left = right`` by field arithmetic over the atoms."""

    def prove(self, proposition: Term) -> Theorem:
        """A theorem with this claim, its hypotheses the theory's.  Raises :class:`Unprovable`."""

    def proved(self, proposition: Term) -> Theorem | None:
        """The theorem, or nothing."""

    def discharge(self, theorem: Theorem) -> Theorem:
        """The theorem with its conditions proved.  Raises :class:`Unprovable`."""

    def variable(self, over: Term) -> AbstractContextManager[Term]:
        """An index of a set, of which nothing else is known while it is in use."""

    def instances(self, facts: Iterable[object], term: Term) -> Iterable[Theorem]:
        """The equations or inequalities of facts whose side is this term, their conditions proved."""
