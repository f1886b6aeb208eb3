"""The cells of a notebook as an editor has them: each a text of its own, and one document together."""

from __future__ import annotations

import json
from collections.abc import Sequence

from derivations.document.source import markdown
from derivations.document.source.macros import gathered
from derivations.document.source.pieces import Document, Macro, whole, with_newlines
from derivations.document.source.reading import made

CELLS = "cells"
"""The form of a source that is the cells of a notebook."""


def joined(cells: Sequence[tuple[str, str]]) -> str:
    """The names and texts of cells as one text."""
    return json.dumps(cells)


def document_of_cells(text: str) -> Document:
    """The document in cells that were joined; the places in it have the names of cells for paths."""
    macros: dict[str, Macro] = {}
    found = (piece for name, cell in json.loads(text) for piece in markdown.pieces(whole(name, with_newlines(cell))))
    return made("", gathered(found, macros), macros, [], [])
