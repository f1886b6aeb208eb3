"""Checking within limits: a step that takes too long or too much memory is unknown, and the others have their verdicts.

A worker is asked for a section.  When it has to be killed, what it had decided is known, the step under way is unknown,
and another worker goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from derivations.document.records import restored
from derivations.document.results import UNKNOWN, FoundStep, InternalError, TakenAs
from derivations.document.settings import Settings
from derivations.document.source.files import Source
from derivations.document.source.latex import are_unchanged
from derivations.document.source.pieces import CannotRead
from derivations.document.workers.supervision import GRACE, Ended, Late, Worker, borrowed

SECONDS_PER_MEGABYTE = 10.0
"""What reading a long document, and each of its sections, may take beyond the time of a step."""


START: dict[str, Any] = {"path": "", "line": 1, "column": 1, "end_line": 1, "end_column": 1, "lhs": ""}
"""Where a section stands of which nothing is known."""


@dataclass(frozen=True)
class Contents:
    """How many sections a document has, what could not be read in it, its titles and its author's macros.

    ``files`` are those that it includes, each with the digest of its text.
    """

    sections: int
    problems: tuple[str, ...] = ()
    titles: tuple[tuple[str, int, int, int, str], ...] = ()
    macros: tuple[tuple[str, int, str, str | None], ...] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass
class CheckedSection:
    """The steps of a section, what was taken as given, and the files that the document included."""

    steps: list[FoundStep] = field(default_factory=list)
    taken: list[TakenAs] = field(default_factory=list)
    files: tuple[tuple[str, str], ...] = ()


def contents(source: Source, settings: Settings) -> Contents:
    """What a document is made of; raises :class:`CannotRead`."""
    for _ in range(2):  # a worker that was idle may have been killed from outside
        with suppress(Ended), _reading(source, settings) as worker:
            return _contents(worker)
    raise CannotRead(f"{source.path or 'the document'}: the process that read it ended")


def _contents(worker: Worker) -> Contents:
    """What a document is made of that a worker has read."""
    return restored(Contents, {"sections": len(worker.places), **worker.contents})


def check_section(
    source: Source, number: int, settings: Settings, found: CheckedSection | None = None
) -> CheckedSection:
    """The steps of a section, each within the limits; ``found`` is filled while they come in.

    Raises :class:`~derivations.document.results.InternalError` where an audit contradicts a proof.
    """
    attempt = Attempt(source, number, settings, CheckedSection() if found is None else found)
    again: set[int] = set()
    while (failure := attempt.go_on()) is not None:
        known = attempt.known
        if failure.kind == "crash" and len(known) not in again:
            again.add(len(known))  # it may have been killed from outside, or for what others had needed before
        elif attempt.under_way is None:
            attempt.found.steps.append(failure.of_the_rest(attempt.place))
            break
        else:
            known.append(failure.instead(attempt.under_way))
    return attempt.found


@dataclass
class Attempt:
    """Attempts at a section, each of which goes on where the one before it was ended.

    ``known`` are the entries of the section's journal, ``under_way`` what kind of entry was being made.
    """

    source: Source
    number: int
    settings: Settings
    found: CheckedSection
    known: list[Any] = field(default_factory=list)
    under_way: str | None = None
    place: dict[str, Any] = field(default_factory=START.copy)

    def go_on(self) -> Failure | None:
        """Check the section up to its end, or up to a failure."""
        self.found.steps.clear()
        self.under_way = None
        seconds, memory = self.settings.seconds, self.settings.memory
        try:
            with _reading(self.source, self.settings) as worker:
                self.place = worker.places[self.number] or START
                self.found.files = _contents(worker).files
                return self._ask(worker)
        except Late:
            return Failure("timeout", f"it took longer than {seconds:g} s")
        except Ended:
            return Failure("crash", f"it needed more than {memory} MiB of memory, or the process that did it was ended")

    def _ask(self, worker: Worker) -> Failure | None:
        limit = patience(self.source, self.settings)
        request = {"do": "check", "section": self.number, "known": self.known, "settings": asdict(self.settings)}
        for event in worker.ask({**request, "patience": limit}, limit, self.settings.seconds + GRACE):
            match event:
                case {"begun": kind}:
                    self.under_way = kind
                case {"entry": entry}:
                    self.under_way = None
                    self.known.append(entry)
                case {"step": step}:
                    self.found.steps.append(restored(FoundStep, step))
                case {"checked": taken}:
                    self.found.taken[:] = [restored(TakenAs, one) for one in taken]
                case {"disagreement": text}:
                    raise InternalError(text)
                case {"failed": "memory"}:
                    raise Ended
                case {"failed": "error", "what": what}:
                    return Failure("error", f"an error of this program: {what}; please report it")
        return None


@dataclass(frozen=True)
class Failure:
    """Why something was not decided."""

    kind: str
    reason: str

    def instead(self, entry: str) -> Any:
        """What stands in the journal in place of an entry that was not made."""
        return {"verdict": UNKNOWN, "kind": self.kind, "reason": self.reason} if entry == "decision" else None

    def of_the_rest(self, place: dict[str, Any]) -> FoundStep:
        """What is left of a section, of which nothing is known, as one step that is not decided."""
        reason = f"the rest of the section that begins here is not checked: {self.reason}"
        return FoundStep(**place, relation="", rhs="", verdict=UNKNOWN, kind=self.kind, reason=reason)


def patience(source: Source, settings: Settings) -> float:
    """Seconds within which something has to come of reading a document, or of checking a section of it."""
    return settings.seconds + GRACE + SECONDS_PER_MEGABYTE * len(source.text) / 1e6


@contextmanager
def _reading(source: Source, settings: Settings) -> Iterator[Worker]:
    """A worker that has read the document."""
    with borrowed(settings.memory) as worker:
        if worker.source != source or not are_unchanged(_contents(worker).files):
            _read(worker, source, settings)
        yield worker


def _read(worker: Worker, source: Source, settings: Settings) -> None:
    worker.source = None
    where = source.path or "the document"
    limit = patience(source, settings)
    try:
        for event in worker.ask({"do": "read", **asdict(source), "patience": limit}, limit):
            match event:
                case {"read": places, "contents": found}:
                    worker.source, worker.places, worker.contents = source, places, found
                case {"cannot_read": text}:
                    raise CannotRead(text)
                case {"failed": "memory"}:
                    raise CannotRead(f"{where}: reading it takes more than {settings.memory} MiB of memory")
                case {"failed": "error", "what": what}:
                    raise CannotRead(f"{where}: an error of this program: {what}; please report it")
    except Late:
        raise CannotRead(f"{where}: reading it took longer than {limit:.0f} s") from None
