"""Scripts of Coq: what is proved of a derivation, or of a document, proved again by the lemmas of the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from derivations.certificate.comments import comment
from derivations.certificate.replay import LIBRARY
from derivations.certificate.replay.script import Claimed, Gap, Stated, replay
from derivations.certified import fingerprint
from derivations.notation.text import text
from derivations.proof import Chain, Proved, Result, Step, Verdict, Verifier
from derivations.proof.wording import listed, reasons, written

HEADER = f"""
   Checked with Coq 8.16 and Coquelicot 3.  For Rocq 9 write `From Stdlib' in place of `From Coq'. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import {" ".join(LIBRARY)}.
Import ListNotations.
Open Scope R_scope."""


@dataclass(frozen=True)
class Script:
    """A script: the name and the digest of what it is of, its file's name and text, what it states and what is missing."""

    name: str
    module: str
    text: str
    theorems: tuple[Stated, ...]
    gaps: tuple[Gap, ...]
    digest: str = ""

    @property
    def results(self) -> tuple[Stated, ...]:
        """The theorems other than those that are lines of a chain."""
        return tuple(stated for stated in self.theorems if stated.name.startswith("t_"))


def script(name: str, title: str, claimed: Sequence[Claimed], gaps: Iterable[Gap] = (), digest: str = "") -> Script:
    """The script in which theorems of the kernel are proved again."""
    made = replay(claimed)
    whole = f"(* {comment(title)}\n{HEADER}\n\n{made.text}"
    return Script(name, module_name(name), whole, made.theorems, (*gaps, *made.gaps), digest)


def script_of(derivation: Result, verifier: Verifier) -> Script:
    """The script of a derivation: each line of its chains, and what it concludes, as theorems.

    >>> from derivations import sigmoid_derivative
    >>> made = script_of(sigmoid_derivative, Verifier())
    >>> made.module, made.theorems[-1].name
    ('D_sigmoid_derivative', 't_sigmoid_derivative')
    """
    claimed, gaps = list[Claimed](), list[Gap]()
    for name, words, verdict in _verdicts(derivation, verifier):
        if isinstance(verdict, Proved):
            (theorem,) = verdict.theorems
            claimed.append(Claimed(name, words, theorem))
        else:
            gaps.append(Gap(words, "it is not proved"))
    source = f" ({derivation.source})" if derivation.source else ""
    return script(derivation.name, f"{derivation.title}{source}", claimed, gaps, fingerprint(derivation))


def _verdicts(derivation: Result, verifier: Verifier) -> Iterator[tuple[str, str, Verdict]]:
    """The lines of the chains, and the conclusions, each with its name and words."""
    stem = _letters(derivation.name).lower()
    for number, chain in enumerate(derivation.chains, 1):
        checked, _ = verifier.chain(chain)
        for line, step in enumerate(checked, 1):
            yield f"l_{stem}_{number}_{line}", f"{_title(chain)}: {_words(step.step)}", step.verdict
    several = len(derivation.conclusions) > 1
    for number, chain in enumerate(derivation.conclusions, 1):
        yield f"t_{stem}_{number}" if several else f"t_{stem}", _title(chain), verifier.chain(chain)[1]


def _title(chain: Chain) -> str:
    return chain.title or text(chain.start)


def _words(step: Step) -> str:
    """A step as it is written, with its reasons."""
    by = written(listed(reasons(step, step.chain.name if step.chain else "")), text)
    left, relation, right = text(step.claim.lhs), step.claim.relation, text(step.claim.rhs)
    return f"{left} {relation} {right}" + (f"    [{by}]" if by else "")


def module_name(name: str) -> str:
    """The name of a script's file, which has a prefix, so that it is no other name of Coq's.

    >>> module_name("softmax-limit"), module_name("docs/a.md")
    ('D_softmax_limit', 'D_docs_x2f_a_x2e_md')
    """
    return f"D_{_letters(name)}"


def _letters(name: str) -> str:
    """A name in letters that Coq takes, another one for each."""
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f"_x{ord(found[0]):x}_", name).replace("-", "_")
