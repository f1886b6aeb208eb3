"""A text cut into sentences: words and formulas in turn.

A display belongs to the sentence around it, and what a list item announces to the item, though it stands behind it.
A sentence ends at its mark, where a list item begins or ends, and where behind a display or a paragraph a word with a
capital letter begins another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from derivations.document.discourse.grammar import tokens_of
from derivations.document.discourse.vocabulary import GOING_ON
from derivations.document.source.pieces import Break, Directive, Formula, Item, Piece, Words, joined


@dataclass(frozen=True)
class Part:
    """A formula with the words before it; the last part of a sentence may have no formula."""

    words: str
    formula: Formula | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the mark that ends it, if it has one."""

    parts: tuple[Part, ...]
    mark: str = ""

    @property
    def words(self) -> str:
        """All of its words."""
        return " ".join(part.words for part in self.parts)


Block: TypeAlias = Sentence | Item | Directive | Break

_END = re.compile(r"([.?!])[)*_'\"”]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:i\.e|e\.g|cf|resp|s\.t|w\.r\.t|eq|eqs|fig|sec|vs|ch|no|[A-Z])|\.\.)$", re.IGNORECASE
)
_OPERATOR_AT_END = re.compile(r"(?:[+=-]|\\cdot|\\times)\s*$")
_OPERATOR_AT_START = re.compile(r"\s*(?:\+|\\cdot\b|\\times\b)")
_CAPITAL = re.compile(r"[\s*_(\"“]*(?:[A-Z]|[a-h]\)|\d+[.)])")


def sentences(pieces: Iterable[Piece]) -> Iterator[Block]:
    """The sentences of a section, and what stands between them."""
    parts: list[Part] = []
    words, behind, display_ended, announced = "", False, False, 0
    for piece in pieces:
        match piece:
            case Break(part=True):
                yield from _ended(parts, words, "")
                parts, words, behind = [], "", False
                yield piece
            case Break():
                behind = True
            case Words(text):
                apart = behind or (bool(parts) and not words.strip() and _is_display(parts[-1]))
                if apart and _CAPITAL.match(text):
                    yield from _ended(parts, words, "")
                    parts, words = [], ""
                    if behind and announced and not GOING_ON.intersection(tokens_of(text)[:1]):
                        yield from [Item(False)] * announced
                        announced = 0
                if text.strip():
                    behind = False
                for fragment, mark in _fragments(text):
                    words += fragment
                    if mark:
                        yield from _ended(parts, words, mark)
                        parts, words = [], ""
            case Formula(excerpt, display):
                if display_ended or (behind and not display and parts and not words.strip()):
                    yield from _ended(parts, words, "")
                    parts, words = [], ""
                before = parts[-1].formula if parts and not words.strip() else None
                if before is not None and before.display and display and _goes_on(before.excerpt.text, excerpt.text):
                    parts[-1] = Part(parts[-1].words, Formula(joined(before.excerpt, excerpt), display))
                else:
                    parts.append(Part(words, piece))
                words, behind = "", False
                display_ended = display and excerpt.text.rstrip().endswith(".")
                continue
            case Item(False) if words.rstrip().endswith(":"):
                announced += 1  # what stands behind the item belongs to it
            case Item() | Directive():
                yield from _ended(parts, words, "")
                parts, words, behind = [], "", False
                if isinstance(piece, Item):
                    yield from [Item(False)] * announced
                    announced = 0
                yield piece
            case _:
                pass
        if not (isinstance(piece, Words) and not piece.text.strip()) and not isinstance(piece, Break):
            display_ended = False
    yield from _ended(parts, words, "")


def _goes_on(text: str, following: str) -> bool:
    """Whether an expression goes on in the display that follows: one ends, or the other begins, with an operator."""
    return _OPERATOR_AT_END.search(text) is not None or _OPERATOR_AT_START.match(following) is not None


def _is_display(part: Part) -> bool:
    return part.formula is not None and part.formula.display


def _ended(parts: list[Part], words: str, mark: str) -> Iterator[Sentence]:
    whole = [*parts, Part(words)] if words.strip() else parts
    if whole:
        yield Sentence(tuple(whole), mark)


def _fragments(text: str) -> Iterator[tuple[str, str]]:
    """A text cut behind the marks that end sentences, each piece with its mark."""
    place = 0
    for found in _END.finditer(text):
        if _ABBREVIATED.search(text[: found.start()]) and found.group(1) == ".":
            continue
        yield text[place : found.end()], found.group(1)
        place = found.end()
    if place < len(text):
        yield text[place:], ""
