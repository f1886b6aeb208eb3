"""What a normal form is made of: index terms, index sets, and the atoms of its polynomials.

Atoms are plain values, equal exactly when they denote the same thing by construction; those that others are made of
keep their hash.  A bound index is a number, its
height above the innermost sum, so that sums which differ only in the name of their index are equal values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from derivations.proof.ratio import Ratio


@dataclass(frozen=True)
class Set:
    """An index set: ``first .. last``, or a named part of one (see :class:`derivations.notation.IndexSet`)."""

    first: Term | None = None
    last: Term | Variable | None = None
    name: str = ""
    part_of: Set | None = None
    size: Term | Variable | None = None
    complement: Set | None = None
    hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = (self.first, self.last, self.name, self.part_of, self.size, self.complement)
        object.__setattr__(self, "hash", hash(parts))

    def __hash__(self) -> int:
        return self.hash

    def within(self, other: Set) -> bool:
        """Whether this set is ``other`` or a part of it."""
        return self == other or (self.part_of is not None and self.part_of.within(other))

    def renamed(self, where: Renaming) -> Set:
        if not where:
            return self
        return Set(
            self.first and self.first.renamed(where),
            self.last and self.last.renamed(where),
            self.name,
            self.part_of and self.part_of.renamed(where),
            self.size and self.size.renamed(where),
            self.complement and self.complement.renamed(where),
        )


@dataclass(frozen=True)
class Named:
    """An index symbol and the set it ranges over."""

    name: str
    over: Set
    hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", hash((self.name, self.over.hash)))

    def __hash__(self) -> int:
        return self.hash


Base: TypeAlias = "Named | int | None"
Renaming: TypeAlias = "dict[Named | int, Term]"


class Term(NamedTuple):
    """An index: a named or bound one, or none, plus a whole number: l + 1 is ``Term(l, 1)``, 3 is ``Term(None, 3)``."""

    base: Base
    offset: int = 0

    @property
    def rank(self) -> tuple[str, int, int]:
        """Where the index stands in a fixed order of all indices."""
        return (self.base.name, 0, self.offset) if isinstance(self.base, Named) else ("", self.base or 0, self.offset)

    def renamed(self, where: Renaming) -> Term:
        image = where.get(self.base) if self.base is not None else None
        return self if image is None else Term(image.base, image.offset + self.offset)


@dataclass(frozen=True)
class Variable:
    """A quantity with a name and indices; without indices it is a plain symbol."""

    family: str
    indices: tuple[Term, ...] = ()
    hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", hash((self.family, self.indices)))

    def __hash__(self) -> int:
        return self.hash

    def renamed(self, where: Renaming) -> Variable:
        if all(term.base not in where for term in self.indices):
            return self
        return Variable(self.family, tuple(term.renamed(where) for term in self.indices))


@dataclass(frozen=True)
class Applied:
    """An undetermined function, or a derivative of it, at its arguments; ``orders`` counts the derivatives by place."""

    function: str
    orders: tuple[int, ...]
    arguments: tuple[Ratio, ...]


@dataclass(frozen=True)
class Exponential:
    """``exp(exponent)``, the exponent being one term."""

    exponent: Ratio


@dataclass(frozen=True)
class Logarithm:
    """``ln(argument)``, the argument being positive and irreducible, or a prime number."""

    argument: Ratio


@dataclass(frozen=True)
class Total:
    """The sum of ``body`` over the sets ``over``; the bound indices are ``height .. height + len(over) - 1``."""

    over: tuple[Set, ...]
    body: Ratio
    height: int


@dataclass(frozen=True)
class Equal:
    """The Kronecker delta of two indices."""

    one: Term
    other: Term


@dataclass(frozen=True)
class Slope:
    """The partial derivative of one quantity by another that it depends on in a way not (yet) unfolded."""

    of: Variable
    by: Variable

    def renamed(self, where: Renaming) -> Slope:
        return Slope(self.of.renamed(where), self.by.renamed(where))


@dataclass(frozen=True)
class Opaque:
    """A helper of a procedure: a quantity that is known only by its sign, or an expression taken as a whole."""

    name: str
    parts: tuple[object, ...]


PI = "π"
"""The number pi, of which nothing is known but bounds."""

Atom: TypeAlias = Variable | Applied | Exponential | Logarithm | Total | Equal | Slope | Opaque
