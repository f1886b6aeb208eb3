"""``derivations verify`` proves results."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.command_line.options import AUDIT, FORMAT, MODULES, chosen, json_text
from derivations.command_line.verification import exit_code, titled, verifications

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verification


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@FORMAT
@MODULES
@AUDIT
@click.option(
    "--proofs",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help='Write the proofs, rule by rule, for "derivations recheck FILE".',
)
def verify(names: tuple[str, ...], form: str, modules: tuple[str, ...], audit: bool, proofs: Path | None) -> None:
    """Prove results line by line: all of them, or those named.

    Exit code 1 means that a result is not proved, and 3 that an audit contradicts a proof. "derivations --help" lists
    all exit codes.
    """
    wanted = chosen(names, modules)
    if form == "json":
        from derivations.report.as_json import verified

        found = list(verifications(wanted, audit))
        click.echo(json_text(verified(found)))
    else:
        found = _told(wanted, audit)
    if proofs is not None:
        _write(proofs, found)
    sys.exit(exit_code(found))


def _write(file: Path, found: list[Verification]) -> None:
    """Write the theorems of all steps that are proved, and of what the chains conclude."""
    from derivations.files import write
    from derivations.proof import Proved
    from derivations.proof_files.writing import Named, Writer

    named = [
        Named(title, theorem)
        for verification in found
        for title, verdict in titled(verification)
        if isinstance(verdict, Proved)
        for theorem in verdict.theorems
    ]
    write(file.parent, {file.name: "".join(f"{line}\n" for line in Writer().lines(named)).encode()})


def _told(derivations: list[Derivation], audit: bool) -> list[Verification]:
    """Verify, and say of each result what was found."""
    from derivations.proof.display import MARKS
    from derivations.proof.wording import counted, verdict_name
    from derivations.report import terminal

    began = perf_counter()
    width = max(len(derivation.name) for derivation in derivations)
    found = []
    for verification in verifications(derivations, audit):
        found.append(verification)
        line, colour = terminal.line(verification, width)
        click.secho(line, fg=colour)
        for detail in terminal.failures(verification):
            click.echo(detail)
    counts = [sum(verdict_name(v.verdict) == name for v in found) for name in MARKS]
    steps = sum(len(v.steps) for v in found)
    summary = ", ".join(f"{count} {name}" for count, name in zip(counts, MARKS, strict=True) if count)
    click.echo(f"{summary}: {counted(steps, 'step')} in {perf_counter() - began:.2f} s")
    if audit:
        click.echo(terminal.audit_line(v.audit for v in found if v.audit is not None))
    return found
