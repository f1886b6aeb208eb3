"""A journal whose suggestions are a list of their own, so that the verdicts need not wait for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivations.document.decisions.journal import SUGGESTION, Journal


class TwofoldJournal(Journal):
    """A journal of ``decisions``, and of ``changes`` that make false steps true; these only if it ``looks`` for them.

    >>> journal = TwofoldJournal([], [], False, tell=print)
    >>> journal.suggestion(lambda: ("not looked", "for"))
    """

    def __init__(
        self, decisions: list[Any], changes: list[Any], looks: bool, tell: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__(decisions, tell)
        self.changes, self.looks = iter(changes), looks

    def suggestion(self, work: Callable[[], tuple[str, str] | None]) -> tuple[str, str] | None:
        """The nearest true form of a false step, in words and as its right side, if there is one and it is wanted."""
        if not self.looks:
            return None
        for known in self.changes:
            return None if known is None else (known[0], known[1])
        self.tell({"begun": SUGGESTION})
        found = work()
        self.tell({"change": found})
        return found
