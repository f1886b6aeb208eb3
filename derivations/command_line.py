"""The command line: ``derivations list``, ``show``, ``verify``, ``certify``, ``report`` and ``check``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.chapter.contents import BY_NAME, CONTENTS

if TYPE_CHECKING:
    from derivations.document.settings import Settings
    from derivations.proof import Derivation, Verification

PATIENCE = 0.5
"""Seconds after which a progress display appears."""

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
MODULES = click.option(
    "--module",
    "-m",
    "modules",
    metavar="MODULE",
    multiple=True,
    help="The derivations of this Python module or package, in place of the chapter's. May be given several times.",
)

AUDIT = click.option(
    "--audit",
    is_flag=True,
    help="Look at all that is proved a second time: evaluate it in ball arithmetic at many points.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="derivations", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Derive and verify the mathematics of learning in neural networks, line by line, for every number of neurons.

    \b
    derivations list                        what there is
    derivations show softmax-monotonicity   one result, each line with its reason and verdict
    derivations verify                      prove everything
    derivations verify bp1 bp2              prove some results
    derivations verify --module mine        prove the derivations in a module of your own, mine.py
    derivations certify --output coq        have Coq check the proofs, too
    derivations report --format pdf         an article with all proofs and figures
    derivations check notes.md              check the formulas of somebody's document, step by step

    Every line is proved from the facts it names; a false line comes out refuted, with numbers that show it.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command("list")
@FORMAT
@MODULES
def list_(form: str, modules: tuple[str, ...]) -> None:
    """List the results, in the chapter's order.

    With --format json each result comes with its lines, which are not verified: their verdicts are null.
    """
    if form == "json":
        from derivations.report.as_json import listed

        click.echo(_json(listed(_chosen((), modules))))
        return
    entries = [(d.name, d.title, d.source) for d in _chosen((), modules)] if modules else [e[:3] for e in CONTENTS]
    width = max(len(name) for name, _, _ in entries)
    for name, title, source in entries:
        click.echo(f"{name:<{width}}  {title}{f' ({source})' if source else ''}")


@main.command()
@click.argument("name")
@MODULES
def show(name: str, modules: tuple[str, ...]) -> None:
    """Show one result: its chains, each line with its reason and verdict.

    Exit code 0 if the result is proved, 1 if it is not.
    """
    from derivations.report import terminal

    (found,) = _verified(_chosen((name,), modules))
    out = terminal.console()
    with out.capture() as shown:
        terminal.show(found, out)
    for line in shown.get().splitlines():
        click.echo(line.rstrip())
    sys.exit(_exit_code([found]))


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@FORMAT
@MODULES
@AUDIT
def verify(names: tuple[str, ...], form: str, modules: tuple[str, ...], audit: bool) -> None:
    """Prove results line by line: all of them, or those named.

    Exit code 0 if all are proved, 1 if one is not, 2 for an unknown name, 3 if an audit contradicts a proof.
    """
    chosen = _chosen(names, modules)
    if form == "json":
        from derivations.report.as_json import verified

        found = list(_verified(chosen, audit))
        click.echo(_json(verified(found)))
    else:
        found = _told(chosen, audit)
    sys.exit(_exit_code(found))


@main.command()
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
@click.option("--title", metavar="TEXT", help="Title of the report.")
@click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help='Folder that "derivations certify" wrote: say which results are certified, and link their scripts.',
)
@MODULES
def report(
    names: tuple[str, ...],
    output: Path,
    form: str,
    title: str | None,
    certificates: Path | None,
    modules: tuple[str, ...],
) -> None:
    """Write a report: all results, or those named, with their proofs, figures, and where the text is wrong.

    Prints the paths of the files, the report itself first. The same results on the same day give the same bytes; the
    date is that of SOURCE_DATE_EPOCH if it is set.

    Exit code 0 if all is proved, 1 if something is not (the report says what), 2 if no report can be made.
    """
    from derivations.certified import NoCertificates
    from derivations.report.date import BadDate, timestamp
    from derivations.report.latexmk import LatexFailed, LatexMissing
    from derivations.report.publication import PackagesMissing, check, published

    try:
        check(form)
        timestamp()
        chosen = _chosen(names, modules)
        with _Progress("writing") as progress:
            found = list(_verified(chosen))
            named = title or (f"Derivations in {', '.join(modules)}, verified" if modules else None)
            paths = published(found, output, form, title=named, progress=progress.tell, certificates=certificates)
    except (PackagesMissing, LatexMissing, LatexFailed, BadDate, NoCertificates) as problem:
        raise _Failure(str(problem)) from None
    for path in paths:
        click.echo(path)
    sys.exit(_exit_code(found))


@main.command()
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
    """Write results as scripts of the proof assistant Coq, step by step, and have Coq check them.

    Each script has a lemma for each chain, proved step by step from what the step names, and the result as a theorem.
    The results that it uses are written and checked, too. The folder has a _CoqProject, so Coq's editors open it, and
    certificates.json, from which "derivations report --certificates DIR" says which results are certified.

    \b
    derivations certify                           all results, into the folder certificates
    derivations certify softmax-limit -o coq      one result and those that it uses
    derivations certify --module mine             the derivations in a module of your own

    \b
    accepted     Coq has checked every theorem, and it rests on no other axioms than those that are printed
    partial      Coq has checked what there is; the parts of the derivation named have no translation into Coq
    rejected     Coq has found an error, which is shown
    not checked  there was no time, or a result that is used was not accepted

    Coq comes with "apt install coq libcoq-coquelicot" on Debian and Ubuntu, with opam elsewhere.

    Exit code 0 if all are accepted (or --write-only was given), 1 if one is not, 2 for an unknown name or without Coq.
    """
    from derivations.certificate import certify as certified
    from derivations.certificate.certificates import as_record
    from derivations.certificate.coq import CoqMissing, version
    from derivations.certificate.summary import summary
    from derivations.certified import ACCEPTED

    chosen = _chosen(names, modules)
    missing = ""
    installed: str | None = None
    try:
        installed = None if write_only else version()
    except CoqMissing as problem:
        missing = str(problem)
    began = perf_counter()
    with _Progress("certifying") as progress:
        found = certified(chosen, output, jobs=jobs, timeout=timeout, tell=progress.tell, check=not write_only)
    if form == "json":
        click.echo(_json([as_record(certificate) for certificate in found]))
    else:
        for line, colour in summary(found, perf_counter() - began, output, installed):
            click.secho(line, fg=colour)
    if missing:
        raise _Failure(missing)
    sys.exit(0 if write_only or all(certificate.status == ACCEPTED for certificate in found) else 1)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Form of the output: for people, for programs, as annotations of a pull request, or for code scanning.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if a step is unknown, too.")
@click.option("--verbose", "-v", is_flag=True, help="Show every step, and what was taken as given.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one step may take before it is unknown.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=256),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="How much memory one process may use before a step is unknown.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into this file, whole or not at all, in place of standard output.",
)
@AUDIT
def check(
    files: tuple[str, ...],
    form: str,
    strict: bool,
    verbose: bool,
    jobs: int,
    timeout: float,
    memory: int,
    output: Path | None,
    audit: bool,
) -> None:
    """Check the derivations in documents: Markdown, LaTeX, Jupyter notebooks, or - for standard input.

    Each step of each formula is proved, refuted by a counterexample, or unknown, with the reason. A folder stands for
    all documents in it.

    \b
    derivations check notes.md
    derivations check --verbose chapter.tex
    derivations check --jobs 4 --format sarif --output log.sarif docs
    derivations check --format github $(git ls-files '*.md')
    pandoc paper.docx -t markdown | derivations check -

    An author can say more in comments, which readers never see:

    \b
    <!-- derivations: let n >= 2; cost = cross-entropy; output = softmax -->
    <!-- derivations: ignore -->      the next display is left out
    % derivations: let a > 0          the same in LaTeX

    Nothing in a document is executed. Steps are decided in processes of their own, which are killed at a limit; then
    the step is unknown, and the others have their verdicts.

    Exit code 0 if nothing is refuted, 1 if a step is (or is unknown, with --strict), 2 if a file cannot be read, 3 if
    an audit contradicts a proof, 130 after Ctrl-C, when what was found so far has been printed.
    """
    from derivations.document.settings import Settings

    sys.exit(_checked(files, form, strict, verbose, jobs, Settings(timeout, memory, audit), output))


def _checked(
    files: tuple[str, ...], form: str, strict: bool, verbose: bool, jobs: int, settings: Settings, output: Path | None
) -> int:
    from derivations.document.check import checked
    from derivations.document.results import InternalError
    from derivations.document.supervision import resume
    from derivations.report import check_output

    began = perf_counter()
    sources, errors = check_output.sources(files)
    if output is not None and any(Path(source.path).absolute() == output.absolute() for source in sources):
        raise click.UsageError(f"--output {output} is one of the files that are checked")
    shown = check_output.Printer(form, strict, verbose, {source.path: source.text for source in sources}, output)
    for error in errors:
        shown.error(error)
    interrupted = False
    resume()
    try:
        with _Progress("checking") as progress, check_output.pool(jobs) as executor:

            def tell(path: str, done: int, sections: int) -> None:
                number = f" ({len(shown.found) + 1} of {len(sources)})" if len(sources) > 1 else ""
                progress.tell(f"{path}{number}: section {done + 1} of {sections}")

            for document in checked(sources, settings, executor, tell):
                progress.clear()
                shown.one(document)
    except KeyboardInterrupt:
        interrupted = True
    except InternalError as problem:
        raise _InternalError(str(problem)) from None
    shown.all(perf_counter() - began, interrupted)
    return 130 if interrupted else shown.exit_code


class _Failure(click.ClickException):
    """What was asked for cannot be done here; the message says why."""

    exit_code = 2


class _InternalError(click.ClickException):
    """An error of this program: nothing that it says can be relied on before it is mended."""

    exit_code = 3


class _Progress:
    """A line on what is done now, on a terminal, and no trace of it afterwards."""

    def __init__(self, doing: str) -> None:
        self.doing, self.watched = doing, sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def tell(self, what: str) -> None:
        """Say what is done now."""
        if self.watched:
            click.echo(f"\r\x1b[K{self.doing} {what} ...", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.watched:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        self.clear()


def _chosen(names: tuple[str, ...], modules: tuple[str, ...]) -> list[Derivation]:
    """The derivations of these names, each once, or all: the chapter's, or those of the modules."""
    from derivations.collection import NotFound, no_such_name, of_modules

    try:
        found = of_modules(modules) if modules else None
        known = list(BY_NAME if found is None else found)
        for name in names:
            if name not in known:
                listing = " ".join(["derivations list", *(f"--module {module}" for module in modules)])
                raise no_such_name(name, known, listing)
    except NotFound as problem:
        raise click.UsageError(str(problem)) from None
    wanted = dict.fromkeys(names or known)
    if found is not None:
        return [found[name] for name in wanted]
    from derivations.chapter import load

    return [load(name) for name in wanted]


def _told(derivations: list[Derivation], audit: bool) -> list[Verification]:
    """Verify, and say of each result what was found."""
    from derivations.proof.display import MARKS
    from derivations.proof.wording import counted, verdict_name
    from derivations.report import terminal

    began = perf_counter()
    width = max(len(derivation.name) for derivation in derivations)
    found = []
    for verification in _verified(derivations, audit):
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


def _verified(derivations: list[Derivation], audit: bool = False) -> Iterator[Verification]:
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
        raise _InternalError(str(problem)) from None
    finally:
        if progress is not None:
            progress.__exit__(None, None, None)


def _exit_code(found: list[Verification]) -> int:
    from derivations.proof import Proved

    return 0 if all(isinstance(verification.verdict, Proved) for verification in found) else 1


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
