"""Files to texts: what a file is, by its name, and what it says, if it can be read as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from derivations.document.source.pieces import CannotRead

LARGEST = 50_000_000
"""Bytes of the largest file that is read."""

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "markdown", ".qmd": "markdown", ".rmd": "markdown",
            ".mdx": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".jmd": "markdown",
            ".tex": "latex", ".ltx": "latex", ".ipynb": "notebook"}  # fmt: skip
"""What a file is, by the end of its name."""


@dataclass(frozen=True)
class Source:
    """A document's text, and what is known of it: its path, its form, and the folder that files it names lie in.

    The folder is a whole path: it does not depend on the current folder, which is another one for another process.
    """

    text: str
    path: str = ""
    form: str | None = None
    folder: str | None = None


def source(path: str | Path) -> Source:
    """What stands in a file, or :class:`CannotRead`."""
    path = Path(path)
    if path.suffix and path.suffix.lower() not in SUFFIXES and not path.is_dir():
        expected = ", ".join(sorted(SUFFIXES))
        raise CannotRead(f"{path}: a file of this kind is not read, expected {expected}, or a name without an ending")
    return Source(text_of(path), str(path), SUFFIXES.get(path.suffix.lower()), str(path.parent.absolute()))


def text_of(path: Path) -> str:
    """The text in a file, or :class:`CannotRead`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise CannotRead(f"{path}: {problem.strerror}") from None
    except ValueError as problem:  # a NUL byte in the path
        raise CannotRead(f"{path!s}: {problem}") from None
    return decoded(data, str(path))


def decoded(data: bytes, name: str) -> str:
    """Bytes as text, or :class:`CannotRead`."""
    if len(data) > LARGEST:
        raise CannotRead(f"{name} is larger than {LARGEST // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise CannotRead(f"{name}:{line}: the file is not UTF-8 (byte {problem.start}); save it as UTF-8") from None
