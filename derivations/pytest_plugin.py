"""Derivations as tests: ``pytest --derivations derivations.chapter``.

Each derivation of the module, or of all modules of a package, is one test item.  A failing one reports the lines that
are not proved, each with its counterexample or the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from derivations.collection import NotFound, derivations_in, imported

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from derivations.proof import Derivation, Verification

VERIFIER = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--derivations``."""
    parser.getgroup("derivations").addoption(
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
