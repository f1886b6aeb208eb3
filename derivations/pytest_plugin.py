"""Derivations as tests: ``pytest --derivations derivations.chapter`` and ``pytest --derivations-glob='*.md'``.

Each derivation of the module, or of all modules of a package, is one test item.  A failing one reports the lines that
are not proved, each with its counterexample or the reason.  Of documents each step is an item: it fails if it is
refuted, and is skipped, with the reason, if it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from derivations.collection import NotFound, derivations_in, imported

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from derivations.document import FoundStep
    from derivations.proof import Derivation, Verification

VERIFIER = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--derivations`` and ``--derivations-glob``."""
    group = parser.getgroup("derivations")
    group.addoption(
        "--derivations-glob",
        metavar="PATTERN",
        action="append",
        default=[],
        help="check the formulas of the documents that match, one test item each step; may be given several times",
    )
    group.addoption(
        "--derivations",
        metavar="MODULE",
        action="append",
        default=[],
        help="verify the derivations of a module or package, one test item each; may be given several times",
    )


class NotProved(Exception):
    """A derivation with a line that is not proved."""

    def __init__(self, found: Verification) -> None:
        super().__init__(found.derivation.name)
        self.found = found


class DerivationItem(pytest.Item):
    """One derivation as a test."""

    def __init__(self, derivation: Derivation, module: ModuleType, **more: Any) -> None:
        super().__init__(**more)
        self.derivation = derivation
        self.module = module

    def runtest(self) -> None:
        """Verify the derivation; results that it names as facts are verified once in a session."""
        from derivations.proof import Proved, Verifier

        stash = self.config.stash
        found = stash.setdefault(VERIFIER, Verifier()).verify(self.derivation)
        if not isinstance(found.verdict, Proved):
            raise NotProved(found)

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: Any = None) -> str | TerminalRepr:
        """The lines that are not proved, with the reason or the counterexample."""
        if isinstance(excinfo.value, NotProved):
            from derivations.report.terminal import failures

            title = f"{self.derivation.name}: {self.derivation.title} is not proved"
            return "\n".join([title, *failures(excinfo.value.found)])
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the derivation is written."""
        return Path(self.module.__file__ or "."), None, f"derivation {self.derivation.name}"


class DerivationModule(pytest.Collector):
    """The derivations of one module or package."""

    def __init__(self, module: ModuleType, **more: Any) -> None:
        super().__init__(**more)
        self.module = module

    def collect(self) -> Iterator[DerivationItem]:
        """One item for each derivation, also where several modules of a package import it."""
        for module, derivation in derivations_in(self.module):
            yield DerivationItem.from_parent(self, name=derivation.name, derivation=derivation, module=module)


class StepIsFalse(Exception):
    """A step of a document that is refuted."""

    def __init__(self, step: FoundStep) -> None:
        super().__init__(step.place)
        self.step = step


class StepItem(pytest.Item):
    """One step of a document as a test."""

    def __init__(self, step: FoundStep, **more: Any) -> None:
        super().__init__(**more)
        self.step = step

    def runtest(self) -> None:
        """Fail for a false step; one that is not decided is skipped."""
        if self.step.verdict == "refuted":
            raise StepIsFalse(self.step)
        if self.step.verdict == "unknown":
            pytest.skip(f"not decided: {self.step.reason}")

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: Any = None) -> str | TerminalRepr:
        """The step as it stands in the document, with the counterexample."""
        if isinstance(excinfo.value, StepIsFalse):
            import click

            from derivations.report.documents.messages import Sources, message

            return click.unstyle("\n".join(message(excinfo.value.step, Sources({}))))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the step stands."""
        return Path(self.step.path), self.step.line - 1, f"step {self.step.place}"


class DocumentFile(pytest.File):
    """The steps of one document."""

    def collect(self) -> Iterator[StepItem]:
        """One item for each step, named by its line and column."""
        from derivations.document import CannotRead, check_files
        from derivations.document.cache import standard_folder

        try:
            (document,) = check_files([self.path], cache=standard_folder())
        except CannotRead as problem:
            raise self.CollectError(str(problem)) from None
        if document.error:
            raise self.CollectError(document.error)
        for step in document.steps:
            yield StepItem.from_parent(self, name=f"{step.line}:{step.column}", step=step)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DocumentFile | None:
    """Take the documents that a pattern of ``--derivations-glob`` matches."""
    patterns = parent.config.getoption("--derivations-glob")
    if any(fnmatch(file_path.name, pattern) or file_path.match(pattern) for pattern in patterns):
        made: DocumentFile = DocumentFile.from_parent(parent, path=file_path)
        return made
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the derivations of the modules that were named, before ``-k`` and the like choose among the items."""
    for name in config.getoption("--derivations"):
        collector = DerivationModule.from_parent(session, name=name, nodeid=name, module=_imported(name))
        report = session.ihook.pytest_make_collect_report(collector=collector)
        session.ihook.pytest_collectreport(report=report)
        if report.passed and not report.result:
            raise pytest.UsageError(f"--derivations: {name} has no derivation, an object made by Derivation(...)")
        items += report.result


def _imported(name: str) -> ModuleType:
    try:
        return imported(name)
    except NotFound as problem:
        raise pytest.UsageError(f"--derivations: {problem}") from None
