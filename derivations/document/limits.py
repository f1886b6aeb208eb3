"""Checking within limits: a step that takes too long or too much memory is unknown, and the others have their verdicts.

A worker is asked for a section.  When it has to be killed, what it had decided is known, the step under way is unknown,
and another worker goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from derivations.document.files import Source
from derivations.document.records import restored
from derivations.document.results import UNKNOWN, FoundStep, InternalError, TakenAs
from derivations.document.settings import Settings
from derivations.document.source import CannotRead
from derivations.document.supervision import GRACE, Ended, Late, Worker, borrowed

SECONDS_PER_MEGABYTE = 20.0
"""What reading a long document, and each of its sections, may take beyond the time of a step."""


@dataclass(frozen=True)
class Contents:
    """How many sections a document has, and what could not be read in it."""

    sections: int
    problems: tuple[str, ...] = ()


@dataclass
class CheckedSection:
    """The steps of a section, and what was taken as given."""

    steps: list[FoundStep] = field(default_factory=list)
    taken: list[TakenAs] = field(default_factory=list)


def contents(source: Source, settings: Settings) -> Contents:
    """What a document is made of; raises :class:`CannotRead`."""
    with _reading(source, settings) as worker:
        return Contents(len(worker.places), tuple(worker.problems))


def check_section(
    source: Source, number: int, settings: Settings, found: CheckedSection | None = None
) -> CheckedSection:
    """The steps of a section, each within the limits; ``found`` is filled while they come in.

    Raises :class:`~derivations.document.results.InternalError` where an audit contradicts a proof.
    """
    found = CheckedSection() if found is None else found
    known: list[Any] = []
    again: set[int] = set()
    while True:
        found.steps.clear()
        entries = _Entries(known)
        with _reading(source, settings) as worker:
            place = worker.places[number]
            try:
                _ask(worker, source, number, settings, entries, found)
            except (Ended, Late) as problem:
                failure = _failure(problem, settings)
            else:
                if entries.error is None:
                    return found
                failure = ("error", f"an error of this program: {entries.error}; please report it")
            if failure[0] != "error":
                worker.kill()
        if failure[0] == "crash" and len(known) not in again:
            again.add(len(known))  # it may have been killed from outside, or for what others had needed before
        elif entries.kind is None:
            found.steps = [_unknown(place, failure)]
            return found
        else:
            known.append(_instead(entries.kind, failure))


class _Entries:
    """What a section's journal holds so far; ``kind`` is that of the entry under way."""

    def __init__(self, known: list[Any]) -> None:
        self.known = known
        self.kind: str | None = None
        self.error: str | None = None


def _ask(
    worker: Worker, source: Source, number: int, settings: Settings, entries: _Entries, found: CheckedSection
) -> None:
    request = {"do": "check", "section": number, "settings": asdict(settings), "known": entries.known}
    for event in worker.ask(request, _patience(source, settings)):
        match event:
            case {"begun": kind}:
                entries.kind = kind
            case {"entry": entry}:
                entries.kind = None
                entries.known.append(entry)
            case {"step": step}:
                found.steps.append(restored(FoundStep, step))
            case {"checked": taken}:
                found.taken[:] = [restored(TakenAs, one) for one in taken]
            case {"disagreement": text}:
                raise InternalError(text)
            case {"failed": "memory"}:
                raise Ended
            case {"failed": "error", "what": what}:
                entries.error = what


def _patience(source: Source, settings: Settings) -> float:
    return settings.seconds + GRACE + SECONDS_PER_MEGABYTE * len(source.text) / 1e6


@contextmanager
def _reading(source: Source, settings: Settings) -> Iterator[Worker]:
    """A worker that has read the document."""
    with borrowed(settings.memory) as worker:
        if worker.source != source:
            _read(worker, source, settings)
        yield worker


def _read(worker: Worker, source: Source, settings: Settings) -> None:
    worker.source = None
    where = source.path or "the document"
    request = {"do": "read", **asdict(source), "settings": asdict(settings)}
    try:
        for event in worker.ask(request, _patience(source, settings)):
            match event:
                case {"read": places, "problems": problems}:
                    worker.source, worker.places, worker.problems = source, places, problems
                case {"cannot_read": text}:
                    raise CannotRead(text)
                case {"failed": "memory"}:
                    raise CannotRead(f"{where}: reading it takes more than {settings.memory} MiB of memory")
                case {"failed": "error", "what": what}:
                    raise CannotRead(f"{where}: an error of this program: {what}; please report it")
    except Late:
        raise CannotRead(f"{where}: reading it took longer than {_patience(source, settings):g} s") from None
    except Ended:
        raise CannotRead(f"{where}: the process that read it ended") from None


def _failure(problem: Exception, settings: Settings) -> tuple[str, str]:
    if isinstance(problem, Late):
        return "timeout", f"it took longer than {settings.seconds:g} s"
    return "crash", f"it needed more than {settings.memory} MiB of memory, or the process that decided it was ended"


def _instead(kind: str, failure: tuple[str, str]) -> Any:
    """What stands in the journal in place of an entry that was not made."""
    what, reason = failure
    return {"verdict": UNKNOWN, "kind": what, "reason": reason} if kind == "decision" else None


def _unknown(place: dict[str, Any], failure: tuple[str, str]) -> FoundStep:
    """A section of which nothing is known, as one step that is not decided."""
    what, reason = failure
    return FoundStep(
        **place, relation="", rhs="", verdict=UNKNOWN, kind=what, reason=f"the whole section is not checked: {reason}"
    )
