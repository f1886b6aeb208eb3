"""Jupyter notebooks: the Markdown cells, each line with its place in the notebook's file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from derivations.document.source import markdown
from derivations.document.source.pieces import CannotRead, Excerpt, Piece


def pieces(path: str, text: str) -> Iterator[Piece]:
    """The pieces of all Markdown cells."""
    name = path or "the document"
    try:
        cells = json.loads(text)["cells"]
        sources = [_lines(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, RecursionError) as problem:
        raise CannotRead(f"{name} is not a notebook: {problem}") from None
    except (KeyError, TypeError, AttributeError):
        raise CannotRead(f"{name} is not a notebook: expected cells with their cell_type and source") from None
    place = 0
    for lines in sources:
        origins: list[tuple[int, int]] = []
        for line in lines:
            place, column = _found(text, line, place)
            origins.append((text.count("\n", 0, place) + 1, column))
        yield from markdown.pieces(Excerpt(path, "\n".join(lines), tuple(origins), escaped=True))


def _lines(source: str | list[str]) -> list[str]:
    joined = source if isinstance(source, str) else "".join(source)
    return joined.split("\n")


def _found(text: str, line: str, place: int) -> tuple[int, int]:
    """Where a line of a cell stands in the notebook's text, after a place, and in which column."""
    for written in (json.dumps(line, ensure_ascii=False)[1:-1], json.dumps(line)[1:-1]):
        here = text.find(written, place) if written else -1
        if here >= 0:
            return here, here - (text.rfind("\n", 0, here) + 1)
    return place, 0
