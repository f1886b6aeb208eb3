"""The output of ``derivations check``: what is read, what is printed as it is found, and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from derivations.document.results import UNREAD, CheckedDocument, FoundStep
from derivations.document.source.files import LARGEST, SUFFIXES, Source, decoded, source
from derivations.document.source.pieces import CannotRead
from derivations.document.workers.supervision import stop
from derivations.files import write
from derivations.report.documents.as_json import as_json, workflow_commands
from derivations.report.documents.known import is_fault
from derivations.report.documents.messages import Sources, message, printable, summary_line
from derivations.report.documents.sarif import as_sarif
from derivations.version import VERSION

STANDARD_INPUT = "<stdin>"
ARTICLES = {"definition": "a definition", "assumption": "an assumption", "equation": "an equation to be solved"}


def sources(files: tuple[str, ...]) -> tuple[list[Source], list[str]]:
    """What stands in the files, and of those that cannot be read why."""
    found: list[Source] = []
    errors: list[str] = []
    for name in files:
        try:
            if name == "-":
                found.append(Source(decoded(sys.stdin.buffer.read(LARGEST + 1), STANDARD_INPUT), STANDARD_INPUT))
                continue
            if not name:
                raise CannotRead("the name of a file is empty")
            for path in _documents_at(Path(name)):
                try:
                    found.append(source(path))
                except CannotRead as problem:
                    errors.append(str(problem))
        except CannotRead as problem:
            errors.append(str(problem))
    return found, errors


def _documents_at(path: Path) -> list[Path]:
    """A file, or all documents in a folder, but for those that a link only makes seem to lie there."""
    try:
        if not path.is_dir():
            return [path]
        within = path.resolve()
        found = sorted(
            p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.suffix != ".txt" and p.is_file()
        )
        found = [p for p in found if p.resolve().is_relative_to(within)]
    except (OSError, ValueError, RuntimeError) as problem:
        raise CannotRead(f"{path}: {getattr(problem, 'strerror', None) or problem}") from None
    if not found:
        raise CannotRead(f"{path}: there is no document in this folder, expected {', '.join(sorted(SUFFIXES))}")
    return found


@contextmanager
def pool(jobs: int) -> Iterator[Executor | None]:
    """As many threads as there are jobs, each of which waits for a worker; none for one job."""
    if jobs == 1:
        yield None
        return
    with ThreadPoolExecutor(jobs) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            stop()
            raise


class Printer:
    """Tells what is found: text as it comes, the other forms when all is done; to standard output, or into a file."""

    def __init__(
        self,
        form: str,
        strict: bool,
        verbose: bool,
        texts: dict[str, str],
        output: Path | None,
        explaining: bool = False,
    ) -> None:
        self.selection: Callable[[CheckedDocument], Iterable[FoundStep]] | None = None
        self.counted: set[FoundStep] | None = None
        self.explaining = explaining
        self.form, self.strict, self.verbose, self.output = form, strict, verbose, output
        self.sources = Sources(texts)
        self.found: list[CheckedDocument] = []
        self.errors = 0
        self.lines: list[str] = []

    def count_only(self, selection: Callable[[CheckedDocument], Iterable[FoundStep]] | None) -> None:
        """Count the steps that are chosen from each document, if some are to be chosen."""
        self.selection, self.counted = selection, None if selection is None else set()

    def error(self, text: str) -> None:
        """A file cannot be read."""
        self.errors += 1
        click.secho(f"error: {printable(text)}", fg="red", err=True)

    def one(self, document: CheckedDocument) -> None:
        """A document is done."""
        self.found.append(document)
        if self.counted is not None and self.selection is not None:
            self.counted |= set(self.selection(document))
        for problem in document.problems:
            click.secho(f"warning: {printable(problem)}", fg="yellow", err=True)
        if document.error:
            self.error(document.error)
        if self.form != "text":
            return
        for step in document.steps:
            if self.counted is not None and step not in self.counted:
                continue
            if self.explaining and not step.explanation:
                continue
            if self.explaining or self.verbose or is_fault(step, self.strict):
                self._say("\n".join(message(step, self.sources)) + "\n")
        if self.verbose:
            for taken in document.taken:
                place = f"{printable(taken.path)}:{taken.line}:{taken.column}"
                reason = f"not read ({printable(taken.reason)})"
                what = reason if taken.kind == UNREAD else f"taken as {ARTICLES[taken.kind]}"
                self._say(click.style(f"{place}: {what}: {printable(taken.formula)}", dim=True))

    def all(self, seconds: float, interrupted: bool) -> None:
        """All documents are done, or as many as there will be."""
        for document in () if interrupted else self.found:
            if not (document.steps or document.taken or document.error):
                click.secho(f"warning: {printable(document.path)}: no formula was found in it", fg="yellow", err=True)
        match self.form:
            case "text":
                others = len(self.faults) - len(self.new_faults)
                known = f"; {others} known fault{'s' * (others != 1)} not counted" if self.counted is not None else ""
                self._say(summary_line(self.found, seconds, interrupted) + known)
            case "json":
                self._say(json.dumps(as_json(self.found, interrupted, self.counted), ensure_ascii=True, indent=2))
            case "html":
                from derivations.report.documents.html_page import page

                self._say(page(self.found, interrupted))
            case "sarif":
                complete = not (interrupted or self.errors)
                self._say(
                    json.dumps(as_sarif(self.found, VERSION, complete, self.counted), ensure_ascii=True, indent=2)
                )
            case "github":
                for line in workflow_commands(self.found, self.strict, self.counted):
                    self._say(printable(line))
        if self.output is not None:
            text = click.unstyle("\n".join(self.lines) + "\n")
            write(self.output.parent, {self.output.name: text.encode("utf-8", "replace")})

    def _say(self, text: str) -> None:
        if self.output is None:
            click.echo(text)
        else:
            self.lines.append(text)

    @property
    def faults(self) -> list[FoundStep]:
        """The steps that are refuted, or not plainly proved where that is to count."""
        return [step for document in self.found for step in document.steps if is_fault(step, self.strict)]

    @property
    def new_faults(self) -> list[FoundStep]:
        """Those of them that count."""
        return [step for step in self.faults if self.counted is None or step in self.counted]

    @property
    def exit_code(self) -> int:
        """2 if a file could not be read, 1 if there is a fault that counts."""
        return 2 if self.errors else 1 if self.new_faults else 0
