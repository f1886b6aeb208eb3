r"""From a formula's tokens to statements: chains of sides with relations between, each side and reason with its place.

A display's rows are cut at relations; a row that begins with one goes on with the statement before it.  What stands
behind ``\qquad`` or in ``\text{...}`` is a remark: a reason, or a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivations.document.syntax.commands import CLOSING, OPENING
from derivations.document.syntax.nodes import Listing, Node
from derivations.document.syntax.parser import parsed
from derivations.document.syntax.parts import (
    BINDING,
    FORMULA,
    has_relation,
    in_brackets,
    is_name,
    listed,
    mapping,
    parts_of,
    relations_in,
    rows_in,
    stripped,
    unboxed,
)
from derivations.document.syntax.patterns import is_plain_name
from derivations.document.syntax.relations import relation_at, written
from derivations.document.syntax.tokens import COMMAND, GROUP, SIGN, TEXT, NotUnderstood, Token, placed
from derivations.document.syntax.tokens import tokens as tokens_of

CONNECTIVES = ("⟺", "⇒")
ORDER = ("<", "≤", ">", "≥")
JOINING = ("and", "but", "so", "hence", "thus", "therefore", "while", "whereas")
"""Words between two claims of a display."""
_MODULUS = re.compile(r"\bmod(?:ulo)?\b")


@dataclass(frozen=True)
class Side:
    """One side of a relation: its tokens, and what they are, or why they are not understood."""

    tokens: tuple[Token, ...]
    node: Node | None
    problem: NotUnderstood | None = None

    @property
    def start(self) -> int:
        return self.tokens[0].start if self.tokens else 0

    @property
    def end(self) -> int:
        return self.tokens[-1].end if self.tokens else 0


@dataclass(frozen=True)
class Remark:
    """Words and formulas beside a step: ``\\text{as } C = -\\ln a``."""

    parts: tuple[str | tuple[Token, ...], ...]


@dataclass
class Link:
    """A relation and the side that follows it."""

    relation: str
    start: int
    side: Side
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Statement:
    """A chain of sides; without a ``first`` it goes on with the one before it."""

    first: Side | None
    links: list[Link] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def asides(self) -> list[Remark]:
        """All remarks beside it: those of the whole, and those of each link."""
        return [*self.remarks, *(aside for link in self.links for aside in link.remarks)]

    def beside(self, link: Link) -> list[Remark]:
        """The remarks that may speak of a link: its own, those of the whole, and the only one if it ends the chain."""
        commented = [other for other in self.links if other.remarks]
        closing = self.links[-1].remarks if commented == self.links[-1:] else []
        return [*self.remarks, *link.remarks, *closing]

    @property
    def left(self) -> Node | None:
        """The expression on its left, if there is one that was understood."""
        return self.first.node if self.first is not None else None

    @property
    def connected(self) -> bool:
        """Whether claims are joined by ⟺ or ⇒."""
        return any(link.relation in CONNECTIVES for link in self.links)


@dataclass
class _Draft:
    """A statement whose sides are still tokens; ``open`` is how many brackets are open in the last one."""

    sides: list[list[Token]] = field(default_factory=lambda: [[]])
    relations: list[tuple[str, int]] = field(default_factory=list)
    remarks: dict[int, list[Remark]] = field(default_factory=dict)
    open: int = 0

    def extend(self, tokens: Sequence[Token]) -> None:
        """Go on with the last side."""
        self.sides[-1] += tokens
        self.open += sum((written(t) in OPENING) - (written(t) in CLOSING) for t in tokens)

    def remark(self, aside: Remark) -> None:
        self.remarks.setdefault(len(self.relations), []).append(aside)


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """The statements of a formula."""
    drafts: list[_Draft] = []
    for row in rows_in(unboxed(tokens)):
        _read_row(row, drafts)
    whole = [_finished(draft) for draft in drafts if draft.relations or draft.sides[0] or draft.remarks]
    return [one for statement in whole for one in _of_each(statement)]


def _of_each(statement: Statement) -> list[Statement]:
    """The statements that ``0 < x, y < 1`` makes of each quantity that it lists."""
    sides = [statement.first, *(link.side for link in statement.links)]
    lists = [side for side in sides if side is not None and isinstance(side.node, Listing)]
    if len(lists) != 1 or not statement.links or any(link.relation not in ORDER for link in statement.links):
        return [statement]
    (several,) = lists
    assert isinstance(several.node, Listing)
    if not all(is_plain_name(item) for item in several.node.items):
        return [statement]
    found = []
    for item in several.node.items:
        one = Side(tuple(t for t in several.tokens if item.start <= t.start and t.end <= item.end), item)
        links = [replace(link, side=one) if link.side is several else link for link in statement.links]
        found.append(Statement(one if statement.first is several else statement.first, links, statement.remarks))
    return found


def _read_row(row: list[Token], drafts: list[_Draft]) -> None:
    leading = bool(row) and row[0].is_sign("&")
    quantified: list[Remark] = []
    wholes = [piece for cell in parts_of(row) for piece in listed(cell)]
    parts = [p for piece in wholes for p in _quantified(mapping(piece), quantified) if p]
    remarked = True
    for number, whole in enumerate(parts):
        joined = not remarked and has_relation(whole[1:]) and whole[0].text.strip(" ,;~") in JOINING
        part = whole[1:] if joined and whole[0].kind == TEXT else whole
        remarked = part[0].kind == TEXT and not is_name(part, 0)
        if remarked:
            aside = remark(part)
            if drafts and (drafts[-1].relations or drafts[-1].sides[0]):
                drafts[-1].remark(aside)
            else:
                drafts.append(_Draft())
                drafts[-1].remark(aside)
            continue
        starts_with_relation = relation_at(part, 0) is not None
        related = has_relation(part)
        if number and not starts_with_relation and (not related or in_brackets(part)):
            if drafts:
                drafts[-1].remark(remark(part[1:-1] if in_brackets(part) else part))
            continue
        if (starts_with_relation and drafts and drafts[-1].sides[-1]) or (
            not number and drafts and _goes_on(part, drafts[-1], leading, related)
        ):
            draft = drafts[-1]
        else:
            draft = _Draft()
            drafts.append(draft)
        _add(part, draft)
    for aside in quantified:
        if not drafts:
            drafts.append(_Draft())
        drafts[-1].remark(aside)


def _quantified(part: list[Token], quantified: list[Remark]) -> list[list[Token]]:
    """The claim of ``\\forall x \\in S, claim`` and ``claim \\forall x \\in S``; the condition is ``quantified``."""
    start = next((i for i, token in enumerate(part) if token.is_command("forall", "exists")), None)
    if start is None:
        return [part]
    if part[start].is_command("exists"):
        return [part]
    if start:
        quantified.append(remark(part[start + 1 :]))
        return [stripped(part[:start])]
    comma = next((i for i, token in enumerate(part) if token.is_sign(",", ":")), len(part))
    quantified.append(remark(part[1:comma]))
    return [stripped(part[comma + 1 :])]


def _goes_on(part: list[Token], draft: _Draft, leading: bool, related: bool) -> bool:
    """Whether a row goes on with the expression of the row before."""
    last = draft.sides[-1]
    if draft.relations and not last:
        return True
    if not last:
        return False
    end = last[-1]
    if end.is_sign("+", "-", "/", "*") or end.is_command(*BINDING):
        return True
    if part[0].is_sign("+", "-", "/", "*") or part[0].is_command(*BINDING):
        return leading or not related
    return not related and draft.open > 0


def _add(part: list[Token], draft: _Draft) -> None:
    place = 0
    for where, relation, length in relations_in(part):
        draft.extend(part[place:where])
        if draft.relations and not draft.sides[-1] and relation in CONNECTIVES and len(draft.sides) > 1:
            draft.relations[-1] = (relation, part[where].start)  # "= \implies" and the like: the last one counts
        else:
            draft.relations.append((relation, part[where].start))
            draft.sides.append([])
            draft.open = 0
        place = where + length
        above = part[where + 1] if length == 3 and part[where].kind == COMMAND else None
        if above is not None and above.kind == GROUP and (has_relation(above.inside) or above.inside[:1]):
            draft.remark(remark(above.inside))
    draft.extend(part[place:])


def remark(part: Sequence[Token]) -> Remark:
    """Tokens as words and formulas."""
    found: list[str | tuple[Token, ...]] = []
    maths: list[Token] = []
    for token in part:
        if token.kind == TEXT:
            if maths:
                found.append(tuple(maths))
                maths = []
            found += _words_of(token)
        else:
            maths.append(token)
    if maths:
        found.append(tuple(maths))
    return Remark(tuple(found))


def _words_of(token: Token) -> Iterator[str | tuple[Token, ...]]:
    """The words of a text, and the formulas in dollars within it."""
    first, place = token.end - 1 - len(token.text), 0
    for formula in FORMULA.finditer(token.text):
        if words := token.text[place : formula.start()]:
            yield words
        place = formula.end()
        try:
            inside = tokens_of(formula[1])
        except NotUnderstood:
            yield formula[1]
            continue
        yield tuple(placed(t, first + formula.start(1)) for t in inside)
    if words := token.text[place:]:
        yield words


def _finished(draft: _Draft) -> Statement:
    first, *others = _without_congruences(draft, [_side(tokens) for tokens in draft.sides])
    links = [
        Link(relation, start, side, draft.remarks.get(number, []))
        for number, ((relation, start), side) in enumerate(zip(draft.relations, others, strict=True), 1)
    ]
    return Statement(first if first.tokens else None, links, draft.remarks.get(0, []))


def _without_congruences(draft: _Draft, sides: list[Side]) -> list[Side]:
    """The sides; none of them is understood where ``\\equiv`` stands beside a modulus, or what may be one."""
    if all(relation != "≡" for relation, _ in draft.relations):
        return sides
    words = [part for asides in draft.remarks.values() for aside in asides for part in aside.parts]
    problem = next((side.problem for side in sides if side.problem is not None), None)
    if any(isinstance(part, str) and _MODULUS.search(part) for part in words):
        problem = NotUnderstood("a congruence", sides[0].start)
    return sides if problem is None else [replace(side, node=None, problem=problem) for side in sides]


def side_of(tokens: Sequence[Token]) -> Side:
    """A side made of these tokens."""
    return _side(list(tokens))


def _side(tokens: list[Token]) -> Side:
    tokens = stripped([t for t in tokens if not (t.kind == SIGN and t.text == "&")])
    if not tokens:
        return Side((), None, NotUnderstood("an expression is missing", 0))
    try:
        return Side(tuple(tokens), parsed(tokens))
    except NotUnderstood as problem:
        return Side(tuple(tokens), None, problem)
    except RecursionError:
        return Side(tuple(tokens), None, NotUnderstood("an expression that is nested too deeply", tokens[0].start))


__all__ = ["Link", "Remark", "Side", "Statement", "remark", "side_of", "statements"]
