"""What tells derivations apart that are called the same: a digest of all that they say."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from derivations.notation.text import text
from derivations.proof.wording import assumptions, reasons, written

if TYPE_CHECKING:
    from derivations.proof import Derivation


def fingerprint(derivation: Derivation) -> str:
    """The digest of a derivation's chains: what they assume, each line, and its reasons.

    >>> from derivations import bp1, bp2
    >>> fingerprint(bp1) == fingerprint(bp1), fingerprint(bp1) == fingerprint(bp2)
    (True, False)
    """
    lines = [derivation.name]
    for chain in derivation.chains:
        lines += [written(words, text) for words in assumptions(chain.theory)]
        lines.append(text(chain.start))
        for step in chain.steps:
            by = [written(words, text) for words in reasons(step)]
            lines.append(" ".join([step.claim.relation, text(step.claim.rhs), *by]))
    return sha256("\n".join(lines).encode()).hexdigest()
