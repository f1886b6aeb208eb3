"""What checking documents found, as messages for a terminal: like a compiler's, with the source of each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from derivations.document.results import (
    ASSUMPTION,
    DEFINITION,
    EQUATION,
    PROVED,
    REFUTED,
    UNKNOWN,
    UNREAD,
    CheckedDocument,
    FoundStep,
)
from derivations.document.source.files import text_of
from derivations.document.source.pieces import CannotRead, with_newlines
from derivations.report.decimals import alike

COLOURS = {PROVED: "green", REFUTED: "red", UNKNOWN: "yellow"}


def printable(text: str) -> str:
    """Text from a document without control characters, which a terminal would obey.

    >>> printable("a\\x1b[31m b")
    'a�[31m b'
    """
    return "".join(c if c.isprintable() or c == " " else " " if c in "\t\n" else "\ufffd" for c in text)


class Sources:
    """The lines of the files that steps stand in; files that a document names are read when they are needed."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._lines = {path: _lines(text) for path, text in texts.items()}

    def line(self, path: str, number: int) -> str | None:
        """A line of a file, from 1; nothing where it cannot be had."""
        if path not in self._lines:
            try:
                self._lines[path] = _lines(text_of(Path(path)))
            except CannotRead:
                self._lines[path] = []
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else None


def _lines(text: str) -> list[str]:
    return with_newlines(text).split("\n")


def message(step: FoundStep, sources: Sources) -> Iterator[str]:
    """The lines that tell of one step."""
    headline = {
        PROVED: "proved under a condition" if step.conditional else "proved",
        REFUTED: "refuted: this step is false",
        UNKNOWN: f"unknown: {printable(step.reason)}",
    }[step.verdict]
    yield click.style(f"{printable(step.place)}: {headline}", fg=_colour(step), bold=step.verdict == REFUTED)
    yield from _source(step, sources)
    if step.counterexample is not None and step.values is not None:
        where = ", ".join(f"{printable(name)} = {value}" for name, value in step.counterexample)
        yield f"  at {where}:" if where else "  always:"
        left, right = alike(*step.values)
        yield f"     left  {left}"
        yield f"     right {right}"
    if step.explanation:
        yield "  read as:"
        yield from (f"     {printable(line)}" for line in step.explanation)
    if step.suggestion:
        yield click.style(f"  {printable(step.suggestion)}", fg="cyan")
    yield from (f"  {printable(condition)}" for condition in step.conditional)
    if step.hypotheses:
        yield "  using:"
        yield from (f"     {printable(hypothesis)}" for hypothesis in step.hypotheses)


def _source(step: FoundStep, sources: Sources) -> Iterator[str]:
    line = sources.line(step.path, step.rhs_line)
    if line is None:
        yield f"    {printable(step.lhs)} {step.relation} {printable(step.rhs)}"
        return
    number = str(step.rhs_line)
    first = step.rhs.split("\n", 1)[0].rstrip()
    start = step.rhs_column - 1
    if step.rhs_line != step.line and (above := sources.line(step.path, step.line)) is not None:
        yield f"  {step.line:>{len(number)}} | {printable(above)}"
    yield f"  {number} | {printable(line)}"
    yield f"  {' ' * len(number)} | {' ' * start}{click.style('^' * max(len(first), 1), fg=_colour(step))}"


def _colour(step: FoundStep) -> str:
    return COLOURS[UNKNOWN if step.conditional else step.verdict]


def summary_line(documents: Iterable[CheckedDocument], seconds: float, interrupted: bool = False) -> str:
    """How many steps of how many files have which verdict, and what else there is; what an audit saw.

    Every formula of a display is counted, as a step or as what it was taken as.
    """
    found = list(documents)
    counts = {verdict: sum(d.summary[verdict] for d in found) for verdict in COLOURS}
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count or verdict == REFUTED)
    conditional = sum(bool(step.conditional) for document in found for step in document.steps)
    told = told.replace(" proved", f" proved ({conditional} of them conditionally)", 1) if conditional else told
    others = {kind: sum(d.others[kind] for d in found) for kind in (DEFINITION, ASSUMPTION, EQUATION, UNREAD)}
    besides = ", ".join(f"{n} {kind}{'s' * (n != 1 and kind != UNREAD)}" for kind, n in others.items())
    files = "1 file" if len(found) == 1 else f"{len(found)} files"
    audits = [step.audit for document in found for step in document.steps if step.audit is not None]
    seen = f"; audit: seen to hold at {sum(points for points, _ in audits)} points" if audits else ""
    broken = " (interrupted: the rest was not checked)" if interrupted else ""
    return f"{files}: {told}; {besides} in {seconds:.2f} s{seen}{broken}"
