"""Verifying one derivation after another, and the exit code of what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.command_line.failures import InternalFailure

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verdict, Verification

PATIENCE = 0.5
"""Seconds after which a progress display appears."""


def verifications(derivations: list[Derivation], audit: bool = False) -> Iterator[Verification]:
    """Verify derivations one after another, with a progress display if it takes long and somebody watches."""
    from derivations.proof import Disagreement, Verifier

    verifier = Verifier(audit=audit)
    began, progress = perf_counter(), None
    try:
        for done, derivation in enumerate(derivations):
            if progress is None and sys.stderr.isatty() and perf_counter() - began > PATIENCE:
                progress = click.progressbar(length=len(derivations), label="verifying", file=sys.stderr)
                progress.__enter__()
                progress.update(done)
            yield verifier.verify(derivation)
            if progress is not None:
                progress.update(1)
    except Disagreement as problem:
        raise InternalFailure(str(problem)) from None
    finally:
        if progress is not None:
            progress.__exit__(None, None, None)


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

    return 0 if all(isinstance(verification.verdict, Proved) for verification in found) else 1
