"""Lines that stay the same while a document is edited elsewhere.

A verdict depends on no line number, but tells some.  So that a section keeps its verdicts while the text above it
grows, its lines are counted from its own beginning, in a **slot** of their own.  Only what is shown has the lines of
the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivations.document.source.pieces import Directive, Document, Excerpt, Formula, Heading, Note, Piece
from derivations.language_server.digests import digest

LINES = 10**7
"""How many lines a slot has; those of files come before the first one."""
_LINE = re.compile(r"(?<=line )\d{8,}")


@dataclass(frozen=True)
class Slot:
    """Where the lines of a slot begin: a section's lines in one file, before the first of which are ``before`` lines.

    ``content`` is the digest of what stands in the section, wherever that is.
    """

    number: int
    path: str
    before: int
    content: str


@dataclass(frozen=True)
class Places:
    """The slots of a document, in order.

    >>> places = Places((Slot(3, "notes.md", 41, ""),))
    >>> places.line(30_000_002), places.text("false (line 30000002)"), places.line(7)
    (43, 'false (line 43)', 7)
    """

    slots: tuple[Slot, ...] = ()

    def line(self, number: int) -> int:
        """The line of the file that a line of a slot is."""
        slot, line = divmod(number, LINES)
        return next((line + found.before for found in self.slots if found.number == slot), number)

    def text(self, text: str) -> str:
        """A text that tells of lines, with those of the file."""
        return _LINE.sub(lambda found: str(self.line(int(found[0]))), text)


@dataclass
class _Part:
    """A section's pieces, and the first line of each file in it."""

    pieces: list[Piece] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)


def placed(document: Document, before: Sequence[Slot]) -> tuple[Document, Places]:
    """A document with the lines of slots; ``before`` are its slots before it was edited, which it keeps."""
    parts = [_Part()]
    for piece in document.pieces:
        if isinstance(piece, Heading):
            parts.append(_Part())
        parts[-1].pieces.append(piece)
    for part in parts:
        for excerpt in _excerpts(part.pieces):
            for line, _ in excerpt.origins:
                part.first[excerpt.path] = min(line, part.first.get(excerpt.path, line))
    found = [
        Slot(
            1,
            path,
            line - 1,
            digest([_moved(piece, {p: 1 - one for p, one in part.first.items()}) for piece in part.pieces]),
        )
        for part in parts
        for path, line in part.first.items()
    ]
    slots = iter(_numbered(found, before))
    pieces: list[Piece] = []
    kept: list[Slot] = []
    for part in parts:
        own = {path: next(slots) for path in part.first}
        kept += own.values()
        shift = {path: slot.number * LINES - slot.before for path, slot in own.items()}
        pieces += [_moved(piece, shift) for piece in part.pieces]
    return replace(document, pieces=tuple(pieces)), Places(tuple(kept))


def _numbered(found: Sequence[Slot], before: Sequence[Slot]) -> list[Slot]:
    """Slots with the numbers of those before: the same contents at both ends, and between them one after the other."""
    contents, old = [(s.path, s.content) for s in found], [(s.path, s.content) for s in before]
    shorter = min(len(contents), len(old))
    head = next((n for n in range(shorter) if contents[n] != old[n]), shorter)
    tail = next((n for n in range(shorter - head) if contents[-1 - n] != old[-1 - n]), shorter - head)
    middle = [slot.number for slot in before[head : len(before) - tail]]
    wanted = len(found) - head - tail
    new = range(max((slot.number for slot in before), default=0) + 1, len(found) + len(before) + 10**6)
    inside = [*middle[:wanted], *new[: max(wanted - len(middle), 0)]]
    numbers = [*(s.number for s in before[:head]), *inside, *(s.number for s in before[len(before) - tail :])]
    return [replace(slot, number=number) for slot, number in zip(found, numbers, strict=True)]


def _excerpts(pieces: Sequence[Piece]) -> Iterator[Excerpt]:
    for piece in pieces:
        match piece:
            case Note(inner):
                yield from _excerpts(inner)
            case Formula(excerpt) | Directive(excerpt):
                yield excerpt


def _moved(piece: Piece, shift: dict[str, int]) -> Piece:
    """A piece whose lines are others."""
    match piece:
        case Note(pieces):
            return Note(tuple(_moved(inner, shift) for inner in pieces))
        case Formula(excerpt) | Directive(excerpt):
            origins = tuple((line + shift[excerpt.path], column) for line, column in excerpt.origins)
            return replace(piece, excerpt=replace(excerpt, origins=origins))
    return piece
