"""A section's journal: what was decided in it so far, so that another process can go on where one was stopped.

Deciding a step may take too long, or need too much memory; then the process that does it is killed.  What came before
stands in the journal and is not decided again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from derivations.document.decisions.decision import Decision
from derivations.document.records import record, restored

DECISION, SUGGESTION = "decision", "suggestion"


def _nobody(event: dict[str, Any]) -> None:
    """Nobody is told."""


@dataclass
class Journal:
    """Entries in the order in which they are made: ``known`` from before, then new ones, of which ``tell`` is told.

    >>> journal = Journal([None], tell=print)
    >>> journal.suggestion(lambda: ("not looked", "for again"))
    >>> journal.suggestion(lambda: ("true with -x", "-x"))
    {'begun': 'suggestion'}
    {'entry': ('true with -x', '-x')}
    ('true with -x', '-x')
    """

    known: list[Any] = field(default_factory=list)
    tell: Callable[[dict[str, Any]], None] = _nobody
    count: int = 0

    def decision(self, work: Callable[[], Decision]) -> Decision:
        """A decision on a step."""
        return restored(Decision, self._entry(DECISION, lambda: record(work())))

    def suggestion(self, work: Callable[[], tuple[str, str] | None]) -> tuple[str, str] | None:
        """The nearest true form of a false step, in words and as its right side, if there is one."""
        found = self._entry(SUGGESTION, work)
        return None if found is None else (found[0], found[1])

    def _entry(self, kind: str, work: Callable[[], Any]) -> Any:
        self.count += 1
        if self.count > len(self.known):
            self.tell({"begun": kind})
            self.known.append(work())
            self.tell({"entry": self.known[-1]})
        return self.known[self.count - 1]
