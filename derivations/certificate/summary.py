"""What Coq said of scripts, for people: a line for each, then the count, the time and the axioms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from derivations.certificate.certificates import Certificate
from derivations.certificate.coq import AXIOMS
from derivations.certified import ACCEPTED, NOT_CHECKED, PARTIAL, REJECTED
from derivations.proof.wording import counted

COLOURS = {ACCEPTED: "green", PARTIAL: "yellow", REJECTED: "red", NOT_CHECKED: "yellow"}
MARKS = {ACCEPTED: "✓", PARTIAL: "◐", REJECTED: "✗", NOT_CHECKED: "?"}


def summary(
    found: list[Certificate], seconds: float, folder: Path, version: str | None
) -> Iterator[tuple[str, str | None]]:
    """The lines, each with its colour; ``version`` is that of the Coq which checked the scripts, if one did."""
    width = max((len(certificate.name) for certificate in found), default=0)
    for certificate in found:
        status = certificate.status
        name = certificate.name.encode("utf-8", "backslashreplace").decode()
        line = f"{MARKS[status]} {status:<11}  {name:<{width}}"
        if status in (ACCEPTED, PARTIAL):
            line += f"  {counted(len(certificate.script.theorems), 'theorem'):>11}  {certificate.seconds:5.1f} s"
        yield line.rstrip(), COLOURS[status]
        if status != NOT_CHECKED or not _same_for_all(found):
            yield from ((f"    {message}", None) for message in certificate.messages)
        yield from ((f"    warning: {warning}", "yellow") for warning in certificate.script.claims.warnings)
    if version and found and found[0].status == NOT_CHECKED and _same_for_all(found):
        yield f"    {found[0].message}", None
    yield _counts(found) + (f" in {seconds:.1f} s by Coq {version}" if version else ""), None
    axioms = sorted({axiom for certificate in found for axiom in certificate.axioms})
    if axioms:
        yield "What the theorems rest on, beside Coq's own logic:", None
        for axiom in axioms:
            yield f"    {axiom}: {AXIOMS.get(axiom, 'not one of those that are allowed')}", None
    yield f"The scripts are in {folder}", None


def _same_for_all(found: list[Certificate]) -> bool:
    return len({(certificate.status, certificate.message) for certificate in found}) == 1


def _counts(found: list[Certificate]) -> str:
    numbers = {status: sum(certificate.status == status for certificate in found) for status in MARKS}
    statuses = ", ".join(f"{number} {status}" for status, number in numbers.items() if number)
    theorems = sum(len(c.script.theorems) for c in found if c.status in (ACCEPTED, PARTIAL))
    return f"{statuses}: {counted(theorems, 'theorem')} checked"
