"""Scripts of Coq: what is proved of a derivation, or of a document, proved again by the lemmas of the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from derivations.certificate.comments import comment
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.replay.script import Claimed, Gap, Replay, Stated, definitions, replay, symbols
from derivations.certified import fingerprint
from derivations.notation.text import text
from derivations.proof import Chain, Proved, Result, Step, Verdict, Verifier
from derivations.proof.wording import listed, reasons, written

HEADER = f"""
   Checked with Coq 8.16 and Coquelicot 3.  For Rocq 9 write `From Stdlib' in place of `From Coq'. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import {" ".join(LIBRARY)} Symbols."""
OPENED = "Import ListNotations.\nOpen Scope R_scope.\n"


@dataclass(frozen=True)
class Claims:
    """What a script is to state: theorems of the kernel, and what has none, of something with a name and a title.

    ``uses`` are the names of what it was derived from; ``digest`` tells this version of it from others.
    """

    name: str
    title: str
    claimed: tuple[Claimed, ...]
    gaps: tuple[Gap, ...] = ()
    uses: tuple[str, ...] = ()
    digest: str = ""

    @property
    def module(self) -> str:
        """The name of its script's file."""
        return module_name(self.name)


@dataclass(frozen=True)
class Script:
    """A script: what it is of, its text, what it states, what is missing, and the files of the scripts that it uses."""

    claims: Claims
    text: str
    theorems: tuple[Stated, ...]
    gaps: tuple[Gap, ...]
    uses: tuple[str, ...]

    @property
    def results(self) -> tuple[Stated, ...]:
        """The theorems other than those that are lines of a chain."""
        return tuple(stated for stated in self.theorems if stated.name.startswith("t_"))


@dataclass(frozen=True)
class Scripts:
    """Several scripts, each after those that it uses, and the file with the symbols that they speak of."""

    symbols: str
    scripts: tuple[Script, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The texts by the names of their files without the ending, in an order in which Coq takes them."""
        return {**library(), "Symbols": self.symbols, **{s.claims.module: s.text for s in self.scripts}}


def scripts(claims: Iterable[Claims]) -> Scripts:
    """The scripts in which theorems of the kernel are proved again; what one of them has proved others use."""
    ordered = _ordered({one.name: one for one in claims})
    table = symbols(one.theorem for claim in ordered for one in claim.claimed)
    made: dict[str, Replay] = {}
    found = list[Script]()
    for one in ordered:
        behind = _behind(one, {claim.name: claim for claim in ordered})
        known = {
            said: replace(sequent, name=f"{module_name(name)}.{sequent.name}")
            for name in behind
            for said, sequent in made[name].proved.items()
        }
        replayed = made[one.name] = replay(one.claimed, table, known)
        uses = tuple(dict.fromkeys(sequent.name.split(".")[0] for sequent in replayed.used))
        required = [f"From Derivations Require {' '.join(uses)}."] if uses else []
        whole = "\n".join([f"(* {comment(one.title)}", HEADER, *required, OPENED, replayed.text])
        found.append(Script(one, whole, replayed.theorems, (*one.gaps, *replayed.gaps), uses))
    return Scripts(definitions(table), tuple(found))


def _ordered(claims: Mapping[str, Claims]) -> list[Claims]:
    """Each after those that it uses."""
    found: dict[str, Claims] = {}

    def add(one: Claims) -> None:
        for name in one.uses:
            if name in claims and name not in found:
                add(claims[name])
        found[one.name] = one

    for one in claims.values():
        add(one)
    return list(found.values())


def _behind(one: Claims, claims: Mapping[str, Claims]) -> list[str]:
    """The names of all that something uses, directly or by way of others."""
    found: dict[str, None] = {}
    for name in one.uses:
        if name in claims:
            found |= dict.fromkeys([*_behind(claims[name], claims), name])
    return list(found)


def claims_of(derivation: Result, verifier: Verifier) -> Claims:
    """What the script of a derivation is to state: each line of its chains, and what it concludes.

    >>> from derivations import sigmoid_derivative
    >>> made = claims_of(sigmoid_derivative, Verifier())
    >>> made.module, made.claimed[-1].name
    ('D_sigmoid_derivative', 't_sigmoid_derivative')
    """
    claimed, gaps = list[Claimed](), list[Gap]()
    for name, words, verdict in _verdicts(derivation, verifier):
        if isinstance(verdict, Proved):
            (theorem,) = verdict.theorems
            claimed.append(Claimed(name, words, theorem))
        else:
            gaps.append(Gap(words, "it is not proved"))
    title = f"{derivation.title} ({derivation.source})" if derivation.source else derivation.title
    uses = verifier.verify(derivation).uses
    return Claims(derivation.name, title, tuple(claimed), tuple(gaps), uses, fingerprint(derivation))


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
