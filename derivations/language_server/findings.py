"""What was found in a document, with its places in the texts of an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from derivations.document.results import FoundStep, TakenAs
from derivations.document.source.files import Source
from derivations.document.source.pieces import with_newlines
from derivations.language_server.places import Places
from derivations.language_server.sections import Known


@dataclass(frozen=True)
class Text:
    """A text in the editor, by its URI."""

    uri: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A document in the editor: what is checked, and the texts by the paths that places in it have."""

    source: Source
    texts: Mapping[str, Text]


def text_of(uri: str, content: str) -> Text:
    """A text, cut into lines as an editor does."""
    return Text(uri, tuple(with_newlines(content).split("\n")))


@dataclass(frozen=True)
class Span:
    """Characters of a text, from one place up to another; lines and columns count from 0."""

    text: Text
    start: tuple[int, int]
    end: tuple[int, int]

    def has(self, line: int, column: int) -> bool:
        """Whether a place is in it."""
        return self.start <= (line, column) <= self.end


@dataclass(frozen=True)
class Step:
    """A step with the lines of its file: the ``whole`` of it, and its ``right`` side; ``line`` is that of its slot."""

    found: FoundStep
    whole: Span
    right: Span
    section: int
    line: int


@dataclass(frozen=True)
class Taken:
    """A formula that is no step, with the lines of its file."""

    found: TakenAs
    span: Span


def steps(known: Iterable[Known], places: Places, sheet: Sheet) -> Iterator[Step]:
    """The steps that are known of a document; those in files that it names are left out."""
    for section, one in enumerate(known):
        for step in one.steps:
            text = sheet.texts.get(step.path)
            if text is None:
                continue
            start, end = (places.line(step.line), step.column), (places.line(step.end_line), step.end_column)
            start = _with_left(text, start, step.lhs.strip())
            right = (places.line(step.rhs_line), step.rhs_column) if step.rhs_line and step.rhs else start
            yield Step(_with_lines(step, places), span(text, start, end), span(text, right, end), section, step.line)


def _with_left(text: Text, start: tuple[int, int], left: str) -> tuple[int, int]:
    """Where a step begins with its left side, if that stands before its relation in the same line."""
    row, column = _within(text, *start)
    before = text.lines[row][:column].rstrip()
    return (start[0], len(before) - len(left) + 1) if left and before.endswith(left) else start


def taken(known: Iterable[Known], places: Places, sheet: Sheet) -> Iterator[Taken]:
    """The formulas that are no steps."""
    for one in known:
        for item in one.taken:
            text = sheet.texts.get(item.path)
            if text is not None:
                start = (places.line(item.line), item.column)
                yield Taken(replace(item, line=start[0]), _formula(text, start, item.formula))


def _with_lines(step: FoundStep, places: Places) -> FoundStep:
    return replace(
        step,
        line=places.line(step.line),
        end_line=places.line(step.end_line),
        rhs_line=places.line(step.rhs_line),
        reason=places.text(step.reason),
        hypotheses=tuple(map(places.text, step.hypotheses)),
        conditional=tuple(map(places.text, step.conditional)),
        explanation=tuple(map(places.text, step.explanation)),
    )


def span(text: Text, start: tuple[int, int], end: tuple[int, int]) -> Span:
    """The characters between two places, which count from 1; at least one."""
    first, last = _within(text, *start), _within(text, *end)
    if last <= first:
        last = (first[0], min(first[1] + 1, len(text.lines[first[0]])))
    return Span(text, first, last)


def _within(text: Text, line: int, column: int) -> tuple[int, int]:
    row = min(max(line - 1, 0), len(text.lines) - 1)
    return row, min(max(column - 1, 0), len(text.lines[row]))


def _formula(text: Text, start: tuple[int, int], formula: str) -> Span:
    """Where a formula stands that is known with single spaces between its words."""
    row, column = _within(text, *start)
    words = formula.split()
    while words and row < len(text.lines):
        place = text.lines[row].find(words[0], column)
        if place < 0:
            row, column = row + 1, 0
        else:
            column = place + len(words.pop(0))
    if row == len(text.lines):
        return span(text, start, start)
    return Span(text, _within(text, *start), (row, column))
