"""Check texts and files: sections are independent tasks, done here or by any executor, within limits that hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from itertools import starmap
from pathlib import Path
from time import perf_counter

from derivations.document.cache import Cache, Kept
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
    cache: str | Path | None = None,
) -> Iterator[CheckedDocument]:
    """The same for files, or for a single one: each checked document, with its ``path``, ``steps`` and ``summary``.

    ``cache`` is a folder in which results are kept, and found again for documents that did not change; whoever can
    write into it can change the verdicts.

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
    kept = None if cache is None else Cache(Path(cache))
    return checked([source(path) for path in files], Settings(timeout, memory, audit), executor, cache=kept)


def checked(
    sources: Sequence[Source],
    settings: Settings = STANDARD,
    executor: Executor | None = None,
    watcher: Watcher | None = None,
    cache: Cache | None = None,
) -> Iterator[CheckedDocument]:
    """Documents in their order, each as soon as all of its sections are done.

    Sections that are in the ``cache`` are not decided again.  On Ctrl-C what was found of the document under way comes
    as the last one before ``KeyboardInterrupt`` goes on.
    """
    works: list[Here]
    if executor is None:
        works = [Here(source, settings, cache) for source in sources]
    else:
        works = [Elsewhere(source, settings, cache, executor) for source in sources]
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
        work.keep()
        yield work.document(perf_counter() - began, error)
        if interruption is not None:
            raise interruption


class Here:
    """A document that is checked in this thread, section by section, but for those in the cache."""

    def __init__(self, source: Source, settings: Settings, cache: Cache | None) -> None:
        self.source, self.settings, self.cache = source, settings, cache
        self.contents: Contents | None = None
        self.kept = Kept()
        self.known: dict[int, CheckedSection] = {}
        self.found: list[CheckedSection] = []

    def begin(self) -> int:
        """How many sections there are."""
        self.look_up()
        self.contents = self.kept.contents or contents(self.source, self.settings)
        return self.contents.sections

    def look_up(self) -> None:
        """Find what the cache has."""
        if self.cache is not None:
            self.kept = self.cache.find(self.source, self.settings)
            self.known = dict(self.kept.sections)

    def section(self, number: int) -> None:
        """Check the next section."""
        self.found.append(self.known.get(number) or CheckedSection())
        if number not in self.known:
            self.known[number] = check_section(self.source, number, self.settings, self.found[-1])

    def keep(self) -> None:
        """Put into the cache what it does not have, of the sections that are done."""
        is_new = self.kept.contents is None or len(self.known) > len(self.kept.sections)
        if self.cache is not None and self.contents is not None and is_new:
            self.cache.keep(self.source, self.settings, Kept(self.contents, tuple(self.known.items())))

    def document(self, seconds: float, error: str) -> CheckedDocument:
        """What was found so far."""
        steps = tuple(step for section in self.found for step in section.steps)
        taken = tuple(item for section in self.found for item in section.taken)
        about = self.contents or Contents(0)
        return CheckedDocument(
            self.source.path, steps, taken, about.problems, seconds, error,
            titles=tuple(starmap(Title, about.titles)), macros=about.macros, files=tuple(dict(about.files)),
        )  # fmt: skip


class Elsewhere(Here):
    """A document whose sections are tasks of an executor; they are known when all documents have been read."""

    def __init__(self, source: Source, settings: Settings, cache: Cache | None, executor: Executor) -> None:
        super().__init__(source, settings, cache)
        self.executor = executor
        self.look_up()
        self.reading = None if self.kept.contents else executor.submit(contents, source, settings)
        self.tasks: dict[int, Future[CheckedSection]] | None = None

    def begin(self) -> int:
        if self.tasks is None:
            self.contents = self.kept.contents if self.reading is None else self.reading.result()
            assert self.contents is not None
            numbers = [number for number in range(self.contents.sections) if number not in self.known]
            self.tasks = {n: self.executor.submit(check_section, self.source, n, self.settings) for n in numbers}
        assert self.contents is not None
        return self.contents.sections

    def section(self, number: int) -> None:
        assert self.tasks is not None
        if number not in self.known:
            self.known[number] = self.tasks[number].result()
        self.found.append(self.known[number])
