"""Verifying one derivation after another, and the exit code of what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivations.command_line.failures import NOT_PROVED, SUCCESS, InternalFailure
from derivations.command_line.progress import Progress

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verdict, Verification


def verifications(derivations: list[Derivation], audit: bool = False) -> Iterator[Verification]:
    """Verify derivations one after another; a terminal shows which one is verified now."""
    from derivations.proof import Disagreement, Verifier

    verifier = Verifier(audit=audit)
    try:
        for number, derivation in enumerate(derivations, 1):
            with Progress("verifying") as progress:
                progress.tell(f"{derivation.name} ({number} of {len(derivations)})")
                verification = verifier.verify(derivation)
            yield verification
    except Disagreement as problem:
        raise InternalFailure(str(problem)) from None


def titled(verification: Verification) -> Iterator[tuple[str, Verdict]]:
    """The verdicts on each line of a derivation's chains, and on what they conclude, with a title for each."""
    name = verification.derivation.name
    for number, (chain, steps) in enumerate(verification.by_chain, 1):
        for line, checked in enumerate(steps, 1):
            yield f"{name}, {chain.title or f'chain {number}'}, line {line}", checked.verdict
    yield f"{name}, its conclusions", verification.verdict


def exit_code(found: list[Verification]) -> int:
    """Return 0 if all are proved, else 1."""
    from derivations.proof import Proved

    return SUCCESS if all(isinstance(verification.verdict, Proved) for verification in found) else NOT_PROVED
