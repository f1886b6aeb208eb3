r"""What stands apart from the text around it: footnotes, captions, and arguments of commands that are not known.

A sentence goes on across a note, and what the note supposes ends with it.  Commands that only say how words look have
no notes.  Where an argument of any other command has formulas, or sentences, it is a note, too, but nobody knows what
it is for the sentence around: there ``UNKNOWN`` stands for it.

>>> [type(p).__name__ for p in set_apart([Words(r"Let\footnote{It is. It \emph{may} be.} us \alert{not} see")], {})]
['Words', 'Note', 'Words']
>>> [piece.text for piece in set_apart([Words(r"We \alert{see. Then} have")], {}) if isinstance(piece, Words)]
['We ', ' ⋯  have']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from derivations.document.source.markup import is_silent
from derivations.document.source.pieces import Break, Heading, Macro, Note, Piece, Words

NOTES = frozenset(("footnote", "footnotetext", "endnote", "caption", "captionof", "marginpar", "thanks", "^", "!"))
"""Commands for notes that are no part of the sentence around; ``^[...]`` and ``![...](...)`` are those of Markdown."""
UNKNOWN = " ⋯ "
"""What stands in a sentence where a command stands apart of which nobody knows what it says there."""
DEEPEST = 20
"""How deep notes are nested at most; what is deeper belongs to the note around it."""

_EDGES = re.compile(
    r"\\(?P<name>[A-Za-z@]+)\*?(?:<[^<>]*>)?(?:(?P<square>\[)|\s*(?P<brace>\{))|\\.|(?P<sign>[\^!])\[|(?P<plain>\[+|\{+|[}\]])",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\([A-Za-z@]+)")
_SENTENCE = re.compile(r"[.?!](?:\s|$)")
_IMAGE = re.compile(r"\([^()\s]*\)")


@dataclass(frozen=True)
class _Open:
    """A bracket that is open: what closes it, the command whose argument may be a note, and what stands before it.

    ``depth`` is how many notes it may stand in, and ``count`` how many brackets of no command are open one in another.
    """

    closing: str
    name: str = ""
    before: int = 0
    depth: int = 0
    count: int = 1


class _Notes:
    """The pieces so far, each with whether it goes on with the words before it, and the brackets that are open."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self.found: list[tuple[Piece, bool]] = []
        self.open: list[_Open] = []
        self.said = 0
        """Up to where there is a formula, or the end of a sentence."""

    @property
    def _depth(self) -> int:
        return self.open[-1].depth if self.open else 0

    def add(self, piece: Piece) -> None:
        if isinstance(piece, Words):
            self._words(piece.text)
            return
        if isinstance(piece, Break):  # brackets of Markdown end where their paragraph does
            self.open = [bracket for bracket in self.open if bracket.closing == "}"]
        self.found.append((piece, False))
        self.said = len(self.found)

    def ended(self) -> list[Piece]:
        """All pieces; what is still open ends here."""
        while self.open:
            self.open[-1] = replace(self.open[-1], count=1)
            self._close()
        pieces = _joined(self.found)
        self.found, self.said = [], 0
        return pieces

    def _words(self, text: str) -> None:
        place, begun, again = 0, False, ("", -1)

        def keep(end: int) -> None:
            nonlocal place, begun
            if text[place:end]:
                self.found.append((Words(text[place:end]), begun))
                self.said = len(self.found) if _SENTENCE.search(text, place, end) else self.said
                begun = True
            place = end

        for edge in _EDGES.finditer(text):
            run = edge["plain"] or edge["square"] or edge["brace"] or ("[" if edge["sign"] else "")
            sign = run[:1]
            if sign in ("}", "]"):
                if self._closes(sign):
                    keep(edge.start())
                    name, apart = self._close()
                    begun, again = True, (name, edge.end())
                    image = _IMAGE.match(text, edge.end()) if name == "!" else None
                    place = (image or edge).end() if apart else edge.start()
            elif sign:
                name = (
                    again[0]
                    if edge["plain"] and again[1] == edge.start()
                    else self._apart(edge["name"] or edge["sign"] or "")
                )
                closing, others = "}" if sign == "{" else "]", len(run) - bool(name)
                if name:
                    keep(edge.start())
                    keep(edge.end() - others)
                    self.open.append(_Open(closing, name, len(self.found), self._depth + 1))
                if others:
                    self.open.append(_Open(closing, "", len(self.found), self._depth, others))
        keep(len(text))

    def _apart(self, name: str) -> str:
        """The name of a command whose argument stands apart, or nothing."""
        return "" if not name or self._depth >= DEEPEST or (name not in NOTES and self._is_silent(name)) else name

    def _is_silent(self, name: str) -> bool:
        """Whether a command, or what an author's macro is made of, only says how words look."""
        macro = self.macros.get(name)
        return is_silent(name) or (macro is not None and all(map(is_silent, _COMMAND.findall(macro.body))))

    def _closes(self, sign: str) -> bool:
        if sign == "]":
            return bool(self.open) and self.open[-1].closing == sign
        while self.open and self.open[-1].closing != sign:
            self.open.pop()
        return bool(self.open)

    def _close(self) -> tuple[str, bool]:
        """Close the last bracket; the command that it is an argument of, and whether that stands apart."""
        bracket = self.open.pop()
        if bracket.count > 1:
            self.open.append(replace(bracket, count=bracket.count - 1))
        if not bracket.name or self.said <= bracket.before:
            return bracket.name, False
        note = Note(tuple(_joined(self.found[bracket.before :])))
        self.found[bracket.before - 1 :] = [(note, False)]
        if bracket.name not in NOTES:
            self.found.append((Words(UNKNOWN), False))
        self.said = len(self.found)
        return bracket.name, True


def _joined(found: Iterable[tuple[Piece, bool]]) -> list[Piece]:
    """Pieces in which the words that were cut at a bracket are whole again."""
    pieces: list[Piece] = []
    texts: list[str] = []
    for piece, goes_on in found:
        if isinstance(piece, Words):
            if texts and not goes_on:
                pieces.append(Words("".join(texts)))
                texts = []
            texts.append(piece.text)
            continue
        if texts:
            pieces.append(Words("".join(texts)))
            texts = []
        pieces.append(piece)
    return [*pieces, Words("".join(texts))] if texts else pieces


def set_apart(pieces: Iterable[Piece], macros: Mapping[str, Macro]) -> Iterator[Piece]:
    """The pieces of a document, those of its notes in them."""
    notes = _Notes(macros)
    for piece in pieces:
        if isinstance(piece, Heading):
            yield from notes.ended()
            yield piece
        else:
            notes.add(piece)
    yield from notes.ended()
