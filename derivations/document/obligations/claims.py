"""The claims that a step makes: one, or one for each case, or two for an approximation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sympy import Integer, Rational, oo

from derivations.document.discourse.conditions import Condition, conditions_in, negation
from derivations.document.elaboration.glossary import EXAMPLE
from derivations.document.elaboration.meaning import Meaning
from derivations.document.elaboration.values import Value, quotient
from derivations.document.obligations.finite_sums import written_out
from derivations.document.obligations.interpretation import matched
from derivations.document.obligations.outline import Chain
from derivations.document.syntax.approaches import is_two_sided
from derivations.document.syntax.commands import EITHER_SIGN
from derivations.document.syntax.nodes import (
    Bracket,
    Choice,
    Node,
    Number,
    Related,
    Terms,
)
from derivations.document.syntax.patterns import is_lone, is_number, mentions
from derivations.document.syntax.statements import CONNECTIVES, ORDER, remark
from derivations.document.syntax.tokens import TEXT, NotUnderstood
from derivations.notation import Index, Lim, Sum, replaced, subexpressions
from derivations.notation.operators import Component, in_deltas
from derivations.notation.relations import KINDS
from derivations.proof import Claim

SIGNS = frozenset(EITHER_SIGN.values())
SPARE = "jkilmpqrst"
"""Letters for the components of vectors."""


def claims(
    meaning: Meaning, chain: Chain, left: Node, relation: str, right: Node
) -> Iterator[tuple[Claim, tuple[Condition, ...]]]:
    """The claims that a step makes: one, or one for each case."""
    if relation in CONNECTIVES:
        one, other = _related(meaning, left, chain), _related(meaning, right, chain)
        yield Claim(one, relation, other), ()
        return
    relation = "=" if relation in (":=", "≡") else relation
    if isinstance(left, Choice) or isinstance(right, Choice):
        for first, second, conditions in cases(left, right, chain):
            one, other = matched(meaning, first, second, chain.place)
            yield from ((claim, conditions) for claim in _by_components(one, relation, other))
        return
    if relation == "≈":
        yield from _approximations(meaning, chain, left, right)
        return
    try:
        sides = (False, True) if is_two_sided(left) or is_two_sided(right) else (False,)
        for below, sign in product(sides, _signs(meaning, left, right)):
            meaning.from_below, meaning.upper = below, sign
            one, other = matched(meaning, left, right, chain.place)
            if any(side.body.has(oo) for side in (one, other)) and not any(side.body.has(Lim) for side in (one, other)):
                raise NotUnderstood("infinity as a number", left.start)
            if one.rank == 2 and relation in ORDER:  # or by the quadratic forms that they belong to
                meaning.taken.append("if matrices are compared entry by entry")
                meaning.doubts.append("the text does not say how matrices are compared")
            yield from ((claim, ()) for claim in _by_components(one, relation, other))
    finally:
        meaning.from_below, meaning.upper = False, 0


def _signs(meaning: Meaning, left: Node, right: Node) -> tuple[int, ...]:
    """What ``±`` is in turn: the same sign on both sides, but then nothing is refuted.

    On the right side alone, or beside a lone quantity or a number, it is either of two values, and has no meaning.
    """
    one, other = mentions(left, SIGNS), mentions(right, SIGNS)
    if one and other:
        meaning.doubts.append("± may stand for either sign on each side")
    return (1, -1) if one and (other or not (is_lone(right) or is_number(right))) else (0,)


def _approximations(
    meaning: Meaning, chain: Chain, left: Node, right: Node
) -> Iterator[tuple[Claim, tuple[Condition, ...]]]:
    """``A ≈ 0.88``: A lies within half a unit of the last digit that is printed; ``1600 ≈ 2000`` prints one digit.

    A whole number on the left is no approximation of what stands on the right.
    """
    printed = right if _digits(right) is not None else left if _digits(left) else None
    if printed is None:
        raise NotUnderstood("an approximation of one formula by another", right.start)
    other = left if printed is right else right
    value, number = matched(meaning, other, printed, chain.place)
    if value.body.free_symbols:
        raise NotUnderstood("an approximation of something that is not a number", other.start)
    digits = _digits(printed) or 0
    whole = str(int(number.body)) if number.body and not digits else ""
    half = Rational(10 ** (len(whole) - len(whole.rstrip("0"))), 2 * 10**digits)
    yield Claim(value.body, "≤", number.body + half), ()
    yield Claim(value.body, "≥", number.body - half), ()


def _related(meaning: Meaning, node: Node, chain: Chain) -> Any:
    if not isinstance(node, Related) or len(node.relations) != 1 or node.relations[0] not in KINDS:
        raise NotUnderstood("a claim that is not one relation between two sides", node.start)
    one, other = matched(meaning, node.parts[0], node.parts[1], chain.place)
    if one.rank:
        raise NotUnderstood("an equivalence of claims about vectors", node.start)
    return KINDS[node.relations[0]](one.body, other.body, evaluate=False)


def _by_components(one: Value, relation: str, other: Value) -> Iterator[Claim]:
    """The claim for all components, or, where they are written out, for each of them."""
    if one.rank and relation == "≠":
        raise NotUnderstood("an inequality of vectors, which may have equal components", 0)
    written = {part.args[1] for side in (one, other) for part in side.body.atoms(Component)}
    sizes = {axis: axis.index.range.last for axis in one.axes if axis.index in written}
    axes = {axis: int(size) for axis, size in sizes.items() if isinstance(size, Integer)}
    others = tuple(axis for axis in one.axes if axis not in axes)
    for places in product(*(range(1, size + 1) for size in axes.values())):
        where = {axis.index: Integer(place) for axis, place in zip(axes, places, strict=True)}
        first, second = (in_deltas(replaced(side.body, where)) for side in (one, other))
        left, right = (Value(side, others) for side in written_out((first, second)))
        yield _plain_claim(left, relation, right)


def _plain_claim(one: Value, relation: str, other: Value) -> Claim:
    left, right = one.body, other.body
    if one.axes:
        taken = {str(s) for s in left.free_symbols | right.free_symbols}
        letters = (name for prime in ("", "′", "″") for letter in SPARE if (name := letter + prime) not in taken)
        where = {axis.index: Index(next(letters), axis.index.range) for axis in one.axes}
        left, right = replaced(left, where), replaced(right, where)
    return Claim(left, relation, right)


def _digits(node: Node) -> int | None:
    """How many digits a number is printed with after the point, if it is a number."""
    if isinstance(node, Terms) and len(node.terms) == 1:
        return _digits(node.terms[0][1])
    if isinstance(node, Bracket):
        return _digits(node.body)
    return (node.digits or 0) if isinstance(node, Number) else None


def cases(left: Node, right: Node, chain: Chain) -> Iterator[tuple[Node, Node, tuple[Condition, ...]]]:
    """The sides in each case, with its conditions; "otherwise" is what the other case is not."""
    choice = left if isinstance(left, Choice) else right
    if not isinstance(choice, Choice):
        yield left, right, ()
        return
    known: list[tuple[Condition, ...]] = []
    for _, tokens in choice.rows:
        found = tuple(conditions_in(remark(tokens), chain.placed.excerpt))
        words = " ".join(t.text for t in tokens if t.kind == TEXT).lower()
        if (
            not found
            and any(word in words for word in ("otherwise", "else"))
            and len(known) == 1
            and len(known[0]) == 1
        ):
            found = (negation(known[0][0]),)
        if not found:
            raise NotUnderstood(f"the condition “{words.strip()}” of a case", choice.start)
        known.append(found)
    for (value, _), conditions in zip(choice.rows, known, strict=True):
        yield (value, right, conditions) if choice is left else (left, value, conditions)


def average(claim: Claim) -> Claim | None:
    """A claim about one example on the left and all of them on the right, the left side read as their average."""
    if claim.relation not in KINDS:
        return None
    examples = [s for s in claim.lhs.free_symbols if isinstance(s, Index) and s.name == EXAMPLE]
    if not examples or examples[0] in claim.rhs.free_symbols:
        return None
    (here,) = examples
    if not any(isinstance(part, Sum) and part.index.range == here.range for part in subexpressions(claim.rhs)):
        return None
    anyone = Index("x′", here.range)
    total = Sum(replaced(claim.lhs, {here: anyone}), anyone)
    return Claim(quotient(total, here.range.last), claim.relation, claim.rhs)
