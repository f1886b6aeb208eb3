r"""A display's tokens cut into parts: rows, and within a row what wide spaces, words, columns and commas separate."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile

from derivations.document.source.prose import ENVIRONMENTS
from derivations.document.syntax.commands import (
    BIG,
    CLOSING,
    DOTS,
    FUNCTION_WORDS,
    FUNCTIONS,
    LETTERS,
    OPENING,
    OPERATORS,
)
from derivations.document.syntax.relations import relation_at, written
from derivations.document.syntax.rows import rows_of
from derivations.document.syntax.tokens import COMMAND, ENVIRONMENT, GROUP, LETTER, SIGN, TEXT, Token

CROSS_REFERENCES = frozenset(["label", "ref", "eqref", "cref", "Cref", "cite"])
"""Commands whose argument says nothing of the formula."""
FORMULA = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
"""A formula in dollars among words."""
_SMALL_WORDS = re.compile(r"\b[a-z]{3,}\b")
BINDING = ("cdot", "times", "odot", "circ")
"""Operators at the edge of a row, which go on with the expression in the row before."""
BEFORE_NAMES = (
    OPERATORS.keys() | FUNCTIONS | BIG.keys() | {"nabla", "partial", "left", "frac", "dfrac", "tfrac", "sqrt", "Delta"}
)
"""Commands behind which words in upright type are a name."""
WIDE_SPACES = ("quad", "qquad", "enspace", "enskip", "hfill")


def unboxed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without labels, and without the box or the braces around a relation."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if token.kind == TEXT and token.inside and _is_apart(token):
            continue
        is_argument = before is not None and (before.kind == COMMAND or before.is_sign("_", "^"))
        boxed = before is not None and before.is_command("boxed", "fbox", "bbox")
        if token.kind == GROUP and (boxed or not is_argument) and has_relation(token.inside):
            found = found[:-1] if boxed else found
            found += unboxed(token.inside)
        else:
            found.append(token)
    return found


def _is_apart(token: Token) -> bool:
    """Whether words are a label, or the number or name of the formula, rather than a remark."""
    command = token.inside[0].text
    says = FORMULA.search(token.text) or _SMALL_WORDS.search(token.text)
    return command in CROSS_REFERENCES or (command.startswith("tag") and not says)


WITH_ARGUMENT = ("alignat", "alignedat", "array", "IEEEeqnarray", "empheq")
"""Environments of displays that begin with an argument."""
OPTIONAL = ("aligned", "gathered", "split", "IEEEeqnarray", "empheq")
"""Those that may begin with an optional one."""


def rows_in(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The rows of a display, those of environments inside of it too."""
    for row in rows_of(tokens):
        inner = next((t for t in row if t.kind == ENVIRONMENT and t.text.rstrip("*") in ENVIRONMENTS), None)
        if len(row) == 1 and row[0].kind == ENVIRONMENT and row[0].text == "array":
            inner = row[0]
        if inner is None:
            yield row
            continue
        place = row.index(inner)
        inside = unboxed(inner.inside)
        if inner.text.rstrip("*") in OPTIONAL and inside and inside[0].is_sign("["):
            inside = inside[next((place for place, token in enumerate(inside, 1) if token.is_sign("]")), 0) :]
        if inner.text.rstrip("*") in WITH_ARGUMENT and inside and inside[0].kind == GROUP:
            inside = inside[1:]
        before, after = row[:place], row[place + 1 :]
        rows = list(rows_in(inside))
        if rows:
            rows[0] = [*before, *rows[0]]
            rows[-1] = [*rows[-1], *after]
        yield from rows


def parts_of(row: list[Token]) -> list[list[Token]]:
    """A row cut where wide spaces, words, or a further column separate."""
    parts: list[list[Token]] = [[]]
    depth, related = 0, False
    for place, token in enumerate(row):
        key = written(token)
        depth += (key in OPENING or token.is_command("left")) - (key in CLOSING or token.is_command("right"))
        if key in OPENING | CLOSING and place and row[place - 1].is_command("left", "right"):
            depth -= (key in OPENING) - (key in CLOSING)
        if token.is_command(*WIDE_SPACES):
            if depth <= 0 and parts[-1] and relation_at(parts[-1], len(parts[-1]) - 1) is None:
                parts.append([])
                related = False
            continue
        if token.is_sign("&"):
            following = row[place + 1] if place + 1 < len(row) else None
            complete = related and relation_at(parts[-1], len(parts[-1]) - 1) is None
            before = parts[-1][-1] if parts[-1] else None
            binds = before is not None and (before.is_sign("+", "-", "=") or before.is_command(*BINDING))
            if (
                complete
                and not binds
                and following is not None
                and relation_at(row, place + 1) is None
                and not (following.is_sign("+", "-") or following.is_command(*BINDING))
            ):
                parts.append([])
                related = False
            continue
        if token.kind == TEXT and depth <= 0 and not is_name(row, place):
            parts.append([token])
            related = False
            continue
        parts[-1].append(token)
        related = related or (depth <= 0 and (relation_at(row, place) or ("mid", 1))[0] != "mid")
    return [stripped(part) for part in parts]


def listed(part: list[Token]) -> Iterator[list[Token]]:
    """The statements that commas separate: ``f(x) = x^2, g(x) = 3x``; but ``0 \\le i, j \\le n`` is one."""
    relations, separating = list(relations_in(part)), _commas(part)
    start = 0
    for (place, one, length), (following, other, _) in pairwise(relations):
        commas = separating[bisect(separating, place + length) : bisect(separating, following)]
        dots = any(token.is_command(*DOTS) for token in part[place:following])
        if commas and (len(commas) == 1 or dots) and "=" in (one[-1:], other[-1:]):
            yield stripped(part[start : commas[-1]])
            start = commas[-1] + 1
    yield stripped(part[start:])


def _commas(part: Sequence[Token]) -> list[int]:
    """The places of commas outside of brackets."""
    depth, found = 0, []
    for place, token in enumerate(part):
        key = written(token)
        depth += (key in OPENING) - (key in CLOSING)
        if depth == 0 and token.is_sign(","):
            found.append(place)
    return found


def mapping(part: list[Token]) -> list[Token]:
    """``f: x \\mapsto x^2`` as ``f(x) = x^2``."""
    if len(part) < 5 or not part[1].is_sign(":") or part[0].kind not in (LETTER, COMMAND) or part[2].kind != LETTER:
        return part
    arrow = part[3]
    if not arrow.is_command("mapsto", "to", "rightarrow", "longmapsto"):
        return part
    opening, closing = (Token(SIGN, sign, part[2].start, part[2].end) for sign in "()")
    return [part[0], opening, part[2], closing, Token(SIGN, "=", arrow.start, arrow.end), *part[4:]]


def is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether words in upright type name a quantity or a function rather than say something.

    A name stands where an expression does: behind an operator or a relation, or before a script or a relation; or it is
    a function before a bracket of which a relation speaks, as in ``\\text{loss}(y) = y^2``.
    """
    token = tokens[place]
    if token.text.strip() in FUNCTION_WORDS:
        return True
    if not token.inside[0].text.startswith("text") or not token.text.replace("-", "").isalnum():
        return False
    before, following = (tokens[i] if 0 <= i < len(tokens) else None for i in (place - 1, place + 1))
    if before is not None and (
        before.is_sign("+", "-", "/", "*", "(", "_", "^")
        or (before.kind == COMMAND and before.text in BEFORE_NAMES)
        or relation_at(tokens, place - 1) is not None
    ):
        return True
    if following is None:
        return False
    if following.is_sign("_", "^", "&") or relation_at(tokens, place + 1) is not None:
        return True
    rest = takewhile(lambda t: t.kind != TEXT and not t.is_command(*WIDE_SPACES), tokens[place + 1 :])
    return (following.is_sign("(") or following.is_command("left")) and has_relation(list(rest))


def stripped(part: list[Token]) -> list[Token]:
    """Without the punctuation that ends a sentence."""
    start, stop = 0, len(part)
    while stop and part[stop - 1].is_sign(",", ".", ";", ":") and not (stop > 1 and part[stop - 2].is_command("right")):
        stop -= 1
    while start < stop and part[start].is_sign(",", ".", ";"):
        start += 1
    return part[start:stop]


def has_relation(part: Sequence[Token]) -> bool:
    """Whether a relation stands outside of all brackets."""
    return any(True for _ in relations_in(part))


def relations_in(part: Sequence[Token]) -> Iterator[tuple[int, str, int]]:
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
        scripted = place > 0 and part[place - 1].is_sign("^", "_")  # the orthogonal complement, V^\perp
        found = relation_at(part, place) if depth <= 0 and not scripted else None
        if found is not None and found[0] != "mid":
            yield place, *found
            place += found[1]
        else:
            place += 1


def in_brackets(part: Sequence[Token]) -> bool:
    """Whether a pair of brackets stands around a part: ``(1)``, but not ``(a + b) = (c)``."""
    if not (part[0].is_sign("(", "[") and part[-1].is_sign(")", "]")):
        return False
    depth = list(accumulate((written(t) in OPENING) - (written(t) in CLOSING) for t in part))
    return 0 not in depth[:-1]


def keys_among(tokens: Sequence[Token]) -> Iterator[str]:
    """The keys that the letters of a formula may have that is not understood, in plain type and in bold."""
    for token in tokens:
        yield from keys_among(token.inside)
        if token.kind == LETTER or (token.kind == COMMAND and token.text in LETTERS):
            yield from (token.text, f"{token.text}@bold")
