"""What a formula is made of, as it is written: nothing is said here of what its names mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from derivations.document.syntax.tokens import Token


class Expression:
    """What all nodes have in common; each is found once for a node."""

    @property
    def inside(self) -> tuple[Node | None, ...]:
        """The nodes that it is made of, in order, and nothing for those that it may have and has not."""
        return ()

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All names in it, in order."""
        return tuple(part for part in walk(self) if isinstance(part, Name))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What tells its names from others."""
        return frozenset(name.key for name in self.names)

    @cached_property
    def sums(self) -> tuple[Big, ...]:
        """All sums, products and the like in it, in order."""
        return tuple(part for part in walk(self) if isinstance(part, Big))


@dataclass(frozen=True)
class Number(Expression):
    """A number; ``digits`` is how many were printed after the point, ``None`` for a whole number."""

    value: Fraction
    start: int
    end: int
    digits: int | None = None


@dataclass(frozen=True)
class Name(Expression):
    """A letter, a Greek letter, or a word in upright type, with its accents and font; ``upright`` may be any letter."""

    text: str
    start: int
    end: int
    accents: tuple[str, ...] = ()
    font: str = ""
    upright: bool = field(default=False, compare=False)

    @cached_property
    def key(self) -> str:
        """What tells the name from others."""
        marks = "".join(f"~{accent}" for accent in self.accents)
        return f"{self.text}{marks}" + (f"@{self.font}" if self.font else "")


@dataclass(frozen=True)
class Omission(Name):
    """A list with dots in it, ``x_1, ..., x_n``: whatever a function may depend on, or a vector written out."""

    items: tuple[Node, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Scripted(Expression):
    """A base with a subscript, a superscript and primes."""

    base: Node
    sub: Node | None
    sup: Node | None
    primes: int
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.base, self.sub, self.sup


@dataclass(frozen=True)
class Quotient(Expression):
    """A fraction."""

    top: Node
    bottom: Node
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.top, self.bottom


@dataclass(frozen=True)
class Row(Expression):
    """Factors beside one another, with the operators that stand between them."""

    items: tuple[Node, ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.items


@dataclass(frozen=True)
class Operator(Expression):
    """What stands between factors: ``·``, ``×``, ``*``, ``⊙``, ``∘`` or ``/``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Terms(Expression):
    """Terms with their signs, +1 or -1."""

    terms: tuple[tuple[int, Node], ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return tuple(term for _, term in self.terms)


@dataclass(frozen=True)
class Applied(Expression):
    """A function, with scripts perhaps, before an argument without brackets: ``\\sin 2x``."""

    function: Node
    argument: Node
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.function, self.argument


@dataclass(frozen=True)
class Bracket(Expression):
    """An expression in brackets: ``(``, ``[``, ``{``, ``|`` or ``‖``; ``close`` is its end."""

    kind: str
    body: Node
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return (self.body,)


@dataclass(frozen=True)
class Big(Expression):
    """A sum, product, maximum, minimum, limit or expectation over what follows it."""

    kind: str
    sub: Node | None
    sup: Node | None
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.sub, self.sup


@dataclass(frozen=True)
class Differential(Expression):
    """``d/dx`` or ``∂/∂x``, applied to ``of`` or, where that is ``None``, to what follows it."""

    of: Node | None
    by: tuple[Node, ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.of, *self.by


@dataclass(frozen=True)
class Nabla(Expression):
    """``∇`` with the quantity that it differentiates by, if it is named; ``∇^2`` has the order 2."""

    by: Node | None
    start: int
    end: int
    order: int = 1

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return (self.by,)


@dataclass(frozen=True)
class Root(Expression):
    """A root; ``degree`` is 2 unless another is written."""

    body: Node
    degree: Node | None
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.body, self.degree


@dataclass(frozen=True)
class Matrix(Expression):
    """A vector or matrix written out, by its rows; ``kind`` is its bracket, empty where the environment has none."""

    rows: tuple[tuple[Node, ...], ...]
    start: int
    end: int
    kind: str = ""

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return tuple(cell for row in self.rows for cell in row)


@dataclass(frozen=True)
class Choice(Expression):
    """A value for each of several cases, with the words and formulas of its condition."""

    rows: tuple[tuple[Node, tuple[Token, ...]], ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return tuple(value for value, _ in self.rows)


@dataclass(frozen=True)
class Reaching(Expression):
    """What reaches far, over all that follows, or near, to the end of its own term, and what is so in each reading.

    Only if it is ``either`` may a proof be in the near one.
    """

    far: Node
    near: Node
    start: int
    end: int
    if_far: str
    if_near: str
    either: bool = False

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return (self.near,)


@dataclass(frozen=True)
class Evaluated(Expression):
    """An expression at a point: in the ``body`` the ``letter`` of the bar has a ``name`` of its own.

    What a ``lone`` bar reaches is not enclosed by ``\\left.``.
    """

    body: Node
    letter: str
    name: Name
    point: Node
    start: int
    end: int
    lone: bool = False

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.body, self.name, self.point


@dataclass(frozen=True)
class Listing(Expression):
    """Expressions separated by commas."""

    items: tuple[Node, ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.items


@dataclass(frozen=True)
class Related(Expression):
    """``first relation second relation ...`` within an expression, as in a sum's range or an indicator."""

    parts: tuple[Node, ...]
    relations: tuple[str, ...]
    start: int
    end: int

    @property
    def inside(self) -> tuple[Node | None, ...]:
        return self.parts


Node: TypeAlias = (
    Number
    | Name
    | Scripted
    | Quotient
    | Row
    | Operator
    | Terms
    | Applied
    | Bracket
    | Big
    | Differential
    | Nabla
    | Root
    | Matrix
    | Choice
    | Evaluated
    | Reaching
    | Listing
    | Related
)


def children(node: Expression) -> Iterator[Node]:
    """The parts of a node."""
    return (part for part in node.inside if part is not None)


def walk(node: Expression) -> Iterator[Node]:
    """A node and all of its parts, each before its own parts."""
    waiting: list[Any] = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += [inner for inner in reversed(part.inside) if inner is not None]


def base_of(node: Node | None) -> Node | None:
    """What carries the scripts: ``w`` of ``w_{jk}^L``, and a node without scripts itself."""
    return node.base if isinstance(node, Scripted) else node


def head_name(node: Node | None) -> Node | None:
    """What names a side: ``f`` of ``f(x)``, ``w`` of ``w_{jk}^L``."""
    return base_of(node.items[0] if isinstance(node, Row) else node)
