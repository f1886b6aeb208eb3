"""``derivations certify`` has Coq check the proofs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from derivations.command_line.certification import certification
from derivations.command_line.options import FORMAT, LIMIT, MODULES, chosen

if TYPE_CHECKING:
    from derivations.certificate import Certificate


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
@click.option("--timeout", **LIMIT)
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
    partial      Coq has checked what there is; the lines named are not proved, or the library lacks a lemma for them,
                 or Coq has rejected one: the script is then made again without it
    rejected     Coq has found an error, which is shown, and nothing is left
    not checked  there was no Coq, it ran out of time, or the scripts were only written

    Coq comes with "apt install coq libcoq-coquelicot" on Debian and Ubuntu, with opam elsewhere.

    Exit code 1 means that Coq did not accept a script, and 2 that there is no Coq. "derivations --help" lists all exit
    codes.
    """

    def made(tell: Callable[[str], None]) -> list[Certificate]:
        from derivations.certificate import certify as certified

        wanted = chosen(names, modules)
        return certified(wanted, output, jobs=jobs, timeout=timeout, tell=tell, check=not write_only)

    sys.exit(certification(made, output, check=not write_only, as_json=form == "json"))
