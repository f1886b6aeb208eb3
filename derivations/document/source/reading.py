"""Texts to documents: Markdown, LaTeX or a Jupyter notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from derivations.document.source import markdown, notebook
from derivations.document.source.files import source
from derivations.document.source.latex import LatexReader
from derivations.document.source.macros import gathered
from derivations.document.source.markup import said
from derivations.document.source.notes import set_apart
from derivations.document.source.pieces import (
    Document,
    Heading,
    Macro,
    Note,
    Piece,
    Problem,
    Words,
    whole,
    with_newlines,
)


def read(path: str | Path) -> Document:
    """The document in a file, or :class:`~derivations.document.source.pieces.CannotRead`."""
    found = source(path)
    return document(found.text, found.path, found.form, Path(path).parent)


def document(text: str, path: str = "", form: str | None = None, folder: Path | None = None) -> Document:
    """The document in a text; ``form`` is ``markdown``, ``latex`` or ``notebook``, or told from the text itself."""
    text = with_newlines(text)
    form = form or _form(text)
    if form == "latex":
        reader = LatexReader(folder)
        if path and folder is not None:
            reader.reading.append(folder / Path(path).name)
        return made(path, reader.pieces(path, text), reader.macros, reader.problems, reader.files)
    macros: dict[str, Macro] = {}
    pieces = notebook.pieces(path, text) if form == "notebook" else markdown.pieces(whole(path, text))
    return made(path, gathered(pieces, macros), macros, [], [])


def made(
    path: str,
    pieces: Iterator[Piece],
    macros: dict[str, Macro],
    problems: list[str],
    files: list[tuple[str, str]],
) -> Document:
    """A document; ``macros``, ``problems`` and ``files`` are those that its pieces gather while they are read."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Problem):
            problems.append(piece.text)
        else:
            found.append(piece)
    return Document(path, tuple(map(_spoken, set_apart(found, macros))), macros, tuple(problems), tuple(files))


def _spoken(piece: Piece) -> Piece:
    """A piece without the markup among its words."""
    match piece:
        case Words(text):
            return Words(said(text))
        case Heading(level, text):
            return Heading(level, " ".join(said(text).split()))
        case Note(pieces):
            return Note(tuple(map(_spoken, pieces)))
    return piece


def _form(text: str) -> str:
    if text.lstrip().startswith("{") and '"cells"' in text:
        return "notebook"
    return "latex" if "\\documentclass" in text or "\\begin{document}" in text else "markdown"
