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
from derivations.document.source.pieces import Break, Directive, Formula, Item, Note, Piece, Words, joined


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


Block: TypeAlias = Sentence | Item | Directive | Break | Note

_END = re.compile(r"([.?!])[)*_'\"”]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:i\.e|e\.g|cf|resp|s\.t|w\.r\.t|eq|eqs|fig|sec|vs|ch|no|[A-Z])|\.\.)$", re.IGNORECASE
)
LONGEST = 8
"""Letters of the longest abbreviation, and more than one before it."""
_OPERATOR_AT_END = re.compile(r"(?:[+=-]|\\cdot|\\times)\s*$")
_OPERATOR_AT_START = re.compile(r"\s*(?:\+|\\cdot\b|\\times\b)")
_CAPITAL = re.compile(r"[\s*_(\"“]*(?:[A-Z]|[a-h]\)|\d+[.)])")


class _Draft:
    """A sentence that goes on: its parts, the words behind them, and the notes on it, which stand behind it."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.words = ""
        self.notes: list[Note] = []

    def add(self, formula: Formula) -> None:
        """The next formula, which may go on with the display before it."""
        before = self.parts[-1].formula if self.parts and not self.words.strip() else None
        displays = before is not None and before.display and formula.display
        if before is not None and displays and _goes_on(before.excerpt.text, formula.excerpt.text):
            self.parts[-1] = Part(self.parts[-1].words, Formula(joined(before.excerpt, formula.excerpt), True))
        else:
            self.parts.append(Part(self.words, formula))
        self.words = ""

    def ended(self, mark: str = "") -> Iterator[Sentence | Note]:
        """The sentence, which ends here, and its notes."""
        whole = [*self.parts, Part(self.words)] if self.words.strip() else self.parts
        notes = self.notes
        self.parts, self.words, self.notes = [], "", []
        if whole:
            yield Sentence(tuple(whole), mark)
        yield from notes


def sentences(pieces: Iterable[Piece]) -> Iterator[Block]:
    """The sentences of a section, and what stands between them."""
    draft = _Draft()
    behind, display_ended, announced = False, False, 0
    for piece in pieces:
        match piece:
            case Break(part=True) | Break(ends=True):
                yield from draft.ended()
                behind = False
                if piece.part:
                    yield piece
            case Break():
                behind = True
            case Words(text):
                parts = draft.parts
                apart = behind or (bool(parts) and not draft.words.strip() and _is_display(parts[-1]))
                if apart and _CAPITAL.match(text):
                    yield from draft.ended()
                    if behind and announced and not GOING_ON.intersection(tokens_of(text)[:1]):
                        yield from [Item(False)] * announced
                        announced = 0
                if text.strip():
                    behind = False
                for fragment, mark in _fragments(text):
                    draft.words += fragment
                    if mark:
                        yield from draft.ended(mark)
            case Formula(excerpt, display):
                if display_ended or (behind and not display and draft.parts and not draft.words.strip()):
                    yield from draft.ended()
                draft.add(piece)
                behind = False
                display_ended = display and excerpt.text.rstrip().endswith(".")
                continue
            case Note():
                draft.notes.append(piece)
                if not draft.parts and not draft.words.strip():
                    yield from draft.ended()
                continue
            case Item(False) if draft.words.rstrip().endswith(":"):
                announced += 1  # what stands behind the item belongs to it
            case Item() | Directive():
                yield from draft.ended()
                behind = False
                if isinstance(piece, Item):
                    yield from [Item(False)] * announced
                    announced = 0
                yield piece
            case _:
                pass
        if not (isinstance(piece, Words) and not piece.text.strip()) and not isinstance(piece, Break):
            display_ended = False
    yield from draft.ended()


def _goes_on(text: str, following: str) -> bool:
    """Whether an expression goes on in the display that follows: one ends, or the other begins, with an operator."""
    return _OPERATOR_AT_END.search(text) is not None or _OPERATOR_AT_START.match(following) is not None


def _is_display(part: Part) -> bool:
    return part.formula is not None and part.formula.display


def _fragments(text: str) -> Iterator[tuple[str, str]]:
    """A text cut behind the marks that end sentences, each piece with its mark."""
    place = 0
    for found in _END.finditer(text):
        before = text[max(found.start() - LONGEST, 0) : found.start()]
        if _ABBREVIATED.search(before) and found.group(1) == ".":
            continue
        yield text[place : found.end()], found.group(1)
        place = found.end()
    if place < len(text):
        yield text[place:], ""
