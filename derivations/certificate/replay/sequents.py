"""Sequents as lemmas: for all models and worlds, and for all indices that are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from derivations.certificate.replay.printing import Printer
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

Said: TypeAlias = "tuple[frozenset[Term], Term]"
"""What a theorem says: its hypotheses and its claim."""


def said(theorem: Theorem) -> Said:
    """What a theorem says, however it was proved."""
    return theorem.hypotheses, theorem.claim


def names_in(theorem: Theorem) -> frozenset[str]:
    """All names that are free in a theorem."""
    return theorem.claim.names.union(*(h.names for h in theorem.hypotheses))


@dataclass(frozen=True)
class Sequent:
    """What a theorem says, as a lemma.

    ``moves`` are the quantities that have to move with their offsets, and ``valued`` those that have to have values;
    each is a hypothesis of the lemma, and so is each of the theorem's.
    """

    name: str
    theorem: Theorem
    moves: frozenset[str]
    valued: frozenset[str] = frozenset()

    @cached_property
    def hypotheses(self) -> tuple[Term, ...]:
        """The theorem's hypotheses, in an order."""
        return tuple(sorted(self.theorem.hypotheses, key=str))

    @cached_property
    def indices(self) -> tuple[str, ...]:
        """The names of index variables that are free."""
        return tuple(sorted(name[1:] for name in names_in(self.theorem) if name[0] == "i"))

    @cached_property
    def moving(self) -> tuple[str, ...]:
        """The names of the quantities that have to move with their offsets."""
        return tuple(sorted(self.moves))

    def of_quantities(self, p: Printer) -> list[str]:
        """What the hypotheses are called that quantities move with their offsets, or have values."""
        return [*(mover(p, name) for name in self.moving), *(valuer(p, name) for name in sorted(self.valued))]

    def places(self) -> dict[Term, str]:
        """What each hypothesis is called in the lemma's proof."""
        return {hypothesis: f"h{place}" for place, hypothesis in enumerate(self.hypotheses)}

    def variables(self, p: Printer) -> list[str]:
        """What the lemma's variables and hypotheses are called in its proof, in their order."""
        indices = [p.name("i", name) for name in self.indices]
        return ["M", "w", *indices, *self.of_quantities(p), *self.places().values()]

    def statement(self, p: Printer, lines: bool = False) -> str:
        """What the lemma says; in ``lines``, one for each hypothesis, where somebody is to read it."""
        indices = "".join(f" ({p.name('i', name)} : Z)" for name in self.indices)
        opening, arrow = ("\n  ", " ->\n  ") if lines else (" ", " -> ")
        return f"forall (M : model) (w : world){indices},{opening}{arrow.join(self._said(p))}"

    def _said(self, p: Printer) -> Iterator[str]:
        yield from (f"moves_itself M {p.name('q', name)}" for name in self.moving)
        yield from (f"has_values M {p.name('q', name)}" for name in sorted(self.valued))
        yield from map(p, self.hypotheses)
        yield p(self.theorem.claim)


def mover(p: Printer, name: str) -> str:
    """What it is called that a quantity moves with its offset."""
    return f"m_{p.name('q', name)}"


def valuer(p: Printer, name: str) -> str:
    """What it is called that a quantity has values."""
    return f"v_{p.name('q', name)}"
