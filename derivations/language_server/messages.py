"""What an editor shows of a document: diagnostics, a hover and quick fixes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from lsprotocol import types

from derivations.document.results import PROVED, REFUTED, UNKNOWN, UNREAD, FoundStep
from derivations.language_server.findings import Span, Step, Taken
from derivations.report.decimals import alike
from derivations.report.documents.as_json import told

SOURCE = "derivations"
Severity = types.DiagnosticSeverity
SEVERITIES = {REFUTED: Severity.Error, UNKNOWN: Severity.Information, PROVED: Severity.Information}
"""How grave it is that a step is not plainly proved."""
ARTICLES = {"definition": "a definition", "assumption": "an assumption", "equation": "an equation to be solved"}
Units = Callable[[str], int]
"""How many of the client's units a text has."""


def area(span: Span, units: Units) -> types.Range:
    """A span in the client's units."""
    (row, column), (last_row, last_column) = span.start, span.end
    lines = span.text.lines
    return types.Range(
        types.Position(row, units(lines[row][:column])), types.Position(last_row, units(lines[last_row][:last_column]))
    )


def of_step(step: Step, units: Units) -> types.Diagnostic | None:
    """The diagnostic of a step; none of one that is plainly proved."""
    found = step.found
    if found.plain:
        return None
    code = "conditional" if found.verdict == PROVED else found.verdict
    return types.Diagnostic(area(step.right, units), told(found), SEVERITIES[found.verdict], code, source=SOURCE)


def of_taken(taken: Taken, units: Units) -> types.Diagnostic:
    """The diagnostic of a formula that is no step: a hint, or why it is not read."""
    unread = taken.found.kind == UNREAD
    text = f"Not read: {taken.found.reason}" if unread else f"Taken as {ARTICLES[taken.found.kind]}"
    severity = Severity.Information if unread else Severity.Hint
    return types.Diagnostic(area(taken.span, units), text, severity, taken.found.kind, source=SOURCE)


def of_problem(text: str) -> types.Diagnostic:
    """The diagnostic of what could not be read."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), text, Severity.Warning, "problem", source=SOURCE)


def hover(step: Step, explanation: Iterable[str], units: Units) -> types.Hover:
    """A step's verdict, with its premises, the readings of it, and the counterexample."""
    text = "\n\n".join("\n".join(part) for part in _parts(step.found, explanation))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), area(step.whole, units))


def _parts(found: FoundStep, explanation: Iterable[str]) -> Iterator[list[str]]:
    headline = {PROVED: "proved", REFUTED: "refuted: this step is false", UNKNOWN: "unknown"}[found.verdict]
    yield [f"**{headline}{' under a condition' if found.conditional else ''}**"]
    if found.verdict == UNKNOWN:
        yield [plain(found.reason)]
    if found.conditional:
        yield ["Only:", "", *(f"- {plain(condition)}" for condition in found.conditional)]
    if found.counterexample is not None and found.values is not None:
        where = ", ".join(f"{name} = {value}" for name, value in found.counterexample)
        left, right = alike(*found.values)
        yield [f"At {plain(where)}:" if where else "Always:", "", f"- left: {plain(left)}", f"- right: {plain(right)}"]
    if found.suggestion:
        yield [plain(found.suggestion)]
    if found.hypotheses:
        yield ["Using:", "", *(f"- {plain(premise)}" for premise in found.hypotheses)]
    lines = [f"- {plain(line)}" for line in explanation]
    if lines:
        yield ["Read as:", "", *lines]


def plain(text: str) -> str:
    """A document's words as they are, whatever they would mean in Markdown or HTML.

    >>> plain("a_1 <b>")
    '`a_1 <b>`'
    """
    text = " ".join(text.split())
    fence = "`" * (1 + max((len(run) for run in "".join(c if c == "`" else " " for c in text).split()), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""


def fix(step: Step, units: Units, escaped: bool) -> types.CodeAction | None:
    """The quick fix that puts the suggestion in place of a false step's right side, where that stands in one line.

    In a text that is ``escaped`` it is written as in a string of JSON.
    """
    found, span = step.found, step.right
    if found.mended is None or "\n" in found.mended or span.start[0] != span.end[0]:
        return None
    standing = span.text.lines[span.start[0]][span.start[1] : span.end[1]]
    written = json.dumps(found.mended, ensure_ascii=False)[1:-1] if escaped else found.mended
    if standing != (json.dumps(found.rhs, ensure_ascii=False)[1:-1] if escaped else found.rhs):
        return None
    diagnostic = of_step(step, units)
    edit = types.WorkspaceEdit({span.text.uri: [types.TextEdit(area(span, units), written)]})
    return types.CodeAction(
        f"Write {found.mended.strip()}",
        types.CodeActionKind.QuickFix,
        [diagnostic] if diagnostic is not None else None,
        is_preferred=True,
        edit=edit,
    )
