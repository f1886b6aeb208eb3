"""What a worker of the language server does: read the versions of a document, and check sections until stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from derivations.document.decisions.journal import Journal
from derivations.document.source.pieces import CannotRead
from derivations.document.workers.tasks import Desk, Event, place
from derivations.language_server.journal import TwofoldJournal
from derivations.language_server.places import Slot
from derivations.language_server.reading import Reader
from derivations.language_server.remembering import Memory, RememberingVerifier


class Abandoned(BaseException):
    """Another request waits, for which the one under way is given up."""


class EditingDesk(Desk):
    """Answers requests about the versions of one document.

    ``waiting`` tells whether another request has come: then a section that is being checked is given up as soon as the
    step under way is decided.  ``{"do": "stop"}`` is such a request, and has no answer of its own.
    """

    def __init__(
        self, send: Callable[[Event], None], allow: Callable[[float], None], waiting: Callable[[], bool]
    ) -> None:
        super().__init__(send, allow)
        self.waiting = waiting
        self.reader, self.name = Reader(), ""
        self.verifier = partial(RememberingVerifier, Memory())

    def answer(self, request: dict[str, Any]) -> None:
        """Do what is asked for."""
        if request["do"] == "stop":
            return
        if request["do"] == "read":
            if request["name"] != self.name:
                self.reader, self.name = Reader(), request["name"]
            self.slots = [Slot(*slot) for slot in request["slots"]]
        try:
            super().answer(request)
        except Abandoned:
            self.send({"abandoned": True})

    def _read(self, text: str, path: str, form: str | None, folder: str | None) -> None:
        self.outlines = []
        try:
            found = self.reader.read(text, path, form, None if folder is None else Path(folder), self.slots)
        except CannotRead as problem:
            self.send({"cannot_read": str(problem)})
            return
        self.outlines = [section.outline for section in found.sections]
        self.send(
            {
                "read": [place(section.outline) for section in found.sections],
                "keys": [section.key for section in found.sections],
                "slots": [list(asdict(slot).values()) for slot in found.places.slots],
                "problems": list(found.problems),
            }
        )

    def _journal(self, known: Any) -> Journal:
        return TwofoldJournal(known["decisions"], known["changes"], known["looks"], self._noted)

    def _noted(self, event: Event) -> None:
        super()._noted(event)
        if "begun" not in event and self.waiting():
            raise Abandoned
