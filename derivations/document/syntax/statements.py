r"""From a formula's tokens to statements: chains of sides with relations between, each side and reason with its place.

A display's rows are cut at relations; a row that begins with one goes on with the statement before it.  What stands
behind ``\qquad`` or in ``\text{...}`` is a remark: a reason, or a condition.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from derivations.document.source.prose import ENVIRONMENTS
from derivations.document.syntax.commands import CLOSING, FUNCTION_WORDS, OPENING
from derivations.document.syntax.nodes import Listing, Node
from derivations.document.syntax.parser import parsed
from derivations.document.syntax.patterns import is_plain_name
from derivations.document.syntax.relations import relation_at, written
from derivations.document.syntax.rows import rows_of
from derivations.document.syntax.tokens import (
    COMMAND,
    ENVIRONMENT,
    GROUP,
    LETTER,
    SIGN,
    TEXT,
    NotUnderstood,
    Token,
    placed,
)
from derivations.document.syntax.tokens import (
    tokens as tokens_of,
)

CONNECTIVES = ("⟺", "⇒")
ORDER = ("<", "≤", ">", "≥")
CROSS_REFERENCES = frozenset(["label", "ref", "eqref", "cref", "Cref", "cite", "footnote"])
"""Commands whose argument says nothing of the formula."""
_FORMULA = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
_MODULUS = re.compile(r"\bmod(?:ulo)?\b")
OPERATORS = ("cdot", "times", "odot", "circ")
REMARK_WORDS = frozenset(
    [
        "if",
        "for",
        "where",
        "and",
        "or",
        "since",
        "as",
        "when",
        "otherwise",
        "by",
        "using",
        "because",
        "so",
        "with",
        "hence",
        "let",
        "else",
        "case",
        "from",
        "thus",
        "then",
        "again",
        "assuming",
        "provided",
        "given",
        "note",
        "recall",
        "that",
        "which",
        "chain",
        "rule",
        "definition",
        "likewise",
        "similarly",
        "also",
        "i.e.",
        "e.g.",
        "s.t.",
        "by",
    ]
)
"""Words that begin a remark rather than name a quantity."""


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
    def connected(self) -> bool:
        """Whether claims are joined by ⟺ or ⇒."""
        return any(link.relation in CONNECTIVES for link in self.links)


@dataclass
class _Draft:
    """A statement whose sides are still tokens."""

    sides: list[list[Token]] = field(default_factory=lambda: [[]])
    relations: list[tuple[str, int]] = field(default_factory=list)
    remarks: dict[int, list[Remark]] = field(default_factory=dict)

    def remark(self, aside: Remark) -> None:
        self.remarks.setdefault(len(self.relations), []).append(aside)


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """The statements of a formula."""
    drafts: list[_Draft] = []
    for row in _rows(_opened(tokens)):
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


def _opened(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without labels, and without the box or the braces around a relation."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if token.kind == TEXT and token.inside and _is_apart(token):
            continue
        is_argument = before is not None and (before.kind == COMMAND or before.is_sign("_", "^"))
        boxed = before is not None and before.is_command("boxed", "fbox", "bbox")
        if token.kind == GROUP and (boxed or not is_argument) and _has_relation(token.inside):
            found = found[:-1] if boxed else found
            found += _opened(token.inside)
        else:
            found.append(token)
    return found


def _is_apart(token: Token) -> bool:
    """Whether words are a label, or the number of the formula."""
    command = token.inside[0].text
    return command in CROSS_REFERENCES or (command.startswith("tag") and not _FORMULA.search(token.text))


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The rows of a display, those of environments inside of it too."""
    for row in rows_of(tokens):
        inner = next((t for t in row if t.kind == ENVIRONMENT and t.text.rstrip("*") in ENVIRONMENTS), None)
        if inner is None:
            yield row
            continue
        place = row.index(inner)
        inside = _opened(inner.inside)
        if inner.text.rstrip("*") in ("alignat", "alignedat") and inside and inside[0].kind == GROUP:
            inside = inside[1:]
        if inner.text.rstrip("*") in ("aligned", "gathered", "split") and len(inside) > 2 and inside[0].is_sign("["):
            inside = inside[3:]
        before, after = row[:place], row[place + 1 :]
        rows = list(_rows(inside))
        if rows:
            rows[0] = [*before, *rows[0]]
            rows[-1] = [*rows[-1], *after]
        yield from rows


def _read_row(row: list[Token], drafts: list[_Draft]) -> None:
    leading = bool(row) and row[0].is_sign("&")
    quantified: list[Remark] = []
    wholes = [piece for whole in _parts(row) for piece in _listed(whole)]
    parts = [p for whole in wholes for p in _quantified(_mapping(whole), quantified) if p]
    for number, part in enumerate(parts):
        if part[0].kind == TEXT and not _is_name(part, 0):
            aside = remark(part)
            if drafts and (drafts[-1].relations or drafts[-1].sides[0]):
                drafts[-1].remark(aside)
            else:
                drafts.append(_Draft())
                drafts[-1].remark(aside)
            continue
        starts_with_relation = relation_at(part, 0) is not None
        has_relation = _has_relation(part)
        if number and not starts_with_relation and (not has_relation or _in_brackets(part)):
            if drafts:
                drafts[-1].remark(remark(part[1:-1] if _in_brackets(part) else part))
            continue
        if (starts_with_relation and drafts and drafts[-1].sides[-1]) or (
            not number and drafts and _goes_on(part, drafts[-1], leading, has_relation)
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


def _parts(row: list[Token]) -> list[list[Token]]:
    """A row cut where wide spaces, words, or a further column separate."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for place, token in enumerate(row):
        key = written(token)
        depth += (key in OPENING or token.is_command("left")) - (key in CLOSING or token.is_command("right"))
        if key in OPENING | CLOSING and place and row[place - 1].is_command("left", "right"):
            depth -= (key in OPENING) - (key in CLOSING)
        if token.is_command("quad", "qquad", "enspace", "enskip", "hfill"):
            if depth <= 0:
                parts.append([])
            continue
        if token.is_sign("&"):
            following = row[place + 1] if place + 1 < len(row) else None
            complete = parts[-1] and _has_relation(parts[-1]) and relation_at(parts[-1], len(parts[-1]) - 1) is None
            before = parts[-1][-1] if parts[-1] else None
            binds = before is not None and (before.is_sign("+", "-", "=") or before.is_command(*OPERATORS))
            if (
                complete
                and not binds
                and following is not None
                and relation_at(row, place + 1) is None
                and not (following.is_sign("+", "-") or following.is_command(*OPERATORS))
            ):
                parts.append([])
            continue
        if token.kind == TEXT and depth <= 0 and not _is_name(row, place):
            parts.append([token])
            continue
        parts[-1].append(token)
    return [_stripped(part) for part in parts]


def _quantified(part: list[Token], quantified: list[Remark]) -> list[list[Token]]:
    """The claim of ``\\forall x \\in S, claim`` and ``claim \\forall x \\in S``; the condition is ``quantified``."""
    start = next((i for i, token in enumerate(part) if token.is_command("forall", "exists")), None)
    if start is None:
        return [part]
    if start:
        quantified.append(remark(part[start + 1 :]))
        return [_stripped(part[:start])]
    comma = next((i for i, token in enumerate(part) if token.is_sign(",", ":")), len(part))
    quantified.append(remark(part[1:comma]))
    return [_stripped(part[comma + 1 :])]


def _listed(part: list[Token]) -> Iterator[list[Token]]:
    """The statements that commas separate: ``f(x) = x^2, g(x) = 3x``; but ``0 \\le i, j \\le n`` is one."""
    relations, separating = list(_relations(part)), _commas(part)
    start = 0
    for (place, one, length), (following, other, _) in pairwise(relations):
        commas = separating[bisect(separating, place + length) : bisect(separating, following)]
        if len(commas) == 1 and "=" in (one[-1:], other[-1:]):
            yield _stripped(part[start : commas[0]])
            start = commas[0] + 1
    yield _stripped(part[start:])


def _commas(part: Sequence[Token]) -> list[int]:
    """The places of commas outside of brackets."""
    depth, found = 0, []
    for place, token in enumerate(part):
        key = written(token)
        depth += (key in OPENING) - (key in CLOSING)
        if depth == 0 and token.is_sign(","):
            found.append(place)
    return found


def _mapping(part: list[Token]) -> list[Token]:
    """``f: x \\mapsto x^2`` as ``f(x) = x^2``."""
    if len(part) < 5 or not part[1].is_sign(":") or part[0].kind not in (LETTER, COMMAND) or part[2].kind != LETTER:
        return part
    arrow = part[3]
    if not arrow.is_command("mapsto", "to", "rightarrow", "longmapsto"):
        return part
    opening, closing = (Token(SIGN, sign, part[2].start, part[2].end) for sign in "()")
    return [part[0], opening, part[2], closing, Token(SIGN, "=", arrow.start, arrow.end), *part[4:]]


def _is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether words in upright type name a quantity or a function rather than say something."""
    token = tokens[place]
    command = token.inside[0].text if token.inside else ""
    word = token.text.strip()
    if command not in ("text", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal"):
        return False
    if word in FUNCTION_WORDS:
        return True
    if not word.replace("-", "").isalnum() or word.lower() in REMARK_WORDS or word != token.text:
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    near = (following is not None and (following.is_sign("(", "_", "^") or following.is_command("left"))) or (
        before is not None and (before.is_sign("=", "+", "-", "(", "_", "^") or before.kind == COMMAND)
    )
    return near or (following is not None and following.is_sign("=", "&"))


def _stripped(part: list[Token]) -> list[Token]:
    """Without the punctuation that ends a sentence."""
    while part and part[-1].is_sign(",", ".", ";", ":") and not (len(part) > 1 and part[-2].is_command("right")):
        part = part[:-1]
    while part and part[0].is_sign(",", ".", ";"):
        part = part[1:]
    return part


def _has_relation(part: Sequence[Token]) -> bool:
    return any(True for _ in _relations(part))


def _relations(part: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
    """The relations of a part outside of brackets: place, relation, how many tokens."""
    depth = place = 0
    while place < len(part):
        token = part[place]
        if token.is_command("left", "right"):
            depth += 1 if token.text == "left" else -1
            place += 2
            continue
        key = written(token)
        depth += (key in OPENING) - (key in CLOSING)
        found = relation_at(part, place) if depth <= 0 else None
        if found is not None and found[0] != "mid":
            yield place, *found
            place += found[1]
        else:
            place += 1


def _in_brackets(part: Sequence[Token]) -> bool:
    return part[0].is_sign("(", "[") and part[-1].is_sign(")", "]")


def _goes_on(part: list[Token], draft: _Draft, leading: bool, has_relation: bool) -> bool:
    """Whether a row goes on with the expression of the row before."""
    last = draft.sides[-1]
    if draft.relations and not last:
        return True
    if not last:
        return False
    end = last[-1]
    if end.is_sign("+", "-", "/", "*") or end.is_command(*OPERATORS):
        return True
    if part[0].is_sign("+", "-", "/", "*") or part[0].is_command(*OPERATORS):
        return leading or not has_relation
    return not has_relation and _open(last)


def _open(tokens: Sequence[Token]) -> bool:
    return sum((written(t) in OPENING) - (written(t) in CLOSING) for t in tokens) > 0


def _add(part: list[Token], draft: _Draft) -> None:
    place = 0
    for where, relation, length in _relations(part):
        draft.sides[-1] += part[place:where]
        if draft.relations and not draft.sides[-1] and relation in CONNECTIVES and len(draft.sides) > 1:
            draft.relations[-1] = (relation, part[where].start)  # "= \implies" and the like: the last one counts
        else:
            draft.relations.append((relation, part[where].start))
            draft.sides.append([])
        place = where + length
    draft.sides[-1] += part[place:]


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
    for formula in _FORMULA.finditer(token.text):
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
    tokens = _stripped([t for t in tokens if not (t.kind == SIGN and t.text == "&")])
    if not tokens:
        return Side((), None, NotUnderstood("an expression is missing", 0))
    try:
        return Side(tuple(tokens), parsed(tokens))
    except NotUnderstood as problem:
        return Side(tuple(tokens), None, problem)
    except RecursionError:
        return Side(tuple(tokens), None, NotUnderstood("an expression too deep to be read", tokens[0].start))


__all__ = ["Link", "Remark", "Side", "Statement", "remark", "side_of", "statements"]
