"""``derivations report`` writes an article."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from derivations.command_line.failures import Failure
from derivations.command_line.options import MODULES, chosen
from derivations.command_line.progress import Progress
from derivations.command_line.verification import exit_code, verifications


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("report"),
    show_default=True,
    metavar="DIR",
    help="Folder for the report's files.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "tex", "pdf"]),
    default="html",
    show_default=True,
    help="One HTML file, LaTeX with its figures, or a PDF made by latexmk.",
)
@click.option(
    "--style",
    type=click.Choice(["article", "handout"]),
    default="article",
    show_default=True,
    help="The whole article, or a handout: statements and proofs, each result on a page of its own.",
)
@click.option("--title", metavar="TEXT", help="Title of the report.")
@click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help='A folder that "derivations certify" wrote: the report names the certified results and links the scripts.',
)
@MODULES
def report(
    names: tuple[str, ...],
    output: Path,
    form: str,
    style: str,
    title: str | None,
    certificates: Path | None,
    modules: tuple[str, ...],
) -> None:
    """Write a report on all results, or those named: proofs, figures, and the false steps of the text.

    Prints the paths of the files, the report itself first. The same results on the same day give the same bytes; the
    date is that of SOURCE_DATE_EPOCH if it is set.

    Exit code 1 means that something is not proved, and 2 that no report could be written. In the first case the report
    is written and says what is not proved. "derivations --help" lists all exit codes.
    """
    from derivations.certified import NoCertificates
    from derivations.report.article.date import BadDate, timestamp
    from derivations.report.article.latexmk import LatexFailed, LatexMissing
    from derivations.report.article.publication import PackagesMissing, check, published

    try:
        check(form)
        timestamp()
        wanted = chosen(names, modules)
        with Progress("writing") as progress:
            found = list(verifications(wanted))
            named = title or (f"Derivations in {', '.join(modules)}, verified" if modules else None)
            paths = published(
                found, output, form, title=named, style=style, progress=progress.tell, certificates=certificates
            )
    except (PackagesMissing, LatexMissing, LatexFailed, BadDate, NoCertificates) as problem:
        raise Failure(str(problem)) from None
    for path in paths:
        click.echo(path)
    sys.exit(exit_code(found))
