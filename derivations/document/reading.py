"""Files and texts to documents: Markdown, LaTeX or a Jupyter notebook, by the file's name."""

from __future__ import annotations

from pathlib import Path

from derivations.document import markdown, notebook
from derivations.document.latex_source import LatexReader
from derivations.document.source import CannotRead, Document, whole

LARGEST = 50_000_000
"""Bytes of the largest file that is read."""

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "markdown", ".qmd": "markdown", ".rmd": "markdown",
            ".tex": "latex", ".ltx": "latex", ".ipynb": "notebook"}  # fmt: skip
"""What a file is, by the end of its name."""


def read(path: str | Path) -> Document:
    """The document in a file, or :class:`CannotRead`."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise CannotRead(f"{path} is larger than {LARGEST // 1_000_000} MB")
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as problem:
        raise CannotRead(f"{path}: {problem.strerror}") from None
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise CannotRead(f"{path}:{line}: the file is not UTF-8 (byte {problem.start}); save it as UTF-8") from None
    except ValueError as problem:
        raise CannotRead(f"{path!s}: {problem}") from None
    return document(text, str(path), SUFFIXES.get(path.suffix.lower()), folder=path.parent)


def document(text: str, path: str = "", form: str | None = None, folder: Path | None = None) -> Document:
    """The document in a text; ``form`` is ``markdown``, ``latex`` or ``notebook``, or told from the text itself."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    form = form or _form(text)
    if form == "latex":
        reader = LatexReader(folder)
        if path and folder is not None:
            reader.reading.append(Path(path))
        pieces = tuple(reader.pieces(path, text))
        return Document(path, pieces, reader.macros, tuple(reader.problems))
    if form == "notebook":
        return Document(path, tuple(notebook.pieces(path, text)))
    source = whole(path, text)
    return Document(path, tuple(markdown.pieces(source)))


def _form(text: str) -> str:
    if text.lstrip().startswith("{") and '"cells"' in text:
        return "notebook"
    return "latex" if "\\documentclass" in text or "\\begin{document}" in text else "markdown"
