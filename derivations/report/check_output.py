"""The output of ``derivations check``: what is read, what is printed as it is found, and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from derivations import __version__
from derivations.document.reading import SUFFIXES, document, read
from derivations.document.results import PROVED, REFUTED, CheckedDocument
from derivations.document.source import CannotRead, Document
from derivations.report.found_steps import Sources, message, printable, summary_line
from derivations.report.found_steps_as_json import as_json, workflow_commands
from derivations.report.sarif import as_sarif

STANDARD_INPUT = "<stdin>"


def read_all(files: tuple[str, ...]) -> tuple[list[Document], dict[str, str]]:
    """The documents, and the texts of those that are no files; raises :class:`CannotRead`."""
    documents: list[Document] = []
    texts: dict[str, str] = {}
    for name in files:
        if name == "-":
            texts[STANDARD_INPUT] = _standard_input()
            documents.append(document(texts[STANDARD_INPUT], STANDARD_INPUT))
        else:
            documents += [read(path) for path in _documents_at(Path(name))]
    return documents, texts


def _standard_input() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CannotRead(f"{STANDARD_INPUT}: not UTF-8 (byte {problem.start})") from None


def _documents_at(path: Path) -> list[Path]:
    """A file, or all documents in a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.suffix != ".txt" and p.is_file())
    if not found:
        raise CannotRead(f"{path}: there is no document in this folder, expected {', '.join(sorted(SUFFIXES))}")
    return found


@contextmanager
def pool(jobs: int) -> Iterator[Executor | None]:
    """A pool of processes, or none for one job."""
    if jobs == 1:
        yield None
        return
    with ProcessPoolExecutor(jobs) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


class Printer:
    """Prints what is found: text as it comes, the other forms when all is done."""

    def __init__(self, form: str, strict: bool, verbose: bool, texts: dict[str, str]) -> None:
        self.form, self.strict, self.verbose = form, strict, verbose
        self.sources = Sources(texts)
        self.found: list[CheckedDocument] = []

    def one(self, document: CheckedDocument) -> None:
        """A document is done."""
        self.found.append(document)
        for problem in document.problems:
            click.secho(f"warning: {printable(problem)}", fg="yellow", err=True)
        if self.form != "text":
            return
        for step in document.steps:
            if self.verbose or step.verdict == REFUTED or (self.strict and step.verdict != PROVED):
                click.echo("\n".join(message(step, self.sources)) + "\n")
        if self.verbose:
            for taken in document.taken:
                place = f"{printable(taken.path)}:{taken.line}:{taken.column}"
                click.secho(f"{place}: taken as a {taken.kind}: {printable(taken.formula)}", dim=True)

    def all(self, seconds: float) -> None:
        """All documents are done."""
        match self.form:
            case "text":
                click.echo(summary_line(self.found, seconds))
            case "json":
                click.echo(json.dumps(as_json(self.found), ensure_ascii=True, indent=2))
            case "sarif":
                click.echo(json.dumps(as_sarif(self.found, __version__), ensure_ascii=True, indent=2))
            case "github":
                for line in workflow_commands(self.found, self.strict):
                    click.echo(printable(line))

    @property
    def exit_code(self) -> int:
        """1 if a step is refuted, or unknown where that is to count."""
        verdicts = {step.verdict for document in self.found for step in document.steps}
        bad = verdicts - {PROVED} if self.strict else verdicts & {REFUTED}
        return 1 if bad else 0
