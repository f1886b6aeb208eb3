"""Check texts and files: sections are independent tasks, done here or by any executor, within limits that hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from itertools import starmap
from pathlib import Path
from time import perf_counter

from derivations.document.results import CheckedDocument, FoundStep, Title
from derivations.document.settings import Settings
from derivations.document.source.files import SUFFIXES, Source, source
from derivations.document.source.pieces import CannotRead
from derivations.document.workers.limits import CheckedSection, Contents, check_section, contents

STANDARD = Settings()
Watcher = Callable[[str, int, int], None]
"""Is told of a document's path, how many of its sections are done, and how many there are."""


def check(
    text: str,
    *,
    form: str | None = None,
    path: str = "",
    timeout: float = STANDARD.seconds,
    memory: int = STANDARD.memory,
    audit: bool = False,
    executor: Executor | None = None,
) -> list[FoundStep]:
    r"""The steps of a document, each proved, refuted or unknown.

    ``text`` is Markdown, LaTeX or a Jupyter notebook; ``form``, one of ``markdown``, ``latex`` and ``notebook``, says
    which where it cannot be told from the text.  ``path`` is what the places of steps are called after.  ``timeout`` is
    how many seconds one step may take and ``memory`` how many mebibytes: the text is checked by another process, which
    is killed if need be, so the limits hold in any thread.  With ``audit`` each step that is proved is looked at again
    by an engine of its own.  An ``executor`` of :mod:`concurrent.futures`, or one with the same interface, checks the
    sections in parallel.

    Raises :class:`~derivations.document.CannotRead` for a notebook that is none, and
    :class:`~derivations.document.results.InternalError` where an audit contradicts a proof.

    >>> step, = check(r"$$(a + b)^2 = a^2 + b^2$$")
    >>> step.verdict, step.values
    ('refuted', ('0', '1/2'))
    >>> [step.verdict for step in check(r"$$\frac{d}{dx} \ln(1 + e^x) = \frac{1}{1 + e^{-x}} > 0$$")]
    ['proved', 'proved']
    """
    if text.strip().lower().endswith(tuple(SUFFIXES)) and not re.search(r"[\s$]", text.strip()):
        raise CannotRead(f"check takes the text of a document, not its path: use check_files([{text!r}])")
    (found,) = checked([Source(text, path, form)], Settings(timeout, memory, audit), executor)
    if found.error:
        raise CannotRead(found.error)
    return list(found.steps)


def check_files(
    paths: Iterable[str | Path] | str | Path,
    *,
    timeout: float = STANDARD.seconds,
    memory: int = STANDARD.memory,
    audit: bool = False,
    executor: Executor | None = None,
) -> Iterator[CheckedDocument]:
    """The same for files, or for a single one: each checked document, with its ``path``, ``steps`` and ``summary``.

    Raises :class:`~derivations.document.CannotRead` for a file that cannot be read, before anything is checked.
    One that is no document after all, such as a notebook that is none, has no steps, and an ``error`` that says why.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "notes.md")
    ...     _ = path.write_text(r"$$\\ln e^x = x$$")
    ...     [document.summary for document in check_files([path])]
    [{'proved': 1, 'refuted': 0, 'unknown': 0}]
    """
    files = [paths] if isinstance(paths, str | Path) else paths
    return checked([source(path) for path in files], Settings(timeout, memory, audit), executor)


def checked(
    sources: Sequence[Source],
    settings: Settings = STANDARD,
    executor: Executor | None = None,
    watcher: Watcher | None = None,
) -> Iterator[CheckedDocument]:
    """Documents in their order, each as soon as all of its sections are done.

    On Ctrl-C what was found of the document under way comes as the last one before ``KeyboardInterrupt`` goes on.
    """
    works: list[Here]
    if executor is None:
        works = [Here(source, settings) for source in sources]
    else:
        works = [Elsewhere(source, settings, executor) for source in sources]
        for work in works:
            with suppress(CannotRead):  # which is told when it is its turn
                work.begin()
    for work in works:
        began = perf_counter()
        error, interruption = "", None
        try:
            number = work.begin()
            for done in range(number):
                if watcher is not None:
                    watcher(work.source.path, done, number)
                work.section(done)
        except CannotRead as problem:
            error = str(problem)
        except KeyboardInterrupt as problem:
            interruption = problem
        yield work.document(perf_counter() - began, error)
        if interruption is not None:
            raise interruption


class Here:
    """A document that is checked in this thread, section by section."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source, self.settings = source, settings
        self.contents = Contents(0)
        self.found: list[CheckedSection] = []

    def begin(self) -> int:
        """How many sections there are."""
        self.contents = contents(self.source, self.settings)
        return self.contents.sections

    def section(self, number: int) -> None:
        """Check the next section."""
        self.found.append(CheckedSection())
        check_section(self.source, number, self.settings, self.found[-1])

    def document(self, seconds: float, error: str) -> CheckedDocument:
        """What was found so far."""
        steps = tuple(step for section in self.found for step in section.steps)
        taken = tuple(item for section in self.found for item in section.taken)
        about = self.contents
        titles = tuple(starmap(Title, about.titles))
        return CheckedDocument(self.source.path, steps, taken, about.problems, seconds, error, titles, about.macros)


class Elsewhere(Here):
    """A document whose sections are tasks of an executor; they are known when all documents have been read."""

    def __init__(self, source: Source, settings: Settings, executor: Executor) -> None:
        super().__init__(source, settings)
        self.executor = executor
        self.reading = executor.submit(contents, source, settings)
        self.tasks: list[Future[CheckedSection]] | None = None

    def begin(self) -> int:
        self.contents = self.reading.result()
        if self.tasks is None:
            numbers = range(self.contents.sections)
            self.tasks = [self.executor.submit(check_section, self.source, n, self.settings) for n in numbers]
        return self.contents.sections

    def section(self, number: int) -> None:
        assert self.tasks is not None
        self.found.append(self.tasks[number].result())
