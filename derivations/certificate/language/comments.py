"""Words of the mathematics in comments of Coq."""

from __future__ import annotations

from typing import Any

from derivations.notation.text import text
from derivations.proof.wording import listed, reasons, written


def comment(words: str) -> str:
    """Words as they may stand in a comment of Coq: without a star nothing opens or closes one.

    >>> comment('the "limit" (*)')
    "the 'limit' (∗)"
    """
    return words.replace('"', "'").replace("*", "∗")


def step_words(step: Any) -> str:
    """A step's relation and reasons, for a comment."""
    by = written(listed(reasons(step, step.chain.name if step.chain else "")), text)
    claim = step.claim
    return comment(f"{claim.relation} {text(claim.rhs)}" + (f"    [{by}]" if by else ""))
