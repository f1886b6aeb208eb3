"""Conditions of a text as assumptions of the core: where quantities lie, and what holds between them."""

from __future__ import annotations

from contextlib import suppress

import sympy
from sympy import Expr, Integer, Symbol
from sympy.core.function import AppliedUndef

from derivations.document.discourse.conditions import Condition
from derivations.document.elaboration.meaning import Meaning
from derivations.document.elaboration.sums import size_of
from derivations.document.elaboration.values import along
from derivations.document.obligations.background import Background
from derivations.document.obligations.domains import domain_of
from derivations.document.obligations.names import lone_name
from derivations.document.syntax.nodes import (
    Bracket,
    Listing,
    Name,
    Node,
    Number,
    Operator,
    Related,
    Row,
    Scripted,
    Terms,
    base_of,
)
from derivations.document.syntax.patterns import is_reals, listed, members
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Index
from derivations.notation.relations import KINDS
from derivations.proof import Domain, Given


class Conditions:
    """Conditions of the document as core assumptions."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning

    def take(
        self, condition: Condition, place: object, background: Background, *, everywhere: bool, general: bool = False
    ) -> None:
        """Add what a condition says; ``everywhere`` where it is said of all indices that it names.

        What is ``general`` is an equation of functions that holds for all their arguments.
        """
        left, right = condition.related.parts
        (relation,) = condition.related.relations
        try:
            if relation == "∈":
                self._membership(left, right, place, background, condition.text, everywhere)
            elif relation in KINDS:
                self._relation(left, relation, right, place, background, condition.text, everywhere, general)
            elif relation not in (":=", "=:"):
                background.unread.append(condition.text)
        except NotUnderstood:
            background.unread.append(condition.text)

    def compares_indices(self, condition: Condition) -> bool:
        """``i ≠ j``, which is said of these indices, and not of all."""
        return all(map(self._index, condition.related.parts))

    def _relation(
        self, left: Node, relation: str, right: Node, place: object, background: Background, text: str,
        everywhere: bool, general: bool,
    ) -> None:  # fmt: skip
        meaning = self.meaning
        if self._index(left) and self._index(right):
            if not everywhere:
                slot = ("condition", place, text)
                before, meaning.place = meaning.place, place
                try:
                    one, other = meaning.index(left, slot), meaning.index(right, slot)
                finally:
                    meaning.place = before
                background.add(Given(KINDS[relation](one, other, evaluate=False)), text)
            return
        one, other = meaning.read_sides(left, right, place)
        if one.rank != other.rank:
            if other.rank or not other.body.is_number:
                background.unread.append(text)
                return
        elif one.rank:
            other = along(meaning.dims, other, one.axes)
        if one.body in (sympy.oo, -sympy.oo) or other.body in (sympy.oo, -sympy.oo):
            return
        free = tuple(s for s in one.body.free_symbols | other.body.free_symbols if isinstance(s, Index))
        if relation != "=":
            background.stated |= {name for side in (one.body, other.body) for name in lone_name(side)}
        bound = domain_of(one.body, relation, other.body) if everywhere or not free else None
        if bound is not None:
            background.add(bound, text)
            return
        axes = tuple(axis.index for axis in one.axes)
        forall = free if everywhere else axes
        compared = KINDS[relation](one.body, other.body, evaluate=False)
        if len(forall) <= 1:
            over = _arguments(one.body, other.body) if general and relation == "=" and not one.rank else ()
            background.add(Given(compared, (*forall, *over)), text)
        else:
            background.restrict(Given(compared, forall), text)

    def _index(self, node: Node) -> bool:
        return isinstance(node, Name) and node.key in self.meaning.survey.indices and node.key not in self.meaning.ranks

    def _membership(
        self, left: Node, right: Node, place: object, background: Background, text: str, everywhere: bool
    ) -> None:
        """``y \\in \\{0, 1\\}``, ``a \\in (0, 1)``, ``x \\in \\mathbb{R}``; other sets restrict in ways not told."""
        if is_reals(right) and isinstance(left, Name | Scripted):
            background.stated |= lone_name(self.meaning.read(left, place).body)
        if not isinstance(right, Bracket) or not isinstance(right.body, Listing):
            if not _is_whole_space(right):
                self._named_set(left, right, place, background, text)
            return
        found = [_end(item) for item in right.body.items]
        numbers = [number for number in found if number is not None]
        for node in listed(left) if isinstance(left, Listing) else [left]:
            value = self.meaning.read(node, place)
            if len(numbers) < len(found) or value.rank:
                background.unread.append(text)
                return
            if not isinstance(value.body, Entry | Symbol):
                _between(value.body, right.kind, numbers, background, text)
                return
            background.stated |= lone_name(value.body)
            first = numbers[0]
            if right.kind == "{" and sorted(numbers) == [first + i for i in range(len(numbers))]:
                background.add(Domain(value.body, first, numbers[-1], False, False, True), text)
                if len(numbers) == 2:
                    self._roots(value.body, numbers, background, text, everywhere)
            elif right.kind in ("(", "[", "(]", "[)") and len(numbers) == 2:
                low, high = (None if number.is_infinite else number for number in numbers)
                background.add(Domain(value.body, low, high, right.kind[0] == "(", right.kind[-1] in "()"), text)
            elif right.kind == "{":
                self._roots(value.body, numbers, background, text, everywhere)
            else:
                background.unread.append(text)

    def _named_set(self, left: Node, right: Node, place: object, background: Background, text: str) -> None:
        """``n \\in \\mathbb{N}``, ``x \\in \\mathbb{R}_+``: what surely holds of a member."""
        background.unread.append(text)
        name = base_of(right)
        for node in members(left):
            if isinstance(name, Name) and name.font == "bb" and isinstance(node, Name | Scripted):
                value = self.meaning.read(node, place).body
                whole = name.text in ("N", "Z")
                low = Integer(0) if name.text == "N" or _is_positive(right) else None
                if isinstance(value, Entry | Symbol) and (whole or low is not None):
                    background.add(Domain(value, low, None, False, whole, whole), text)

    @staticmethod
    def _roots(value: Expr, numbers: list[Expr], background: Background, text: str, everywhere: bool) -> None:
        """A quantity that is one of some numbers: the product of its distances from them is 0."""
        product = sympy.Mul(*(sympy.Add(value, -number, evaluate=False) for number in numbers), evaluate=False)
        free = tuple(s for s in value.free_symbols if isinstance(s, Index))
        background.add(Given(sympy.Eq(product, Integer(0), evaluate=False), free if everywhere else ()), text)


def _is_positive(node: Node) -> bool:
    """Whether it is the set of the positive members of a set, by a plus above or below its letter."""
    signs = (node.sub, node.sup) if isinstance(node, Scripted) else ()
    return any(isinstance(sign, Name) and sign.text == "+" for sign in signs)


def _is_whole_space(node: Node) -> bool:
    """Whether it is the set of all real, or of all rational numbers, or of all vectors of a size."""
    base = base_of(node)
    numbers = isinstance(base, Name) and base.font == "bb" and base.text in ("R", "Q")
    return numbers and not _is_positive(node) and not (isinstance(node, Scripted) and node.sub is not None)


def _arguments(*sides: Expr) -> tuple[Symbol, ...]:
    """The plain symbols that unknown functions are applied to."""
    called = {argument for side in sides for part in side.atoms(AppliedUndef) for argument in part.args}
    plain = (s for argument in called for s in argument.free_symbols if type(s) is Symbol and not s.is_integer)
    return tuple(sorted(set(plain), key=str))


def _number(node: Node) -> int | None:
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    if isinstance(node, Terms) and len(node.terms) == 1 and (inner := _number(node.terms[0][1])) is not None:
        return node.terms[0][0] * inner
    return None


def _between(value: Expr, kind: str, numbers: list[Expr], background: Background, text: str) -> None:
    """``t ∈ (a, b)`` for a term t, as two inequalities."""
    if kind not in ("(", "[", "(]", "[)") or len(numbers) != 2:
        background.unread.append(text)
        return
    low, high = numbers
    for end, relation in ((low, ">" if kind[0] == "(" else "≥"), (high, "<" if kind[-1] in "()" else "≤")):
        if not end.is_infinite:
            background.add(Given(KINDS[relation](value, end, evaluate=False)), text)


def _end(node: Node) -> Expr | None:
    """An end of an interval: a whole number, or an infinity."""
    match node:
        case Name("∞"):
            return sympy.oo
        case Terms(((sign, Name("∞")),)):
            return sympy.oo if sign > 0 else sympy.S.NegativeInfinity
    number = _number(node)
    return None if number is None else Integer(number)


def space_of(condition: Related, meaning: Meaning) -> None:
    """``x \\in \\mathbb{R}^n`` says that x is a vector, and how long."""
    left, right = condition.parts
    if condition.relations != ("∈",) or not isinstance(right, Scripted | Name):
        return
    if not is_reals(base_of(right)):
        return
    rank = _rank(right.sup) if isinstance(right, Scripted) else 0
    for node in members(left):
        name = base_of(node)
        if isinstance(node, Name) and rank > 2:
            meaning.others[node.key] = "tensor"
        elif isinstance(node, Name) and rank:
            meaning.declared[node.key] = rank
        elif isinstance(node, Name) and not meaning.ranks.get(node.key):
            meaning.numbers.add(node.key)
        indices = len(listed(node.sub)) if isinstance(node, Scripted) else 0  # x_i in R^d: there are several
        if isinstance(name, Name) and 0 < rank < 3 and meaning.ranks.get(name.key, 0) < rank + indices:
            meaning.ranks[name.key] = rank + indices
            meaning.changed = True
        if rank in (1, 2) and isinstance(right, Scripted) and right.sup is not None:
            with suppress(NotUnderstood):
                axes, sizes = meaning.read(node, ("space", node.start)).axes, _sizes(right.sup)
                for axis, size in zip(axes[-rank:], sizes, strict=False):
                    if isinstance(size, Name | Number) and len(sizes) == rank <= len(axes):
                        meaning.dims.give_size(axis.key, size_of(meaning, size))


def _sizes(sup: Node) -> list[Node]:
    """The sizes of a space, ``m`` and ``n`` of ``m \\times n``."""
    if isinstance(sup, Row) and any(isinstance(item, Operator) for item in sup.items):
        return [item for item in sup.items if not isinstance(item, Operator)]
    return [sup]


def _rank(sup: Node | None) -> int:
    """How many sizes a space has: one more than there are signs between them in ``m \\times n``."""
    if sup is None or (isinstance(sup, Name) and sup.text in ("+", "-", "*")):
        return 0
    return 1 + sum(isinstance(item, Operator) for item in (sup.items if isinstance(sup, Row) else ()))
