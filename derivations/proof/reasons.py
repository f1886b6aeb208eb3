"""Reasons: what a step may name in its ``by``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from sympy import Expr

from derivations.notation import Index
from derivations.proof.claim import EQUAL, Claim
from derivations.proof.theory import Given, Theory

if TYPE_CHECKING:
    from derivations.proof.derivation import Chain, Derivation, Step


@dataclass(frozen=True)
class Label:
    """A reason in words, which carries no fact: field arithmetic and calculus are always at hand.

    >>> Label("by inspection").text
    'by inspection'
    """

    text: str


@dataclass(frozen=True)
class DefinitionOf:
    """The definition that the theory gives of a family, a function or a symbol."""

    what: object


@dataclass(frozen=True)
class ChainRule:
    """The chain rule by way of a quantity, summed over all values of ``index``."""

    through: Expr
    index: Index | None = None


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
    def steps(self) -> list[Step]:
        return list(takewhile(lambda step: step.claim.relation == EQUAL, self.chain.steps))

    @property
    def conclusion(self) -> Claim:
        if not self.steps:
            raise ValueError(f"{self.name}: a chain that does not begin with an equation has no equality to name")
        return Claim(self.chain.start, EQUAL, self.steps[-1].claim.rhs)


@dataclass(frozen=True)
class Instance:
    """A fact with functions or symbols replaced."""

    fact: Chain | EqualityOf | Derivation
    where: tuple[tuple[object, object], ...]

    @property
    def name(self) -> str:
        return self.fact.name


Fact: TypeAlias = "Chain | EqualityOf | Instance"
algebra = Label("algebra")
differentiation = Label("differentiation")
limit_laws = Label("limit laws")


def definition_of(what: object) -> DefinitionOf:
    """By the definition of a family, a function or a symbol in the theory.

    >>> from derivations.notation import sigma
    >>> definition_of(sigma)
    DefinitionOf(what=sigma)
    """
    return DefinitionOf(what)


def chain_rule(through: Expr, index: Index | None = None) -> ChainRule:
    """By the chain rule, through the quantities that lie between the two, summed over ``index``.

    >>> from derivations.notation import L, a, neurons
    >>> (i,) = neurons("i")
    >>> chain_rule(a[L, i], i).through
    a[L, i]
    """
    return ChainRule(through, index)


Reason: TypeAlias = (
    "Label | DefinitionOf | ChainRule | ConvexMinimum | EqualityOf | Instance | Given | Chain | Derivation"
)
