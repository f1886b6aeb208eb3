"""Which steps count in a run: those that were not known before, or are worse than they were."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivations.document.results import PROVED, REFUTED, UNKNOWN, FoundStep

CONDITIONAL = "conditional"
STATES = (PROVED, CONDITIONAL, UNKNOWN, REFUTED)
"""What a step may be, from good to bad."""


@dataclass(frozen=True, order=True)
class Known:
    """A step that was found before: its file's whole path, its formula wherever it stands there, and what it was."""

    path: str
    formula: str
    state: str


def known(step: FoundStep) -> Known:
    """A step as it is known to later runs.

    >>> from derivations import check
    >>> (step,) = check("$$(a + b)^2\\n = a^2 + b^2$$")
    >>> known(step).formula, known(step).state
    ('(a + b)^2 = a^2 + b^2', 'refuted')
    """
    formula = " ".join(f"{step.lhs} {step.relation} {step.rhs}".split())
    return Known(os.path.abspath(step.path), formula, CONDITIONAL if step.conditional else step.verdict)


def is_fault(step: FoundStep, strict: bool) -> bool:
    """Whether a step lets a run fail: one that is false, or with ``strict`` one that is not plainly proved."""
    return not step.plain if strict else step.verdict == REFUTED


def unknown_before(steps: Iterable[FoundStep], before: Counter[Known]) -> Iterator[FoundStep]:
    """The steps that were not known, or not as so bad; each that was known stands for one step."""
    left = before.copy()
    for step in steps:
        now = known(step)
        alike = (Known(now.path, now.formula, state) for state in STATES[STATES.index(now.state) :])
        was = next((one for one in alike if left[one] > 0), None)
        if was is None:
            yield step
        else:
            left[was] -= 1
