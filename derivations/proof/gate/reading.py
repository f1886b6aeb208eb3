"""A theory, and a claim in it, as the kernel has them, and which hypotheses a theorem about them may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.notation import Index
from derivations.proof.gate.expressions import Gate, index_variable
from derivations.proof.gate.sizes import occurring, sizes_of
from derivations.proof.gate.theories import read_theory
from derivations.proof.statements.functions import SMOOTH
from derivations.proof.statements.theory import Definition, Dependency, Given, Theory


@dataclass(frozen=True, eq=False)
class Reading:
    """A theory, and a claim in it, as the kernel has them.

    ``origin`` are the hypotheses that the theory's assumptions make, each with its assumption, and ``given`` what each
    hypothesis says.  ``not_empty`` says of the sets in the claim that they have an index; ``members`` are the index
    variables that the claim speaks of, with their sets.  Finders cannot change any of them.
    """

    gate: Gate
    origin: Mapping[Term, object]
    given: Mapping[Given, Term]
    not_empty: frozenset[Term]
    members: Mapping[str, Term]
    partitions: tuple[tuple[Term, Term], ...]

    @property
    def structures(self) -> Mapping[str, Term]:
        """What the theory defines, and what it declares to depend on something, by name."""
        return self.gate.structures

    def structure(self, name: str) -> Term | None:
        """The structure of a quantity or function; without clauses if the theory says nothing of it."""
        return None if name in self.gate.opaque else self.structures.get(name) or k.structure(name)

    def name_of(self, assumption: Definition | Dependency) -> str:
        """The name of what a definition or a dependency is about, as the kernel has it."""
        head = assumption.left if isinstance(assumption, Definition) else assumption.of
        term = self.gate.term(head)
        return ("f" if term.op == "apply" else "q") + str(term.args[0])

    def structures_below(self, names: Iterable[str]) -> tuple[Term, ...]:
        """The structures of quantities and functions, and of all that they depend on."""
        seen: dict[str, Term] = {}
        todo = list(names)
        while todo:
            name = todo.pop()
            form = self.structure(name)
            if name not in seen and form is not None:
                seen[name] = form
                todo += [other for other in form.names if other[0] in "qf"]
        return tuple(seen.values())

    def reachable(self, name: str) -> frozenset[str]:
        """The names of the quantities that one depends on."""
        return self.gate.reachable(name)

    def _is_free(self, name: str) -> bool:
        return name not in self.structures and name not in self.gate.opaque

    def allows(self, hypothesis: Term) -> bool:
        """Whether a hypothesis of a theorem is one of the theory's."""
        if hypothesis in self.origin or hypothesis in self.not_empty:
            return True
        match hypothesis.op:
            case "structure":
                return self.structure(hypothesis.args[0]) is hypothesis
            case "defined" | "smooth":
                of = hypothesis.args[0]
                return of.op == "quantity" and len(hypothesis.args) == 1 and self._is_free("q" + of.args[0])
            case "smooth function":
                name = hypothesis.args[0]
                return (name.endswith("()") or name in SMOOTH) and self._is_free("f" + name)
            case "in":
                point, over = hypothesis.args
                return point.args[1] == 0 and self.members.get(point.args[0]) is over
        return False


def read(theory: Theory, expressions: tuple[Any, ...], indices: frozenset[Index]) -> Reading:
    """A theory and the expressions of a claim in it; ``indices`` are those that the claim speaks of, beside its own.

    Raises :class:`Refused` where the kernel has no meaning for them.
    """
    here = occurring((*expressions, *indices))
    gate, origin, given = read_theory(theory, sizes_of(theory, here))
    own = {s for e in expressions for s in getattr(e, "free_symbols", ())} | set(indices)
    more: set[Any] = set()
    for definition in theory.definitions:
        more |= definition.right.free_symbols - definition.left.free_symbols
    for hypothesis in theory.hypotheses:
        more |= hypothesis.claim.free_symbols - set(hypothesis.forall)
    # those of the claim come first: a theorem that speaks of no others is of more use
    free = (*sorted(own, key=str), *sorted(more - own, key=str))
    members = {index_variable(s).args[0]: gate.set(s.range) for s in free if isinstance(s, Index)}
    not_empty = {
        k.at_most(k.number(over.args[0].args[1]), over.args[1])
        for over in map(gate.set, here.sets)
        if over.op == "interval" and over.args[1].op == "count" and over.args[0].args[0] is None
    }
    partitions = tuple((gate.set(parts.whole), gate.set(parts.parts[0])) for parts in theory.partitions)
    return Reading(gate, origin, given, frozenset(not_empty), MappingProxyType(members), partitions)
