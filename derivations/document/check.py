"""Check texts and files: sections are independent tasks, done here or by any executor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from time import perf_counter

from derivations.document.checking import Settings, outlines, section_checked
from derivations.document.reading import document, read
from derivations.document.results import CheckedDocument, FoundStep, TakenAs
from derivations.document.source import Document

TIMEOUT = 10.0
"""Seconds that one step may take."""


def check(
    text: str,
    *,
    form: str | None = None,
    path: str = "",
    timeout: float = TIMEOUT,
    executor: Executor | None = None,
) -> list[FoundStep]:
    r"""The steps of a document, each proved, refuted or unknown.

    ``text`` is Markdown, LaTeX or a Jupyter notebook; ``form``, one of ``markdown``, ``latex`` and ``notebook``, says
    which where it cannot be told from the text.  ``path`` is what the places of steps are called after.  ``timeout`` is
    how many seconds one step may take.  An ``executor`` of :mod:`concurrent.futures`, or one with the same interface,
    checks the sections in parallel.  Raises :class:`~derivations.document.source.CannotRead` for a
    notebook that is none.

    >>> step, = check(r"$$(a + b)^2 = a^2 + b^2$$")
    >>> step.verdict, step.values
    ('refuted', ('0', '1/2'))
    >>> [step.verdict for step in check(r"$$\frac{d}{dx} \ln(1 + e^x) = \frac{1}{1 + e^{-x}} > 0$$")]
    ['proved', 'proved']
    """
    found = document(text, path, form)
    return list(next(checked([found], timeout=timeout, executor=executor)).steps)


def check_files(
    paths: Iterable[str | Path], *, timeout: float = TIMEOUT, executor: Executor | None = None
) -> Iterator[CheckedDocument]:
    """The same for files: each checked document, with its ``path``, ``steps`` and ``summary``.

    Raises :class:`~derivations.document.source.CannotRead` for a file that cannot be read, before anything is checked.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "notes.md")
    ...     _ = path.write_text(r"$$\\ln e^x = x$$")
    ...     [document.summary for document in check_files([path])]
    [{'proved': 1, 'refuted': 0, 'unknown': 0}]
    """
    return checked([read(path) for path in paths], timeout=timeout, executor=executor)


def checked(
    documents: Sequence[Document], *, timeout: float = TIMEOUT, executor: Executor | None = None
) -> Iterator[CheckedDocument]:
    """Documents in their order, each as soon as all of its sections are done."""
    settings = Settings(timeout)
    if executor is None:
        for one in documents:
            began = perf_counter()
            yield _joined(
                one, [section_checked(section, settings) for section in outlines(one)], perf_counter() - began
            )
        return
    began = perf_counter()
    tasks: list[tuple[Document, list[Future[tuple[list[FoundStep], list[TakenAs]]]]]] = [
        (one, [executor.submit(section_checked, section, settings) for section in outlines(one)]) for one in documents
    ]
    for one, futures in tasks:
        yield _joined(one, [future.result() for future in futures], perf_counter() - began)


def _joined(one: Document, parts: list[tuple[list[FoundStep], list[TakenAs]]], seconds: float) -> CheckedDocument:
    steps = tuple(step for found, _ in parts for step in found)
    taken = tuple(item for _, found in parts for item in found)
    return CheckedDocument(one.path, steps, taken, one.problems, seconds)
