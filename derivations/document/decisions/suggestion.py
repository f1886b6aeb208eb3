"""The nearest true form of a false step: what its author may have meant to write.

One small change at a time is made to the right side: a sign, a sign in an exponent, an index, a factor 2, a power, a
prime, a name for another.  The first one that is proved is the suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, NamedTuple

from derivations.document.syntax.nodes import (
    Bracket,
    Name,
    Node,
    Number,
    Quotient,
    Row,
    Scripted,
    Terms,
    base_of,
    children,
    head_name,
    walk,
)
from derivations.document.syntax.patterns import are_same, listed

MOST = 60
"""How many changes are tried at most."""


class Change(NamedTuple):
    """A right side with one change, and the change in the source's words; ``mended`` is all of that side with it."""

    node: Node
    old: str
    new: str
    mended: str

    @property
    def text(self) -> str:
        """``true with e^{-z} in place of e^{z}``"""
        return f"true with {self.new} in place of {self.old}" if self.old else f"true with {self.new}"


def suggested(
    left: Node, right: Node, tex: str, is_true: Callable[[Node], bool], goes_on: Callable[[], bool]
) -> tuple[str, str] | None:
    """The first change to the right side that makes the step true, if there is one, while there is time.

    It is told in words, and as the right side that it makes.  A number is not changed: it may be made to be any other
    one.
    """
    if not right.names:
        return None
    for tried, change in enumerate(changes(left, right, tex)):
        if tried >= MOST or not goes_on():
            return None
        if not _repeats(change.node, left, right) and is_true(change.node):
            return change.text, change.mended
    return None


def _repeats(changed: Node, left: Node, right: Node) -> bool:
    """Whether a change brings in what is on the left: then it says nothing of what that is."""
    name = head_name(left)
    brought = isinstance(name, Name) and name.key in changed.keys - right.keys
    return brought or are_same(changed, left)


def changes(left: Node, right: Node, tex: str) -> Iterator[Change]:
    """Changes to the right side, the likeliest ones first."""
    whole = tex[right.start : right.end].strip()
    alone = isinstance(right, Terms) and len(right.terms) == 1
    if alone and whole.startswith("-"):
        opposite = whole.removeprefix("-").strip()
    else:
        opposite = f"-({whole})" if isinstance(right, Terms) else f"-{whole}"
    yield Change(_negated(right), "", opposite, opposite)
    makers = (_exponents, _signs, _indices(left, right), _names(left, right), _primes, _powers, _inverted, _dropped)
    for maker in makers:
        for node in walk(right):
            for new, text in maker(node, tex):
                changed = _replaced(right, node, new)
                if changed is not None:
                    mended = tex[right.start : node.start] + text + tex[node.end : right.end]
                    yield Change(changed, tex[node.start : node.end].strip(), text, mended)
    for factor, text in ((Fraction(2), "2"), (Fraction(1, 2), r"\frac{1}{2}")):
        number = Number(factor, right.start, right.start)
        product = Row((number, Bracket("(", right, right.start, right.end)), right.start, right.end)
        bare = _multiple(factor, whole) or f"{text} {whole}"
        multiple = f"{text} ({whole})" if isinstance(right, Terms) else bare
        yield Change(product, "", multiple, multiple)


def _multiple(factor: Fraction, text: str) -> str:
    """A product that begins with a whole number, with another one: ``4 x`` for twice ``2 x``."""
    number = re.match(r"(\d+)(?![\d.^]|\s*\^)", text)
    if number is None:
        return f"{factor} {chr(92)}cdot {text}" if text[:1].isdigit() else ""
    value = factor * int(number[1])
    written = str(value) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
    return written + text[number.end() :]


def _negated(node: Node) -> Node:
    if isinstance(node, Terms):
        return replace(node, terms=tuple((-sign, term) for sign, term in node.terms))
    return Terms(((-1, node),), node.start, node.end)


def _replaced(node: Node, old: Node, new: Node) -> Node | None:
    """The expression with one of its parts, told by its identity, replaced."""
    if node is old:
        return new
    for part in fields(node):
        value = getattr(node, part.name)
        changed = _in_value(value, old, new)
        if changed is not None:
            return replace(node, **{part.name: changed})
    return None


def _in_value(value: Any, old: Node, new: Node) -> Any:
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            changed = _in_value(item, old, new)
            if changed is not None:
                return (*value[:place], changed, *value[place + 1 :])
        return None
    is_node = hasattr(value, "start") and hasattr(value, "__dataclass_fields__") and not hasattr(value, "is_sign")
    return _replaced(value, old, new) if is_node else None


def _source(node: Node, tex: str) -> str:
    return tex[node.start : node.end].strip()


def _signs(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """One term with the other sign."""
    if not isinstance(node, Terms):
        return
    for place, (sign, _) in enumerate(node.terms):
        terms = tuple((-s if i == place else s, t) for i, (s, t) in enumerate(node.terms))
        yield Terms(terms, node.start, node.end), _sum_text(terms, tex)
        del sign


def _sum_text(terms: tuple[tuple[int, Node], ...], tex: str) -> str:
    text = " ".join(("-" if sign < 0 else "+") + " " + _source(term, tex) for sign, term in terms)
    return text.removeprefix("+ ") if text.startswith("+") else "-" + text.removeprefix("- ")


def _exponents(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """An exponent with the other sign."""
    if isinstance(node, Scripted) and isinstance(node.base, Name) and node.base.text == "e" and node.sup is not None:
        sup = _negated(node.sup)
        written = _source(node.sup, tex)
        text = written.removeprefix("-").strip() if written.startswith("-") else f"-{written}"
        yield replace(node, sup=sup), f"e^{{{text}}}"


def _indices(left: Node, right: Node) -> Callable[[Node, str], Iterator[tuple[Node, str]]]:
    """One index for another that the step speaks of."""
    letters: dict[str, Name] = {}
    for part in (*walk(left), *walk(right)):
        if isinstance(part, Scripted):
            letters |= {index.key: index for index in listed(part.sub) if isinstance(index, Name)}

    def change(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
        if not isinstance(node, Scripted):
            return
        for index in listed(node.sub):
            if not isinstance(index, Name):
                continue
            for other in letters.values():
                if other.key != index.key:
                    changed = _replaced(node, index, replace(other, start=index.start, end=index.end))
                    before, after = tex[node.start : index.start], tex[index.end : node.end]
                    if changed is not None:
                        yield changed, (before + tex[other.start : other.end] + after).strip()

    return change


def _names(left: Node, right: Node) -> Callable[[Node, str], Iterator[tuple[Node, str]]]:
    """One quantity for another that the step speaks of."""
    known: dict[str, Node] = {}
    for part in (*walk(left), *walk(right)):
        base = base_of(part)
        if isinstance(base, Name) and isinstance(part, Name | Scripted) and len(known) < 6:
            known.setdefault(base.key, part)

    def change(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
        if not isinstance(node, Name | Scripted):
            return
        base = base_of(node)
        for key, other in known.items():
            if isinstance(base, Name) and key != base.key and isinstance(node, Scripted) == isinstance(other, Scripted):
                yield other, _source(other, tex)

    return change


def _primes(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """A function for its derivative, and the other way round."""
    if isinstance(node, Scripted) and node.primes and node.sub is None and node.sup is None:
        yield node.base, _source(node.base, tex)
    if isinstance(node, Row):
        for place, item in enumerate(node.items[:-1]):
            if isinstance(item, Name) and isinstance(node.items[place + 1], Bracket):
                primed = Scripted(item, None, None, 1, item.start, item.end)
                items = (*node.items[:place], primed, *node.items[place + 1 :])
                text = tex[node.start : item.end] + "'" + tex[item.end : node.end]
                yield replace(node, items=items), text.strip()


def _powers(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """A square that is none, and one that is missing."""
    if isinstance(node, Scripted) and isinstance(node.sup, Number) and node.sub is None and not node.primes:
        yield node.base, _source(node.base, tex)
    elif (isinstance(node, Bracket) and node.kind in "([") or (isinstance(node, Name) and len(node.text) == 1):
        two = Number(Fraction(2), node.end, node.end)
        yield Scripted(node, None, two, 0, node.start, node.end), f"{_source(node, tex)}^2"


def _inverted(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """A fraction upside down."""
    if isinstance(node, Quotient):
        text = rf"\frac{{{_source(node.bottom, tex)}}}{{{_source(node.top, tex)}}}"
        yield replace(node, top=node.bottom, bottom=node.top), text


def _dropped(node: Node, tex: str) -> Iterator[tuple[Node, str]]:
    """A factor, or a term, less."""
    if isinstance(node, Row) and all(child.start < child.end for child in children(node)):
        for place, item in enumerate(node.items):
            if isinstance(item, Number | Quotient | Name | Scripted) and len(node.items) > 1:
                rest = node.items[:place] + node.items[place + 1 :]
                text = " ".join(_source(other, tex) for other in rest)
                yield (rest[0] if len(rest) == 1 else replace(node, items=rest)), text
