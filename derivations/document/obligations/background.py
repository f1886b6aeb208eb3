"""What is assumed for a claim: the definitions of all that it speaks of, dependencies, domains and hypotheses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.document.discourse.conditions import Condition
from derivations.document.elaboration.glossary import Glossary
from derivations.document.obligations.definitions import Definitions
from derivations.document.obligations.domains import excludes
from derivations.document.obligations.names import lone_name, name_of, names_in
from derivations.document.syntax.nodes import Name, base_of
from derivations.notation import Entry, Index
from derivations.proof import Definition, Dependency, Domain, Given, Theory


@dataclass
class Background:
    """Core assumptions with the words that a reader knows them by."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    dependencies: list[Dependency] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    hypotheses: list[Given] = field(default_factory=list)
    restrictions: list[Given] = field(default_factory=list)
    """What the text says of matrices, which no proof uses, and a counterexample has to satisfy."""
    texts: dict[Any, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    conventions: set[Definition] = field(default_factory=set)
    """The definitions that the text does not make, but the field."""
    stated_facts: set[Given] = field(default_factory=set)
    """The hypotheses that the text states, and neither supposes nor proves."""
    depends: dict[str, tuple[Expr, ...]] = field(default_factory=dict)
    """What the calls of functions that nothing defines mention."""
    varied: set[tuple[str, str]] = field(default_factory=set)
    """The quantities that the text differentiates by themselves, each with what by."""
    made_up: list[str] = field(default_factory=list)
    """Why a refutation may be none: of quantities that were taken to depend on others nothing says so."""
    stated: set[str] = field(default_factory=set)
    """The quantities of which the text itself says where they lie: nothing narrower is assumed of them."""
    used: set[str] = field(default_factory=set)
    """The names that the claim speaks of, and those that are defined for it."""
    implicit: list[Condition] = field(default_factory=list)
    """The equations between quantities that are supposed, none of which is alone on a side."""

    conditions: list[str] = field(default_factory=list)
    """What a proof of the claim rests on that is no premise of it."""
    inverses: set[str] = field(default_factory=set)
    """The inverses of matrices of whose equations proofs make use."""
    inverted: list[Expr] = field(default_factory=list)
    """The derivatives of the matrices whose inverses are differentiated."""
    by_way_of: dict[Any, str] = field(default_factory=dict)
    arguments: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names of the arguments at which quantities are defined that are no numbers."""
    """Under which condition a dependency that was made up leaves out no other one."""

    def theory(self) -> Theory:
        """All of it as a theory."""
        return Theory(*self.definitions.values(), *self.dependencies, *self._merged(), *self.hypotheses)

    def restricted(self) -> Theory:
        """All of it with the restrictions, for counterexamples."""
        return Theory(*self.theory().assumptions, *self.restrictions)

    def leaves_open(self, assumption: Domain | Given) -> bool:
        """Whether the text says nothing itself of the quantity that an assumption is about, so that it may be made."""
        sides = (assumption.of,) if isinstance(assumption, Domain) else assumption.claim.args
        names = {name for side in sides for name in lone_name(side)}
        return names.isdisjoint(self.stated) and not any(self._is_outside(name, assumption) for name in names)

    def _is_outside(self, name: str, assumption: Domain | Given) -> bool:
        """Whether a quantity is a number for which an assumption does not hold."""
        equations = [(d.left, d.right) for known, d in self.definitions.items() if known == name]
        equations += [g.claim.args for g in self.hypotheses if isinstance(g.claim, sympy.Equality)]
        for left, right in equations:
            if lone_name(left) == {name} and right.is_number:
                return excludes(assumption, left, right)
        return False

    def contradictory(self) -> bool:
        """Whether indices are said to be equal and not to be, or a quantity to have two values, or none that it may."""
        alike: dict[Any, Any] = {}

        def root(index: Any) -> Any:
            while index in alike:
                index = alike[index]
            return index

        pairs = [h.claim for h in self.hypotheses if any(isinstance(side, Index) for side in h.claim.args)]
        for claim in pairs:
            if isinstance(claim, sympy.Equality) and (one := root(claim.args[0])) != (other := root(claim.args[1])):
                alike[one] = other
        if any(
            isinstance(claim, sympy.Unequality) and len({root(side) for side in claim.args}) == 1 for claim in pairs
        ):
            return True
        values: dict[Any, Any] = {}
        for hypothesis in self.hypotheses:
            left, right = hypothesis.claim.args
            stated = isinstance(hypothesis.claim, sympy.Equality) and isinstance(left, Symbol) and right.is_Rational
            if stated and values.setdefault(left, right) != right:
                return True
        for domain in self._merged():
            if domain.low is None or domain.high is None:
                continue
            if domain.low > domain.high or (domain.low == domain.high and (domain.low_open or domain.high_open)):
                return True
        return False

    def words_for(self, used: Iterable[Any]) -> tuple[str, ...]:
        """How a reader knows the assumptions that were used, each once."""
        return tuple(dict.fromkeys(self.texts[one] for one in used if one in self.texts))

    def hidden_ways(self) -> list[str]:
        """Why a refutation may be none: values of functions that depend on what is none of their arguments."""
        return self.made_up + [
            f"the text does not say how {name_of(one.of)} depends on {name_of(one.on)}"
            for one in self.dependencies
            if name_of(one.of) in self.depends and name_of(one.on) not in names_in(self.depends[name_of(one.of)])
        ]

    def with_definitions(self, expressions: Iterable[Any]) -> list[Any]:
        """Expressions, and the right sides of the definitions in force."""
        return [*expressions, *(definition.right for definition in self.definitions.values())]

    def leads_to(self) -> dict[str, set[str]]:
        """For each name that is defined the names that its definition speaks of."""
        return {name: names_in([definition.right]) for name, definition in self.definitions.items()}

    def _merged(self) -> list[Domain]:
        """The domains, those of one quantity as one."""
        found: dict[Expr, Domain] = {}
        for domain in self.domains:
            known = found.get(domain.of)
            if known is None:
                found[domain.of] = domain
            elif known != domain:
                merged = found[domain.of] = _both(known, domain)
                if merged in (known, domain):
                    continue
                self.texts[merged] = ", ".join(dict.fromkeys(self.texts[d] for d in (known, domain) if d in self.texts))
        return list(found.values())

    def add(self, assumption: Domain | Given, text: str) -> None:
        """A domain or hypothesis, and how the document has it; nothing is said of one without a text."""
        if text:
            self.texts.setdefault(assumption, text)
        if isinstance(assumption, Domain):
            self.domains.append(assumption)
        else:
            self.hypotheses.append(assumption)

    def restrict(self, hypothesis: Given, text: str) -> None:
        """What a counterexample has to satisfy, and how the document has it."""
        self.restrictions.append(hypothesis)
        self.texts.setdefault(hypothesis, text)


def _both(one: Domain, other: Domain) -> Domain:
    """A quantity that lies in both domains."""
    lows = [(d.low, d.low_open) for d in (one, other) if d.low is not None]
    highs = [(d.high, not d.high_open) for d in (one, other) if d.high is not None]
    low, low_open = max(lows) if lows else (None, True)
    high, closed = min(highs) if highs else (None, False)
    return Domain(one.of, low, high, low_open, not closed, one.whole or other.whole)


def definitions_for(
    expressions: Iterable[Any], definitions: Definitions, glossary: Glossary, background: Background
) -> set[str]:
    """Add the definitions of all that the expressions speak of; the names that nothing defines are given back."""
    depends = background.depends = definitions.meaning.depends
    background.varied = definitions.meaning.varied
    todo = sorted(names_in(expressions))
    seen: set[str] = set()
    primitive: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = definitions.of(name, glossary)
        if found is None:
            if not name.endswith("°"):
                primitive.add(name)
                todo += sorted(names_in(depends.get(name, ())))
            continue
        entry, made = found
        if made is None:
            background.missing.add(name)
            primitive.add(name)
            continue
        background.definitions[name] = made
        if not made.right.is_number and isinstance(made.left, Entry | Symbol):
            names = (base_of(parameter) for parameter in entry.parameters)
            of_letters = (definitions.meaning.written_name(letter) for letter in names if isinstance(letter, Name))
            background.arguments[name] = frozenset(of_letters)
        background.texts[made] = f"{entry.named}: {entry.text}" if entry.named else entry.text
        if entry.named:
            background.conventions.add(made)
        todo += sorted(names_in([made.right]))
    return primitive
