"""Derivatives: ``d^2 f / dx^2`` and ``∂f/∂x``, as fractions and with a slash, and how far one of them reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from derivations.document.syntax.commands import OPERATORS
from derivations.document.syntax.nodes import (
    Bracket,
    Differential,
    Name,
    Node,
    Number,
    Operator,
    Reaching,
    Row,
    Scripted,
    Terms,
    walk,
)
from derivations.document.syntax.patterns import row_of
from derivations.document.syntax.relations import Tokens
from derivations.document.syntax.stream import Parse
from derivations.document.syntax.tokens import COMMAND, DIGIT, GROUP, LETTER, TEXT, NotUnderstood, Token

UPRIGHT = ("mathrm", "operatorname", "rm")


class Reader(Protocol):
    """A parser of tokens, as far as it is needed here."""

    place: int

    def factor(self) -> Parse: ...
    def whole(self) -> Parse: ...


def is_upright_d(tokens: Sequence[Token]) -> bool:
    """``\\mathrm d`` and ``\\rm d``."""
    if len(tokens) != 2 or tokens[0].kind != COMMAND or tokens[0].text not in UPRIGHT:
        return False
    inner = tokens[1].inside if tokens[1].kind == GROUP else tokens[1:]
    return len(inner) == 1 and inner[0].kind == LETTER and inner[0].text == "d"


def mark_at(tokens: Tokens, place: int) -> tuple[str, int]:
    """The sign of a differential at a place, ``d`` or ``∂``, and how many tokens it takes: none if there is none."""
    if place < len(tokens):
        token = tokens[place]
        if token.is_command("partial"):
            return "∂", 1
        if (token.kind in (LETTER, TEXT) and token.text == "d") or is_upright_d(token.inside):
            return "d", 1
        if is_upright_d(tokens[place : place + 2]):
            return "d", 2
    return "", 0


def is_derivative(top: Tokens, bottom: Tokens) -> bool:
    """Whether the two parts of a fraction are those of a derivative: ``d_1 / d_2`` and ``d / (d + 1)`` are not."""
    (over, above), (under, below) = mark_at(top, 0), mark_at(bottom, 0)
    if not over or over != under or below >= len(bottom):
        return False
    by = bottom[below]
    names = by.kind in (LETTER, GROUP) or (by.kind == COMMAND and by.text not in OPERATORS)
    return names and not (above < len(top) and top[above].is_sign("_", "+", "-", "'"))


def derivative(read: Callable[[Tokens], Reader], top: Tokens, bottom: Tokens, start: int, end: int) -> Parse:
    """``d^n f / dx^n`` and the like, of which the two parts are given."""
    order, rest = 1, top[mark_at(top, 0)[1] :]
    if rest and rest[0].is_sign("^"):
        shown = rest[1].inside if len(rest) > 1 and rest[1].kind == GROUP else rest[1:2]
        if len(shown) != 1 or shown[0].kind != DIGIT:
            raise NotUnderstood("a derivative whose order is not a number", rest[0].start)
        order, rest = int(shown[0].text), rest[2:]
    by: list[Node] = []
    reader = read(bottom)
    while reader.place < len(bottom):
        _, length = mark_at(bottom, reader.place)
        if not length:
            raise NotUnderstood("a denominator of a derivative", bottom[reader.place].start)
        reader.place += length
        quantity, times = _by(order, (yield reader.factor()))
        by += [quantity] * times
    if len(by) != order:
        raise NotUnderstood(f"a derivative of order {order} by {len(by)} quantities", start)
    of = (yield read(rest).whole()) if rest else None
    return Differential(of, tuple(by), start, end)


def _by(order: int, node: Node) -> tuple[Node, int]:
    """What a derivative is taken by, and how often: ``x^2`` is x twice in a second derivative."""
    if order == 1 or not isinstance(node, Scripted) or not isinstance(node.sup, Number):
        return node, 1
    times = int(node.sup.value)
    if times > order:
        raise NotUnderstood(f"a derivative of order {order} by {times} quantities", node.start)
    if node.sub is None and not node.primes:
        return node.base, times
    return Scripted(node.base, node.sub, None, node.primes, node.start, node.end), times


def with_slash(items: list[Node]) -> list[Node]:
    """Factors in which ``∂C/∂w`` and ``dC/dw``, written with a slash, are derivatives."""
    if not any(_is_slash(item) for item in items):
        return items
    items = [part for item in items for part in _taken_apart(item)]
    found: list[Node] = []
    place = 0
    while place < len(items):
        item = items[place]
        slash = next((i for i in range(place + 1, min(place + 4, len(items))) if _is_slash(items[i])), len(items))
        mark = items[slash + 1] if slash + 2 < len(items) else None
        if _is_mark(item) and isinstance(item, Name) and isinstance(mark, Name) and mark.key == item.key:
            inside, by = items[place + 1 : slash], items[slash + 2]
            found.append(Differential(row_of(inside) if inside else None, (by,), item.start, by.end))
            place = slash + 3
        else:
            found.append(item)
            place += 1
    return found


def _taken_apart(item: Node) -> list[Node]:
    """``dz`` as d and z."""
    if isinstance(item, Name) and len(item.text) == 2 and item.text[0] == "d" and not item.font:
        middle = item.start + 1
        return [Name("d", item.start, middle), Name(item.text[1], middle, item.end, item.accents)]
    return [item]


def _is_mark(item: Node) -> bool:
    return isinstance(item, Name) and item.text in ("∂", "d") and not item.accents


def _is_slash(item: Node) -> bool:
    return isinstance(item, Operator) and item.text == "/"


def reach_is_clear(terms: Sequence[Node]) -> bool:
    """Whether no term behind ``d/dx x^2`` may belong to the derivative too: none of them speaks of x."""
    by: set[str] = set()
    for term in terms:
        found = _left_open(term)
        if by and not found and any(part.key in by for part in term.names):
            derivatives = [part for part in walk(term) if isinstance(part, Differential)]
            if not derivatives:
                return False
        by |= found
    return True


def reaching(terms: Sequence[tuple[int, Node]], start: int, end: int) -> Reaching:
    """``d/dx x^2 + x``, in which the derivative may be one of all terms.

    Raises :class:`NotUnderstood` where another term stands before it.
    """
    (sign, first), *others = terms
    items = list(first.items) if isinstance(first, Row) else []
    place = next((i for i, item in enumerate(items) if isinstance(item, Differential) and item.of is None), len(items))
    if place + 1 >= len(items) or any(_left_open(term) for _, term in others):
        raise NotUnderstood("a derivative without brackets before several terms", start)
    inside = Terms(((1, row_of(items[place + 1 :])), *others), items[place + 1].start, end)
    whole = Row((*items[: place + 1], Bracket("(", inside, inside.start, end)), start, end)
    far, near = Terms(((sign, whole),), start, end), Terms(tuple(terms), start, end)
    if_far, if_near = "the derivative is one of all terms behind it", "the derivative is one of its own term"
    return Reaching(far, near, start, end, if_far, if_near, either=True)


def product_is_clear(items: Sequence[Node]) -> bool:
    """Whether ``d/dx f \\cdot g``, in which the derivative may end before the dot, does not occur."""
    opened = False
    for item, following in pairwise(items):
        opened = opened or (isinstance(item, Differential) and item.of is None and not isinstance(following, Bracket))
        if opened and isinstance(following, Operator) and following.text != "/":
            return False
    return True


def _left_open(term: Node) -> set[str]:
    """The names by which a term differentiates what follows, if that stands without brackets."""
    items = term.items if isinstance(term, Row) else ()
    for item, following in pairwise(items):
        if isinstance(item, Differential) and item.of is None and not isinstance(following, Bracket):
            return {key for one in item.by for key in one.keys}
    return set()
