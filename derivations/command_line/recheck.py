"""``derivations recheck`` makes the theorems of a file of proofs again."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import click

from derivations.command_line.failures import Failure


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Print only the number of results.")
def recheck(file: Path, quiet: bool) -> None:
    """Check the proofs that "derivations verify --proofs FILE" wrote, with the kernel alone.

    The kernel's rules make every theorem of the file again. The command prints what each result claims and under which
    hypotheses, since a title may say anything. It loads neither SymPy nor the code that searches for proofs.

    \b
    derivations verify --proofs chapter.proof
    derivations recheck chapter.proof

    Exit code 1 means that a line does not follow; the message names it. "derivations --help" lists all exit codes.
    """
    from derivations.proof_files.reading import NotAccepted, read
    from derivations.proof_files.text import named, written

    began = perf_counter()
    try:
        with file.open(encoding="utf-8") as lines:
            found = read(lines)
    except NotAccepted as problem:
        click.secho(f"{file}: {problem}", fg="red")
        raise SystemExit(1) from None
    except (OSError, ValueError) as problem:
        raise Failure(f"{file} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    if not quiet:
        for title, theorem in found.results:
            click.secho(f"✓ {title if title.isprintable() else named(title)}", fg="green")
            click.echo(f"    {written(theorem.claim)}")
            for place, hypothesis in enumerate(sorted(map(written, theorem.hypotheses))):
                click.echo(f"      {'and' if place else 'if '} {hypothesis}")
    made = f"{found.theorems} theorems and {found.terms} terms made again"
    click.echo(f"{len(found.results)} proved: {made} in {perf_counter() - began:.2f} s")
