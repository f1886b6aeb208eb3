"""Texts to documents: Markdown, LaTeX or a Jupyter notebook."""

from __future__ import annotations

from pathlib import Path

from derivations.document.source import markdown, notebook
from derivations.document.source.files import source
from derivations.document.source.latex import LatexReader
from derivations.document.source.pieces import Document, whole, with_newlines


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
            reader.reading.append(Path(path))
        pieces = tuple(reader.pieces(path, text))
        return Document(path, pieces, reader.macros, tuple(reader.problems))
    if form == "notebook":
        return Document(path, tuple(notebook.pieces(path, text)))
    return Document(path, tuple(markdown.pieces(whole(path, text))))


def _form(text: str) -> str:
    if text.lstrip().startswith("{") and '"cells"' in text:
        return "notebook"
    return "latex" if "\\documentclass" in text or "\\begin{document}" in text else "markdown"
