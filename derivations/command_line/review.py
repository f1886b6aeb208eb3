"""Which steps of a run count: those that no baseline has, or that a change in git touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from derivations.document.results import CheckedDocument, FoundStep
from derivations.document.source.files import Source
from derivations.document.source.revisions import Span, changes, commit, is_unchanged, text_at
from derivations.report.documents import baseline
from derivations.report.documents.known import Known, known, unknown_before

Check = Callable[[Sequence[Source]], Iterable[CheckedDocument]]
Selection = Callable[[CheckedDocument], Sequence[FoundStep]]


def selection(sources: Sequence[Source], file: Path | None, ref: str | None, check: Check) -> Selection | None:
    """What chooses the steps that count; nothing if all do.

    ``file`` is a baseline, and ``ref`` a commit of git since which the documents changed, which are checked as they
    were then.  Raises :class:`~derivations.document.source.pieces.CannotRead`.
    """
    if file is None and ref is None:
        return None
    faults = Counter[Known]() if file is None else baseline.read(file)
    before = {} if ref is None else _before(sources, ref, check)

    def select(document: CheckedDocument) -> Sequence[FoundStep]:
        steps = document.steps if ref is None else _touched(document, before.get(document.path))
        return tuple(unknown_before(steps, faults))

    return select


@dataclass(frozen=True)
class Before:
    """A document as it was at a commit, and the lines that changed since."""

    commit: str
    document: CheckedDocument
    spans: tuple[Span, ...]


def _before(sources: Sequence[Source], ref: str, check: Check) -> dict[str, Before]:
    """The documents that were there at a commit."""
    commits: dict[Path, str] = {}
    then: dict[str, Source] = {}
    for source in sources:
        path = Path(source.path)
        if source.folder is None:  # standard input
            continue
        if path.parent not in commits:
            commits[path.parent] = commit(ref, path.parent)
        text = text_at(commits[path.parent], path)
        if text is not None:
            then[source.path] = replace(source, text=text)
    found: dict[str, Before] = {}
    for document in check(list(then.values())):
        path = Path(document.path)
        at = commits[path.parent]
        found[document.path] = Before(at, document, changes(at, path))
    return found


def _touched(document: CheckedDocument, before: Before | None) -> Sequence[FoundStep]:
    """The steps on lines that changed, those that are new, and those that are worse than before.

    If a file that the document includes changed, all of them are.
    """
    if before is None or before.document.error:
        return document.steps
    included = {*document.files, *before.document.files}
    if not all(is_unchanged(before.commit, Path(name)) for name in included):
        return document.steps
    new = set(unknown_before(document.steps, Counter(map(known, before.document.steps))))
    return [step for step in document.steps if step in new or _is_on(step, document.path, before.spans)]


def _is_on(step: FoundStep, path: str, spans: Sequence[Span]) -> bool:
    return step.path == path and any(span.touches(step.line, step.end_line) for span in spans)
