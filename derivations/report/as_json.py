"""Results as JSON, mathematics as LaTeX; the format's version is 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from derivations.notation.latex import latex
from derivations.proof import Audit, CheckedStep, Proved, Refuted, Result, Step, Verification
from derivations.proof.wording import explanation, reasons, side_condition, verdict_name, written

VERSION = 1


def listed(derivations: Iterable[Result]) -> dict[str, Any]:
    """Derivations that were not verified: verdicts and times are null."""
    entries = [_derivation(d, None, None, [], [_step(step, d.name, None) for step in d.steps]) for d in derivations]
    return _document(entries, None)


def verified(verifications: Iterable[Verification]) -> dict[str, Any]:
    """What verifying found."""
    found = list(verifications)
    entries = [
        _derivation(
            v.derivation,
            verdict_name(v.verdict),
            v.seconds,
            list(v.uses),
            [_step(checked.step, v.derivation.name, checked) for checked in v.steps],
            v.audit,
        )
        for v in found
    ]
    return _document(entries, [entry["verdict"] for entry in entries])


def _document(entries: list[dict[str, Any]], verdicts: list[str] | None) -> dict[str, Any]:
    names = ("proved", "refuted", "unknown")
    return {
        "version": VERSION,
        "derivations": entries,
        "summary": {name: None if verdicts is None else verdicts.count(name) for name in names},
    }


def _derivation(
    derivation: Result,
    verdict: str | None,
    seconds: float | None,
    uses: list[str],
    steps: list[dict[str, Any]],
    audit: Audit | None = None,
) -> dict[str, Any]:
    return {
        "name": derivation.name,
        "title": derivation.title,
        "source": derivation.source,
        "verdict": verdict,
        "seconds": None if seconds is None else round(seconds, 6),
        "uses": uses,
        "audit": None if audit is None else asdict(audit),
        "steps": steps,
    }


def _step(step: Step, within: str, checked: CheckedStep | None) -> dict[str, Any]:
    verdict = None if checked is None else checked.verdict
    return {
        "lhs": latex(step.claim.lhs),
        "relation": step.claim.relation,
        "rhs": latex(step.claim.rhs),
        "by": [written(words, latex) for words in reasons(step, within)],
        "verdict": None if verdict is None else verdict_name(verdict),
        "reason": None if verdict is None else explanation(verdict) or None,
        "side_conditions": (
            [written(side_condition(c), latex) for c in verdict.side_conditions] if isinstance(verdict, Proved) else []
        ),
        "counterexample": verdict.counterexample.values if isinstance(verdict, Refuted) else None,
    }
