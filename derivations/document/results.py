"""What checking a document found: each step with its verdict, in the document's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class InternalError(Exception):
    """This program contradicts itself: a step that was proved is false at a point.  The text has all of it."""


LONGEST = 120
"""How many characters the prompt shows of a step."""
PROVED, REFUTED, UNKNOWN = "proved", "refuted", "unknown"


@dataclass(frozen=True)
class FoundStep:
    """One step of a document and its verdict.

    ``lhs`` and ``rhs`` are the LaTeX as it stands in the source.  ``kind`` says what sort of step it is (``equality``,
    ``order``, ``limit``, ``equivalence``, ``implication``), or why it has no verdict: ``not-parsed`` where the notation
    is not understood, ``unclear`` where its meaning is not, ``ambiguous`` where it has several, ``hypothesis`` where it
    brings in what nothing is said of, ``timeout`` where deciding it took too long, ``crash`` where the process that did
    it ended or needed too much memory, ``error`` where this program is at fault.  A proof that rests on a convention, a
    reading, or on a reason of the text that is not proved, lists these in ``conditional``.  ``counterexample`` gives a
    value for each symbol, and ``values`` both sides' values there.  ``audit`` is at how many points a proved step was
    seen to hold when it was looked at again, and at how many that could not be told.  ``explanation`` says what was
    read, and ``proofs`` are the files of proofs for each part of the claim, if these were asked for.  ``suggestion`` is
    a change that makes a false step true, in words, and ``mended`` its right side with that change.

    >>> from derivations import check
    >>> (step,) = check(r"$$(a + b)^2 = a^2 + b^2$$")
    >>> step.lhs, step.verdict, step.counterexample
    ('(a + b)^2', 'refuted', (('a', '1/2'), ('b', '-1/2')))
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    lhs: str
    relation: str
    rhs: str
    verdict: str
    kind: str
    reason: str = ""
    hypotheses: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    counterexample: tuple[tuple[str, str], ...] | None = None
    values: tuple[str, str] | None = None
    suggestion: str | None = None
    seconds: float = 0.0
    display: bool = True
    rhs_line: int = 0
    rhs_column: int = 0
    audit: tuple[int, int] | None = None
    explanation: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    mended: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it is proved without conditions."""
        return self.verdict == PROVED and not self.conditional

    @property
    def place(self) -> str:
        """``path:line:column``"""
        return f"{self.path}:{self.line}:{self.column}"

    def __repr__(self) -> str:
        under = ", under a condition" if self.conditional else ""
        claim = f"{self.lhs} {self.relation} {self.rhs}"
        shown = claim if len(claim) <= LONGEST else f"{claim[:LONGEST]} ..."
        return f"<FoundStep {self.place.lstrip(':')}: {self.verdict}{under}: {shown}>"


DEFINITION, ASSUMPTION, EQUATION, UNREAD = "definition", "assumption", "equation", "unread"
"""What a formula that is no step is taken as; an equation is one to be solved, and what is unread has a reason."""


@dataclass(frozen=True)
class TakenAs:
    """A formula that is no step, and what it is taken as.

    >>> from derivations.document.check import checked
    >>> from derivations.document.source.files import Source
    >>> (document,) = checked([Source(r"$$a = w x + b$$")])
    >>> document.taken[0].kind
    'definition'
    """

    path: str
    line: int
    column: int
    kind: str
    formula: str
    reason: str = ""


@dataclass(frozen=True)
class Title:
    """The title of a section, its level from 1, and the place of the first formula behind it."""

    path: str
    line: int
    column: int
    level: int
    text: str


@dataclass(frozen=True)
class CheckedDocument:
    """All steps of a document in order, the formulas that are no steps, and what could not be read.

    ``error`` says why a document has no steps, if it could not be read at all.  ``titles`` are those of its sections,
    and ``macros`` the ones that its author defines, by name: how many arguments each has, its body, and the default of
    the first argument.  ``files`` are the other files that it includes.

    >>> CheckedDocument("notes.md", ())
    <CheckedDocument notes.md: 0 proved, 0 refuted, 0 unknown>
    """

    path: str
    steps: tuple[FoundStep, ...]
    taken: tuple[TakenAs, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    error: str = ""
    titles: tuple[Title, ...] = ()
    macros: tuple[tuple[str, int, str, str | None], ...] = ()
    files: tuple[str, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """How many steps have each verdict."""
        return summary(self.steps)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {verdict}" for verdict, number in self.summary.items())
        return f"<CheckedDocument {self.path}: {self.error or counts}>"

    @property
    def others(self) -> dict[str, int]:
        """How many formulas that are no steps are of each kind."""
        return {
            kind: sum(taken.kind == kind for taken in self.taken) for kind in (DEFINITION, ASSUMPTION, EQUATION, UNREAD)
        }


def summary(steps: Iterable[FoundStep]) -> dict[str, int]:
    """How many steps have each verdict."""
    counts = {PROVED: 0, REFUTED: 0, UNKNOWN: 0}
    for step in steps:
        counts[step.verdict] += 1
    return counts
