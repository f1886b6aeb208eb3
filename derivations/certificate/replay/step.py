"""One step of a replay: what a rule's row has at hand to write the proof of what the rule has made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from derivations.certificate.replay.numbers import Numbers
from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.sequents import Said, Sequent, mover, said
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

Find: TypeAlias = Callable[[Term], str]
"""The proof of a proposition from what a step has as hypotheses."""


class NotReplayed(Exception):
    """A step that the library has no lemma for; the text says which one, and what is missing."""


class Step:
    """A theorem that is to be proved from those that it was made from.

    ``needs`` are the quantities that have turned out to have to move with their offsets.
    """

    def __init__(
        self, theorem: Theorem, printer: Printer, proved: Mapping[Said, Sequent], numbers: Numbers
    ) -> None:
        self.theorem, self.p, self.proved, self.numbers = theorem, printer, proved, numbers
        self.needs: set[str] = set()
        self.places = Sequent("", theorem, frozenset()).places()

    def hypothesis(self, proposition: Term) -> str:
        """What a hypothesis of the theorem is called."""
        if proposition not in self.places:
            raise NotReplayed(f"{self.theorem.rule}: there is no hypothesis {proposition}")
        return self.places[proposition]

    def moves(self, quantity: Term) -> str:
        """That a quantity moves with its offset."""
        name = quantity.args[0]
        self.needs.add(name)
        return mover(self.p, name)

    def premise(self, theorem: Theorem) -> Sequent:
        """The lemma of a theorem that this one was made from."""
        return self.proved[said(theorem)]

    def use(
        self,
        theorem: Theorem,
        instead: Mapping[Term, str] = MappingProxyType({}),
        indices: Mapping[str, str] = MappingProxyType({}),
        model: str = "M",
        world: str = "w",
        find: Find | None = None,
    ) -> str:
        """A premise under this theorem's hypotheses; ``instead`` are proofs of those that it has beside them."""
        lemma = self.premise(theorem)
        self.needs |= lemma.moves
        known = Sequent("", self.theorem, frozenset()).indices
        places = [
            indices.get(name, self.p.name("i", name) if name in known else "0%Z") for name in lemma.indices
        ]
        movers = [mover(self.p, name) for name in lemma.moving]
        look = find or self.hypothesis
        proofs = [instead[h] if h in instead else look(h) for h in lemma.hypotheses]
        return f"({' '.join([lemma.name, model, world, *places, *movers, *proofs])})"


def conjoined(proofs: list[str]) -> str:
    """The proof of several propositions at once, in the order of Coq's conjunction."""
    if not proofs:
        return "I"
    *front, last = proofs
    for proof in reversed(front):
        last = f"(conj {proof} {last})"
    return last


def for_each(proofs: list[str]) -> str:
    """The proof that something holds for each term of a list."""
    return conjoined([*proofs, "I"])


def under(find: Find, variable: Term, over: Term, index: str, inside: str) -> Find:
    """Proofs where an index of a set is bound, from hypotheses that are about all indices of the set."""

    def found(proposition: Term) -> str:
        if proposition is k.member(variable, over):
            return inside
        if variable.names.isdisjoint(proposition.names):
            return find(proposition)
        return f"({find(k.for_all(over, k.closed(proposition, variable)))} {index} {inside})"

    return found
