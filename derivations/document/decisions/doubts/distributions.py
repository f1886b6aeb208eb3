"""Distributions that may depend on what a claim varies: then a derivative is no expectation of a derivative.

The probabilities of an expectation are constant in a proof if no formula says otherwise.  They may not be, where the
text writes the distribution with what is varied, as in ``x ~ p_θ`` and ``N(μ, 1)``, or says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sympy import Symbol
from sympy.core.function import AppliedUndef

from derivations.document.decisions.doubts.dependence import Tie, Ties, depends
from derivations.document.decisions.unfolding import unfolding
from derivations.document.elaboration.glossary import Head
from derivations.document.elaboration.quantities import Outcomes
from derivations.document.elaboration.statistics import is_call
from derivations.document.elaboration.survey import calls_in
from derivations.document.obligations.background import Background
from derivations.document.obligations.interpretation import Interpretation
from derivations.document.obligations.names import names_in
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Name, Node, Scripted, head_name, walk
from derivations.document.syntax.patterns import written
from derivations.notation import Entry, Lim, Partial, Prime, subexpressions


@dataclass
class Told:
    """What ``X ~ N(μ, 1)`` tells of X: what the distribution ``mentions``, and whether its arguments are written."""

    mentions: set[str] = field(default_factory=set)
    written: bool = True


class Distributions:
    """What a section says of the distributions of its random quantities."""

    def __init__(self, interpretation: Interpretation, ties: Ties) -> None:
        self.meaning, self.ties = interpretation.meaning, ties
        self.spoken = interpretation.section.spoken
        self.told: dict[str, Told] = {}
        for left, right in _related(interpretation):
            for name in left.names:
                told = self.told.setdefault(name.key, Told())
                told.mentions |= right.keys
                told.written = told.written and is_call(right)

    def doubt(self, sides: Iterable[Any], background: Background, ties: list[Tie]) -> str:
        """Why what is constant in an expectation may not be; under which conditions it is, is told the background."""
        everything = background.with_definitions(sides)
        for by, head, inside in self._varied(everything, background):
            for outcomes in self._outcomes(names_in(inside)):
                if head.key in outcomes.random:
                    continue
                random = " and ".join(sorted(map(_shown, outcomes.random)))
                told = [self.told[key] for key in outcomes.random if key in self.told]
                mentions = outcomes.mentions.union(*(one.mentions for one in told))
                if any(_alike(key, head.key) or depends(Head(key), head, ties) for key in mentions):
                    return f"the distribution of {random} may depend on {by}"
                is_written = outcomes.written or (len(told) == len(outcomes.random) and all(t.written for t in told))
                if not is_written and (node := self._spoken_with(head.key, background)):
                    return f"the distribution of {random} may depend on {by}, since the text mentions {node}"
                if not is_written:
                    background.conditions.append(f"if the distribution of {random} does not depend on {by}")
            if (why := _hidden(inside, background)) is not None:
                return f"the text does not say how {why} depends on {by}"
        for outcomes in self._outcomes(names_in(everything)):
            for key, random in sorted(outcomes.beside):
                if text := depends(Head(key), Head(random), ties):
                    return f"{_shown(key)} may depend on {_shown(random)}, as the text says: {text}"
        return ""

    def _outcomes(self, names: set[str]) -> Iterator[Outcomes]:
        for name in sorted(names & self.meaning.outcomes.keys()):
            if self.meaning.depends.get(name) is None:
                yield self.meaning.outcomes[name]

    def _varied(self, everything: list[Any], background: Background) -> Iterator[tuple[str, Head, list[Any]]]:
        """What derivatives, limits and functions vary, with all that they are of."""
        for part in (p for side in everything for p in subexpressions(side) if isinstance(p, Partial | Lim)):
            by = part.by if isinstance(part, Partial) else part.variable
            for name in sorted(names_in([by])):
                yield name, self.ties.named(name), unfolding(part.of, background, {name})
        for called, definition in background.definitions.items():
            found = self.meaning.glossary.of(self.meaning.functions.get(called, called), None)
            if not isinstance(definition.left, AppliedUndef) or found is None:
                continue
            for parameter in (one for one in found[0].parameters if isinstance(one, Name)):
                name = shown(parameter.text, parameter.accents, parameter.font)
                if _is_varied(everything, called, name):
                    yield name, Head(parameter.key), unfolding(definition.right, background)

    def _spoken_with(self, key: str, background: Background) -> str:
        """An expression of which the text speaks with a quantity in its subscript, or among its arguments.

        Of one whose letter the claim itself has it is known what it is.
        """
        for node in self.spoken:
            name = head_name(node)
            scripts = [part.sub for part in walk(node) if isinstance(part, Scripted) and part.sub is not None]
            inside = [*scripts, *(call.bracket for call in calls_in(node))]
            is_other = isinstance(name, Name) and name.key not in background.used
            if is_other and any(_alike(other, key) for part in inside for other in part.keys):
                return written(node)
        return ""


def _hidden(inside: list[Any], background: Background) -> str | None:
    """A value of a function, of which no formula says how it depends on the parameter that its call mentions."""
    for part in (p for expression in inside for p in expression.atoms(Entry)):
        for on in background.depends.get(part.family.name, ()):
            if isinstance(on, Symbol) and on.name.endswith("°"):
                return str(part.family.name)
    return None


def _related(interpretation: Interpretation) -> Iterator[tuple[Node, Node]]:
    """The sides of what the text says by ``X ~ N(0, 1)``."""
    for chain in interpretation.chains:
        statement = chain.placed.statement
        for link in statement.links[:1]:
            left = statement.first.node if statement.first is not None else None
            if link.relation == "∼" and left is not None and link.side.node is not None:
                yield left, link.side.node
    section = interpretation.section
    conditions = [condition for _, condition in (*section.supposed, *section.mentioned)]
    conditions += [c for chain in interpretation.chains for c in (*chain.placed.premises, *chain.placed.beside)]
    for condition in conditions:
        if condition.related.relations == ("∼",):
            yield condition.related.parts[0], condition.related.parts[1]


def _is_varied(everything: list[Any], called: str, parameter: str) -> bool:
    """Whether a function is differentiated, or taken at something else than its parameter."""
    for part in (p for side in everything for p in subexpressions(side)):
        if isinstance(part, Prime) and called in names_in([part]):
            return True
        at = part.args if isinstance(part, AppliedUndef) and part.func.__name__ == called else ()
        if any(not isinstance(one, Symbol) or one.name not in (parameter, f"{called}°") for one in at):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same letter, in whatever font."""
    return one.partition("@")[0] == other.partition("@")[0]


def _shown(key: str) -> str:
    return shown(key.split("@", maxsplit=1)[0].split("~", maxsplit=1)[0])
