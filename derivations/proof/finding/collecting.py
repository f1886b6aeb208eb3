"""From the reasons that a step names to the facts in force for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Expr, Symbol
from sympy.core.function import UndefinedFunction

from derivations.kernel import limits
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, rename, substitute
from derivations.notation import Family, Index
from derivations.proof.finding.facts import Fact, Facts, general_fact, opened_fact, single
from derivations.proof.gate.expressions import Refused, index_variable, kernel_name
from derivations.proof.gate.reading import Reading
from derivations.proof.statements.chains import Chain, ConvexMinimum, EqualityOf, Instance, Result
from derivations.proof.statements.reasons import ChainRule, DefinitionOf, Label
from derivations.proof.statements.theory import Domain, Given, Theory, name_of

Lookup = Callable[["Chain | EqualityOf"], "tuple[Theorem, ...] | str"]
"""The parts of the theorem of what is named as a fact, or why it is none."""


@dataclass
class Collected:
    """Facts as they are gathered."""

    unfolded: set[str] = field(default_factory=set)
    equations: list[Fact] = field(default_factory=list)
    relations: list[Theorem] = field(default_factory=list)
    identities: list[Fact] = field(default_factory=list)
    orders: list[Fact] = field(default_factory=list)
    same: list[Theorem] = field(default_factory=list)
    distinct: list[Theorem] = field(default_factory=list)
    limits: list[Theorem] = field(default_factory=list)
    between: list[Term] = field(default_factory=list)
    usable: set[Term] = field(default_factory=set)
    sources: list[tuple[Theorem, object]] = field(default_factory=list)

    def add(self, fact: Fact) -> None:
        """Take up a theorem, by what it says."""
        match fact.theorem.claim.op:
            case "=":
                total = fact.left.op == "sum" and fact.right.op == "number"  # "Σ_k t_nk = 1 for each n"
                if single(fact.left) or (total and fact.free):
                    self.equations.append(fact)
                else:
                    self.relations.append(fact.theorem)
                    if fact.free:
                        self.identities.append(fact)
            case "<" | "≤" | "≠":
                self.orders.append(fact)
            case "same":
                self.same.append(fact.theorem)
            case "distinct":
                self.distinct.append(fact.theorem)
            case "tends":
                self.limits.append(fact.theorem)

    def facts(self) -> Facts:
        return Facts(
            frozenset(self.unfolded), tuple(self.equations), tuple(self.relations), tuple(self.orders),
            tuple(self.same), tuple(self.distinct), tuple(self.limits), tuple(self.between), frozenset(self.usable),
            tuple(self.sources), tuple(self.identities),
        )  # fmt: skip


def collect(reading: Reading, theory: Theory, reasons: Iterable[object], lookup: Lookup) -> Facts:
    """The facts in force; :class:`Refused` where a reason cannot be used."""
    found = Collected()
    for proposition, origin in reading.origin.items():
        if isinstance(origin, Domain):
            _assumed(found, proposition)
    for theorem, chain in _bounds(theory, lookup):
        found.add(general_fact(theorem))
        found.sources.append((theorem, chain))
    for reason in reasons:
        _add(found, reading, theory, reason, lookup)
    # what a fact assumes throughout, the theory assumes, too; a fact that is used for other values of its indices and
    # arguments needs what it assumes of these to be named with it
    instantiated = [fact.theorem for fact in found.equations]
    instantiated += [fact.theorem for fact in found.orders if single(fact.left) or single(fact.right)]
    found.usable.update(h for t in instantiated for h in t.hypotheses if getattr(reading.origin.get(h), "forall", ()))
    as_stated = [*found.relations, *found.limits]
    as_stated += [fact.theorem for fact in found.orders if not (single(fact.left) or single(fact.right))]
    found.usable.update(h for t in as_stated for h in t.hypotheses if h in reading.origin)
    return found.facts()


def everything(reading: Reading, theory: Theory, lookup: Lookup) -> Facts:
    """All that a theory says, for the conditions that quantities have values and are smooth."""
    found = Collected(unfolded=set(reading.structures))
    for proposition, origin in reading.origin.items():
        if isinstance(origin, Domain | Given):
            _assumed(found, proposition)
    for theorem, _ in _bounds(theory, lookup):
        found.add(general_fact(theorem))
    return found.facts()


def _bounds(theory: Theory, lookup: Lookup) -> Iterator[tuple[Theorem, object]]:
    """The inequalities that the theory lists as bounds, each with its chain."""
    for chain in theory.bounds:
        for theorem in _theorems(chain, lookup):
            if theorem.claim.op in ("<", "≤", "≠"):
                yield theorem, chain


def _assumed(found: Collected, proposition: Term) -> None:
    found.usable.add(proposition)
    found.add(opened_fact(assume(proposition)))


def _add(found: Collected, reading: Reading, theory: Theory, reason: object, lookup: Lookup) -> None:
    match reason:
        case Label():
            pass
        case DefinitionOf(what):
            if theory.definition_of(what) is None:
                raise Refused(f"the theory has no definition of {name_of(what)}")
            found.unfolded.add(kernel_name(what))
        case ChainRule(through, indices):
            row = reading.gate.term(through)
            for index in reversed(indices):
                row = k.row(reading.gate.set(index.range), k.closed(row, index_variable(index)))
            found.between.append(row)
        case Given():
            if reason not in reading.given:
                raise Refused(f"the hypothesis {reason.claim} is not in the theory")
            _assumed(found, reading.given[reason])
        case Chain() | EqualityOf() | Result() | Instance():
            for theorem in _theorems(reason, lookup, reading):
                found.add(general_fact(theorem))
                found.sources.append((theorem, reason))
        case ConvexMinimum():
            pass


def _theorems(reason: Any, lookup: Lookup, reading: Reading | None = None) -> list[Theorem]:
    """What a fact says, as theorems.  Of a derivation, what those of its chains say that are proved."""
    if isinstance(reason, Instance):
        assert reading is not None
        return [_instance(theorem, dict(reason.where), reading) for theorem in _theorems(reason.fact, lookup, reading)]
    if isinstance(reason, Result):
        found, problem = [], ""
        for chain in reason.chains:
            theorem = lookup(chain)
            if isinstance(theorem, str):
                problem = problem or theorem
            else:
                found += said(theorem)
        if problem and not found:
            raise Refused(problem)
        return found
    theorem = lookup(reason)
    if isinstance(theorem, str):
        raise Refused(theorem)
    return said(theorem)


def said(parts: tuple[Theorem, ...]) -> list[Theorem]:
    """What a claim's theorem says: its relation; of a limit that has a value, the limit law, too."""
    stated = parts[0]
    if stated.claim.op == "=" and stated.claim.args[0].op == "lim":
        return [limits.limit_from_value(stated, parts[1]), stated]
    return [stated]


def _instance(theorem: Theorem, where: Mapping[object, object], reading: Reading) -> Theorem:
    """A theorem with functions, families, symbols or indices replaced."""
    renaming, replacing = [], []
    for old, new in where.items():
        if isinstance(old, Index) and isinstance(new, Expr):
            replacing.append((index_variable(old), reading.gate.index(new)))
        elif isinstance(old, Symbol) and not isinstance(old, Family) and isinstance(new, Expr):
            replacing.append((k.quantity(old.name), reading.gate.term(new)))
        elif isinstance(old, Family | type | UndefinedFunction) and isinstance(new, Family | type | UndefinedFunction):
            renaming.append((kernel_name(old), kernel_name(new)))
        else:
            raise Refused(f"{old} is not replaced by {new}: expected functions, families, symbols or indices")
    try:
        if renaming:
            theorem = rename(theorem, tuple(renaming))
        if replacing:
            theorem = substitute(theorem, tuple(replacing))
    except NotApplicable as problem:
        raise Refused(str(problem)) from None
    return theorem
