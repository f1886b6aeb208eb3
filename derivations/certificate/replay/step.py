"""One step of a replay: what a rule's row has at hand to write the proof of what the rule has made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from derivations.certificate.replay.lemmas import Lemmas
from derivations.certificate.replay.printing import NotSaid, Printer, number_of
from derivations.certificate.replay.sequents import Said, Sequent, mover, names_in, said, valuer
from derivations.certificate.replay.walk import premises, terms_in
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

Find: TypeAlias = Callable[[Term], str]
"""The proof of a proposition from what a step has as hypotheses."""


ELIMINATE = ("split_cases", "transitive", "field", "by_identity", "equivalent_by_factor")
"""The rules whose premises may speak of an index that their claim does not speak of."""


class NotReplayed(NotSaid):
    """A step that the library has no lemma for; the text says which one, and what is missing."""


class Step:
    """A theorem that is to be proved from those that it was made from.

    ``needs`` are the quantities that have turned out to have to move with their offsets, ``valued`` those that have
    turned out to have to have values.
    """

    def __init__(self, theorem: Theorem, printer: Printer, proved: Mapping[Said, Sequent], lemmas: Lemmas) -> None:
        self.theorem, self.p, self.proved, self.lemmas = theorem, printer, proved, lemmas
        self.needs: set[str] = set()
        self.valued: set[str] = set()
        self.own = Sequent("", theorem, frozenset())
        self.places = self.own.places()
        left_out = self._left_out() if theorem.rule in ELIMINATE else ()
        if left_out:
            self.p = printer.where({}, dict.fromkeys(left_out, "0%Z"))

    def _left_out(self) -> set[str]:
        """The index variables that premises speak of and the theorem does not: of what is the same for all of them."""
        terms = [*terms_in(self.theorem)]
        for premise in premises(self.theorem):
            terms += [premise.claim, *premise.hypotheses]
        found = {name[1:] for term in terms for name in term.names if name[0] == "i"}
        return found - set(self.own.indices)

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

    def has_values(self, quantity: Term) -> str:
        """That a quantity has values."""
        name = quantity.args[0]
        self.valued.add(name)
        return valuer(self.p, name)

    def premise(self, theorem: Theorem) -> Sequent:
        """The lemma of a theorem that this one was made from."""
        return self.proved[said(theorem)]

    def use(
        self,
        theorem: Theorem,
        instead: Mapping[Term, str] = MappingProxyType({}),
        indices: Mapping[str, str] = MappingProxyType({}),
        world: str = "w",
        find: Find | None = None,
    ) -> str:
        """A premise under this theorem's hypotheses; ``instead`` are proofs of those that it has beside them."""
        look = find or self.hypothesis
        own = {name: self.p.name("i", name) if name in self.own.indices else "0%Z" for name in self.indices(theorem)}
        return self.applied(theorem, {**own, **indices}, lambda h: instead[h] if h in instead else look(h), "M", world)

    def indices(self, theorem: Theorem) -> dict[str, str]:
        """The index variables of a premise, each with its name in scripts."""
        return {name: self.p.name("i", name) for name in self.premise(theorem).indices}

    def applied(
        self, theorem: Theorem, indices: Mapping[str, str], find: Find, model: str = "M", world: str = "w"
    ) -> str:
        """The lemma of a premise at a model, a world and indices, by proofs of what it supposes."""
        lemma = self.premise(theorem)
        self.needs |= lemma.moves
        self.valued |= lemma.valued
        places = [indices[name] for name in lemma.indices]
        arguments = [*places, *lemma.of_quantities(self.p), *map(find, lemma.hypotheses)]
        return f"({' '.join([lemma.name, model, world, *arguments])})"

    def instance(self, theorem: Theorem, given: Mapping[Term, Term]) -> str:
        """A premise for other indices, in a model in which quantities and counts are what is put in for them."""
        lemma = self.premise(theorem)
        model, local, indices = "M", dict[Term, str](), self.indices(theorem)
        for old, new in given.items():
            local[old] = self.p(new)
            if old.op == "index":
                indices[old.args[0]] = local.pop(old)
            elif old is new:
                continue
            elif old.op == "count":
                model = f"(put_count {model} {self.p.name('n', old.args[0])} {number_of(self.p, new, ())})"
            elif old.args[0] in lemma.moves | lemma.valued:
                raise NotReplayed(f"substitute: {old} has to move with its offset, or to have values")
            elif "q" + old.args[0] in names_in(theorem):
                model = f"(put {model} {self.p.name('q', old.args[0])} {self.p(new)})"
        wanted = k.replaced(theorem.claim, given)
        there = self.p.where(local, indices)
        return self.elsewhere(theorem, model, there, indices, lambda h: k.replaced(h, given), wanted)

    def put(self, theorem: Theorem, variable: Term, shown: str, instead: Mapping[Term, str]) -> str:
        """A premise in a model in which a quantity is what is put in; ``instead`` are proofs of what is said of it."""
        name, lemma = variable.args[0], self.premise(theorem)
        if name in lemma.moves | lemma.valued:
            raise NotReplayed(f"{self.theorem.rule}: {variable} has to move with its offset, or to have values")
        model = f"(put M {self.p.name('q', name)} {shown})" if "q" + name in names_in(theorem) else "M"
        find = self.hypothesis
        return self.applied(theorem, self.indices(theorem), lambda h: instead[h] if h in instead else find(h), model)

    def elsewhere(
        self,
        theorem: Theorem,
        model: str,
        there: Printer,
        indices: Mapping[str, str],
        here: Callable[[Term], Term],
        wanted: Term,
    ) -> str:
        """A premise in another model, where ``there`` prints what it says; ``here`` is what is said of that here."""

        def find(h: Term) -> str:
            return aligned(self.hypothesis(here(h)), self.p(here(h)), there(h), h.op)

        found = self.applied(theorem, indices, find, model)
        return aligned(found, there(theorem.claim), self.p(wanted))


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


def aligned(proof: str, given: str, wanted: str, op: str = "") -> str:
    """A proof of a proposition that Coq writes in another way: with sums of numbers, or a bracket, the other way round.

    What says that indices are equal, or are not, is the same in both directions.
    """
    if given == wanted:
        return proof
    if op in ("same", "distinct"):
        return f"ltac:(pose proof {proof}; lia)"
    return f"(aligned {given} {wanted} {proof} ltac:(align))"


def under(p: Printer, find: Find, variable: Term, over: Term, index: str, inside: str) -> Find:
    """Proofs where an index of a set is bound, from hypotheses that are about all indices of the set."""

    def found(proposition: Term) -> str:
        if proposition is k.member(variable, over):
            return inside
        if variable.names.isdisjoint(proposition.names):
            return find(proposition)
        body = k.closed(proposition, variable)
        proof = f"({find(k.for_all(over, body))} {index} {inside})"
        return aligned(proof, p.at(body, index), p(proposition), proposition.op)

    return found
