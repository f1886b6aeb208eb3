"""What is to be certified: theorems of the kernel, each compared with what a derivation claims, as terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from sympy import Integer

from derivations.certificate.replay.names import spelled
from derivations.certificate.replay.script import Claimed, Gap
from derivations.certified import fingerprint
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.notation.text import text
from derivations.proof import Chain, Claim, Proved, Result, Step, Verdict, Verifier
from derivations.proof.statements.claim import EQUAL
from derivations.proof.verify import read_anew
from derivations.proof.wording import listed, reasons, written

Asked: TypeAlias = Callable[[], tuple[Term, Callable[[Term], bool]]]
"""What reads a claim anew."""


class NotTheClaim(Exception):
    """A theorem says something else than what a derivation claims; the text says what both say."""


@dataclass(frozen=True)
class Claims:
    """What a script is to state: theorems of the kernel, and what has none, of something with a name and a title.

    ``uses`` are the names of what it was derived from; ``digest`` tells this version of it from others.  ``warnings``
    are what a reader of the theorems should know, as that nothing may satisfy their hypotheses.

    >>> from derivations import bp1
    >>> claims = claims_of(bp1, Verifier())
    >>> claims.name, claims.gaps
    ('bp1', ())
    """

    name: str
    title: str
    claimed: tuple[Claimed, ...]
    gaps: tuple[Gap, ...] = ()
    uses: tuple[str, ...] = ()
    digest: str = ""
    warnings: tuple[str, ...] = ()


def claims_of(derivation: Result, verifier: Verifier) -> Claims:
    """What the script of a derivation is to state: each line of its chains, and what it concludes.

    >>> from derivations import sigmoid_derivative
    >>> made = claims_of(sigmoid_derivative, Verifier())
    >>> len(made.claimed), made.claimed[-1].name
    (9, 't_sigmoid_derivative')
    """
    claimed, gaps = list[Claimed](), list[Gap]()
    for name, words, verdict, said in _verdicts(derivation, verifier):
        if isinstance(verdict, Proved):
            (theorem,) = verdict.theorems
            claimed.append(as_claimed(name, words, theorem, said()[0]))
        else:
            gaps.append(Gap(words, "it is not proved"))
    title = f"{derivation.title} ({derivation.source})" if derivation.source else derivation.title
    uses, warnings = verifier.verify(derivation).uses, tuple(_warnings(derivation, verifier))
    return Claims(derivation.name, title, tuple(claimed), tuple(gaps), uses, fingerprint(derivation), warnings)


def _warnings(derivation: Result, verifier: Verifier) -> Iterator[str]:
    """Of which chains no values were found that satisfy all that they assume: there 0 = 1 has no counterexample."""
    impossible = Claim(Integer(0), EQUAL, Integer(1))
    for chain in derivation.chains:
        if chain.steps and verifier.counterexample(impossible, chain.theory, chain.steps[0].indices) is None:
            yield f"{_title(chain)}: no values were found that satisfy all that it assumes"


def _verdicts(derivation: Result, verifier: Verifier) -> Iterator[tuple[str, str, Verdict, Asked]]:
    """The lines of the chains, and the conclusions, each with its name, its words, and what it says as a term."""
    stem = spelled(derivation.name).lower()
    for number, chain in enumerate(derivation.chains, 1):
        checked, _ = verifier.chain(chain)
        for line, step in enumerate(checked, 1):
            said = partial(read_anew, step.step.claim, step.step.theory, step.step.indices)
            yield f"l_{stem}_{number}_{line}", f"{_title(chain)}: {_words(step.step)}", step.verdict, said
    several = len(derivation.conclusions) > 1
    for number, chain in enumerate(derivation.conclusions, 1):
        said = partial(read_anew, chain.conclusion, chain.theory, chain.steps[0].indices)
        yield f"t_{stem}_{number}" if several else f"t_{stem}", _title(chain), verifier.chain(chain)[1], said


def as_claimed(name: str, words: str, theorem: Theorem, claim: Term) -> Claimed:
    """A theorem with its name and words.  Raises :class:`NotTheClaim` if it says something else than the claim."""
    if theorem.claim is not claim:
        raise NotTheClaim(f"{words}: the claim is {claim}, and the theorem says {theorem.claim}")
    return Claimed(name, words, theorem)


def _title(chain: Chain) -> str:
    return chain.title or text(chain.start)


def _words(step: Step) -> str:
    """A step as it is written, with its reasons."""
    by = written(listed(reasons(step, step.chain.name if step.chain else "")), text)
    left, relation, right = text(step.claim.lhs), step.claim.relation, text(step.claim.rhs)
    return f"{left} {relation} {right}" + (f"    [{by}]" if by else "")
