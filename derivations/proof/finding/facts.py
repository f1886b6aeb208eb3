"""What may be used in one step: theorems, each ready to be instantiated, by what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from derivations.kernel.terms import Term, fresh, index, quantity
from derivations.kernel.theorem import Theorem, fixed_names, specialize, specialize_real


@dataclass(frozen=True, eq=False)
class Fact:
    """A theorem for all values of its free names, which have the letter of their kind in front."""

    theorem: Theorem
    free: frozenset[str]

    @property
    def left(self) -> Term:
        return self.theorem.claim.args[0]

    @property
    def right(self) -> Term:
        return self.theorem.claim.args[1]


def opened_fact(theorem: Theorem, free: frozenset[str] = frozenset()) -> Fact:
    """A theorem about all indices of some sets, and all real numbers, as one about free variables."""
    while theorem.claim.op in ("all", "all real"):
        name = fresh("for all", theorem.claim, *theorem.hypotheses)
        of_index = theorem.claim.op == "all"
        theorem = specialize(theorem, index(name)) if of_index else specialize_real(theorem, quantity(name))
        free |= {("i" if of_index else "q") + name}
    return Fact(theorem, free)


def general_fact(theorem: Theorem) -> Fact:
    """A proved theorem, for all values of its index variables and of the quantities that it says nothing special of."""
    terms = [*theorem.hypotheses, theorem.claim]
    names = frozenset[str]().union(*(term.names for term in terms))
    fixed = fixed_names(theorem)
    single = {"q" + part.args[0] for term in terms for part in _quantities(term) if len(part.args) == 1}
    return opened_fact(theorem, frozenset(n for n in names if n[0] == "i" or (n in single and n not in fixed)))


def _quantities(term: Term) -> list[Term]:
    from derivations.kernel.terms import parts

    return [part for part in parts(term) if part.op == "quantity"]


@dataclass(frozen=True, eq=False)
class Facts:
    """The theorems in force in a step, by what they are used for.

    ``unfolded`` are the names of what the step names the definition of; ``between`` the quantities of its chain rules;
    ``sources`` say of which fact each theorem is that a step names; ``identities`` are equations for all indices
    or real numbers between several quantities or functions.
    """

    unfolded: frozenset[str] = frozenset()
    equations: tuple[Fact, ...] = ()
    relations: tuple[Theorem, ...] = ()
    orders: tuple[Fact, ...] = ()
    same: tuple[Theorem, ...] = ()
    distinct: tuple[Theorem, ...] = ()
    limits: tuple[Theorem, ...] = ()
    between: tuple[Term, ...] = ()
    usable: frozenset[Term] = frozenset()
    sources: tuple[tuple[Theorem, object], ...] = ()
    identities: tuple[Fact, ...] = ()

    @cached_property
    def equations_by_head(self) -> dict[tuple[object, ...], list[Fact]]:
        found: dict[tuple[object, ...], list[Fact]] = {}
        for fact in self.equations:
            found.setdefault(head(fact.left), []).append(fact)
        return found

    @cached_property
    def orders_by_head(self) -> dict[tuple[object, ...], list[Fact]]:
        found: dict[tuple[object, ...], list[Fact]] = {}
        for fact in self.orders:
            for side in fact.theorem.claim.args:
                if side.op != "number":
                    found.setdefault(head(side), []).append(fact)
        return found


def head(term: Term) -> tuple[object, ...]:
    """What kind of quantity a term is, to find the facts about it."""
    if term.op in ("quantity", "count", "apply"):
        return term.op, *term.args[:1], len(term.args)
    if term.op == "partial":
        return "partial", head(term.args[0]), head(term.args[1])
    return (term.op,)


def single(term: Term) -> bool:
    """Whether an equation for a term can rewrite it."""
    return term.op in ("quantity", "apply", "partial", "lim", "count", "size")


def rests_on(theorems: Iterable[Theorem], sources: tuple[tuple[Theorem, object], ...]) -> list[object]:
    """The facts whose theorems were used to make these, each once, in the order of the sources."""
    wanted = {id(theorem): source for theorem, source in sources}
    found: set[int] = set()
    seen: set[int] = set()
    todo: list[Any] = list(theorems)
    while todo:
        here = todo.pop()
        if isinstance(here, tuple):
            todo += here
        elif isinstance(here, Theorem) and id(here) not in seen:
            seen.add(id(here))
            if id(here) in wanted:
                found.add(id(here))
            else:
                todo += here.arguments
    return list(dict.fromkeys(source for theorem, source in sources if id(theorem) in found))
