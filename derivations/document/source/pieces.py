"""What a document is made of, each piece with its place: headings, words, formulas, list items, directives."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias


class Position(NamedTuple):
    """A place in a file: its path, and the line and column from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class CannotRead(Exception):
    """A document, or a part of it, that cannot be read; the text says what, where and why.

    >>> from derivations import check_files
    >>> check_files("nowhere.md")
    Traceback (most recent call last):
        ...
    derivations.document.source.pieces.CannotRead: nowhere.md: No such file or directory
    """


def with_newlines(text: str) -> str:
    """A text whose lines end as they do on Unix, however they end in its file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Excerpt:
    """A piece of a file's text, and where each of its lines stands in the file.

    ``origins`` gives for each line of ``text`` the file's line, from 1, and how many characters stand before it there.
    ``escaped`` is text that stands in the file as a string of JSON, where signs such as a backslash take two columns.

    >>> Excerpt("notes.md", "a\\n= b", ((3, 2), (4, 2))).position(4)
    Position(path='notes.md', line=4, column=5)
    """

    path: str
    text: str
    origins: tuple[tuple[int, int], ...]
    escaped: bool = False

    def width(self, text: str) -> int:
        """How many columns a text takes in the file."""
        return len(json.dumps(text, ensure_ascii=False)) - 2 if self.escaped else len(text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Where a character of the text stands in the file."""
        row = min(bisect_right(self._starts, offset) - 1, len(self.origins) - 1)
        line, before = self.origins[row]
        return Position(self.path, line, before + self.width(self.text[self._starts[row] : offset]) + 1)

    def quoted(self, start: int, end: int) -> str:
        """The text from one offset up to another, on one line."""
        return " ".join(self.text[start:end].split())

    def part(self, start: int, end: int) -> Excerpt:
        """The text from one offset up to another."""
        first = bisect_right(self._starts, start) - 1
        inside = self.text[start:end]
        line, before = self.origins[min(first, len(self.origins) - 1)]
        later = self.origins[first + 1 : first + 1 + inside.count("\n")]
        column = before + self.width(self.text[self._starts[first] : start])
        return Excerpt(self.path, inside, ((line, column), *later), self.escaped)


def whole(path: str, text: str) -> Excerpt:
    """All of a file's text."""
    return Excerpt(path, text, tuple((i + 1, 0) for i in range(text.count("\n") + 1)))


def joined(one: Excerpt, other: Excerpt) -> Excerpt:
    """Two excerpts of a file as one.

    >>> joined(Excerpt("notes.md", "a = b", ((1, 2),)), Excerpt("notes.md", "+ c", ((4, 2),))).position(8)
    Position(path='notes.md', line=4, column=5)
    """
    return Excerpt(one.path, f"{one.text}\n{other.text}", (*one.origins, *other.origins), one.escaped)


@dataclass(frozen=True)
class Heading:
    """The title of a section; ``level`` is 1 for the outermost ones."""

    level: int
    text: str


@dataclass(frozen=True)
class Item:
    """A list item begins (``opens``) or ends."""

    opens: bool


@dataclass(frozen=True)
class Break:
    """A paragraph ends; behind a rule, a quotation or an environment another part of the text begins.

    Where it ``ends`` a sentence, as a row of a table does, no sentence goes on beyond it.
    """

    part: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Words:
    """Text between formulas."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX, without its delimiters; ``display`` where it stands on lines of its own."""

    excerpt: Excerpt
    display: bool


@dataclass(frozen=True)
class Problem:
    """A part that cannot be read, in words with its place."""

    text: str


@dataclass(frozen=True)
class Directive:
    """What an author says to the reader of formulas in a comment: ``derivations: ...``."""

    excerpt: Excerpt


@dataclass(frozen=True)
class Note:
    """What stands apart from the text around it, which goes on across it: a footnote, or the caption of a figure."""

    pieces: tuple[Piece, ...]


Piece: TypeAlias = Heading | Item | Break | Words | Formula | Directive | Problem | Note


@dataclass(frozen=True)
class Document:
    """A document's pieces in order, and the macros that it defines.

    ``problems`` are parts that could not be read, such as a file that is not there.  ``files`` are the others that it
    is made of, each with the digest of its text, which is empty if it could not be read.
    """

    path: str
    pieces: tuple[Piece, ...]
    macros: dict[str, Macro] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Macro:
    """``\\newcommand{\\name}[parameters][default]{body}``."""

    parameters: int
    body: str
    default: str | None = None
