"""What a derivation claims, as terms: read anew, so that what is certified is what is claimed."""

from __future__ import annotations

from typing import NamedTuple

from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.notation import Index
from derivations.proof import Chain, Proved, Verification
from derivations.proof.gate.reading import read
from derivations.proof.statements.theory import with_declared
from derivations.proof.statements.vectors import componentwise


class NotTheClaim(Exception):
    """A theorem says something else than what a derivation claims; the text says what both say."""


class Claimed(NamedTuple):
    """A theorem, and what it is the proof of."""

    title: str
    theorem: Theorem


def claimed(verification: Verification) -> tuple[Claimed, ...]:
    """The theorems of a derivation that is proved, one for each chain.

    Raises :class:`NotTheClaim` if it is not proved, or a theorem's claim is not what the chain concludes.

    >>> from derivations import sigmoid_derivative
    >>> [one.title for one in claimed(sigmoid_derivative.verify())][:2]
    ['The sigmoid', 'The derivative of its denominator']
    """
    if not isinstance(verification.verdict, Proved):
        raise NotTheClaim(f"{verification.derivation.name} is not proved")
    pairs = zip(verification.derivation.chains, verification.verdict.theorems, strict=True)
    return tuple(
        as_claimed(chain.title or f"chain {number}", theorem, proposition(chain))
        for number, (chain, theorem) in enumerate(pairs, 1)
    )


def as_claimed(title: str, theorem: Theorem, claim: Term) -> Claimed:
    """A theorem with its title.  Raises :class:`NotTheClaim` if it says something else than the claim."""
    if theorem.claim is not claim:
        raise NotTheClaim(f"{title}: the claim is {claim}, and the theorem says {theorem.claim}")
    return Claimed(title, theorem)


def proposition(chain: Chain) -> Term:
    """What a chain concludes, as the gate reads it."""
    claim, indices = chain.conclusion, chain.steps[0].indices
    theory = with_declared(chain.theory, claim.free_symbols)
    components = componentwise(claim)
    bound = frozenset(symbol for symbol in components.free_symbols if isinstance(symbol, Index))
    return read(theory, components.sides, indices | bound).gate.claim(components)
