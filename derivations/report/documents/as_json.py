"""What checking documents found as JSON, and as annotations of GitHub's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from derivations.document.results import PROVED, REFUTED, UNREAD, CheckedDocument, FoundStep, summary
from derivations.report.decimals import alike


def as_json(
    documents: Sequence[CheckedDocument], interrupted: bool = False, counted: Collection[FoundStep] | None = None
) -> dict[str, Any]:
    """The whole of it, version 1 of the form that ``derivations check --format json`` prints.

    Where not all steps count, each says whether it does.
    """
    return {
        "version": 1,
        "files": [
            {
                "path": document.path,
                "steps": [
                    _step(step) | ({} if counted is None else {"counts": step in counted}) for step in document.steps
                ],
                "taken_as_given": [
                    {"path": t.path, "line": t.line, "column": t.column, "kind": t.kind, "formula": t.formula}
                    for t in document.taken
                    if t.kind != UNREAD
                ],
                "unread": [
                    {"path": t.path, "line": t.line, "column": t.column, "formula": t.formula, "reason": t.reason}
                    for t in document.taken
                    if t.kind == UNREAD
                ],
                "problems": list(document.problems),
                "error": document.error or None,
                "summary": document.summary,
            }
            for document in documents
        ],
        "interrupted": interrupted,
        "summary": summary(step for document in documents for step in document.steps),
    }


def _step(step: FoundStep) -> dict[str, Any]:
    return {
        "line": step.line,
        "column": step.column,
        "end_line": step.end_line,
        "end_column": step.end_column,
        "lhs": step.lhs,
        "relation": step.relation,
        "rhs": step.rhs,
        "verdict": step.verdict,
        "kind": step.kind,
        "reason": step.reason,
        "hypotheses": list(step.hypotheses),
        "conditional": list(step.conditional),
        "counterexample": None if step.counterexample is None else dict(step.counterexample),
        "values": None if step.values is None else {"lhs": step.values[0], "rhs": step.values[1]},
        "suggestion": step.suggestion,
        "seconds": round(step.seconds, 6),
        "display": step.display,
        "audit": None if step.audit is None else {"points": step.audit[0], "undecided": step.audit[1]},
        **({"explanation": list(step.explanation)} if step.explanation else {}),
        **({} if not step.path else {"path": step.path}),
    }


def told(step: FoundStep) -> str:
    """A step that is not proved, in one sentence."""
    if step.verdict == PROVED:
        return f"Proved only {' and '.join(step.conditional)}"
    if step.verdict != REFUTED:
        return f"Not decided: {step.reason}"
    where = ", ".join(f"{name} = {value}" for name, value in step.counterexample or ())
    left, right = alike(*(step.values or ("?", "?")))
    hint = f" {step.suggestion}" if step.suggestion else ""
    return f"False at {where}: {left} against {right}.{hint}"


def workflow_commands(
    documents: Sequence[CheckedDocument], strict: bool, counted: Collection[FoundStep] | None = None
) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change, for the steps that count."""
    for document in documents:
        for step in document.steps:
            if counted is not None and step not in counted:
                continue
            if step.plain or (step.verdict == PROVED and not strict):
                continue
            level = "error" if step.verdict == REFUTED else "warning" if strict else "notice"
            title = "A step is false" if step.verdict == REFUTED else "A step is not plainly proved"
            place = f"file={_property(step.path)},line={step.line},col={step.column},endLine={step.end_line}"
            yield f"::{level} {place},title={_property(title)}::{_data(told(step))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
