"""``derivations check`` checks somebody's documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.command_line.certification import certification
from derivations.command_line.failures import Failure, InternalFailure
from derivations.command_line.options import AUDIT, LIMIT, STEP_MEMORY, STEP_TIME
from derivations.command_line.progress import Progress

if TYPE_CHECKING:
    from derivations.certificate import Certificate
    from derivations.document.cache import Cache
    from derivations.document.results import CheckedDocument, FoundStep
    from derivations.document.settings import Settings
    from derivations.document.source.files import Source


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Form of the output: text, json for programs, html for a page to send to an author, github for annotations, "
    "sarif for code scanning.",
)
@click.option("--strict", is_flag=True, help="Also exit with 1 if a step is unknown, or proved only under a condition.")
@click.option("--verbose", "-v", is_flag=True, help="Show every step, every definition and every assumption.")
@click.option("--explain", metavar="FILE:LINE", help="Show how the steps in one line of a file were read.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Number of processes."
)
@click.option(
    "--timeout",
    **STEP_TIME,
    help="Time limit for a step; a step that takes longer is unknown.",
)
@click.option(
    "--memory",
    **STEP_MEMORY,
    help="Memory limit for a process; a step that needs more is unknown.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of standard output. A run that fails leaves the file as it was.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Count only faults that are not in this file, which --write-baseline wrote.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the faults that are found into this file, for --baseline, and exit with 0.",
)
@click.option(
    "--diff",
    "ref",
    metavar="REF",
    help="Count only steps that changed since this commit of git: their lines, their formulas, or to a worse verdict.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep what was found in this folder instead of the user's cache, or that of DERIVATIONS_CACHE.",
)
@click.option("--no-cache", is_flag=True, help="Decide everything anew, and keep nothing.")
@click.option(
    "--certify",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the steps proved without conditions as Coq scripts into this folder, and let Coq check them.",
)
@click.option("--certify-timeout", "limit", **LIMIT)
@AUDIT
def check(
    files: tuple[str, ...],
    form: str,
    strict: bool,
    verbose: bool,
    explain: str | None,
    jobs: int,
    timeout: float,
    memory: int,
    output: Path | None,
    audit: bool,
    baseline: Path | None,
    new_baseline: Path | None,
    ref: str | None,
    cache: Path | None,
    no_cache: bool,
    certify: Path | None,
    limit: float,
) -> None:
    """Check the derivations in documents: Markdown, LaTeX, Jupyter notebooks, or - for standard input.

    Each step of a formula is proved, refuted by a counterexample, or unknown, with the reason. A folder stands for all
    documents in it.

    \b
    derivations check notes.md
    derivations check --verbose chapter.tex
    derivations check --jobs 4 --format sarif --output log.sarif docs
    derivations check --format html --output notes.html notes.md
    derivations check --format github $(git ls-files '*.md')
    derivations check --baseline faults.json docs
    derivations check --diff main notes.md
    derivations check --explain notes.md:12
    derivations check --certify certificates notes.md
    pandoc paper.docx -t markdown | derivations check -

    An author can say more in comments, which do not show in the text:

    \b
    <!-- derivations: let n >= 2; cost = cross-entropy; output = softmax -->
    <!-- derivations: ignore -->      skips the next display
    % derivations: let a > 0          the same in LaTeX

    Nothing in a document is executed. A separate process decides each step. It is killed if it takes too long or needs
    too much memory. That step is then unknown, and the others keep their verdicts.

    What was found is kept, so that a document that did not change is not decided again; --no-cache decides it anew.

    With --certify, each step proved without conditions becomes a theorem of Coq that names its file and line.

    Exit code 1 means that a step is refuted, or that Coq does not accept a step that --certify gives it; with --strict
    also that a step is unknown, or proved only under a condition. With --baseline or --diff only the steps that count
    can fail. Exit code 2 means that a file cannot be read; the others are checked all the same. "derivations --help"
    lists all exit codes.
    """
    from derivations.document.cache import Cache, standard_folder
    from derivations.document.settings import Settings

    if cache is not None and no_cache:
        raise click.UsageError("--cache and --no-cache exclude each other")
    folder = None if no_cache else cache or standard_folder()
    line = 0
    if explain is not None:
        path, _, number = explain.rpartition(":")
        if not path or not number.isdecimal() or int(number) < 1 or files:
            raise click.UsageError(f"--explain takes one FILE:LINE and no other file, found {explain!r}")
        files, line = (path,), int(number)
    elif not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    settings = Settings(timeout, memory, audit, line, certify is not None)
    kept = None if folder is None else Cache(folder)
    sys.exit(
        _checked(
            files, form, strict, verbose, jobs, settings, kept, output, baseline, new_baseline, ref, certify, limit
        )
    )


def _checked(
    files: tuple[str, ...],
    form: str,
    strict: bool,
    verbose: bool,
    jobs: int,
    settings: Settings,
    cache: Cache | None,
    output: Path | None,
    baseline: Path | None,
    new_baseline: Path | None,
    ref: str | None,
    certify: Path | None,
    limit: float,
) -> int:
    from derivations.command_line.review import selection
    from derivations.document.check import checked
    from derivations.document.results import InternalError
    from derivations.document.source.pieces import CannotRead
    from derivations.document.workers.supervision import resume
    from derivations.report.article.date import BadDate, timestamp
    from derivations.report.article.publication import PAGE, PackagesMissing, require
    from derivations.report.documents import output as check_output

    if form == "html":
        try:
            require(PAGE)
            timestamp()
        except (PackagesMissing, BadDate) as problem:
            raise Failure(str(problem)) from None
    began = perf_counter()
    sources, errors = check_output.sources(files)
    if output is not None and any(Path(source.path).absolute() == output.absolute() for source in sources):
        raise click.UsageError(f"--output {output} is one of the files that are checked")
    texts = {source.path: source.text for source in sources}
    shown = check_output.Printer(form, strict, verbose, texts, output, bool(settings.explain))
    for error in errors:
        shown.error(error)
    interrupted = False
    resume()
    try:
        with Progress("checking") as progress, check_output.pool(jobs) as executor:

            def tell(path: str, done: int, sections: int) -> None:
                number = f" ({len(shown.found) + 1} of {len(sources)})" if len(sources) > 1 else ""
                progress.tell(f"{path}{number}: section {done + 1} of {sections}")

            def check(sources: Sequence[Source]) -> Iterator[CheckedDocument]:
                return checked(sources, settings, executor, tell, cache)

            shown.count_only(selection(sources, baseline, ref, check))
            for document in check(sources):
                progress.clear()
                shown.one(document)
    except KeyboardInterrupt:
        interrupted = True
    except InternalError as problem:
        raise InternalFailure(str(problem)) from None
    except CannotRead as problem:
        raise Failure(str(problem)) from None
    shown.all(perf_counter() - began, interrupted)
    if interrupted:
        return 130
    if new_baseline is not None and not shown.errors:
        _write_baseline(new_baseline, shown.faults)
        return 0
    certified = 0 if certify is None else _certified(shown.found, certify, jobs, limit)
    return 130 if certified == 130 else shown.exit_code or certified


def _write_baseline(file: Path, faults: list[FoundStep]) -> None:
    from derivations.files import write
    from derivations.report.documents.baseline import text
    from derivations.report.documents.known import known

    write(file.parent, {file.name: text(map(known, faults), file).encode("ascii")})
    click.echo(f"{file}: {len(faults)} fault{'s' * (len(faults) != 1)} written", err=True)


def _certified(documents: list[CheckedDocument], folder: Path, jobs: int, limit: float) -> int:
    """Have Coq check what is proved in documents, tell what it says, and return the exit code."""
    if not any(step.plain for document in documents for step in document.steps):
        click.echo("no step is proved without conditions, so there is nothing to certify", err=True)
        return 0

    def made(tell: Callable[[str], None]) -> list[Certificate]:
        from derivations.certificate.certificates import certified
        from derivations.certificate.documents import claims_of_document

        once = {document.path: document for document in documents if any(step.plain for step in document.steps)}
        return certified(map(claims_of_document, once.values()), folder, jobs=jobs, timeout=limit, tell=tell)

    return certification(made, folder, err=True)
