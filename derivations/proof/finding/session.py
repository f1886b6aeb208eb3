"""What the finders ask of one another while a step is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from flint import fmpq_mpoly

from derivations.kernel import structure
from derivations.kernel.polynomials import Fraction, Ring
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding.facts import Facts
from derivations.proof.finding.matching import arguments
from derivations.proof.gate.reading import Reading


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


@lru_cache(maxsize=1 << 16)
def sort_key(term: Term) -> str:
    """What terms are sorted by where their order does not matter, but has to be one."""
    return repr(term)


@dataclass(frozen=True)
class Sign:
    """``factor = direction * g``, where a theorem says ``0 < g`` (strict), ``0 ≤ g`` (weak) or ``g ≠ 0`` (neither)."""

    direction: int
    theorem: Theorem

    @property
    def op(self) -> str:
        """The relation of the theorem."""
        return self.theorem.claim.op


class Session(Protocol):
    """One step under way: the facts in force, the ring of its atoms, and the finders."""

    reading: Reading
    facts: Facts
    ring: Ring
    members: dict[str, Term]
    units: dict[Term, int]
    structural: dict[Term, Theorem | None]
    signs: dict[tuple[str, bool, frozenset[str]], Sign | None]
    atom_signs: dict[Term, Sign | None]

    def note(self, memo: Any, key: Any) -> None:
        """Remember what was found while an index is in use."""

    def value(self, term: Term) -> Fraction:
        """The normal form of a term, a reduced fraction in the ring's atoms."""

    def generator(self, atom: Term) -> fmpq_mpoly:
        """The ring's generator for an atom.  Raises :class:`Restart` where the ring is full."""

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

    def not_empty(self, atom: Term) -> list[Theorem]:
        """That a count, or the size of a set, is at least 1, because an index of the set is at hand."""

    def zero_sum(self, over: Term) -> Theorem:
        """``Σ_S 0 = 0``, the sum written as a sum of zeros."""

    def strictly_ordered_sum(self, over: Term, inner: Theorem, variable: Term) -> Theorem | None:
        """The inequality of two sums from a strict one of their terms, if the set has an index."""

    def known_differences(self) -> list[tuple[Theorem, fmpq_mpoly, fmpq_mpoly]]:
        """The inequalities that facts state, each with the difference of its sides."""

    def above(self, by: Term, point: Term) -> Session:
        """A session about what holds where a quantity is above a point."""

    def signed_after(self, polynomial: fmpq_mpoly, equations: tuple[Theorem, ...]) -> Sign | None:
        """The sign of a polynomial after atoms are replaced by what equations say they are."""


def definitions(s: Session, head: Term) -> Iterator[Theorem]:
    """What the theory's clauses about a quantity, or a function at its arguments, define it to be."""
    form = s.reading.structures.get(("f" if head.op == "apply" else "q") + head.args[0])
    for clause in form.args[1:] if form is not None else ():
        values = arguments(clause, head)
        if values is not None:
            with suppress(NotApplicable):
                yield structure.unfold(clause, *values)
