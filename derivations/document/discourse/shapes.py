"""Matrices whose shape words tell, as members of the space that the words name."""

from __future__ import annotations

import re
from dataclasses import replace

from derivations.document.discourse.sentences import Part
from derivations.document.source.pieces import Formula

_NAME = re.compile(r"\s*(?:\\math(?:bf|rm)\s*\{[A-Za-z]\}|\\?[A-Za-z]+)\s*")
_SHAPE = re.compile(r"\s*\w+\s*\\times\s*\w+\s*")
_BEING = re.compile(r"\s*(?:be|is|are)\s+(?:(?:an?|real|square)\s+)*")
_MATRIX = re.compile(r"\s*(?:(?:real|square)\s+)*matri(?:x|ces)\b")
_JOINED = re.compile(r"\s*(?:and|,|,\s*and)\s*")


def with_spaces(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    r"""The parts of a sentence, in which "``A`` is an ``m \times n`` matrix" has ``A \in \mathbb{R}^{m \times n}``."""
    for place, (part, behind) in enumerate(zip(parts[1:], (*parts[2:], Part("")), strict=False), 1):
        shape = _inline(part)
        if shape is None or not (
            _SHAPE.fullmatch(shape) and _BEING.fullmatch(part.words) and _MATRIX.match(behind.words)
        ):
            continue
        first = place - 1
        while first and _JOINED.fullmatch(parts[first].words) and _is_name(parts[first - 1]):
            first -= 1
        if _is_name(parts[place - 1]):
            told = [_within(one, shape) for one in parts[first:place]]
            rest = (replace(behind, words=part.words + behind.words), *parts[place + 2 :])
            return (*parts[:first], *told, *with_spaces(rest))
    return parts


def _inline(part: Part) -> str | None:
    return None if part.formula is None or part.formula.display else part.formula.excerpt.text


def _is_name(part: Part) -> bool:
    return _NAME.fullmatch(_inline(part) or "") is not None


def _within(part: Part, shape: str) -> Part:
    """A quantity with the space that its shape tells, which stands where the quantity does."""
    assert part.formula is not None
    excerpt = part.formula.excerpt
    text = f"{excerpt.text.strip()} \\in \\mathbb{{R}}^{{{shape.strip()}}}"
    return Part(part.words, Formula(replace(excerpt, text=text, origins=excerpt.origins[:1]), False))
