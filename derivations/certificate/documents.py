"""The script of a document: each step that is proved without conditions, as a theorem that names file and line.

Who decides a step hands over its proof, and what it claims, read anew from what the step was understood to say.  Here
the kernel makes the proof again, and what it has proved is compared with the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivations.certificate.claims import Claims, NotTheClaim
from derivations.certificate.replay.script import Claimed, Gap
from derivations.document.results import CheckedDocument, FoundStep
from derivations.proof_files.reading import NotAccepted, read


def claims_of_document(document: CheckedDocument) -> Claims:
    """What the script of a document is to state, which was checked with its proofs.

    Raises :class:`NotTheClaim` if a proof is none, or none of what the step claims.
    """
    proved = [step for step in document.steps if step.plain]
    claimed = [one for number, step in enumerate(proved, 1) for one in _claimed(step, number)]
    gaps = [Gap(_words(step), "its proof was not kept") for step in proved if not step.proofs]
    return Claims(document.path, document.path, tuple(claimed), tuple(gaps))


def _claimed(step: FoundStep, number: int) -> Iterator[Claimed]:
    """The theorems of a step, one for each part of what it claims, such as a limit's two sides."""
    for part, text in enumerate(step.proofs, 1):
        name, words = f"t_{number}", _words(step)
        if len(step.proofs) > 1:
            name, words = f"{name}_{part}", f"{words}    (part {part} of {len(step.proofs)})"
        try:
            (named,) = read(text.splitlines()).results
        except NotAccepted as problem:
            raise NotTheClaim(f"{words}: {problem}") from None
        yield Claimed(name, words, named.theorem)


def _words(step: FoundStep) -> str:
    """A step in the author's words, with its place and what it rests on."""
    given = f"    [given {'; '.join(step.hypotheses)}]" if step.hypotheses else ""
    return f"{step.path}:{step.line}: {step.lhs} {step.relation} {step.rhs}{given}"
