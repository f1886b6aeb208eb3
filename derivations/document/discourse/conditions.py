"""Relations that a text gives as conditions or reasons, or that it may have meant as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from derivations.document.discourse.grammar import cue, tokens_of
from derivations.document.discourse.vocabulary import CONDITION, MENTIONED, REASON, STATED, SUPPOSED
from derivations.document.source.pieces import Excerpt, Formula, whole
from derivations.document.source.prose import cut
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.evaluations import bars_in
from derivations.document.syntax.names import of_key
from derivations.document.syntax.nodes import Choice, Listing, Name, Node, Number, Related, Terms
from derivations.document.syntax.patterns import is_lone, is_plain_name, is_trivial, written
from derivations.document.syntax.statements import Remark, Statement, remark, side_of, statements
from derivations.document.syntax.tokens import NotUnderstood, Token, tokens

ASIDE = {CONDITION: CONDITION, SUPPOSED: CONDITION, REASON: REASON, STATED: REASON}
"""What a relation in a remark beside a step is for that step, by what its clause does with it."""
ORDERS = ("<", "≤", ">", "≥", "≠", "∈")
OPPOSITE = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}
"""What holds where a relation does not."""

_SPACE = re.compile(r"\\in\s*\\?(?:mathbb|mathbf|Bbb)?\s*\{?\s*R\s*\}?\s*\^[^_]*$")
"""A space of vectors or of matrices, which is a set that restricts no component."""


@dataclass(frozen=True)
class Condition:
    """A relation with its place, and what the text does with it; a block's holds for more than its sentence.

    One that is said only of what follows, as "at x = 0" where a sentence begins, is ``ahead``.  It is ``sure`` if the
    words of its clause were understood; one that ``defines`` may give a lone quantity its value.
    ``item`` are the numbers of the list items around it.  What is said in ``passing`` defines nothing for others.
    """

    related: Related
    excerpt: Excerpt
    role: str = CONDITION
    block: bool = False
    wording: str = ""
    ahead: bool = False
    sure: bool = True
    defines: bool = True
    item: tuple[int, ...] = ()
    passing: bool = False
    ranges: tuple[IndexRange, ...] = ()
    """Those of the indices that its sentence tells."""

    @property
    def is_plain(self) -> bool:
        """Whether the text surely supposes it, or defines a quantity by it."""
        left, right = self.related.parts
        return self.sure or (
            self.defines and self.related.relations == ("=",) and not is_trivial(right) and is_lone(left)
        )

    @cached_property
    def bound(self) -> tuple[str, str, Fraction] | None:
        """The lone quantity, the relation and the number, if it compares these."""
        (left, right), (relation, *_) = self.related.parts, self.related.relations
        value = _number(right)
        return None if relation == "∈" or value is None or not is_lone(left) else (written(left), relation, value)

    @property
    def text(self) -> str:
        """The relation as it stands in the source, or as words put it."""
        return self.wording or self.excerpt.quoted(self.related.start, self.related.end)

    @property
    def with_line(self) -> str:
        """The relation, and the line that it stands in."""
        return f"{self.text} (line {self.excerpt.position(self.related.start).line})"


def conditions_of(statement: Statement, excerpt: Excerpt, role: str = CONDITION) -> Iterator[Condition]:
    """The relations of a statement as conditions; of ``x, y > 0`` one for each quantity.

    A set that is not understood is still one that restricts the quantity.
    """
    if statement.first is None or statement.first.node is None or is_range(statement):
        return
    before = statement.first.node
    for link in statement.links:
        right = link.side.node
        if right is None and link.relation == "∈":
            if _SPACE.match(excerpt.text[link.start : link.side.end]):
                return
            right = Name("set", link.start, link.side.end, font="unread")
        if right is None:
            return
        several = before.items if isinstance(before, Listing) and link.relation != "∈" else (before,)
        for left in several:
            yield Condition(Related((left, right), (link.relation,), left.start, right.end), excerpt, role)
        before = right


def is_range(statement: Statement) -> bool:
    """``k = 1, ..., K`` says which values an index takes."""
    last = statement.links[-1].side.node if statement.links else None
    return is_plain_name(statement.left) and (isinstance(last, Name) and last.text == OMISSION)


@dataclass(frozen=True)
class IndexRange:
    """The index of which a range tells the values, and the last one; nothing for one that does not begin with 1."""

    key: str
    last: Node | None


def range_of(statement: Statement) -> IndexRange:
    """What ``k = 1, \\dots, K`` says of k."""
    assert isinstance(statement.left, Name)
    right = statement.links[-1].side.tokens
    cuts = [-1, *(place for place, token in enumerate(right) if token.is_sign(",", ";")), len(right)]
    nodes = [side_of(right[one + 1 : other]).node for one, other in pairwise(cuts)]
    whole = len(nodes) > 1 and isinstance(nodes[0], Number) and nodes[0].value == 1
    return IndexRange(statement.left.key, nodes[-1] if whole else None)


def conditions_in(aside: Remark, excerpt: Excerpt, mentioned: bool = False) -> Iterator[Condition]:
    """The conditions and reasons in a remark beside a step; a relation without words is a condition.

    Those that an "or" joins are none for certain.  Those that are only ``mentioned`` are given if they are asked for.
    """
    if any("or" in tokens_of(part) for part in aside.parts if isinstance(part, str)):
        alternatives = Remark(tuple(p for p in aside.parts if not isinstance(p, str) or "or" not in tokens_of(p)))
        found = conditions_in(alternatives, excerpt, mentioned)
        yield from (replace(c, sure=False, defines=False) for c in found)
        return
    words = ""
    for part in aside.parts:
        if isinstance(part, str):
            words = part
            yield from _within(part, excerpt, mentioned)
            continue
        role = ASIDE.get(cue(words).role if words.strip() else CONDITION, MENTIONED)
        for statement in _statements_of(part):
            if mentioned or role != MENTIONED:
                yield from conditions_of(statement, excerpt, role)


def names_alone_in(aside: Remark) -> Iterator[Name]:
    """The names that a remark speaks of without a relation: ``\\forall x``."""
    for part in aside.parts:
        for statement in _statements_of(part) if isinstance(part, tuple) and part else ():
            node = statement.first.node if statement.first is not None and not statement.links else None
            if isinstance(node, Name):
                yield node


def _within(words: str, excerpt: Excerpt, mentioned: bool) -> Iterator[Condition]:
    """The conditions in a text that has formulas of its own: ``\\text{for $x > 0$}``."""
    before = ""
    for piece in cut(whole(excerpt.path, words)) if "$" in words or "\\(" in words else ():
        if isinstance(piece, Formula):
            role = ASIDE.get(cue(before).role if before.strip() else CONDITION, MENTIONED)
            here = replace(piece.excerpt, origins=excerpt.origins[:1])
            try:
                found = statements(tokens(piece.excerpt.text))
            except (NotUnderstood, RecursionError):
                found = []
            for statement in found:
                if mentioned or role != MENTIONED:
                    yield from conditions_of(statement, here, role)
        before = getattr(piece, "text", "")


def _statements_of(part: tuple[Token, ...]) -> list[Statement]:
    """The statements of a remark's formula, ``(k \\neq j)`` without its brackets."""
    inside = part[1:-1] if part[0].text in "([" and part[-1].text in ")]" else part
    try:
        return statements(inside)
    except (NotUnderstood, RecursionError):
        return []


def restrictions_in(statement: Statement, excerpt: Excerpt, claimed: bool) -> Iterator[Condition]:
    """The relations of a statement, and of the remarks in it, that may restrict what the text speaks of.

    Of the equations that it claims only those do that give a lone quantity a value.
    """
    remarks = statement.asides
    for side in (statement.first, *(link.side for link in statement.links)):
        if side is not None and isinstance(side.node, Choice):
            remarks += [remark(tokens_) for _, tokens_ in side.node.rows]
    for condition in conditions_of(statement, excerpt, MENTIONED):
        if restricts(condition.related) or not claimed:
            yield replace(condition, block=True)
    for aside in remarks:
        for condition in conditions_in(aside, excerpt, mentioned=True):
            yield replace(condition, role=MENTIONED, block=True)


def restricts(related: Related) -> bool:
    """Whether a relation may restrict quantities: an order, or an equation of a lone one with a number or another one.

    Other equations state or define something.
    """
    left, right = related.parts
    return related.relations[0] in ORDERS or (related.relations == ("=",) and is_lone(left) and is_trivial(right))


def meant(related: Related) -> tuple[str, ...]:
    """What a relation says, whichever way round it is written: no claim is a condition of itself."""
    (left, right), (relation, *_) = related.parts, related.relations
    turned = {">": "<", "≥": "≤"}
    sides = [written(left), written(right)]
    ordered = sides[::-1] if relation in turned or (relation not in ORDERS and sides[1] < sides[0]) else sides
    return (turned.get(relation, relation), *ordered)


def excludes(one: Condition, other: Condition) -> bool:
    """Whether two relations between the same lone quantity and numbers certainly do not hold at once."""
    if one.bound is None or other.bound is None:
        return False
    (name, relation, mine), (same, other_relation, theirs) = one.bound, other.bound
    return name == same and _excluded(relation, mine, other_relation, theirs)


def gives_another_value(one: Condition, other: Condition) -> bool:
    """Whether two equations say of the same lone quantity, or of a function at the same arguments, what it is."""
    if one.related.relations != ("=",) or other.related.relations != ("=",):
        return False
    (left, right), (same, value) = one.related.parts, other.related.parts
    return is_lone(left) and written(left) == written(same) and written(right) != written(value)


def _excluded(relation: str, mine: Fraction, other: str, theirs: Fraction) -> bool:
    if relation == "=" or other == "=":
        value, (sign, end) = (mine, (other, theirs)) if relation == "=" else (theirs, (relation, mine))
        holds = {"=": value == end, "≠": value != end, "<": value < end, "≤": value <= end, ">": value > end}
        return not holds.get(sign, value >= end)
    if relation in (">", "≥") and other in ("<", "≤"):
        return _excluded(other, theirs, relation, mine)
    below = relation in ("<", "≤") and other in (">", "≥")
    return below and (mine < theirs or (mine == theirs and relation + other != "≤≥"))


def _number(node: Node) -> Fraction | None:
    """The number that a side is, if it is one."""
    if isinstance(node, Terms) and len(node.terms) == 1:
        ((sign, node),) = node.terms
        return sign * node.value if isinstance(node, Number) else None
    return node.value if isinstance(node, Number) else None


def negation(condition: Condition) -> Condition:
    """What holds where a condition does not."""
    related = condition.related
    other = OPPOSITE.get(related.relations[0])
    if other is None:
        raise NotUnderstood("a case that is not what another one is", related.start)
    return replace(condition, related=replace(related, relations=(other,)))


def values_at_points(sides: Iterable[Node], excerpt: Excerpt) -> tuple[Condition, ...]:
    """What the letters are that bars with a value below them bind."""
    found = {}
    for part in bars_in(sides):
        related = Related((part.name, part.point), ("=",), part.start, part.end)
        wording = f"{of_key(part.letter)} = {written(part.point)} at the bar"
        found[part.name.key] = Condition(related, excerpt, wording=wording)
    return tuple(found.values())


def signed(name: Node, relation: str, excerpt: Excerpt, role: str) -> Condition:
    """``positive x``: how a quantity compares with 0."""
    zero = Number(Fraction(0), name.end, name.end)
    text = f"{excerpt.quoted(name.start, name.end)} {relation} 0"
    return Condition(Related((name, zero), (relation,), name.start, name.end), excerpt, role, wording=text)
