"""What checking documents found in SARIF 2.1.0, the form in which code scanning takes results."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from derivations.document.results import REFUTED, CheckedDocument, FoundStep
from derivations.report.documents.as_json import told

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RULES = {
    "refuted": ("A step is false", "A counterexample satisfies all that the document says, but not the step.", "error"),
    "conditional": ("A step rests on a condition", "The step is proved if the condition in the message holds.", "note"),
    "unknown": ("A step is not decided", "The step was neither proved nor refuted.", "note"),
}  # fmt: skip


def as_sarif(
    documents: Sequence[CheckedDocument],
    version: str,
    complete: bool = True,
    counted: Collection[FoundStep] | None = None,
) -> dict[str, Any]:
    """The log of one run; ``complete`` if all that was to be checked was.

    Where not all steps count, those that do are new, and the others unchanged.
    """
    steps = [step for document in documents for step in document.steps if not step.plain]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "derivations",
                        "version": version,
                        "rules": [
                            {
                                "id": name,
                                "name": name.capitalize(),
                                "shortDescription": {"text": title},
                                "fullDescription": {"text": text},
                                "defaultConfiguration": {"level": level},
                            }
                            for name, (title, text, level) in RULES.items()
                        ],
                    }
                },
                "invocations": [{"executionSuccessful": complete}],
                "columnKind": "unicodeCodePoints",
                "results": [_result(step) | _state(step, counted) for step in steps],
            }
        ],
    }


def _result(step: FoundStep) -> dict[str, Any]:
    return {
        "ruleId": "conditional" if step.conditional else step.verdict,
        "level": "error" if step.verdict == REFUTED else "note",
        "message": {"text": _well_formed(told(step))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(step.path)},
                    "region": {
                        "startLine": step.line,
                        "startColumn": step.column,
                        "endLine": step.end_line,
                        "endColumn": step.end_column,
                        "snippet": {"text": _well_formed(f"{step.lhs} {step.relation} {step.rhs}")},
                    },
                }
            }
        ],
        "properties": {
            "kind": step.kind,
            "hypotheses": [_well_formed(h) for h in step.hypotheses],
            "conditional": [_well_formed(c) for c in step.conditional],
        },
    }


def _state(step: FoundStep, counted: Collection[FoundStep] | None) -> dict[str, str]:
    return {} if counted is None else {"baselineState": "new" if step in counted else "unchanged"}


def _uri(path: str) -> str:
    """A path as a URI: relative to where the command ran, as code scanning wants it, or that of a file elsewhere."""
    where = PurePath(_well_formed(path))
    return where.as_uri() if where.is_absolute() else quote(where.as_posix())


def _well_formed(text: str) -> str:
    """Text that can be encoded: without lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
