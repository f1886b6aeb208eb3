"""The script of a document: each step that is proved without conditions, as a theorem that names file and line."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.certificate.claims import Claims
from derivations.certificate.replay.script import Claimed, Gap
from derivations.document.results import CheckedDocument, FoundStep
from derivations.proof_files.reading import read


def claims_of_document(document: CheckedDocument) -> Claims:
    """What the script of a document is to state, which was checked with its proofs; the kernel makes each again."""
    proved = [step for step in document.steps if step.plain]
    claimed = [one for number, step in enumerate(proved, 1) for one in _claimed(step, number)]
    gaps = [Gap(_words(step), "its proof was not kept") for step in proved if not step.proofs]
    return Claims(document.path, document.path, tuple(claimed), tuple(gaps))


def _claimed(step: FoundStep, number: int) -> Iterator[Claimed]:
    """The theorems of a step, one for each part of what it claims."""
    for part, text in enumerate(step.proofs, 1):
        (named,) = read(text.splitlines()).results
        name = f"t_{number}" if len(step.proofs) == 1 else f"t_{number}_{part}"
        yield Claimed(name, _words(step), named.theorem)


def _words(step: FoundStep) -> str:
    """A step in the author's words, with its place and what it rests on."""
    given = f"    [given {'; '.join(step.hypotheses)}]" if step.hypotheses else ""
    return f"{step.path}:{step.line}: {step.lhs} {step.relation} {step.rhs}{given}"
