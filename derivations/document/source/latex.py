r"""LaTeX files: sections, lists, paragraphs and displays; macros of the author; ``\input`` within the file's folder.

Nothing is executed: a definition is remembered, another file is read if it lies in the document's folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from derivations.document.source.files import text_of
from derivations.document.source.macros import blank, braced, without_macros
from derivations.document.source.notes import set_apart
from derivations.document.source.pieces import (
    Break,
    CannotRead,
    Directive,
    Excerpt,
    Formula,
    Heading,
    Item,
    Macro,
    Note,
    Piece,
    Problem,
    Words,
    whole,
)
from derivations.document.source.prose import ENVIRONMENTS, cut

LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
THEOREMS = (
    "theorem", "lemma", "proposition", "corollary", "exercise", "problem", "solution", "example", "remark", "proof",
)  # fmt: skip
"""Environments that begin a section of their own."""
FILES = 100
"""How many files a document may be made of."""

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_DIRECTIVE = re.compile(r"^[ \t]*%+[ \t]*derivations[ \t]*:(?P<text>[^\n]*)$", re.MULTILINE)
_VERBATIM = re.compile(
    r"\\begin\{(verbatim|lstlisting|minted|comment|tikzpicture)\*?\}.*?\\end\{\1\*?\}"
    r"|\\iffalse(?![A-Za-z]).*?\\(?:else|fi)(?![A-Za-z])|\\(?:verb|lstinline)\*?([^\sA-Za-z*]).*?\2",
    re.DOTALL,
)
"""What is not set as text: listings, comments, and what ``\\iffalse`` leaves out."""
_ARGUMENTS = re.compile(r"\\[A-Za-z]+\*?\s*(?:\[[^\]]*\]\s*)?(?:\{[^{}]*\}\s*)*")
"""Commands with their arguments, such as the names of labels and files."""
_SCRIPT = re.compile(r"(?<!\\)[\^_]")
"""What LaTeX takes in formulas alone."""
_EDGE = re.compile(r"\\(?:begin|end)\{|^\s*(?:\\\[|\\\]|\$\$)\s*$")
_STRUCTURE = re.compile(
    rf"(?P<section>\\(?P<level>{'|'.join(LEVELS)})\*?\s*(?:\[[^\]]*\])?\s*" + braced("title") + ")"
    r"|(?P<item>\\item\b(?:\s*\[[^\]]*\])?)"
    r"|(?P<list>\\(?P<edge>begin|end)\{(?:itemize|enumerate|description)\})"
    rf"|(?P<theorem>\\begin\{{(?P<kind>{'|'.join(THEOREMS)})\*?\}}(?:\[[^\]]*\])?)"
    rf"|(?P<part>\\end\{{(?:{'|'.join(THEOREMS)})\*?\}})"
    r"|(?P<input>\\(?:input|include)\s*\{(?P<file>[^}]*)\})"
    r"|(?P<display>\$\$.+?\$\$|\\\[.+?\\\]"
    rf"|\\begin\{{(?P<environment>(?:{'|'.join(ENVIRONMENTS)})\*?)\}}.*?\\end\{{(?P=environment)\}})"
    r"|(?P<directive>^[ \t]*%+[ \t]*derivations[ \t]*:[^\n]*$)"
    r"|(?P<paragraph>\n[ \t]*\n)",
    re.DOTALL | re.MULTILINE,
)


def _spelt_out(text: str, macros: dict[str, Macro]) -> str:
    """A text with what an author's macros for the edges of environments stand for: ``\\be`` and ``\\ee``."""
    edges = {name: m.body for name, m in macros.items() if _EDGE.search(m.body) and not m.parameters}
    names = "|".join(sorted(edges, key=len, reverse=True))
    return re.sub(rf"\\({names})(?![A-Za-z])", lambda m: edges[m[1]], text) if edges else text


def _cut(prose: Excerpt) -> Iterator[Piece]:
    """The words and formulas of a paragraph, and a problem where it has mathematics that is in no formula."""
    place = 0
    for piece in cut(prose):
        yield piece
        if isinstance(piece, Words):
            place = prose.text.index(piece.text, place)
            marks = _SCRIPT.search(_ARGUMENTS.sub(blank, piece.text))
            if marks is not None:
                where = prose.position(place + marks.start())
                yield Problem(
                    f"{where}: a {marks[0]} outside of a formula: the environment or macro around it is not known, "
                    "and what stands in it is not read"
                )
            place += len(piece.text)


def are_unchanged(files: Iterable[tuple[str, str]]) -> bool:
    """Whether the files of a document are still as they were read, or still cannot be read."""
    return all(_digest_of(Path(name)) == digest for name, digest in files)


def _digest_of(path: Path) -> str:
    try:
        return _digest(text_of(path))
    except CannotRead:
        return ""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _written(piece: Piece) -> str:
    """A piece of a title as it stands there, without its notes."""
    match piece:
        case Words(text):
            return text
        case Formula(excerpt):
            return f"${excerpt.text}$"
    return ""


@dataclass
class LatexReader:
    """Reads a file and those that it names; ``macros`` and ``problems`` are gathered on the way.

    ``files`` are those that it names, each with the digest of what was read.
    """

    folder: Path | None
    macros: dict[str, Macro] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    reading: list[Path] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def pieces(self, path: str, text: str) -> Iterator[Piece]:
        """The pieces of a LaTeX text."""
        text = _VERBATIM.sub(blank, text)
        shown = _COMMENT.sub(lambda m: m[0] if _DIRECTIVE.match(m[0]) else m[1] + " " * (len(m[0]) - len(m[1])), text)
        body = _spelt_out(without_macros(shown, self.macros), self.macros)
        start = body.find("\\begin{document}")
        excerpt = whole(path, body)
        if start >= 0:
            start += len("\\begin{document}")
        stop = body.find("\\end{document}")
        yield from self._body(excerpt, max(start, 0), len(body) if stop < 0 else stop)

    def _body(self, excerpt: Excerpt, place: int, stop: int) -> Iterator[Piece]:
        depth: list[bool] = []  # for each open list, whether an item of it is open
        for found in _STRUCTURE.finditer(excerpt.text, place, stop):
            yield from _cut(excerpt.part(place, found.start()))
            place = found.end()
            if found["section"]:
                title = list(set_apart(cut(excerpt.part(*found.span("title"))), self.macros))
                yield Heading(LEVELS[found["level"]], "".join(map(_written, title)))
                yield from (piece for piece in title if isinstance(piece, Note))
            elif found["theorem"]:
                yield Heading(6, found["kind"])
            elif found["part"]:
                yield Break(part=True)
            elif found["list"]:
                if found["edge"] == "begin":
                    depth.append(False)
                elif depth and depth.pop():
                    yield Item(False)
            elif found["item"]:
                if depth and depth[-1]:
                    yield Item(False)
                if depth:
                    depth[-1] = True
                yield Item(True)
            elif found["input"]:
                yield from self._input(found["file"], excerpt.position(found.start()))
            elif found["display"]:
                yield from (p for p in cut(excerpt.part(found.start(), found.end())) if isinstance(p, Formula))
            elif found["directive"]:
                inner = _DIRECTIVE.match(found["directive"])
                assert inner
                yield Directive(excerpt.part(found.start() + inner.start("text"), found.start() + inner.end("text")))
            else:
                yield Break()
        yield from _cut(excerpt.part(place, stop))
        yield Break()

    def _input(self, name: str, where: object) -> Iterator[Piece]:
        try:
            path = self._allowed(name.strip())
            text = text_of(path)
        except CannotRead as problem:
            self.problems.append(f"{where}: \\input{{{name}}}: {problem}")
            self.files.append((str(self._named(name.strip())), ""))
            return
        self.files.append((str(path), _digest(text)))
        self.reading.append(path)
        self.count += 1
        yield from self.pieces(str(path), text)
        self.reading.pop()

    def _named(self, name: str) -> Path:
        path = (self.folder or Path()).resolve() / name
        return path if path.suffix or not path.name else path.with_suffix(".tex")

    def _allowed(self, name: str) -> Path:
        """The file of an ``\\input``, if it lies in the document's folder."""
        if self.folder is None:
            raise CannotRead("files are read only where the document itself is a file")
        folder = self.folder.resolve()
        path = self._named(name)
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError) as problem:  # too long a name, links in a circle, a NUL byte
            raise CannotRead(f"{path}: {problem}") from None
        if Path(name).is_absolute() or not real.is_relative_to(folder):
            raise CannotRead("it lies outside of the document's folder")
        if real in (p.resolve() for p in self.reading):
            raise CannotRead("the file reads itself")
        if self.count >= FILES:
            raise CannotRead(f"a document of more than {FILES} files")
        return path
