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
@click.option("--write-only", is_flag=True, help="Write the scripts without checking them.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="the number of processors",
    metavar="N",
    help="Number of scripts that Coq checks at a time.",
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

    Each script repeats the kernel's proof rule by rule: a library has a lemma for each rule of the kernel, and the
    script applies it. Each line of a chain becomes a theorem of Coq, and so does each result. The folder has a
    _CoqProject, so Coq's editors open it. "derivations report --certificates DIR" reads its certificates.json and says
    which results are certified.

    \b
    derivations certify                           all results, into the folder certificates
    derivations certify softmax-limit -o coq      one result
    derivations certify --module mine             the derivations in a module of your own

    \b
    accepted     Coq has checked every theorem. The axioms that they need are printed.
    partial      Coq has checked every theorem of the script, but the lines that are named have no theorem: they are
                 not proved, the library has no lemma for them, or Coq rejected their lemma.
    rejected     Coq has found an error, which is shown.
    not checked  Coq is not installed, it ran out of time, or the scripts were only written.

    Coq comes with "apt install coq libcoq-coquelicot" on Debian and Ubuntu, with opam elsewhere.

    Exit code 1 means that Coq did not accept a script, and 2 that Coq is not installed. "derivations --help" lists all
    exit codes.
    """

    def made(tell: Callable[[str], None]) -> list[Certificate]:
        from derivations.certificate import certify as certified

        wanted = chosen(names, modules)
        return certified(wanted, output, jobs=jobs, timeout=timeout, tell=tell, check=not write_only)

    sys.exit(certification(made, output, check=not write_only, as_json=form == "json"))
