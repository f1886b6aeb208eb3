"""Chains of steps, and the results that they make up, as data.

A chain is written by :class:`derivations.proof.Derivation`.  Once its derivation is complete, or once it was
verified, it does not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeAlias

import sympy
from sympy.logic.boolalg import Boolean

from derivations.notation import Index
from derivations.proof.statements.claim import EQUAL, Claim, Side, composed
from derivations.proof.statements.reasons import LABELS, ChainRule, DefinitionOf, Label
from derivations.proof.statements.theory import Given, Theory, check_names

Words: TypeAlias = "str | tuple[Any, ...]"
"""Text, or text with mathematics between: ``("positive only if ", Ge(width[L], 2))``."""


@dataclass(frozen=True, eq=False)
class Step:
    """A claim with its justification.

    ``because`` is how the text words the reason, if it does.

    >>> from derivations import sigmoid_derivative
    >>> print(sigmoid_derivative.steps[3].claim)
    Prime(sigma(z), 1) = exp(-z)/(1 + exp(-z))**2
    """

    claim: Claim
    by: tuple[Reason, ...]
    theory: Theory
    chain: Chain | None = None
    because: str = ""

    @property
    def indices(self) -> frozenset[Index]:
        """The indices that the chain's start speaks of, or the claim that stands alone: their sets are not empty.

        An index that occurs only in lines between is no part of what the chain concludes.
        """
        speaks_of = self.claim.free_symbols if self.chain is None else self.chain.start.free_symbols
        return frozenset(s for s in speaks_of if isinstance(s, Index))


class Complete(ValueError):
    """A chain is extended that is complete; the text says since when.

    >>> from derivations import sigmoid_derivative
    >>> try:
    ...     sigmoid_derivative.chains[0].extend("=", sigmoid_derivative.chains[0].start, (), "")
    ... except Complete as problem:
    ...     print(problem)
    sigmoid-derivative: The sigmoid is complete since its with block ended: start a new chain
    """


class Chain:
    """Lines that follow from one another; proved, their conclusion is a fact.

    >>> from derivations import sigmoid_derivative
    >>> sigmoid_derivative.chains[-1].statement
    Eq(Prime(sigma(z), 1), (1 - sigma(z))*sigma(z))
    """

    __slots__ = ("_complete", "_steps", "derivation", "start", "theory", "title")
    derivation: Result
    title: str
    theory: Theory
    start: Side
    _steps: tuple[Step, ...]
    _complete: str

    def __init__(self, derivation: Result, title: str, theory: Theory, start: Side) -> None:
        put = object.__setattr__
        put(self, "derivation", derivation)
        put(self, "title", title)
        put(self, "theory", theory)
        put(self, "start", start)
        put(self, "_steps", ())
        put(self, "_complete", "")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a chain does not change, but by its derivation: start a new one")

    @property
    def name(self) -> str:
        """The name of the result that the chain belongs to."""
        return self.derivation.name

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines, each a claim about the end of the line before."""
        return self._steps

    @property
    def end(self) -> Side:
        """The last line's right side."""
        return self.steps[-1].claim.rhs if self.steps else self.start

    @property
    def equality(self) -> EqualityOf:
        """The first lines as a fact, as far as they are equations."""
        return EqualityOf(self)

    @property
    def conclusion(self) -> Claim:
        """What follows from all lines together, by transitivity."""
        if not self.steps:
            raise ValueError(f"{self.name}: a chain without a step has no conclusion")
        return Claim(self.start, composed([step.claim.relation for step in self.steps]), self.end)

    @property
    def statement(self) -> Boolean:
        """What the chain concludes, as SymPy has it."""
        return self.conclusion.statement

    @property
    def facts(self) -> set[Chain]:
        """The chains that this one names as facts or as bounds of its theory."""
        named = [reason for step in self.steps for reason in step.by] + list(self.theory.bounds)
        return {chain for reason in named for chain in chains_in(reason)} - {self}

    def at(self, where: Mapping[Any, Any]) -> Instance:
        """This fact for other functions or symbols, as in ``bp1.at({f: sigma})``."""
        return Instance(self, tuple(where.items()))

    def extend(self, relation: str, rhs: Side, by: Reason | Iterable[Reason], because: str) -> Chain:
        """Append a line.  Raises :class:`Complete` once the chain is complete."""
        if self._complete:
            raise Complete(f"{self.name}: {self.title or self.start} is complete {self._complete}: start a new chain")
        named = tuple(by) if isinstance(by, list | tuple) else (by,)
        reasons: tuple[Any, ...] = tuple(LABELS.get(item, item) if isinstance(item, str) else item for item in named)
        check_reasons(reasons, f"{self.name}: ")
        check_names(rhs)
        claim = Claim(self.end, relation, rhs)
        composed([*(step.claim.relation for step in self.steps), relation])
        object.__setattr__(self, "_steps", (*self.steps, Step(claim, reasons, self.theory, self, because)))
        return self

    def complete(self, since: str) -> None:
        """Let the chain not be extended any more; ``since`` says why: "since it was verified"."""
        if not self._complete:
            object.__setattr__(self, "_complete", since)


class Result:
    """A named result: its theory and the chains that derive it.

    ``remark`` is what a reader should know beside the mathematics: where a text is silent, or wrong.

    >>> from derivations import sigmoid_derivative
    >>> isinstance(sigmoid_derivative, Result), len(sigmoid_derivative.chains)
    (True, 5)
    """

    def __init__(
        self, name: str, *, title: str, source: str = "", theory: Theory | None = None, remark: Words = ""
    ) -> None:
        self.name, self.title, self.source, self.remark = name, title, source, remark
        if not isinstance(theory, Theory | None):
            raise TypeError(f"{name}: expected theory=Theory(...), with the assumptions in it, got {theory!r}")
        self.theory = theory or Theory()
        self._complete = ""
        self._chains: tuple[Chain, ...] = ()
        self._concludes: tuple[Chain, ...] = ()

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains, in the order in which they were written."""
        return self._chains

    @property
    def conclusions(self) -> tuple[Chain, ...]:
        """The chains that state the result: those that were said to, else those that no other one uses."""
        if self._concludes:
            return self._concludes
        used = {fact for chain in self.chains for fact in chain.facts}
        return tuple(chain for chain in self.chains if chain not in used and chain.steps)

    @property
    def statements(self) -> tuple[Boolean, ...]:
        """What the result states, as SymPy has it: one statement for each of the conclusions."""
        return tuple(chain.statement for chain in self.conclusions)

    @property
    def statement(self) -> Boolean:
        """What the result states, as SymPy has it; a conjunction if that is several things."""
        return self.statements[0] if len(self.statements) == 1 else sympy.And(*self.statements, evaluate=False)

    @property
    def steps(self) -> list[Step]:
        """All lines of all chains, in order."""
        return [step for chain in self.chains for step in chain.steps]

    def at(self, where: Mapping[Any, Any]) -> Instance:
        """This result for other functions or symbols, as in ``bp1.at({f: sigma})``."""
        return Instance(self, tuple(where.items()))

    def complete(self, since: str) -> None:
        """Let no chain of the result be extended any more, nor another one be added."""
        self._complete = self._complete or since
        for chain in self.chains:
            chain.complete(since)


# -- reasons that name chains


@dataclass(frozen=True)
class ConvexMinimum:
    """A function with a positive second derivative on an interval is larger everywhere than where its slope is 0.

    >>> from derivations.chapter.cross_entropy_minimum import convex, critical
    >>> ConvexMinimum(convex, critical).critical.title
    "The only critical point, found by solving C'(a) = 0"
    """

    convexity: Chain
    critical: Chain


@dataclass(frozen=True)
class EqualityOf:
    """Of a chain such as ``a = b = c > 0`` the part up to where it stops being an equation: ``a = c``."""

    chain: Chain

    @property
    def name(self) -> str:
        return self.chain.name

    @property
    def theory(self) -> Theory:
        return self.chain.theory

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(takewhile(lambda step: step.claim.relation == EQUAL, self.chain.steps))

    @property
    def conclusion(self) -> Claim:
        if not self.steps:
            raise ValueError(f"{self.name}: a chain that does not begin with an equation has no equality to name")
        return Claim(self.chain.start, EQUAL, self.steps[-1].claim.rhs)


@dataclass(frozen=True)
class Instance:
    """A fact with functions or symbols replaced."""

    fact: Chain | EqualityOf | Result
    where: tuple[tuple[object, object], ...]

    @property
    def name(self) -> str:
        return self.fact.name


Fact: TypeAlias = "Chain | EqualityOf | Instance"
Reason: TypeAlias = "Label | DefinitionOf | ChainRule | ConvexMinimum | EqualityOf | Instance | Given | Chain | Result"
REASONS = (Label, DefinitionOf, ChainRule, ConvexMinimum, EqualityOf, Instance, Given, Chain, Result)
"""What a step may name."""


def check_reasons(reasons: Iterable[object], where: str = "") -> None:
    """Refuse what is no reason."""
    for reason in reasons:
        if isinstance(reason, str):
            names = ", ".join(map(repr, LABELS))
            raise TypeError(
                f"{where}{reason!r} is not a reason; a string is one of {names}, and words go into because="
            )
        if not isinstance(reason, REASONS):
            raise TypeError(f"{where}a reason is a definition, a hypothesis, a rule or a fact, not {reason!r}")


def chains_in(reason: object) -> Iterator[Chain]:
    """The chains that a reason names."""
    match reason:
        case Chain():
            yield reason
        case EqualityOf(chain):
            yield chain
        case Instance(fact):
            yield from chains_in(fact)
        case ConvexMinimum(convexity, critical):
            yield from (convexity, critical)
        case Result():
            yield from reason.chains
