"""What a formula is made of, as it is written: nothing is said here of what its names mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from derivations.document.syntax.tokens import Token


@dataclass(frozen=True)
class Number:
    """A number; ``digits`` is how many were printed after the point, ``None`` for a whole number."""

    value: Fraction
    start: int
    end: int
    digits: int | None = None


@dataclass(frozen=True)
class Name:
    """A letter, a Greek letter, or a word in upright type, with its accents and font."""

    text: str
    start: int
    end: int
    accents: tuple[str, ...] = ()
    font: str = ""

    @property
    def key(self) -> str:
        """What tells the name from others."""
        marks = "".join(f"~{accent}" for accent in self.accents)
        return f"{self.text}{marks}" + (f"@{self.font}" if self.font else "")


@dataclass(frozen=True)
class Scripted:
    """A base with a subscript, a superscript and primes."""

    base: Node
    sub: Node | None
    sup: Node | None
    primes: int
    start: int
    end: int


@dataclass(frozen=True)
class Quotient:
    """A fraction."""

    top: Node
    bottom: Node
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """Factors beside one another, with the operators that stand between them."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Operator:
    """What stands between factors: ``·``, ``×``, ``*``, ``⊙``, ``∘`` or ``/``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Terms:
    """Terms with their signs, +1 or -1."""

    terms: tuple[tuple[int, Node], ...]
    start: int
    end: int


@dataclass(frozen=True)
class Applied:
    """A function, with scripts perhaps, before an argument without brackets: ``\\sin 2x``."""

    function: Node
    argument: Node
    start: int
    end: int


@dataclass(frozen=True)
class Bracket:
    """An expression in brackets: ``(``, ``[``, ``{``, ``|`` or ``‖``; ``close`` is its end."""

    kind: str
    body: Node
    start: int
    end: int


@dataclass(frozen=True)
class Big:
    """A sum, product, maximum, minimum, limit or expectation over what follows it."""

    kind: str
    sub: Node | None
    sup: Node | None
    start: int
    end: int


@dataclass(frozen=True)
class Differential:
    """``d/dx`` or ``∂/∂x``, applied to ``of`` or, where that is ``None``, to what follows it."""

    of: Node | None
    by: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Nabla:
    """``∇`` with the quantity that it differentiates by, if it is named."""

    by: Node | None
    start: int
    end: int


@dataclass(frozen=True)
class Root:
    """A root; ``degree`` is 2 unless another is written."""

    body: Node
    degree: Node | None
    start: int
    end: int


@dataclass(frozen=True)
class Choice:
    """A value for each of several cases, with the words and formulas of its condition."""

    rows: tuple[tuple[Node, tuple[Token, ...]], ...]
    start: int
    end: int


@dataclass(frozen=True)
class Listing:
    """Expressions separated by commas."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Related:
    """``first relation second relation ...`` within an expression, as in a sum's range or an indicator."""

    parts: tuple[Node, ...]
    relations: tuple[str, ...]
    start: int
    end: int


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
    | Choice
    | Listing
    | Related
)


def base_of(node: Node | None) -> Node | None:
    """What carries the scripts: ``w`` of ``w_{jk}^L``, and a node without scripts itself."""
    return node.base if isinstance(node, Scripted) else node


def head_name(node: Node | None) -> Node | None:
    """What names a side: ``f`` of ``f(x)``, ``w`` of ``w_{jk}^L``."""
    return base_of(node.items[0] if isinstance(node, Row) else node)
