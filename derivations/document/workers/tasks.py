"""What a worker does when it is asked: read a document, and check one of its sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from sympy import evaluate

from derivations.document.decisions.checking import SectionChecker, outlines
from derivations.document.decisions.journal import Journal
from derivations.document.obligations.outline import Outline
from derivations.document.records import record
from derivations.document.settings import Settings
from derivations.document.source.pieces import CannotRead, Document
from derivations.document.source.reading import document
from derivations.document.source.titles import titles
from derivations.proof import Disagreement, Verifier

Event = dict[str, Any]
SPARE = 30.0
"""Seconds for which a worker goes on computing beyond its limit, if nobody ends it."""


class Desk:
    """Answers requests about one document at a time.

    ``send`` takes the events, the last of which ends an answer; ``allow`` is told how many more seconds of computing
    there may be.
    """

    def __init__(self, send: Callable[[Event], None], allow: Callable[[float], None]) -> None:
        self.send, self.allow = send, allow
        self.seconds = 0.0
        self.outlines: list[Outline] = []
        self.verifier: Callable[..., Verifier] = Verifier

    def answer(self, request: dict[str, Any]) -> None:
        """Do what is asked for."""
        self.seconds = request["patience"] + SPARE
        self.allow(self.seconds)
        try:
            if request["do"] == "read":
                self._read(request["text"], request["path"], request["form"], request["folder"])
            else:
                self._check(request["section"], Settings(**request["settings"]), request["known"])
        except Disagreement as problem:
            self.send({"disagreement": str(problem)})
        except MemoryError:
            raise
        except Exception as problem:
            self.send({"failed": "error", "what": f"{type(problem).__name__}: {problem}"})

    def _read(self, text: str, path: str, form: str | None, folder: str | None) -> None:
        self.outlines = []
        try:
            found = document(text, path, form, None if folder is None else Path(folder))
        except CannotRead as problem:
            self.send({"cannot_read": str(problem)})
            return
        self.outlines = outlines(found)
        self.send({"read": [place(outline) for outline in self.outlines], "contents": _contents(found)})

    def _check(self, number: int, settings: Settings, known: Any) -> None:
        with evaluate(False):
            checker = SectionChecker(self.outlines[number], settings, self._journal(known), self.verifier)
            for step in checker.steps():
                self.send({"step": record(step)})
        self.send({"checked": [record(taken) for taken in checker.taken]})

    def _journal(self, known: Any) -> Journal:
        """A section's journal, which goes on from what is known."""
        return Journal(known, self._noted)

    def _noted(self, event: Event) -> None:
        self.allow(self.seconds)
        self.send(event)


def _contents(found: Document) -> dict[str, Any]:
    """What a document says beside its formulas."""
    return {
        "problems": found.problems,
        "files": found.files,
        "titles": [astuple(title) for title in titles(found.pieces)],
        "macros": [(name, macro.parameters, macro.body, macro.default) for name, macro in found.macros.items()],
    }


def place(outline: Outline) -> dict[str, Any] | None:
    """Where a section's formulas begin, and the first of them."""
    if not outline.section.placed:
        return None
    excerpt = outline.section.placed[0].excerpt
    start, end = excerpt.position(0), excerpt.position(len(excerpt.text))
    where = {"path": start.path, "line": start.line, "column": start.column}
    return {**where, "end_line": end.line, "end_column": end.column, "lhs": excerpt.text.strip()}
