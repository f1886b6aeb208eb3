"""``derivations certify`` has Coq check the proofs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter

import click

from derivations.command_line.failures import Failure
from derivations.command_line.options import FORMAT, MODULES, chosen, json_text
from derivations.command_line.progress import Progress


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("certificates"),
    show_default=True,
    metavar="DIR",
    help="Folder for the scripts.",
)
@click.option("--write-only", is_flag=True, help="Write the scripts and leave the checking to you.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="the number of processors",
    metavar="N",
    help="How many scripts Coq checks at a time.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long Coq may take for one script.",
)
@FORMAT
@MODULES
def certify(
    names: tuple[str, ...],
    output: Path,
    write_only: bool,
    jobs: int,
    timeout: float,
    form: str,
    modules: tuple[str, ...],
) -> None:
    """Have the proof assistant Coq check the proofs of results.

    Each script makes the kernel's proof again, rule by rule: a library has a lemma for each rule of the kernel, and the
    script applies it. So each line of a chain is a theorem of Coq, and so is each result. The folder has a _CoqProject,
    so Coq's editors open it, and certificates.json, from which "derivations report --certificates DIR" says which
    results are certified.

    \b
    derivations certify                           all results, into the folder certificates
    derivations certify softmax-limit -o coq      one result
    derivations certify --module mine             the derivations in a module of your own

    \b
    accepted     Coq has checked every theorem, and it rests on no other axioms than those that are printed
    partial      Coq has checked what there is; the lines named are not proved, or the library lacks a lemma for them
    rejected     Coq has found an error, which is shown
    not checked  there was no Coq, or the scripts were only written

    Coq comes with "apt install coq libcoq-coquelicot" on Debian and Ubuntu, with opam elsewhere.

    Exit code 0 if all are accepted (or --write-only was given), 1 if one is not, 2 for an unknown name or without Coq.
    """
    from derivations.certificate import certify as certified
    from derivations.certificate.certificates import as_record
    from derivations.certificate.coq import CoqMissing, version
    from derivations.certificate.summary import summary
    from derivations.certified import ACCEPTED

    wanted = chosen(names, modules)
    missing = ""
    installed: str | None = None
    try:
        installed = None if write_only else version()
    except CoqMissing as problem:
        missing = str(problem)
    began = perf_counter()
    with Progress("certifying") as progress:
        found = certified(wanted, output, jobs=jobs, timeout=timeout, tell=progress.tell, check=not write_only)
    if form == "json":
        click.echo(json_text([as_record(certificate) for certificate in found]))
    else:
        for line, colour in summary(found, perf_counter() - began, output, installed):
            click.secho(line, fg=colour)
    if missing:
        raise Failure(missing)
    sys.exit(0 if write_only or all(certificate.status == ACCEPTED for certificate in found) else 1)
