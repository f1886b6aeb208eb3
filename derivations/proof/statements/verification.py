"""What verifying found: a verdict for each step, and for the derivation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from derivations.proof.statements.audit import Audit
from derivations.proof.statements.chains import Chain, Result, Step
from derivations.proof.statements.verdict import Verdict


@dataclass(frozen=True)
class CheckedStep:
    """A step and its verdict; ``audit`` is what a second look at it found, if one was asked for.

    >>> from derivations import bp3
    >>> [checked.verdict for checked in bp3.verify().steps]
    [Proved(), Proved(), Proved()]
    """

    step: Step
    verdict: Verdict
    seconds: float
    audit: Audit | None = None


@dataclass(frozen=True)
class Verification:
    """What verifying a derivation found.

    >>> from derivations import softmax_nonlocality
    >>> softmax_nonlocality.verify().uses
    ('softmax-monotonicity',)
    """

    derivation: Result
    steps: tuple[CheckedStep, ...]
    verdict: Verdict
    seconds: float
    uses: tuple[str, ...]
    audit: Audit | None = None

    @property
    def by_chain(self) -> Iterator[tuple[Chain, tuple[CheckedStep, ...]]]:
        """Each chain of the derivation with its steps."""
        steps = iter(self.steps)
        for chain in self.derivation.chains:
            yield chain, tuple(islice(steps, len(chain.steps)))
