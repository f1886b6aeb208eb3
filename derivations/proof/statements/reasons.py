"""Reasons that carry no theorem: labels, definitions, the chain rule."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr

from derivations.notation import Index


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
    """The chain rule by way of quantities, summed over all values of ``indices``, the last one innermost."""

    through: Expr
    indices: tuple[Index, ...] = ()

    def __post_init__(self) -> None:
        for index in self.indices:
            if not isinstance(index, Index):
                raise TypeError(f"the chain rule sums over an Index, not over {index!r}")


algebra = Label("algebra")
differentiation = Label("differentiation")
limit_laws = Label("limit laws")
LABELS = {label.text: label for label in (algebra, differentiation, limit_laws)}
"""The labels by their names, which a step may give in their place: ``by="algebra"``."""


def definition_of(what: object) -> DefinitionOf:
    """By the definition of a family, a function or a symbol in the theory.

    >>> from derivations.notation import sigma
    >>> definition_of(sigma)
    DefinitionOf(what=sigma)
    """
    return DefinitionOf(what)


def chain_rule(through: Expr, *indices: Index) -> ChainRule:
    """By the chain rule, through the quantities that lie between the two, summed over ``indices``.

    >>> from derivations.notation import L, a, neurons
    >>> (i,) = neurons("i")
    >>> chain_rule(a[L, i], i).through
    a[L, i]
    """
    return ChainRule(through, indices)
